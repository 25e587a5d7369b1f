// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArrayView>
#include <QStringList>
#include <QUrl>

namespace assayer::oauth {

/// What we use of OpenID Connect Discovery §3 and RFC 8414 §2.
struct DiscoveryDocument {
    QString issuer;
    QUrl tokenEndpoint; ///< empty: the issuer only signs (GitHub Actions, Kubernetes)
    QUrl jwksUri;       ///< empty: its tokens are opaque
    QStringList tokenEndpointAuthMethods;
    QString accessTokenIssuer; ///< AD FS: what its access tokens name as their issuer instead; empty: no difference
    bool operator==(const DiscoveryDocument&) const = default;

    /// Errors: "invalid-json", "invalid-discovery" (no issuer, or an endpoint that is no URL), "duplicate-member".
    [[nodiscard]] static support::Result<DiscoveryDocument> parse(QByteArrayView json);
    /// Whether the document's issuer is the one asked for, byte for byte; a `{tenantid}` template matches any tenant,
    /// compared without case in the placeholder's name only (Entra, endpoints §3).
    [[nodiscard]] bool isFor(const QString& expectedIssuer) const;
};

} // namespace assayer::oauth
