// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/check.h"

#include <QLatin1String>

#include <array>

namespace assayer::checks {

/// One name that Result::cause may hold. The names are stable: window, report, JSON and tests use them.
struct Cause {
    CheckId check;
    const char* name; ///< "audience.case"

    [[nodiscard]] constexpr QLatin1String text() const { return QLatin1String(name); }
};

/// Every cause that the checks can name from a token, its verification, the user's expectations and the manifests.
/// `other` and `not-expected` are of every check: nothing more special fits; nothing is expected, by the user or by the
/// API's own settings, which may leave the times unchecked.
inline constexpr auto causes = std::to_array<Cause>({
    {CheckId::Kind, "kind.delegated"},
    {CheckId::Kind, "kind.id-token"},
    {CheckId::Kind, "kind.encrypted"},
    {CheckId::Kind, "kind.opaque"},
    {CheckId::Kind, "kind.exchange-assertion"},
    {CheckId::Kind, "kind.client-assertion"},
    {CheckId::Kind, "kind.proof-of-possession"},
    {CheckId::Kind, "kind.unreadable"},
    {CheckId::Kind, "kind.other"},

    {CheckId::Signature, "signature.bad"},
    {CheckId::Signature, "signature.key-not-found"},
    {CheckId::Signature, "signature.keys-unavailable"},
    {CheckId::Signature, "signature.algorithm-none"},
    {CheckId::Signature, "signature.algorithm-mismatch"},
    {CheckId::Signature, "signature.unsupported"},
    {CheckId::Signature, "signature.weak-key"},
    {CheckId::Signature, "signature.truncated"},
    {CheckId::Signature, "signature.graph-nonce"},
    {CheckId::Signature, "signature.app-specific-key"},
    {CheckId::Signature, "signature.key-issuer"},
    {CheckId::Signature, "signature.critical-header"},
    {CheckId::Signature, "signature.other"},

    {CheckId::Issuer, "issuer.version"},
    {CheckId::Issuer, "issuer.tenant"},
    {CheckId::Issuer, "issuer.cloud"},
    {CheckId::Issuer, "issuer.trailing-slash"},
    {CheckId::Issuer, "issuer.template"},
    {CheckId::Issuer, "issuer.common"},
    {CheckId::Issuer, "issuer.authority-url"},
    {CheckId::Issuer, "issuer.domain-name"},
    {CheckId::Issuer, "issuer.b2c"},
    {CheckId::Issuer, "issuer.case"},
    {CheckId::Issuer, "issuer.whitespace"},
    {CheckId::Issuer, "issuer.other"},
    {CheckId::Issuer, "issuer.not-expected"},

    {CheckId::Audience, "audience.trailing-slash"},
    {CheckId::Audience, "audience.guid-vs-uri"},
    {CheckId::Audience, "audience.microsoft-graph"},
    {CheckId::Audience, "audience.aad-graph"},
    {CheckId::Audience, "audience.microsoft-resource"},
    {CheckId::Audience, "audience.own-client"},
    {CheckId::Audience, "audience.id-token"},
    {CheckId::Audience, "audience.v1-token"},
    {CheckId::Audience, "audience.v2-token"},
    {CheckId::Audience, "audience.cloud"},
    {CheckId::Audience, "audience.scheme"},
    {CheckId::Audience, "audience.case"},
    {CheckId::Audience, "audience.api-prefix"},
    {CheckId::Audience, "audience.default-suffix"},
    {CheckId::Audience, "audience.scope-suffix"},
    {CheckId::Audience, "audience.double-slash"},
    {CheckId::Audience, "audience.path-prefix"},
    {CheckId::Audience, "audience.site-url"},
    {CheckId::Audience, "audience.object-id"},
    {CheckId::Audience, "audience.other-profile"},
    {CheckId::Audience, "audience.multiple"},
    {CheckId::Audience, "audience.spn-prefix"},
    {CheckId::Audience, "audience.other-identifier"},
    {CheckId::Audience, "audience.resource-alias"},
    {CheckId::Audience, "audience.whitespace"},
    {CheckId::Audience, "audience.exchange-assertion"},
    {CheckId::Audience, "audience.absent"},
    {CheckId::Audience, "audience.other"},
    {CheckId::Audience, "audience.not-expected"},

    {CheckId::Roles, "roles.absent"},
    {CheckId::Roles, "roles.missing"},
    {CheckId::Roles, "roles.case"},
    {CheckId::Roles, "roles.delegated"},
    {CheckId::Roles, "roles.scope-name"},
    {CheckId::Roles, "roles.not-declared"},
    {CheckId::Roles, "roles.not-application"},
    {CheckId::Roles, "roles.disabled"},
    {CheckId::Roles, "roles.no-value"},
    {CheckId::Roles, "roles.no-service-principal"},
    {CheckId::Roles, "roles.not-requested"},
    {CheckId::Roles, "roles.requested-as-scope"},
    {CheckId::Roles, "roles.not-granted"},
    {CheckId::Roles, "roles.orphaned"},
    {CheckId::Roles, "roles.group-assignment"},
    {CheckId::Roles, "roles.other-client"},
    {CheckId::Roles, "roles.other-resource"},
    {CheckId::Roles, "roles.stale-token"},
    {CheckId::Roles, "roles.in-scp"},
    {CheckId::Roles, "roles.other"},
    {CheckId::Roles, "roles.not-expected"},

    {CheckId::Lifetime, "lifetime.expired"},
    {CheckId::Lifetime, "lifetime.not-yet-valid"},
    {CheckId::Lifetime, "lifetime.clock-skew"},
    {CheckId::Lifetime, "lifetime.milliseconds"},
    {CheckId::Lifetime, "lifetime.malformed"},
    {CheckId::Lifetime, "lifetime.missing"},
    {CheckId::Lifetime, "lifetime.reversed"},
    {CheckId::Lifetime, "lifetime.other"},
    {CheckId::Lifetime, "lifetime.not-expected"},

    {CheckId::Client, "client.other-client"},
    {CheckId::Client, "client.object-id"},
    {CheckId::Client, "client.absent"},
    {CheckId::Client, "client.other"},
    {CheckId::Client, "client.not-expected"},

    {CheckId::Tenant, "tenant.other-tenant"},
    {CheckId::Tenant, "tenant.absent"},
    {CheckId::Tenant, "tenant.other"},
    {CheckId::Tenant, "tenant.not-expected"},

    {CheckId::Version, "version.v1-instead-of-v2"},
    {CheckId::Version, "version.v2-instead-of-v1"},
    {CheckId::Version, "version.other"},
    {CheckId::Version, "version.not-expected"},
});

} // namespace assayer::checks
