// SPDX-License-Identifier: Apache-2.0
#include "formats/authorityaddress.h"

#include "entra/cloud.h"
#include "oauth/endpoints.h"

#include <QUrl>

namespace assayer::formats {

namespace {

using Kind = AuthorityAddress::Kind;

Kind kindOfTenant(const QString& tenant)
{
    if (entra::isSharedTenant(tenant)) {
        return Kind::Shared;
    }
    return entra::isGuid(tenant) ? Kind::Tenant : entra::isDomainName(tenant) ? Kind::Domain : Kind::None;
}

QString withoutMetadataPath(QString path)
{
    const qsizetype wellKnown = path.indexOf(u"/.well-known/");
    return wellKnown < 0 ? path : path.left(wellKnown);
}

QStringList issuerOf(profile::Authority authority, profile::EndpointVersion version)
{
    authority.version = version;
    const auto endpoints = oauth::endpointsOf(authority, {});
    return endpoints && !endpoints->issuer.isEmpty() ? QStringList{endpoints->issuer} : QStringList();
}

AuthorityAddress otherIssuer(const QUrl& url)
{
    AuthorityAddress address{Kind::Other, {}};
    address.authority.kind = profile::AuthorityKind::Issuer;
    QUrl issuer = url;
    issuer.setPath(withoutMetadataPath(url.path()));
    issuer.setQuery(QString());
    issuer.setFragment(QString());
    address.authority.issuer = issuer.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    return address;
}

} // namespace

AuthorityAddress authorityAt(const QString& text)
{
    constexpr qsizetype longest = 2048;
    const QUrl url(text.size() > longest ? QString() : text.trimmed(), QUrl::StrictMode);
    const bool web = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !web || url.host().isEmpty()) {
        return {};
    }
    const QString host = url.host();
    if (host.endsWith(u".b2clogin.com") || host.endsWith(u".ciamlogin.com")) {
        return {Kind::Account, {}};
    }
    const entra::Cloud* cloud = entra::cloudOfHost(host);
    if (!cloud) {
        return otherIssuer(url);
    }
    const QStringList segments = withoutMetadataPath(url.path()).split(u'/', Qt::SkipEmptyParts);
    AuthorityAddress address{kindOfTenant(segments.value(0)), {}};
    address.authority.cloud = cloud->id;
    address.authority.tenant = segments.value(0);
    address.authority.version =
        segments.value(1) == u"v2.0" ? profile::EndpointVersion::V2 : profile::EndpointVersion::V1;
    return address;
}

AuthorityAddress authorityOf(const QString& instance, const QString& tenant)
{
    const QString written = tenant.trimmed();
    const QString name = written.contains(u"://") ? written.section(u'/', 2, 2) : written;
    QString base = instance.trimmed();
    if (!base.endsWith(u'/')) {
        base += u'/';
    }
    return authorityAt(base + name + QStringLiteral("/v2.0"));
}

QStringList issuersAt(const AuthorityAddress& address)
{
    switch (address.kind) {
    case Kind::Tenant:
        return issuerOf(address.authority, address.authority.version);
    case Kind::Shared: {
        const entra::Cloud* cloud = entra::cloudById(address.authority.cloud);
        const bool v1 = address.authority.version == profile::EndpointVersion::V1;
        const QString host = cloud ? (v1 ? cloud->issuerHostV1 : cloud->issuerHostV2) : QString();
        const QString form =
            v1 ? QStringLiteral("https://%1/{tenantid}/") : QStringLiteral("https://%1/{tenantid}/v2.0");
        return host.isEmpty() ? QStringList() : QStringList{form.arg(host)};
    }
    case Kind::Other: {
        const QString issuer = address.authority.issuer;
        return {issuer, issuer.endsWith(u'/') ? issuer.chopped(1) : issuer + u'/'};
    }
    case Kind::Domain:
    case Kind::Account:
    case Kind::None:
        break;
    }
    return {};
}

QStringList issuersOfBothVersions(const AuthorityAddress& address)
{
    if (address.kind != Kind::Tenant) {
        return {};
    }
    return issuerOf(address.authority, profile::EndpointVersion::V2) +
           issuerOf(address.authority, profile::EndpointVersion::V1);
}

} // namespace assayer::formats
