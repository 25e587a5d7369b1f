// SPDX-License-Identifier: Apache-2.0
#include "inspection/rolecommands.h"

#include "inspection/phrases.h"

#include "entra/cloud.h"

#include <algorithm>

namespace assayer::inspection {

namespace {

Command azureCli(const QStringList& lines)
{
    return {QStringLiteral("Azure CLI"), lines.join(u'\n')};
}

Command powerShell(const QStringList& lines)
{
    return {QStringLiteral("PowerShell"), lines.join(u'\n')};
}

QString orPlaceholder(const QString& id, const char* placeholder)
{
    return id.isEmpty() ? said(placeholder) : id;
}

QString apiOf(const RoleIds& ids)
{
    return orPlaceholder(ids.api, QT_TRANSLATE_NOOP("assayer", "<client ID of the API>"));
}

QString clientOf(const RoleIds& ids)
{
    return orPlaceholder(ids.client, QT_TRANSLATE_NOOP("assayer", "<client ID of the client>"));
}

QString roleIdOf(const RoleIds& ids)
{
    return orPlaceholder(ids.roleId, QT_TRANSLATE_NOOP("assayer", "<id of the role>"));
}

QString graph(const RoleIds& ids)
{
    const entra::Cloud* cloud = entra::cloudById(ids.cloud.isEmpty() ? u"public" : QStringView(ids.cloud));
    const QString host = cloud ? cloud->graphHost : QString();
    return QStringLiteral("https://%1/v1.0")
        .arg(orPlaceholder(host, QT_TRANSLATE_NOOP("assayer", "<host of Microsoft Graph in this cloud>")));
}

/// A value that may stand between single quotes; anything else is left for the reader to put in.
QString quotable(const QString& value)
{
    const bool plain = !value.isEmpty() && value.size() <= 120 && std::all_of(value.begin(), value.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.' ||
               c == u'_' || c == u'-' || c == u':' || c == u'/';
    });
    return plain ? value : said("<value of the role>");
}

bool isPublicCloud(const RoleIds& ids)
{
    return ids.cloud.isEmpty() || ids.cloud == QLatin1String("public");
}

/// Where a v1 issuer is all that tells, Public and US Government are both possible (facts: endpoints §1).
QString ifGovernment(const char* command)
{
    return said("# if the tenant is in US Government: %1").arg(QLatin1String(command));
}

/// The commands begin with the cloud, where it is not the public one.
QStringList inAzureCloud(const RoleIds& ids, QStringList lines)
{
    if (ids.cloud == QLatin1String("usgov"))
        lines.prepend(QStringLiteral("az cloud set --name AzureUSGovernment"));
    else if (ids.cloud == QLatin1String("china"))
        lines.prepend(QStringLiteral("az cloud set --name AzureChinaCloud"));
    else if (!isPublicCloud(ids))
        lines.prepend(QStringLiteral("az cloud set --name ") + said("<name of this cloud>"));
    else if (ids.cloudIsShared)
        lines.prepend(ifGovernment("az cloud set --name AzureUSGovernment, and graph.microsoft.us below"));
    return lines;
}

Command rest(const RoleIds& ids, QStringList lines)
{
    if (ids.cloudIsShared)
        lines.prepend(ifGovernment("graph.microsoft.us"));
    return {QStringLiteral("REST"), lines.join(u'\n')};
}

QStringList connected(const RoleIds& ids, const char* scopes, QStringList lines)
{
    QString connect = QStringLiteral("Connect-MgGraph -Scopes ") + QLatin1String(scopes);
    if (ids.cloud == QLatin1String("usgov"))
        connect += QStringLiteral(" -Environment USGov");
    else if (ids.cloud == QLatin1String("china"))
        connect += QStringLiteral(" -Environment China");
    else if (!isPublicCloud(ids))
        connect += QStringLiteral(" -Environment ") + said("<name of this cloud>");
    lines.prepend(connect);
    if (ids.cloudIsShared)
        lines.prepend(ifGovernment("-Environment USGov"));
    return lines;
}

/// Variables of the shell that hold the two service principals.
QStringList principalLines(const RoleIds& ids)
{
    const auto line = [](const char* name, const QString& known, const QString& appId) {
        const QString value =
            known.isEmpty() ? QStringLiteral("$(az ad sp show --id %1 --query id -o tsv)").arg(appId) : known;
        return QLatin1String(name) + u'=' + value;
    };
    return {line("APISP", ids.apiPrincipal, apiOf(ids)), line("CLISP", ids.clientPrincipal, clientOf(ids))};
}

QStringList principalsInPowerShell(const RoleIds& ids)
{
    const auto line = [](const char* name, const QString& id, const QString& appId) {
        return id.isEmpty()
                   ? QStringLiteral("$%1 = Get-MgServicePrincipal -Filter \"appId eq '%2'\"")
                         .arg(QLatin1String(name), appId)
                   : QStringLiteral("$%1 = Get-MgServicePrincipal -ServicePrincipalId %2").arg(QLatin1String(name), id);
    };
    return {line("api", ids.apiPrincipal, apiOf(ids)), line("cli", ids.clientPrincipal, clientOf(ids))};
}

QString roleInPowerShell(const RoleIds& ids)
{
    return QStringLiteral("$role = $api.AppRoles | Where-Object ") +
           (ids.roleId.isEmpty() ? QStringLiteral("Value -eq '%1'").arg(quotable(ids.role))
                                 : QStringLiteral("Id -eq '%1'").arg(ids.roleId));
}

QString clientPrincipalOf(const RoleIds& ids)
{
    return orPlaceholder(ids.clientPrincipal,
                         QT_TRANSLATE_NOOP("assayer", "<object ID of the client's service principal>"));
}

QStringList lookInAzureCli(const RoleIds& ids, const QStringList& principals)
{
    const QString api = apiOf(ids);
    return QStringList{QStringLiteral("az ad app show --id %1").arg(api),
                       QStringLiteral("az ad sp show --id %1").arg(api),
                       QStringLiteral("az ad app permission list --id %1").arg(clientOf(ids))} +
           principals +
           QStringList{QStringLiteral("az rest --method GET --url %1/servicePrincipals/$CLISP/appRoleAssignments")
                           .arg(graph(ids))};
}

QStringList lookInPowerShell(const RoleIds& ids)
{
    return principalsInPowerShell(ids) +
           QStringList{QStringLiteral("$api.AppRoles"),
                       QStringLiteral("Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $cli.Id")};
}

QStringList lookByRest(const RoleIds& ids)
{
    return {QStringLiteral("GET %1/applications(appId='%2')").arg(graph(ids), apiOf(ids)),
            QStringLiteral("GET %1/servicePrincipals(appId='%2')").arg(graph(ids), apiOf(ids)),
            QStringLiteral("GET %1/servicePrincipals/%2/appRoleAssignments").arg(graph(ids), clientPrincipalOf(ids))};
}

/// With the variables of principalLines().
QStringList grantInAzureCli(const RoleIds& ids)
{
    return {
        QStringLiteral("az rest --method POST --url %1/servicePrincipals/$APISP/appRoleAssignedTo \\").arg(graph(ids)),
        QStringLiteral("  --body \"{\\\"principalId\\\":\\\"$CLISP\\\",\\\"resourceId\\\":"
                       "\\\"$APISP\\\",\\\"appRoleId\\\":\\\"%1\\\"}\"")
            .arg(roleIdOf(ids))};
}

/// With the variables of principalsInPowerShell().
QStringList grantInPowerShell(const RoleIds& ids)
{
    return {roleInPowerShell(ids),
            QStringLiteral("New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $api.Id -PrincipalId $cli.Id "
                           "-ResourceId $api.Id -AppRoleId $role.Id")};
}

QStringList grantByRest(const RoleIds& ids)
{
    const QString apiPrincipal =
        orPlaceholder(ids.apiPrincipal, QT_TRANSLATE_NOOP("assayer", "<object ID of the API's service principal>"));
    return {QStringLiteral("POST %1/servicePrincipals/%2/appRoleAssignedTo").arg(graph(ids), apiPrincipal),
            QStringLiteral("{\"principalId\":\"%1\",\"resourceId\":\"%2\",\"appRoleId\":\"%3\"}")
                .arg(clientPrincipalOf(ids), apiPrincipal, roleIdOf(ids))};
}

} // namespace

QList<Command> commandsToLook(const RoleIds& ids)
{
    return {azureCli(inAzureCloud(ids, lookInAzureCli(ids, {principalLines(ids).last()}))),
            powerShell(connected(ids, "Application.Read.All", lookInPowerShell(ids))), rest(ids, lookByRest(ids))};
}

QList<Command> commandsToLookAndGrant(const RoleIds& ids)
{
    const QStringList unless{said("# if the role is not granted:")};
    return {azureCli(inAzureCloud(ids, lookInAzureCli(ids, principalLines(ids)) + unless + grantInAzureCli(ids))),
            powerShell(connected(ids, "Application.Read.All,AppRoleAssignment.ReadWrite.All",
                                 lookInPowerShell(ids) + unless + grantInPowerShell(ids))),
            rest(ids, lookByRest(ids) + unless + grantByRest(ids))};
}

QList<Command> commandsToDeclare(const RoleIds& ids)
{
    const QString api = apiOf(ids);
    return {
        azureCli(inAzureCloud(
            ids,
            {QStringLiteral("az ad app show --id %1 --query appRoles > appRoles.json").arg(api),
             said("# change appRoles.json: it is the whole list; a role may be left out only after it was switched "
                  "off"),
             QStringLiteral("az ad app update --id %1 --app-roles @appRoles.json").arg(api)})),
        powerShell(connected(
            ids, "Application.ReadWrite.All",
            {QStringLiteral("$app = Get-MgApplication -Filter \"appId eq '%1'\"").arg(api),
             QStringLiteral("$app.AppRoles"),
             said(
                 "# change $app.AppRoles: it is the whole list; a role may be left out only after it was switched off"),
             QStringLiteral("Update-MgApplication -ApplicationId $app.Id -AppRoles $app.AppRoles")})),
        rest(ids, {QStringLiteral("GET %1/applications(appId='%2')?$select=id,appRoles").arg(graph(ids), api),
                   QStringLiteral("PATCH %1/applications/%2")
                       .arg(graph(ids), orPlaceholder(ids.apiObject,
                                                      QT_TRANSLATE_NOOP("assayer", "<object ID of the registration>"))),
                   QStringLiteral("{\"appRoles\":[%1]}").arg(said("<the whole list>"))})};
}

QList<Command> commandsToCreatePrincipal(const RoleIds& ids)
{
    const QString api = apiOf(ids);
    return {azureCli(inAzureCloud(ids, {QStringLiteral("az ad sp create --id %1").arg(api)})),
            powerShell(connected(ids, "Application.ReadWrite.All",
                                 {QStringLiteral("New-MgServicePrincipal -AppId %1").arg(api)})),
            rest(ids, {QStringLiteral("POST %1/servicePrincipals").arg(graph(ids)),
                       QStringLiteral("{\"appId\":\"%1\"}").arg(api)})};
}

QList<Command> commandsToRequest(const RoleIds& ids)
{
    return {azureCli(
        inAzureCloud(ids, {QStringLiteral("az ad app permission add --id %1 --api %2 --api-permissions %3=Role")
                               .arg(clientOf(ids), apiOf(ids), roleIdOf(ids)),
                           QStringLiteral("az ad app permission admin-consent --id %1").arg(clientOf(ids))}))};
}

QList<Command> commandsToGrant(const RoleIds& ids)
{
    return {azureCli(inAzureCloud(ids, principalLines(ids) + grantInAzureCli(ids))),
            powerShell(connected(ids, "Application.Read.All,AppRoleAssignment.ReadWrite.All",
                                 principalsInPowerShell(ids) + grantInPowerShell(ids))),
            rest(ids, grantByRest(ids))};
}

} // namespace assayer::inspection
