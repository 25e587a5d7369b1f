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

void concludeWith(inspection::Inspection& inspection, const KeyFinding& finding, const QUrl& practiceBase, qint64 now)
{
    inspection.verification = finding.verification;
    checks::Snapshot snapshot;
    if (inspection.profile) {
        snapshot.profile = withTenantId(*inspection.profile, finding.issuer);
        profile::Profile resolved = *snapshot.profile;
        if (resolved.authority.tenant != inspection.profile->authority.tenant)
            inspection.expectations = checks::resolveExpectations(resolved, practiceBase);
    }
    snapshot.token = *inspection.token;
    snapshot.verification = inspection.verification;
    snapshot.expectations = inspection.expectations;
    snapshot.requestedResource = inspection.requestedResource;
    snapshot.now = now;
    inspection.checklist = checks::judge(snapshot);
}

} // namespace assayer::flow
