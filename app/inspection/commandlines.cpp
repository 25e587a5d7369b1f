// SPDX-License-Identifier: Apache-2.0
#include "inspection/commandlines.h"

#include "inspection/phrases.h"

#include <QRegularExpression>

namespace assayer::inspection {

namespace {

/// What a line does, by how it is made in rolecommands.cpp. The first that matches counts.
struct Row {
    const char* pattern; ///< matched from the line's first character that is no space
    const char* meaning;
};

const Row rows[] = {
    // Azure CLI
    {"az cloud set ", QT_TRANSLATE_NOOP("assayer", "Turns the Azure CLI to this national cloud; without it, it would "
                                                   "ask the public one.")},
    {"az ad app show .* > ", QT_TRANSLATE_NOOP("assayer", "Writes the roles that the API's registration declares "
                                                          "today into a file. Changes nothing.")},
    {"az ad app show ", QT_TRANSLATE_NOOP("assayer", "Shows the API's app registration: whether it declares the role, "
                                                     "for applications, and enabled. Changes nothing.")},
    {"az ad sp show ", QT_TRANSLATE_NOOP("assayer", "Shows the API's enterprise application in this tenant, which "
                                                    "must exist and know the role too. Changes nothing.")},
    {"az ad sp create ", QT_TRANSLATE_NOOP("assayer", "Makes the API's enterprise application (its service principal) "
                                                      "in this tenant.")},
    {"az ad app permission list ", QT_TRANSLATE_NOOP("assayer", "Lists what the client's registration requests. "
                                                                "Changes nothing.")},
    {"az ad app permission add ", QT_TRANSLATE_NOOP("assayer", "Requests the role of this API for the client; «Role» "
                                                               "means an application permission. Grants nothing yet.")},
    {"az ad app permission admin-consent ", QT_TRANSLATE_NOOP("assayer", "Grants, as an administrator, everything "
                                                                         "that the client's registration requests.")},
    {"az ad app update .*--app-roles ", QT_TRANSLATE_NOOP("assayer", "Replaces the API's roles by those in the file, "
                                                                     "all of them at once.")},
    {"APISP=\\$", QT_TRANSLATE_NOOP("assayer", "Finds the object ID of the API's service principal by its client ID "
                                               "and keeps it in a variable.")},
    {"APISP=", QT_TRANSLATE_NOOP("assayer", "Keeps the object ID of the API's service principal in a variable.")},
    {"CLISP=\\$", QT_TRANSLATE_NOOP("assayer", "Finds the object ID of the client's service principal by its client "
                                               "ID and keeps it in a variable.")},
    {"CLISP=", QT_TRANSLATE_NOOP("assayer", "Keeps the object ID of the client's service principal in a variable.")},
    {"az rest --method GET .*appRoleAssignments", QT_TRANSLATE_NOOP("assayer", "Lists the app roles that this client "
                                                                               "has, through Microsoft Graph. Changes "
                                                                               "nothing.")},
    {"az rest --method POST .*appRoleAssignedTo", QT_TRANSLATE_NOOP("assayer", "Adds an assignment to the API's "
                                                                               "service principal, through Microsoft "
                                                                               "Graph. Needs "
                                                                               "AppRoleAssignment.ReadWrite.All.")},
    {"--body ", QT_TRANSLATE_NOOP("assayer", "The assignment: who gets it (principalId, the client), from whom "
                                             "(resourceId, the API), and which role (appRoleId).")},
    {"#", QT_TRANSLATE_NOOP("assayer", "A remark for you; nothing is done here.")},
    // PowerShell
    {"Connect-MgGraph ", QT_TRANSLATE_NOOP("assayer", "Signs you in to Microsoft Graph with the permissions named "
                                                      "here, and no more.")},
    {"\\$api = ", QT_TRANSLATE_NOOP("assayer", "Finds the API's service principal in this tenant and keeps it in a "
                                               "variable.")},
    {"\\$cli = ", QT_TRANSLATE_NOOP("assayer", "Finds the client's service principal in this tenant and keeps it in a "
                                               "variable.")},
    {"\\$role = ", QT_TRANSLATE_NOOP("assayer", "Picks the role out of those that the API declares.")},
    {"\\$api\\.AppRoles$", QT_TRANSLATE_NOOP("assayer", "Shows the roles that the API's service principal knows. "
                                                        "Changes nothing.")},
    {"\\$app = ", QT_TRANSLATE_NOOP("assayer", "Finds the API's app registration and keeps it in a variable.")},
    {"\\$app\\.AppRoles$", QT_TRANSLATE_NOOP("assayer", "Shows the roles that the API's registration declares. "
                                                        "Changes nothing.")},
    {"Update-MgApplication ", QT_TRANSLATE_NOOP("assayer", "Replaces the API's roles by those in the variable, all of "
                                                           "them at once.")},
    {"Get-MgServicePrincipalAppRoleAssignment ", QT_TRANSLATE_NOOP("assayer", "Lists the app roles that this client "
                                                                              "has. Changes nothing.")},
    {"New-MgServicePrincipalAppRoleAssignedTo ", QT_TRANSLATE_NOOP("assayer", "Grants the role: the client "
                                                                              "(PrincipalId) gets it from the API "
                                                                              "(ResourceId).")},
    {"New-MgServicePrincipal ", QT_TRANSLATE_NOOP("assayer", "Makes the API's enterprise application (its service "
                                                             "principal) in this tenant.")},
    // REST
    {"GET .*/applications", QT_TRANSLATE_NOOP("assayer", "Reads the API's app registration with its roles. Changes "
                                                         "nothing.")},
    {"GET .*/appRoleAssignments", QT_TRANSLATE_NOOP("assayer", "Lists the app roles that this client has. Changes "
                                                               "nothing.")},
    {"GET .*/servicePrincipals", QT_TRANSLATE_NOOP("assayer", "Reads the API's service principal in this tenant. "
                                                              "Changes nothing.")},
    {"PATCH .*/applications/", QT_TRANSLATE_NOOP("assayer", "Changes the API's app registration by what the next line "
                                                            "holds.")},
    {"POST .*/appRoleAssignedTo", QT_TRANSLATE_NOOP("assayer", "Adds an assignment to the API's service principal. "
                                                               "Needs AppRoleAssignment.ReadWrite.All and "
                                                               "Application.Read.All.")},
    {"POST .*/servicePrincipals", QT_TRANSLATE_NOOP("assayer", "Makes a service principal in this tenant.")},
    {"\\{\"principalId\"", QT_TRANSLATE_NOOP("assayer", "The assignment, sent as the body: who gets it (principalId, "
                                                        "the client), from whom (resourceId, the API), and which role "
                                                        "(appRoleId).")},
    {"\\{\"appId\"", QT_TRANSLATE_NOOP("assayer", "The body: the client ID of the API.")},
    {"\\{\"appRoles\"", QT_TRANSLATE_NOOP("assayer", "The body: the whole list of roles. An enabled one that is "
                                                     "left out is refused: switch it off first.")},
};

QString meaningOf(const QString& line)
{
    static const QList<std::pair<QRegularExpression, const char*>> known = [] {
        QList<std::pair<QRegularExpression, const char*>> made;
        for (const Row& row : rows)
            made.append({QRegularExpression(u'^' + QString::fromUtf8(row.pattern)), row.meaning});
        return made;
    }();
    const QString command = line.trimmed();
    for (const auto& [pattern, meaning] : known) {
        if (pattern.match(command).hasMatch())
            return said(meaning);
    }
    return {};
}

} // namespace

QList<ExplainedLine> explainLines(const Command& command)
{
    QList<ExplainedLine> explained;
    for (const QString& line : command.text.split(u'\n'))
        explained.append({line, meaningOf(line)});
    return explained;
}

} // namespace assayer::inspection
