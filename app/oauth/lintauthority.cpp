// SPDX-License-Identifier: Apache-2.0
#include "entra/cloud.h"
#include "http/client.h"
#include "oauth/endpoints.h"
#include "oauth/lintrules.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace assayer::oauth {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

using profile::Profile;

const QString tenantField = QStringLiteral("tenant");
const QString issuerField = QStringLiteral("issuer");

bool namesNoSingleTenant(const QString& tenant)
{
    const QLatin1StringView personalAccounts("9188040d-6c67-4c5b-b112-36a304b66dad");
    return entra::isSharedTenant(tenant) || tenant.compare(personalAccounts, Qt::CaseInsensitive) == 0;
}

/// The tenant inside a URL or braces, where it is certain: «https://sts.windows.net/GUID/», «{GUID}».
QString tenantWithin(const QString& text)
{
    static const QRegularExpression guid(
        QStringLiteral("(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])"),
        QRegularExpression::CaseInsensitiveOption);
    QString found;
    auto matches = guid.globalMatch(text.left(1024));
    while (matches.hasNext()) {
        const QString match = matches.next().captured();
        if (!found.isEmpty() && found != match) {
            return {};
        }
        found = match;
    }
    return found;
}

void lintTenant(const QString& tenant, QList<Finding>& findings)
{
    const QString zero = QStringLiteral("00000000-0000-0000-0000-000000000000");
    if (tenant.isEmpty()) {
        findings.append({Severity::Error,
                         QStringLiteral("missing"),
                         tenantField,
                         Text::tr("The tenant is missing."),
                         Text::tr("Enter the directory (tenant) ID, a GUID, or a domain name of the tenant."),
                         {}});
    } else if (namesNoSingleTenant(tenant)) {
        findings.append(
            {Severity::Warning,
             QStringLiteral("tenant-common"),
             tenantField,
             Text::tr("«%1» names no single tenant, and a client without a user belongs to one.").arg(tenant),
             Text::tr("Enter the directory (tenant) ID, a GUID, or a domain name of the tenant."),
             {}});
    } else if (tenant == zero || (!entra::isGuid(tenant) && !entra::isDomainName(tenant))) {
        findings.append({Severity::Warning, QStringLiteral("tenant-malformed"), tenantField,
                         Text::tr("The tenant is neither a GUID nor a domain name."),
                         Text::tr("Enter the directory (tenant) ID, a GUID, or a domain name of the tenant."),
                         tenant == zero ? QString() : tenantWithin(tenant)});
    }
}

void lintCloud(const QString& id, QList<Finding>& findings)
{
    const QString field = QStringLiteral("cloud");
    const entra::Cloud* cloud = entra::cloudById(id);
    if (!cloud) {
        findings.append({Severity::Error,
                         QStringLiteral("unknown-cloud"),
                         field,
                         Text::tr("This cloud is not known."),
                         Text::tr("Choose one of the list."),
                         {}});
    } else if (cloud->closed) {
        findings.append({Severity::Warning,
                         QStringLiteral("cloud-closed"),
                         field,
                         Text::tr("The cloud «%1» is no longer in service.").arg(cloud->name),
                         Text::tr("Choose the cloud that the tenant moved to."),
                         {}});
    }
}

/// A discovery document's own address, pasted instead of the issuer.
QString issuerOfDiscoveryUrl(const QString& text)
{
    for (const QString& path : {QStringLiteral("/.well-known/openid-configuration"),
                                QStringLiteral("/.well-known/oauth-authorization-server")}) {
        const qsizetype at = text.indexOf(path);
        if (at > 0) {
            return text.first(at) + text.sliced(at + path.size());
        }
    }
    return {};
}

void lintIssuer(const Profile& profile, QList<Finding>& findings)
{
    const QString& issuer = profile.authority.issuer;
    if (issuer.isEmpty()) {
        findings.append({Severity::Error,
                         QStringLiteral("missing"),
                         issuerField,
                         Text::tr("The issuer's URL is missing."),
                         Text::tr("Enter the issuer's URL, as it stands in the iss claim of its tokens."),
                         {}});
        return;
    }
    if (const QString found = issuerOfDiscoveryUrl(issuer); !found.isEmpty()) {
        findings.append({Severity::Warning, QStringLiteral("issuer-is-discovery"), issuerField,
                         Text::tr("This is the address of a discovery document, not the issuer's."),
                         Text::tr("Leave the /.well-known part away."), found});
        return;
    }
    if (discoveryUrls(issuer).isEmpty()) {
        findings.append({Severity::Error,
                         QStringLiteral("issuer-malformed"),
                         issuerField,
                         Text::tr("The issuer must be an http or https URL without user, query or fragment."),
                         Text::tr("Enter the issuer's URL, as it stands in the iss claim of its tokens."),
                         {}});
        return;
    }
    const QUrl url(issuer, QUrl::StrictMode);
    if (url.scheme() == u"http" && !http::isLoopback(url) && !profile.connection.allowPlainHttp) {
        QUrl safe = url;
        safe.setScheme(QStringLiteral("https"));
        findings.append(
            {Severity::Error, QStringLiteral("plain-http"), issuerField,
             Text::tr("The secret would go to %1 unencrypted, for everybody on the way to read.").arg(url.host()),
             Text::tr("Use https, or allow plain http on the connection page of this profile."),
             safe.toString(QUrl::FullyEncoded)});
    }
}

} // namespace

void lintAuthority(const Profile& profile, QList<Finding>& findings)
{
    if (!isEntraLike(profile)) {
        if (!lintText(issuerField, profile.authority.issuer, findings)) {
            lintIssuer(profile, findings);
        }
        return;
    }
    if (profile.authority.kind == profile::AuthorityKind::Entra) {
        lintCloud(profile.authority.cloud, findings);
    }
    // A tenant that is right but for the space around it needs one word of advice, not two.
    lintText(tenantField, profile.authority.tenant, findings);
    lintTenant(withoutMargin(profile.authority.tenant), findings);
}

} // namespace assayer::oauth
