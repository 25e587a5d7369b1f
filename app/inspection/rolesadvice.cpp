// SPDX-License-Identifier: Apache-2.0
#include "inspection/rolesadvice.h"

#include "inspection/rolecommands.h"
#include "inspection/rungadvice.h"

#include "checks/texts.h"
#include "checks/tokenfacts.h"

#include <QSet>

#include <algorithm>

namespace assayer::inspection {

bool isAboutOne(const Telling& telling)
{
    return telling.result.items.size() == 1;
}

QStringList missingOf(const Telling& telling)
{
    return isAboutOne(telling) ? QStringList{telling.result.items.first().text}
                               : telling.argument("missing").split(u'\n', Qt::SkipEmptyParts);
}

QStringList explainedOf(const Telling& telling)
{
    QStringList explained;
    for (const checks::Item& item : telling.result.items) {
        if (item.status != checks::Status::Pass && item.cause == telling.result.cause)
            explained += item.text;
    }
    return explained.isEmpty() ? missingOf(telling) : explained;
}

QStringList grantedOf(const Telling& telling)
{
    QStringList granted;
    for (const checks::Item& item : telling.result.items) {
        if (item.status != checks::Status::Pass && item.arguments.contains(QStringLiteral("granted")))
            granted += item.text;
    }
    return granted;
}

namespace {

/// Where any will do, one of several is enough.
QString oneOrAll(const Telling& telling, const QStringList& roles)
{
    const bool any = telling.argument("match") == QLatin1String("any") && roles.size() > 1;
    return any ? said("one of %1").arg(quotedList(roles)) : quotedList(roles);
}

} // namespace

QString explainedInWords(const Telling& telling)
{
    return oneOrAll(telling, explainedOf(telling));
}

namespace {

/// Roles that no API at Entra can declare. The advice is to ask for another one, never to create them.
QStringList impossibleOf(const QStringList& roles)
{
    QStringList impossible;
    for (const QString& role : roles) {
        if (!entra::whyNoRoleValue(role).isEmpty())
            impossible += role;
    }
    return impossible;
}

void adviseRenaming(Telling& telling, const QStringList& impossible)
{
    telling.fix(Side::Api,
                said("No app role can be called %1. %2 Choose another value, declare that, and let the API's "
                     "code ask for it.")
                    .arg(quotedList(impossible), entra::whyNoRoleValue(impossible.first())));
    QStringList expected = telling.inspection.expectations.roles;
    bool changed = false;
    for (QString& role : expected) {
        // At its ends alone: what stands inside may be a letter to somebody.
        const QString plain = checks::withoutInvisible(role);
        if (impossible.contains(role) && !plain.isEmpty() && role.contains(plain) &&
            entra::whyNoRoleValue(plain).isEmpty()) {
            changed = true;
            role = plain;
        }
    }
    if (changed) {
        telling.fix(Side::Request, said("Expect the names without what cannot be seen at their ends."),
                    QStringLiteral("expectations.roles"), expected.join(u'\n'));
    }
}

/// Whether a manifest at hand shows that of every one of them: "declared" by the API, "requested" by the client.
bool areAll(const char* known, const Telling& telling, const QStringList& roles)
{
    QSet<QString> having;
    for (const checks::Item& item : telling.result.items) {
        if (item.arguments.contains(QLatin1String(known)))
            having.insert(item.text);
    }
    return std::all_of(roles.begin(), roles.end(), [&having](const QString& role) { return having.contains(role); });
}

/// Another client asked than the one that is expected: it is not «the client».
QString clientToGrant(const Telling& telling)
{
    return telling.result.cause == QLatin1String("roles.other-client") && !telling.argument("client").isEmpty()
               ? said("the client %1, which asked,").arg(telling.quotedArgument("client"))
               : said("the client");
}

/// The client's part.
void adviseRequesting(Telling& telling, const QString& roles, const RoleIds& ids)
{
    telling.fix(Side::Client, said("Add %1 to %2 as application permission (API permissions › Add a permission › %3 › "
                                   "Application permissions).")
                                  .arg(roles, clientToGrant(telling), portalTabOf(ids)));
}

} // namespace

bool isGrantedAsAppRole(const Inspection& inspection)
{
    if (!inspection.token)
        return true;
    const checks::TokenFacts facts = checks::factsOf(*inspection.token);
    return !facts.tenant.isEmpty() || facts.family == checks::Family::Entra || facts.family == checks::Family::B2c ||
           facts.family == checks::Family::Ciam;
}

void adviseGranting(Telling& telling)
{
    QStringList missing = explainedOf(telling);
    if (!isGrantedAsAppRole(telling.inspection)) {
        telling.fix(Side::Tenant, said("Grant %1 to the client at the authority (Keycloak: its service account roles; "
                                       "Auth0: the API's permissions for this application; Okta: a scope of the "
                                       "authorization server), and see in which claim it writes them.")
                                      .arg(oneOrAll(telling, missing)));
        telling.fix(Side::Api, said("Let the API read the claim in which the authority writes them."));
        return;
    }
    const QStringList impossible = impossibleOf(missing);
    if (!impossible.isEmpty()) {
        adviseRenaming(telling, impossible);
        missing.removeIf([&impossible](const QString& role) { return impossible.contains(role); });
        if (missing.isEmpty())
            return;
    }
    const QString roles = oneOrAll(telling, missing);
    const RoleIds ids = roleIdsOf(missing.value(0), telling.result, telling.inspection);
    if (!telling.argument("managedIdentity").isEmpty()) {
        telling.fix(Side::Tenant,
                    said("Grant %1 to the managed identity's service principal with Microsoft Graph "
                         "(POST /servicePrincipals/{API}/appRoleAssignedTo), PowerShell or az rest: a managed identity "
                         "has no API permissions page.")
                        .arg(roles));
        return;
    }
    const bool requested = areAll("requested", telling, missing);
    if (!requested)
        adviseRequesting(telling, roles, ids);
    QString consent =
        requested ? said("The client's registration asks for %1 already: let an administrator grant consent (API "
                         "permissions › Grant admin consent), then ask for a new token.")
                        .arg(roles)
                  : said("Let an administrator grant consent for it (API permissions › Grant admin consent), then ask "
                         "for a new token.");
    const bool declared = areAll("declared", telling, missing);
    if (declared && missing.size() == 1 && !ids.roleId.isEmpty()) {
        const Command command = commandsToGrant(ids).first();
        consent += u'\n' + command.title + QStringLiteral(":\n") + command.text;
    }
    telling.fix(Side::Tenant, consent);
    if (!ids.microsoft.isEmpty()) {
        telling.fix(Side::Api, said("%1 declares its roles itself: look there whether it has an application permission "
                                    "%2.")
                                   .arg(shown(ids.microsoft), roles));
    } else if (!declared) {
        telling.fix(
            Side::Api,
            said("The API must declare %1 as an app role that is enabled and allowed for applications.").arg(roles));
    }
}

} // namespace assayer::inspection
