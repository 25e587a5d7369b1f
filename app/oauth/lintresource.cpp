// SPDX-License-Identifier: Apache-2.0
#include "entra/cloud.h"
#include "entra/wellknown.h"
#include "oauth/lintrules.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace assayer::oauth {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

using profile::EndpointVersion;
using profile::Profile;

const QString resourceField = QStringLiteral("resource");
const QString defaultScope = QStringLiteral("/.default");

QString withoutDefault(const QString& resource)
{
    return resource.endsWith(defaultScope) ? resource.chopped(defaultScope.size()) : resource;
}

bool isOpenIdScope(QStringView text)
{
    static const std::array scopes{QLatin1StringView("openid"), QLatin1StringView("profile"),
                                   QLatin1StringView("email"), QLatin1StringView("offline_access")};
    return std::find(scopes.begin(), scopes.end(), text) != scopes.end();
}

/// Names that permissions have and paths of App ID URIs hardly: «access_as_user», «Orders.Read.All».
bool isPermissionName(const QString& segment)
{
    static const QRegularExpression name(QRegularExpression::anchoredPattern(QStringLiteral(
        "access_as_user|user_impersonation|access_as_application|[A-Za-z][\\w-]*(?:\\.[\\w-]+)*\\.(?:Read|Write|"
        "ReadWrite"
        "|ReadBasic|ReadAll|WriteAll|All|Send|Execute|Invoke|Manage|Admin|Access|Permission|FullControl|OwnedBy"
        "|Selected)")));
    return segment.size() <= 128 && name.match(segment).hasMatch();
}

/// «Mail.Send», «Sites.Selected»: behind one of Microsoft's own identifiers that cannot be a path of the API.
bool isMicrosoftPermissionName(const QString& segment)
{
    static const QRegularExpression name(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Z][\\w-]*(?:\\.[A-Z][\\w-]*)+")));
    return segment.size() <= 128 && name.match(segment).hasMatch();
}

/// The API's identifier where the resource is surely a permission of it; else empty.
QString apiOfPermission(const QString& resource, const QString& tenant)
{
    const qsizetype slash = resource.lastIndexOf(u'/');
    if (slash <= 0 || resource.endsWith(u'/')) {
        return {};
    }
    const QString api = resource.first(slash);
    if (entra::wellKnownResource(resource)) {
        return {};
    }
    if (entra::isGuid(api)) {
        return api;
    }
    const QString last = resource.sliced(slash + 1);
    const bool microsofts = entra::wellKnownResource(api) && isMicrosoftPermissionName(last);
    if (!microsofts && !isPermissionName(last)) {
        return {};
    }
    // api://<tenant>/<text> is an App ID URI that a tenant may give; api://<app>/<text> is none.
    const QString scheme = QStringLiteral("api://");
    const QString authority = api.startsWith(scheme) ? api.sliced(scheme.size()) : QString();
    const bool tenantsOwn = entra::isGuid(authority) && authority.compare(tenant, Qt::CaseInsensitive) == 0;
    return tenantsOwn || api.endsWith(u'/') ? QString() : api;
}

void lintNamedPermission(const QString& resource, const Profile& profile, QList<Finding>& findings)
{
    const QString plain = withoutDefault(resource);
    const bool nothingElse = plain == QStringView(defaultScope).sliced(1) || plain.isEmpty();
    const QString api = apiOfPermission(plain, profile.authority.tenant);
    if (!api.isEmpty()) {
        findings.append({Severity::Warning, QStringLiteral("named-permission"), resourceField,
                         Text::tr("This names one permission; without a user only all granted ones can be asked for."),
                         Text::tr("Enter the API's App ID URI alone: every role that is granted comes back."), api});
    } else if (isOpenIdScope(plain)) {
        findings.append({Severity::Warning,
                         QStringLiteral("named-permission"),
                         resourceField,
                         Text::tr("«%1» is a scope for the sign-in of a user, not an API.").arg(plain),
                         Text::tr("Enter the API's App ID URI or its client ID."),
                         {}});
    } else if (nothingElse) {
        findings.append({Severity::Warning,
                         QStringLiteral("default-alone"),
                         resourceField,
                         Text::tr("There is no resource before .default; the authority would take Microsoft Graph."),
                         Text::tr("Enter the API's App ID URI or its client ID."),
                         {}});
    }
}

bool holdsTwo(const QString& resource)
{
    static const QRegularExpression separator(QStringLiteral("[\\s,;]+(?=\\S)"));
    return withoutMargin(resource).contains(separator);
}

void lintResource(const QString& resource, const Profile& profile, QList<Finding>& findings)
{
    lintText(resourceField, resource, findings);
    const QString inner = withoutMargin(resource);
    if (holdsTwo(inner)) {
        findings.append({Severity::Warning,
                         QStringLiteral("two-resources"),
                         resourceField,
                         Text::tr("A token is for one resource; this looks like more than one."),
                         Text::tr("Ask for each in a request of its own."),
                         {}});
        return;
    }
    const bool v1 = profile.authority.version == EndpointVersion::V1;
    if (v1 && inner.endsWith(defaultScope)) {
        findings.append(
            {Severity::Warning, QStringLiteral("default-in-v1"), resourceField,
             Text::tr("/.default belongs to scopes of the v2 endpoint; v1 takes it for a part of the name."),
             Text::tr("Leave /.default away."), withoutDefault(inner)});
        return;
    }
    lintNamedPermission(inner, profile, findings);
}

} // namespace

void lintResources(const Profile& profile, QList<Finding>& findings)
{
    if (!isEntraLike(profile)) {
        for (const QString& resource : profile.resources) {
            lintText(resourceField, resource, findings);
        }
        return;
    }
    QStringList named = profile.resources;
    named.removeAll(QString());
    if (named.isEmpty()) {
        findings.append({Severity::Warning,
                         QStringLiteral("missing"),
                         resourceField,
                         Text::tr("No resource is asked for."),
                         Text::tr("Enter the API's App ID URI or its client ID."),
                         {}});
        return;
    }
    if (named.size() > 1) {
        findings.append({Severity::Warning,
                         QStringLiteral("two-resources"),
                         resourceField,
                         Text::tr("A token is for one resource; there are %1.").arg(named.size()),
                         Text::tr("Ask for each in a request of its own."),
                         {}});
    }
    for (const QString& resource : named) {
        lintResource(resource, profile, findings);
    }
}

} // namespace assayer::oauth
