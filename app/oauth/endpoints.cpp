// SPDX-License-Identifier: Apache-2.0
#include "oauth/endpoints.h"

#include "entra/cloud.h"
#include "support/visibletext.h"

#include <QCoreApplication>

namespace assayer::oauth {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

using profile::Authority;
using profile::AuthorityKind;

const QString tokenPathV1 = QStringLiteral("/oauth2/token");
const QString tokenPathV2 = QStringLiteral("/oauth2/v2.0/token");
const QString openIdPath = QStringLiteral("/.well-known/openid-configuration");
const QString oauthPath = QStringLiteral("/.well-known/oauth-authorization-server");

/// Where the directories of a cloud, or of the practice tenant, are served, and how it names itself in tokens.
struct Instance {
    QString origin;         ///< https://host, without a final slash
    QString issuerOriginV1; ///< empty: not known beforehand
    QString issuerOriginV2;
};

support::Result<Instance> instanceOf(const Authority& authority, const QUrl& practiceBase)
{
    if (authority.kind == AuthorityKind::Practice) {
        const QUrl base = practiceBase.isEmpty() ? QUrl(QStringLiteral("http://practice")) : practiceBase;
        const QString origin = base.toString(QUrl::FullyEncoded | QUrl::RemovePath | QUrl::StripTrailingSlash);
        return Instance{origin, origin, origin};
    }
    const entra::Cloud* cloud = entra::cloudById(authority.cloud);
    if (!cloud) {
        return support::failure(QStringLiteral("unknown-cloud"),
                                Text::tr("There is no cloud «%1».").arg(support::visibleText(authority.cloud.left(80))),
                                {}, QStringLiteral("cloud"));
    }
    const QString https = QStringLiteral("https://");
    Instance instance{https + cloud->loginHost, {}, {}};
    if (cloud->verified) {
        instance.issuerOriginV1 = cloud->issuerHostV1.isEmpty() ? QString() : https + cloud->issuerHostV1;
        instance.issuerOriginV2 = cloud->issuerHostV2.isEmpty() ? QString() : https + cloud->issuerHostV2;
    }
    return instance;
}

/// The tenant as one segment of a path, whatever is in it.
support::Result<QString> tenantSegment(const QString& tenant)
{
    const QString field = QStringLiteral("tenant");
    if (tenant.isEmpty()) {
        return support::failure(QStringLiteral("missing"), Text::tr("The tenant is missing."), {}, field);
    }
    if (tenant == u"." || tenant == u"..") {
        return support::failure(QStringLiteral("tenant-malformed"), Text::tr("«%1» is no tenant.").arg(tenant), {},
                                field);
    }
    return QString::fromLatin1(QUrl::toPercentEncoding(tenant));
}

QUrl encodedUrl(const QString& text)
{
    return QUrl::fromEncoded(text.toLatin1(), QUrl::StrictMode);
}

/// The issuer that tokens of this version name; empty where the tenant's GUID or the cloud's issuer is not known.
QString issuerOf(const Authority& authority, const Instance& instance, profile::EndpointVersion version)
{
    if (!entra::isGuid(authority.tenant)) {
        return {};
    }
    const QString tenant = authority.tenant.toLower();
    if (version == profile::EndpointVersion::V1) {
        return instance.issuerOriginV1.isEmpty() ? QString()
                                                 : QStringLiteral("%1/%2/").arg(instance.issuerOriginV1, tenant);
    }
    return instance.issuerOriginV2.isEmpty() ? QString()
                                             : QStringLiteral("%1/%2/v2.0").arg(instance.issuerOriginV2, tenant);
}

QString openIdConfiguration(const QString& directory, profile::EndpointVersion version)
{
    return directory + (version == profile::EndpointVersion::V1 ? QString() : QStringLiteral("/v2.0")) + openIdPath;
}

support::Result<Endpoints> endpointsOfIssuer(const Authority& authority)
{
    const QString field = QStringLiteral("issuer");
    if (authority.issuer.isEmpty()) {
        return support::failure(QStringLiteral("missing"), Text::tr("The issuer's URL is missing."), {}, field);
    }
    Endpoints endpoints;
    endpoints.issuer = authority.issuer;
    endpoints.discovery = discoveryUrls(authority.issuer);
    if (endpoints.discovery.isEmpty()) {
        return support::failure(QStringLiteral("issuer-malformed"),
                                Text::tr("The issuer must be an http or https URL without user, query or fragment."),
                                {}, field);
    }
    return endpoints;
}

} // namespace

support::Result<Endpoints> endpointsOf(const Authority& authority, const QUrl& practiceBase)
{
    if (authority.kind == AuthorityKind::Issuer) {
        return endpointsOfIssuer(authority);
    }
    const support::Result<Instance> instance = instanceOf(authority, practiceBase);
    if (!instance) {
        return tl::unexpected(instance.error());
    }
    const support::Result<QString> tenant = tenantSegment(authority.tenant);
    if (!tenant) {
        return tl::unexpected(tenant.error());
    }
    const QString directory = instance->origin + u'/' + *tenant;
    const bool v1 = authority.version == profile::EndpointVersion::V1;
    Endpoints endpoints;
    endpoints.token = encodedUrl(directory + (v1 ? tokenPathV1 : tokenPathV2));
    endpoints.discovery = {encodedUrl(openIdConfiguration(directory, authority.version))};
    endpoints.issuer = issuerOf(authority, *instance, authority.version);
    return endpoints;
}

QList<QUrl> discoveryUrls(const QString& issuer)
{
    const QUrl url(issuer, QUrl::StrictMode);
    const bool web = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !web || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment()) {
        return {};
    }
    QString path = url.path(QUrl::FullyEncoded);
    if (path.endsWith(u'/')) {
        path.chop(1);
    }
    const QString origin = url.toString(QUrl::FullyEncoded | QUrl::RemovePath);
    return {encodedUrl(origin + path + openIdPath), encodedUrl(origin + oauthPath + path)};
}

QList<QUrl> entraDiscovery(const Authority& authority, profile::TokenVersion version, const QUrl& practiceBase,
                           const QString& appId)
{
    if (authority.kind == AuthorityKind::Issuer) {
        return {};
    }
    const support::Result<Instance> instance = instanceOf(authority, practiceBase);
    const support::Result<QString> tenant = tenantSegment(authority.tenant);
    if (!instance || !tenant) {
        return {};
    }
    const auto endpointVersion =
        version == profile::TokenVersion::V1 ? profile::EndpointVersion::V1 : profile::EndpointVersion::V2;
    QString text = openIdConfiguration(instance->origin + u'/' + *tenant, endpointVersion);
    if (!appId.isEmpty()) {
        text += QStringLiteral("?appid=") + QString::fromLatin1(QUrl::toPercentEncoding(appId));
    }
    return {encodedUrl(text)};
}

} // namespace assayer::oauth
