// SPDX-License-Identifier: Apache-2.0
#include "checks/checklist.h"

#include "checks/context.h"
#include "checks/issuerform.h"

#include "entra/cloud.h"
#include "oauth/endpoints.h"

#include <algorithm>
#include <array>

namespace assayer::checks {

namespace {

/// What the token's text is comes before everything: an API that cannot read it looks at nothing else.
bool stopsAtReading(const Result& result)
{
    return result.id == CheckId::Kind && result.status == Status::Fail &&
           (result.cause == QLatin1String("kind.unreadable") || result.cause == QLatin1String("kind.opaque") ||
            result.cause == QLatin1String("kind.encrypted"));
}

using Order = std::array<CheckId, 9>;

/// In the order of ASP.NET Core, which is also taken where nobody said what validates the token.
constexpr Order usualOrder{CheckId::Signature, CheckId::Lifetime, CheckId::Audience, CheckId::Issuer, CheckId::Roles,
                           CheckId::Kind,      CheckId::Tenant,   CheckId::Client,   CheckId::Version};
constexpr Order springOrder{CheckId::Signature, CheckId::Lifetime, CheckId::Issuer, CheckId::Audience, CheckId::Roles,
                            CheckId::Kind,      CheckId::Tenant,   CheckId::Client, CheckId::Version};
/// Where `typ` is one that Spring refuses, before it looks at the times.
constexpr Order springOrderByType{CheckId::Signature, CheckId::Kind,     CheckId::Lifetime,
                                  CheckId::Issuer,    CheckId::Audience, CheckId::Roles,
                                  CheckId::Tenant,    CheckId::Client,   CheckId::Version};

/// Where the middleware itself refuses by `typ`, and not by what the token was made for.
constexpr Order orderByTypeRule{CheckId::Signature, CheckId::Lifetime, CheckId::Audience,
                                CheckId::Issuer,    CheckId::Kind,     CheckId::Roles,
                                CheckId::Tenant,    CheckId::Client,   CheckId::Version};

/// Facts: validation §3, «Which fault is named first».
const Order& orderOfApi(const Context& context)
{
    if (context.snapshot.expectations.rules.contains(profile::Rule::AccessTokenType))
        return orderByTypeRule;
    if (context.snapshot.expectations.middleware != profile::Middleware::Spring)
        return usualOrder;
    const auto* type = context.token.header.json ? context.token.header.json->find(u"typ") : nullptr;
    const bool usualType = !type || type->text().compare(QLatin1String("JWT"), Qt::CaseInsensitive) == 0;
    return usualType ? springOrder : springOrderByType;
}

std::optional<CheckId> firstWith(const Checklist& checklist, Status status, const Order& order)
{
    if (status == Status::Fail && stopsAtReading(checklist.results.first()))
        return CheckId::Kind;
    const auto it = std::find_if(order.begin(), order.end(),
                                 [&checklist, status](CheckId id) { return checklist.find(id)->status == status; });
    return it == order.end() ? std::nullopt : std::optional(*it);
}

void summarize(Checklist& checklist, const Order& order)
{
    for (const Status status : {Status::Fail, Status::Warning}) {
        if (const auto decisive = firstWith(checklist, status, order)) {
            checklist.decisive = decisive;
            checklist.verdict = status;
            return;
        }
    }
    checklist.verdict = firstWith(checklist, Status::Pass, order) ? Status::Pass : Status::Unchecked;
}

} // namespace

Result begin(CheckId id, const char* claim)
{
    Result result;
    result.id = id;
    result.claim = QLatin1String(claim);
    return result;
}

void conclude(Result& result, Status status, const char* name)
{
    result.status = status;
    result.cause = toName(result.id) + u'.' + QLatin1String(name);
}

void concludeUnreadable(Result& result)
{
    result.arguments.insert(QStringLiteral("reason"), QStringLiteral("unreadable"));
    conclude(result, Status::Unchecked, "other");
}

Checklist judge(const Snapshot& snapshot)
{
    Context context{snapshot, snapshot.token, factsOf(snapshot.token), {}, false, sortEvidence(snapshot)};
    context.kindCause = kindOf(context.token, context.facts);
    context.idToken = looksLikeIdToken(context.token, context.facts);

    const Result audience = checkAudience(context);
    const Result client = checkClient(context);
    Checklist checklist;
    checklist.results = {checkKind(context),
                         checkSignature(context),
                         checkIssuer(context, audience),
                         audience,
                         checkRoles(context, audience, client),
                         checkLifetime(context),
                         client,
                         checkTenant(context),
                         checkVersion(context, audience)};
    summarize(checklist, orderOfApi(context));
    return checklist;
}

KnownApi knownApi(const profile::Profile& profile)
{
    KnownApi api{profile.name, profile.expectations.audiences + profile.resources};
    if (!profile.audience.isEmpty())
        api.audiences += profile.audience;
    api.audiences.removeAll(QString());
    api.audiences.removeDuplicates();
    return api;
}

QList<entra::Manifest> manifestsOf(const profile::Profile& profile)
{
    QList<entra::Manifest> manifests;
    for (const profile::KeptManifest& kept : profile.manifests) {
        if (const auto manifest = entra::parseManifest(kept.json))
            manifests += *manifest;
    }
    return manifests;
}

profile::Expectations resolveExpectations(const profile::Profile& profile, const QUrl& practiceBase)
{
    profile::Expectations resolved = profile.expectations;
    if (resolved.issuer.isEmpty()) {
        profile::Authority authority = profile.authority;
        if (resolved.tokenVersion)
            authority.version = *resolved.tokenVersion == profile::TokenVersion::V1 ? profile::EndpointVersion::V1
                                                                                    : profile::EndpointVersion::V2;
        if (const auto endpoints = oauth::endpointsOf(authority, practiceBase))
            resolved.issuer = endpoints->issuer;
    }
    if (resolved.client.isEmpty())
        resolved.client = profile.clientId;
    if (resolved.tenant.isEmpty() && profile.authority.kind != profile::AuthorityKind::Issuer) {
        const QString ofIssuer = issuerFormOf(resolved.issuer).tenant;
        if (entra::isGuid(profile.authority.tenant))
            resolved.tenant = profile.authority.tenant;
        else if (entra::isGuid(ofIssuer))
            resolved.tenant = ofIssuer;
    }
    return resolved;
}

} // namespace assayer::checks
