// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/directory.h"
#include "practice/keyring.h"

namespace assayer::practice {

/// An app-only access token to be made. The API's registration decides its version, not the endpoint (endpoints §4).
struct TokenOrder {
    const Tenant* tenant = nullptr;
    const Application* client = nullptr;
    const Application* api = nullptr;
    QString requested; ///< the resource as the caller spelt it; a v1 token's audience
    QString base;
    qint64 now = 0;
    qint64 lifetime = 3600; ///< seconds from now to `exp`
};

/// The token lies 300 s in the past, as Entra's do.
inline constexpr qint64 backdatedSeconds = 300;

/// The signed token, claims in Entra's order.
[[nodiscard]] support::Result<QByteArray> makeToken(const TokenOrder& order, KeyRing& keys);

/// base/<tenant>/ for version 1, base/<tenant>/v2.0 for version 2.
[[nodiscard]] QString issuerOf(const QString& base, const QString& tenantId, int tokenVersion);

} // namespace assayer::practice
