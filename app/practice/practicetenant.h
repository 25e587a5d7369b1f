// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/clock.h"
#include "support/error.h"
#include "support/secret.h"

#include <QUrl>

#include <memory>

namespace assayer::practice {

/// The practice tenant: an imitation of a Microsoft Entra ID tenant on loopback, on threads of its own. Answers v1 and
/// v2 token endpoints, both metadata documents and key sets; tokens and errors have Entra's shape. Its keys are made on
/// first use and live only in memory. Nothing but 127.0.0.1 can reach it. Destroying it stops it.
class PracticeTenant {
public:
    explicit PracticeTenant(const support::Clock& clock);
    ~PracticeTenant();
    PracticeTenant(const PracticeTenant&) = delete;
    PracticeTenant& operator=(const PracticeTenant&) = delete;

    /// Listens on 127.0.0.1; port 0: one of its own choosing. Returns the base URL. Idempotent. Error: "practice-port".
    [[nodiscard]] support::Result<QUrl> start(quint16 port = 0);
    [[nodiscard]] QUrl baseUrl() const; ///< empty if it does not run

    /// The fixed demo secret of «web app». Public by design: it opens nothing but this tenant.
    [[nodiscard]] static support::Secret demoSecret();

private:
    struct Server;
    std::unique_ptr<Server> m_server;
};

} // namespace assayer::practice
