// SPDX-License-Identifier: Apache-2.0
#include "inspection/rungadvice.h"

#include "inspection/phrases.h"
#include "inspection/rolecommands.h"

#include "checks/issuerform.h"
#include "entra/cloud.h"
#include "entra/wellknown.h"

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

QString apiIn(const RoleIds& ids)
{
    return ids.apiName.isEmpty() ? said("the API") : shown(ids.apiName);
}

QString roleIn(const RoleIds& ids)
{
    return quoted(ids.role);
}

QStringList clicksOnRole(const RoleIds& ids, const QString& last)
{
    return {said("App registrations › %1 › App roles").arg(apiIn(ids)), said("Open the role %1").arg(roleIn(ids)), last,
            said("Apply")};
}

QStringList clicksToConsent()
{
    return {said("App registrations › the client › API permissions"), said("Grant admin consent for the tenant"),
            said("The role's status must read «Granted for …»"), said("Ask for a new token")};
}

/// Who speaks: the API's manifest or, without one, its service principal.
QString declarationIn(const RoleIds& ids)
{
    return ids.byPrincipal ? said("The service principal of %1").arg(apiIn(ids))
                           : said("The manifest of %1").arg(apiIn(ids));
}

RungAdvice declaredOtherwise(const RoleIds& ids, const QString& declaredAs)
{
    const bool byCase = declaredAs.compare(ids.role, Qt::CaseInsensitive) == 0;
    return {said("declared in another writing"),
            byCase ? said("%1 declares %2, not %3: upper and lower case differ, and roles are compared exactly.")
                         .arg(declarationIn(ids), quoted(declaredAs), roleIn(ids))
                   : said("%1 declares %2, not %3: they differ by white space or by characters that cannot be seen, "
                          "and roles are compared exactly.")
                         .arg(declarationIn(ids), quoted(declaredAs), roleIn(ids)),
            Side::Api,
            {said("In the API's code, ask for the role as it is declared: %1").arg(shown(declaredAs)),
             said("Expect %1 here").arg(quoted(declaredAs))},
            commandsToLook(ids)};
}

RungAdvice cannotBeDeclared(const RoleIds& ids, const QString& fault)
{
    return {said("cannot be an app role"),
            said("%1 declares no app role %2, and none can have that value. %3")
                .arg(declarationIn(ids), roleIn(ids), fault),
            Side::Api,
            {said("Choose another value, and let the API's code ask for that"),
             said("App registrations › %1 › App roles › Create app role, with that value").arg(apiIn(ids)),
             said("Expect that value here")},
            commandsToLook(ids)};
}

RungAdvice notDeclared(const RoleIds& ids)
{
    if (ids.rung.contains(QStringLiteral("copy"))) {
        return {said("not yet known in this tenant"),
                said("The registration of %1 declares %2, but its service principal in this tenant does not have it: "
                     "the tenant's copy is older.")
                    .arg(apiIn(ids), roleIn(ids)),
                Side::Tenant,
                {said("Wait some minutes, if both are in one tenant"),
                 said("Else let an administrator of this tenant consent to the API anew")},
                commandsToLook(ids)};
    }
    if (const QString declaredAs = ids.rung.value(QStringLiteral("declaredAs")); !declaredAs.isEmpty())
        return declaredOtherwise(ids, declaredAs);
    if (const QString fault = entra::whyNoRoleValue(ids.role); !fault.isEmpty())
        return cannotBeDeclared(ids, fault);
    if (!ids.microsoft.isEmpty()) {
        return {said("not a role of this API"),
                said("%1 declares no app role %2, and only Microsoft can declare one there.")
                    .arg(declarationIn(ids), roleIn(ids)),
                Side::Api,
                {said("Choose one of the application permissions that it has"), said("Expect that one here")},
                commandsToLook(ids)};
    }
    const QStringList create{said("App registrations › %1 › App roles › Create app role").arg(apiIn(ids)),
                             said("Allowed member types: Applications"), said("Value: %1").arg(shown(ids.role)),
                             said("Apply")};
    if (ids.byPrincipal) {
        return {said("not known in this tenant"),
                said("The service principal of %1 in this tenant has no app role %2, so nobody can be granted it here. "
                     "Either the API's registration does not declare it, or the tenant's copy is older; the API's "
                     "manifest would tell.")
                    .arg(apiIn(ids), roleIn(ids)),
                Side::Api,
                QStringList{said("Look whether the API's registration declares %1; if it does not:").arg(roleIn(ids))} +
                    create +
                    QStringList{said("If it does: let an administrator of this tenant consent to the API anew, or wait "
                                     "some minutes if both are in one tenant")},
                commandsToLook(ids)};
    }
    return {
        said("not declared by the API"),
        said("The manifest of %1 declares no app role %2, so nobody can be granted it.").arg(apiIn(ids), roleIn(ids)),
        Side::Api, create, commandsToDeclare(ids)};
}

RungAdvice notApplication(const RoleIds& ids)
{
    return {
        said("not for applications"),
        said("%1 declares %2 for users and groups only: its allowedMemberTypes lacks Application, so no service can "
             "be granted it.")
            .arg(apiIn(ids), roleIn(ids)),
        Side::Api, clicksOnRole(ids, said("Allowed member types: Applications (or a role of its own for services)")),
        commandsToDeclare(ids)};
}

RungAdvice disabled(const RoleIds& ids)
{
    return {
        said("switched off"),
        said("%1 declares %2 with isEnabled false: nobody can be granted it anew, and this client does not have it.")
            .arg(apiIn(ids), roleIn(ids)),
        Side::Api, clicksOnRole(ids, said("Tick «Do you want to enable this app role?»")), commandsToDeclare(ids)};
}

RungAdvice noValue(const RoleIds& ids)
{
    return {
        said("has no value"),
        said("The role %1 of %2 has no value. It can be granted, but puts nothing into the token.")
            .arg(roleIn(ids), apiIn(ids)),
        Side::Api,
        clicksOnRole(ids, said("Value: the name that the API's code asks for, at most 120 characters without spaces, "
                               "and no dot in front")),
        commandsToDeclare(ids)};
}

RungAdvice noPrincipal(const RoleIds& ids)
{
    return {said("the API is not in this tenant"),
            said("The list of service principals at hand is empty: if it was asked for %1, the API has none in this "
                 "tenant, so that nothing of it can be granted here.")
                .arg(apiIn(ids)),
            Side::Tenant,
            {said("Let an administrator of this tenant consent to the API, or create its service principal")},
            commandsToCreatePrincipal(ids)};
}

QStringList clicksToRequest(const RoleIds& ids)
{
    const QString tab =
        ids.microsoft.isEmpty() ? portalTabOf(ids) + QStringLiteral(" › ") + apiIn(ids) : portalTabOf(ids);
    return QStringList{said("App registrations › the client › API permissions › Add a permission › %1").arg(tab),
                       said("Application permissions › %1 › Add permissions").arg(roleIn(ids))} +
           clicksToConsent().mid(1);
}

RungAdvice notRequested(const RoleIds& ids)
{
    return {said("not requested by the client"),
            said("The client's registration does not ask for %1 of %2 (requiredResourceAccess), so granting admin "
                 "consent grants it nothing.")
                .arg(roleIn(ids), apiIn(ids)),
            Side::Client, clicksToRequest(ids), commandsToRequest(ids) + commandsToGrant(ids).mid(1)};
}

RungAdvice requestedAsScope(const RoleIds& ids)
{
    return {said("requested as a delegated permission"),
            said("The client's registration asks for %1 with the type Scope. That is for signed-in users; a service "
                 "gets it only with the type Role.")
                .arg(roleIn(ids)),
            Side::Client, clicksToRequest(ids), commandsToRequest(ids) + commandsToGrant(ids).mid(1)};
}

QStringList clicksToGrant(const RoleIds& ids)
{
    return ids.managedIdentity
               ? QStringList{said("There is no page for it: a managed identity has no API permissions. Use a command."),
                             said("Ask for a new token; the identity's old one may be kept for about a day")}
           // Consent grants what the registration requests, and nothing else.
           : ids.rung.contains(QStringLiteral("requested"))
               ? clicksToConsent()
               : QStringList{said("Unless the client's registration requests it already (consent grants nothing "
                                  "else):")} +
                     clicksToRequest(ids);
}

RungAdvice notGranted(const RoleIds& ids)
{
    QList<Command> commands = commandsToGrant(ids);
    return {said("not granted"),
            said("%1 is not granted to the client: no appRoleAssignment of its service principal has the role. The "
                 "authority gives out a token all the same, without it.")
                .arg(roleIn(ids)),
            Side::Tenant, clicksToGrant(ids), commands};
}

RungAdvice orphaned(const RoleIds& ids)
{
    return {said("granted under an id that is gone"),
            said("The client has a grant at %1 under an id that it no longer declares. %2 was deleted and made anew, "
                 "perhaps: it has a new id then, and old grants do not follow.")
                .arg(apiIn(ids), roleIn(ids)),
            Side::Tenant, clicksToGrant(ids), commandsToGrant(ids)};
}

RungAdvice groupAssignment(const RoleIds& ids)
{
    return {said("granted to a group"),
            said("%1 is granted to a group. Roles of groups are not put into the tokens of services, whoever is in the "
                 "group.")
                .arg(roleIn(ids)),
            Side::Tenant, clicksToGrant(ids), commandsToGrant(ids)};
}

RungAdvice staleToken(const RoleIds& ids)
{
    return {said("the token is older than the grant"),
            said("%1 was granted after this token was issued; a token keeps the roles that it was issued with.")
                .arg(roleIn(ids)),
            Side::Caller,
            {said("Ask for a new token"),
             ids.managedIdentity ? said("A managed identity's tokens are kept for about a day: wait, or use a new one")
                                 : said("Restart the client, or wait: clients keep a token for up to 90 minutes")},
            {}};
}

struct Row {
    const char* cause;
    RungAdvice (*advise)(const RoleIds& ids);
};

constexpr std::array table{
    Row{"roles.not-declared", notDeclared},
    Row{"roles.not-application", notApplication},
    Row{"roles.disabled", disabled},
    Row{"roles.no-value", noValue},
    Row{"roles.no-service-principal", noPrincipal},
    Row{"roles.not-requested", notRequested},
    Row{"roles.requested-as-scope", requestedAsScope},
    Row{"roles.not-granted", notGranted},
    Row{"roles.orphaned", orphaned},
    Row{"roles.group-assignment", groupAssignment},
    Row{"roles.stale-token", staleToken},
};

/// The clouds that an issuer can be of.
QStringList cloudsOf(const QString& issuer)
{
    return checks::issuerFormOf(issuer).clouds;
}

/// Whom the profile asks; else what the token's issuer tells, and what is expected of it.
void nameCloud(RoleIds& ids, const Inspection& inspection)
{
    const auto& profile = inspection.profile;
    if (profile && profile->authority.kind == profile::AuthorityKind::Entra) {
        ids.cloud = profile->authority.cloud;
        return;
    }
    for (const QString& issuer : {inspection.token ? inspection.token->claimText(u"iss") : QString(),
                                  profile ? profile->authority.issuer : QString(), inspection.expectations.issuer}) {
        const QStringList clouds = cloudsOf(issuer);
        if (clouds.size() == 1) {
            ids.cloud = clouds.first();
            ids.cloudIsShared = false;
            return;
        }
        ids.cloudIsShared = ids.cloudIsShared || clouds.size() > 1;
    }
}

} // namespace

RoleIds roleIdsOf(const QString& role, const checks::Result& result, const Inspection& inspection)
{
    const auto text = [&result](const char* name) { return result.arguments.value(QLatin1String(name)); };
    const auto guid = [&text](const char* name) { return entra::isGuid(text(name)) ? text(name) : QString(); };
    RoleIds ids;
    ids.role = role;
    ids.api = guid("api");
    ids.apiPrincipal = guid("apiPrincipal");
    ids.apiObject = guid("apiObject");
    ids.apiName = text("apiName");
    if (const auto match = entra::wellKnownResource(text("audience"))) {
        ids.microsoft = match.resource->name;
        if (ids.api.isEmpty())
            ids.api = match.resource->appId;
        if (ids.apiName.isEmpty())
            ids.apiName = ids.microsoft;
    }
    ids.client = guid("client");
    ids.clientPrincipal = guid("clientPrincipal");
    ids.managedIdentity = !text("managedIdentity").isEmpty();
    ids.byPrincipal = !text("declaredBy").isEmpty();
    nameCloud(ids, inspection);
    if (ids.client.isEmpty() && inspection.profile && entra::isGuid(inspection.profile->clientId))
        ids.client = inspection.profile->clientId;
    if (text("role") == role)
        ids.roleId = guid("roleId");
    const auto item = std::find_if(result.items.begin(), result.items.end(),
                                   [&role](const checks::Item& each) { return each.text == role; });
    if (item != result.items.end())
        ids.rung = item->arguments;
    return ids;
}

QString portalTabOf(const RoleIds& ids)
{
    if (ids.microsoft.isEmpty())
        return said("My APIs");
    return ids.microsoft == QLatin1String("Microsoft Graph")
               ? said("Microsoft APIs › %1").arg(ids.microsoft)
               : said("Microsoft APIs, else APIs my organization uses › %1").arg(shown(ids.microsoft));
}

std::optional<RungAdvice> adviseOn(const QString& cause, const RoleIds& ids)
{
    for (const Row& row : table) {
        if (cause == QLatin1String(row.cause))
            return row.advise(ids);
    }
    return std::nullopt;
}

} // namespace assayer::inspection
