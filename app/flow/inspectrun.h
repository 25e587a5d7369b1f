// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/keysearch.h"

namespace assayer::flow {

/// inspectToken(): a token that somebody brought, offline unless the fetch is allowed.
class InspectRun final : public Journey {
    Q_OBJECT
public:
    InspectRun(const Surroundings& surroundings, Brought brought);

protected:
    void begin() override;
    void stopped() override;

private:
    void failWithoutToken();
    void resolve();
    void verify();
    [[nodiscard]] KeyQuestion keyQuestion() const;
    void judge(const KeyFinding& finding);

    Brought m_brought;
    QUrl m_practiceBase;
    std::optional<KeySearch> m_keySearch;
};

} // namespace assayer::flow
