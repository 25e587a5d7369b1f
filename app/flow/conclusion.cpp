// SPDX-License-Identifier: Apache-2.0
#include "flow/conclusion.h"

#include "checks/check.h"
#include "entra/cloud.h"
#include "oauth/endpoints.h"

#include <QCoreApplication>

namespace assayer::flow {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// The GUID in an issuer of a tenant: its first path segment.
QString tenantIn(const QString& issuer)
{
    const QString segment = QUrl(issuer).path().section(QLatin1Char('/'), 1, 1);
    return entra::isGuid(segment) ? segment.toLower() : QString();
}

/// The profile with the tenant's GUID in place of its domain name.
profile::Profile withTenantId(profile::Profile profile, const QString& metadataIssuer)
{
    const bool byName =
        profile.authority.kind != profile::AuthorityKind::Issuer && !entra::isGuid(profile.authority.tenant);
    if (const QString tenant = tenantIn(metadataIssuer); byName && !tenant.isEmpty())
        profile.authority.tenant = tenant;
    return profile;
}

/// AD FS names another issuer in its access tokens than in its metadata, and says so there (generic-idps).
void expectAccessTokenIssuer(inspection::Inspection& inspection)
{
    const auto& profile = inspection.profile;
    if (!inspection.accessTokenIssuer.isEmpty() && profile &&
        profile->authority.kind == profile::AuthorityKind::Issuer && profile->expectations.issuer.isEmpty())
        inspection.expectations.issuer = inspection.accessTokenIssuer;
}

void judge(inspection::Inspection& inspection, std::optional<profile::Profile> resolved, qint64 now)
{
    checks::Snapshot snapshot;
    snapshot.token = *inspection.token;
    snapshot.verification = inspection.verification;
    snapshot.expectations = inspection.expectations;
    snapshot.profile = std::move(resolved);
    snapshot.requestedResource = inspection.requestedResource;
    snapshot.others = inspection.otherApis;
    snapshot.manifests = inspection.manifests;
    snapshot.now = now;
    inspection.checklist = checks::judge(snapshot);
}

} // namespace

support::Result<QUrl> practiceBaseFor(const profile::Profile& profile, const Surroundings& surroundings)
{
    if (profile.authority.kind != profile::AuthorityKind::Practice)
        return QUrl();
    if (!surroundings.practiceBase) {
        return support::failure(QStringLiteral("practice-off"), Text::tr("This build has no practice tenant."), {},
                                QStringLiteral("authority"));
    }
    auto base = surroundings.practiceBase();
    if (base && base->isEmpty()) {
        return support::failure(QStringLiteral("practice-off"), Text::tr("The practice tenant does not run."), {},
                                QStringLiteral("authority"));
    }
    return base;
}

http::Policy policyOf(const profile::Connection& connection)
{
    http::Policy policy;
    policy.deadline = std::chrono::seconds(connection.deadlineSeconds);
    policy.plainHttp = connection.allowPlainHttp ? http::PlainHttp::Allowed : http::PlainHttp::LoopbackOnly;
    return policy;
}

KeyQuestion entraKeyQuestion(const jose::Jwt& token, const profile::Authority& authority, const QUrl& practiceBase,
                             const http::Policy& policy)
{
    const bool v2 = token.claimText(u"ver") == QLatin1String("2.0");
    const auto version = v2 ? profile::TokenVersion::V2 : profile::TokenVersion::V1;
    profile::Authority metadata = authority;
    metadata.version = v2 ? profile::EndpointVersion::V2 : profile::EndpointVersion::V1;
    const auto endpoints = oauth::endpointsOf(metadata, practiceBase);
    return {token,
            oauth::entraDiscovery(authority, version, practiceBase),
            endpoints ? endpoints->issuer : QString(),
            std::nullopt,
            [authority, version, practiceBase](const QString& appId) {
                return oauth::entraDiscovery(authority, version, practiceBase, appId);
            },
            policy};
}

void gather(inspection::Inspection& inspection, const Surroundings& surroundings, const QList<entra::Manifest>& brought)
{
    inspection.manifests = brought;
    if (inspection.profile)
        inspection.manifests += checks::manifestsOf(*inspection.profile);
    if (surroundings.otherApis)
        inspection.otherApis = surroundings.otherApis();
}

void concludeWith(inspection::Inspection& inspection, const KeyFinding& finding, const QUrl& practiceBase, qint64 now)
{
    inspection.verification = finding.verification;
    inspection.accessTokenIssuer = finding.accessTokenIssuer;
    expectAccessTokenIssuer(inspection);
    std::optional<profile::Profile> resolved;
    if (inspection.profile) {
        resolved = withTenantId(*inspection.profile, finding.issuer);
        if (resolved->authority.tenant != inspection.profile->authority.tenant)
            inspection.expectations = checks::resolveExpectations(*resolved, practiceBase);
    }
    judge(inspection, std::move(resolved), now);
}

void judgeAgain(inspection::Inspection& inspection, const profile::Profile& edited, const QUrl& practiceBase,
                qint64 now)
{
    if (!inspection.token)
        return;
    profile::Profile resolved = edited;
    // The run learnt the GUID of a tenant that the profile names by its domain.
    if (inspection.profile && inspection.profile->authority == edited.authority &&
        inspection.profile->expectations.tenant.isEmpty() && !inspection.expectations.tenant.isEmpty())
        resolved.authority.tenant = inspection.expectations.tenant;
    if (inspection.profile && inspection.profile->authority != edited.authority)
        inspection.accessTokenIssuer.clear();
    // Read again only when they change: large ones cost more than all the rest, and an edit comes with every key.
    if (!inspection.profile || inspection.profile->manifests != edited.manifests)
        inspection.manifests = checks::manifestsOf(edited);
    inspection.profile = edited;
    inspection.expectations = checks::resolveExpectations(resolved, practiceBase);
    expectAccessTokenIssuer(inspection);
    inspection.at = now;
    judge(inspection, std::move(resolved), now);
}

} // namespace assayer::flow
