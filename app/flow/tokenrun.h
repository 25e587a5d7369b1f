// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/keysearch.h"
#include "oauth/endpoints.h"

namespace assayer::flow {

/// getToken(): the way from a profile to an inspected token, one step a function, in the order of the source.
class TokenRun final : public Journey {
    Q_OBJECT
public:
    TokenRun(const Surroundings& surroundings, profile::Profile profile, support::Secret secret);

    void confirmHost(bool allowed) override;

protected:
    void begin() override;
    void stopped() override;

private:
    void discover(qsizetype index);
    void discovered(const Discovered& found);
    void requestToken();
    void received(const http::Reply& reply);
    void takeApart(oauth::TokenGrant grant);
    void findKeys();
    void judge(KeyFinding finding);

    [[nodiscard]] const profile::Profile& profile() const { return *m_inspection.profile; }
    [[nodiscard]] KeyQuestion keyQuestion() const;

    support::Secret m_secret;
    http::Policy m_policy;
    QUrl m_practiceBase;
    oauth::Endpoints m_endpoints;
    std::optional<Discovered> m_discovered;
    bool m_hostAsked = false;
    QStringList m_discoveryProblems;
    std::optional<KeySearch> m_keySearch;
};

} // namespace assayer::flow
