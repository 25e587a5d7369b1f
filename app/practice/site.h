// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/answer.h"
#include "practice/directory.h"
#include "practice/keyring.h"
#include "support/clock.h"

namespace assayer::practice {

/// Everything that the practice tenant answers, without the sockets. Any thread, several at once.
class Site {
public:
    /// `base`: http://127.0.0.1:PORT, the root of all issuers and endpoints. The clock outlives the site.
    Site(Directory directory, QString base, const support::Clock& clock);

    [[nodiscard]] Answer answer(const Question& question);

private:
    [[nodiscard]] Answer route(const Question& question, const Trace& trace);
    [[nodiscard]] Answer metadata(const QString& tenantName, int version, bool keys, const QString& appId,
                                  const Trace& trace);

    Directory m_directory;
    QString m_base;
    const support::Clock& m_clock;
    KeyRing m_keys;
};

} // namespace assayer::practice
