// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QList>
#include <QUrl>

namespace assayer::oauth {

/// Where this profile's authority is. For Entra and practice everything is known beforehand; for an issuer by its URL
/// the token endpoint comes from discovery.
struct Endpoints {
    QUrl token;            ///< empty: from discovery
    QList<QUrl> discovery; ///< to try in order (OpenID Connect Discovery §4, then RFC 8414 §3)
    QString issuer;        ///< the issuer that discovery must name; empty if unknown (tenant by domain name)
    bool operator==(const Endpoints&) const = default;
};

/// `practiceBase`: http://127.0.0.1:PORT of the running practice tenant; empty if it does not run (then the URLs have
/// a placeholder host "practice" that cannot be reached). Errors name the field: "tenant", "issuer", "cloud".
[[nodiscard]] support::Result<Endpoints> endpointsOf(const profile::Authority& authority, const QUrl& practiceBase);

/// The discovery URLs of an issuer by its identifier.
[[nodiscard]] QList<QUrl> discoveryUrls(const QString& issuer);
/// The metadata that keys for a token of this version of an Entra tenant come from: v1 or v2, whatever endpoint was
/// asked. Appends ?appid= if given.
[[nodiscard]] QList<QUrl> entraDiscovery(const profile::Authority& authority, profile::TokenVersion version,
                                         const QUrl& practiceBase, const QString& appId = {});

} // namespace assayer::oauth
