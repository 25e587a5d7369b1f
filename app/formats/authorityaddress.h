// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QStringList>

namespace assayer::formats {

/// The address of an authority as settings name it: its base, or its metadata.
struct AuthorityAddress {
    enum class Kind {
        Tenant,  ///< one tenant of Entra ID, by its GUID
        Domain,  ///< one tenant of Entra ID, by a domain: its issuer is not known without asking
        Shared,  ///< common, organizations or consumers
        Account, ///< B2C or External ID: the metadata names the issuer
        Other,   ///< any other issuer
        None     ///< no web address
    };
    Kind kind = Kind::None;
    profile::Authority authority; ///< cloud, tenant (as written) and version; for Other the issuer
    bool operator==(const AuthorityAddress&) const = default;
};

/// Takes `https://host/tenant`, with or without `/v2.0` and `/.well-known/…` behind it.
[[nodiscard]] AuthorityAddress authorityAt(const QString& address);
/// The same for an instance (`https://login.microsoftonline.com/`) and a tenant by GUID, domain or address.
[[nodiscard]] AuthorityAddress authorityOf(const QString& instance, const QString& tenant);

/// The issuer that the metadata at that address names, as far as it is known without asking: of a tenant by its
/// version, of a shared one the template with {tenantid}, of another one both spellings, with and without a final
/// slash.
[[nodiscard]] QStringList issuersAt(const AuthorityAddress& address);
/// Of a tenant those of both token versions, v2 first; else none.
[[nodiscard]] QStringList issuersOfBothVersions(const AuthorityAddress& address);

} // namespace assayer::formats
