// SPDX-License-Identifier: Apache-2.0
#include "cloud.h"
#include "manifest.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUuid>

namespace assayer::entra {

namespace {

constexpr qsizetype maximumValueLength = 120; // facts: roles §1

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

bool isValueCharacter(QChar c)
{
    static const QString punctuation = QStringLiteral(":!#$%&'()*+,-./;<=>?@[]^_`{|}~");
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || punctuation.contains(c);
}

bool hasSpace(const QString& text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); });
}

QList<ManifestFinding> faultsOf(const QString& value)
{
    QList<ManifestFinding> findings;
    const auto add = [&](const char* code, const QString& sentence) {
        findings.append({QString::fromLatin1(code), value, sentence});
    };
    if (hasSpace(value)) {
        add("role-value-space", tr("A role value must not contain spaces."));
    } else if (!std::all_of(value.cbegin(), value.cend(), isValueCharacter)) {
        add("role-value-character", tr("The role value holds a character that Entra does not allow."));
    }
    if (value.startsWith(u'.')) {
        add("role-value-dot", tr("A role value must not begin with a dot."));
    }
    if (value.size() > maximumValueLength) {
        add("role-value-length", tr("A role value has at most 120 characters; this one has %1.").arg(value.size()));
    }
    return findings;
}

void lintValue(const AppRole& role, QList<ManifestFinding>& findings)
{
    if (role.value.isEmpty()) {
        findings.append({QStringLiteral("role-value-empty"), role.id,
                         tr("The role has no value: an assignment of it puts nothing into the token.")});
        return;
    }
    findings += faultsOf(role.value);
}

void lintRole(const AppRole& role, QList<ManifestFinding>& findings)
{
    const QString subject = role.value.isEmpty() ? role.id : role.value;
    lintValue(role, findings);
    if (!isGuid(role.id)) {
        findings.append({QStringLiteral("role-id"), subject, tr("The role's id is not a GUID.")});
    }
    for (const QString& type : role.allowedMemberTypes) {
        if (type != QLatin1String("User") && type != QLatin1String("Application")) {
            findings.append({QStringLiteral("member-types"), subject,
                             tr("allowedMemberTypes knows only User and Application, written just so.")});
        }
    }
    if (role.allowedMemberTypes.isEmpty()) {
        findings.append({QStringLiteral("member-types"), subject, tr("allowedMemberTypes is empty.")});
    }
    if (!role.enabled) {
        findings.append(
            {QStringLiteral("disabled"), subject, tr("The role is switched off and cannot be granted anew.")});
    }
}

void lintDuplicates(const Manifest& manifest, QList<ManifestFinding>& findings)
{
    QSet<QString> ids;
    QSet<QString> values;
    const auto see = [&](const QString& id, const QString& value) {
        const QString key = id.toLower();
        if (!key.isEmpty() && ids.contains(key)) {
            findings.append({QStringLiteral("duplicate-id"), id, tr("Two permissions have the same id.")});
        }
        // Scopes and roles share one space of values, unless they share the id too.
        if (!value.isEmpty() && values.contains(value) && !ids.contains(key)) {
            findings.append({QStringLiteral("duplicate-value"), value, tr("Two permissions have the same value.")});
        }
        ids.insert(key);
        values.insert(value);
    };
    for (const AppRole& role : manifest.appRoles) {
        see(role.id, role.value);
    }
    for (const PermissionScope& scope : manifest.scopes) {
        see(scope.id, scope.value);
    }
}

void lintAccess(const Manifest& manifest, const Manifest& api, QList<ManifestFinding>& findings)
{
    for (const RequiredAccess& access : manifest.requiredAccess) {
        if (access.resourceAppId.compare(api.appId, Qt::CaseInsensitive) != 0) {
            continue;
        }
        const bool role = api.roleById(access.id) != nullptr;
        const bool scope = std::any_of(api.scopes.cbegin(), api.scopes.cend(), [&access](const PermissionScope& known) {
            return known.id.compare(access.id, Qt::CaseInsensitive) == 0;
        });
        if (!role && !scope) {
            findings.append({QStringLiteral("unknown-access"), access.id,
                             tr("requiredResourceAccess names an id that the API's manifest does not have.")});
        } else if ((access.type == QLatin1String("Role") && !role) ||
                   (access.type == QLatin1String("Scope") && !scope)) {
            findings.append({QStringLiteral("access-type"), access.id,
                             role ? tr("The id is an application permission; its type must be Role.")
                                  : tr("The id is a delegated permission; its type must be Scope.")});
        }
    }
}

} // namespace

QString whyNoRoleValue(const QString& value)
{
    const QList<ManifestFinding> faults = faultsOf(value);
    return faults.isEmpty() ? QString() : faults.first().sentence;
}

QList<ManifestFinding> lintManifest(const Manifest& manifest, const Manifest* api)
{
    QList<ManifestFinding> findings;
    for (const AppRole& role : manifest.appRoles) {
        lintRole(role, findings);
    }
    lintDuplicates(manifest, findings);
    if (manifest.kind == ManifestKind::Application) {
        for (const QString& uri : manifest.identifierUris) {
            if (uri.endsWith(u'/')) {
                findings.append(
                    {QStringLiteral("uri-slash"), uri,
                     tr("An App ID URI that ends in a slash needs two before .default; new ones may not end so.")});
            }
        }
        if (manifest.tokenVersion() == 2 && manifest.requestedAccessTokenVersion.value_or(1) != 2) {
            findings.append({QStringLiteral("token-version"), manifest.signInAudience,
                             tr("This sign-in audience needs requestedAccessTokenVersion 2.")});
        }
    }
    lintAccess(manifest, api != nullptr ? *api : manifest, findings);
    return findings;
}

QString newAppRole(const QString& value, const QString& displayName, const QString& description)
{
    const QJsonObject role{{QStringLiteral("allowedMemberTypes"), QJsonArray{QStringLiteral("Application")}},
                           {QStringLiteral("description"), description},
                           {QStringLiteral("displayName"), displayName},
                           {QStringLiteral("id"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
                           {QStringLiteral("isEnabled"), true},
                           {QStringLiteral("value"), value}};
    return QString::fromUtf8(QJsonDocument(role).toJson(QJsonDocument::Indented));
}

} // namespace assayer::entra
