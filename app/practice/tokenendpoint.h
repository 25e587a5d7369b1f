// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/answer.h"
#include "practice/directory.h"
#include "practice/keyring.h"

namespace assayer::practice {

enum class Endpoint { V1, V2 };

/// What the token endpoint works with; all of it outlives the call.
struct TokenIssuer {
    const Directory* directory = nullptr;
    KeyRing* keys = nullptr;
    QString base; ///< http://127.0.0.1:PORT
};

/// Answers a client credentials request as Entra does (requests §1, §4 to §6): token or refusal. `tenantName` is the
/// path's segment.
[[nodiscard]] Answer answerTokenRequest(const TokenIssuer& issuer, const QString& tenantName, Endpoint endpoint,
                                        const Question& question, const Trace& trace);

/// The tenant that a path segment names, or the refusal that Entra gives for it; null for common, organizations and
/// consumers. `error` replaces the refusal's OAuth error.
[[nodiscard]] tl::expected<const Tenant*, Answer> tenantNamed(const Directory& directory, const QString& name,
                                                              const Trace& trace, const QString& error = {});

} // namespace assayer::practice
