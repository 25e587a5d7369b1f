// SPDX-License-Identifier: Apache-2.0
#include "manifest.h"

#include "support/json.h"

#include <QDateTime>

namespace assayer::entra {

using support::json::Value;

namespace {

Value textOf(const QString& text)
{
    return Value::string(text);
}

void add(Value& object, const char* name, const QString& text)
{
    if (!text.isEmpty()) {
        object.add(QString::fromLatin1(name), textOf(text));
    }
}

template <typename List, typename Make> Value arrayOf(const List& list, Make make)
{
    std::vector<Value> items;
    for (const auto& each : list) {
        items.push_back(make(each));
    }
    return Value::array(std::move(items));
}

Value roleOf(const AppRole& role)
{
    Value object = Value::object();
    object.add(QStringLiteral("id"), textOf(role.id));
    object.add(QStringLiteral("value"), role.value.isEmpty() ? Value() : textOf(role.value));
    add(object, "displayName", role.displayName);
    object.add(QStringLiteral("allowedMemberTypes"), arrayOf(role.allowedMemberTypes, textOf));
    object.add(QStringLiteral("isEnabled"), Value::boolean(role.enabled));
    return object;
}

Value scopeOf(const PermissionScope& scope)
{
    Value object = Value::object();
    object.add(QStringLiteral("id"), textOf(scope.id));
    object.add(QStringLiteral("value"), textOf(scope.value));
    return object;
}

/// Neighbours of one resource come together again; their order is kept.
Value requiredOf(const QList<RequiredAccess>& all)
{
    std::vector<Value> resources;
    for (qsizetype i = 0; i < all.size();) {
        std::vector<Value> accesses;
        const QString resource = all.at(i).resourceAppId;
        for (; i < all.size() && all.at(i).resourceAppId == resource; ++i) {
            Value access = Value::object();
            access.add(QStringLiteral("id"), textOf(all.at(i).id));
            access.add(QStringLiteral("type"), textOf(all.at(i).type));
            accesses.push_back(std::move(access));
        }
        Value object = Value::object();
        object.add(QStringLiteral("resourceAppId"), textOf(resource));
        object.add(QStringLiteral("resourceAccess"), Value::array(std::move(accesses)));
        resources.push_back(std::move(object));
    }
    return Value::array(std::move(resources));
}

Value assignmentOf(const RoleAssignment& assignment)
{
    Value object = Value::object();
    object.add(QStringLiteral("appRoleId"), textOf(assignment.appRoleId));
    object.add(QStringLiteral("principalId"), textOf(assignment.principalId));
    add(object, "principalType", assignment.principalType);
    add(object, "principalDisplayName", assignment.principalName);
    add(object, "resourceId", assignment.resourceId);
    add(object, "resourceDisplayName", assignment.resourceName);
    if (assignment.created) {
        add(object, "createdDateTime",
            QDateTime::fromSecsSinceEpoch(*assignment.created, Qt::UTC).toString(Qt::ISODate));
    }
    return object;
}

QString contextOf(const Manifest& list)
{
    const QString metadata = QStringLiteral("https://graph.microsoft.com/v1.0/$metadata#");
    switch (list.assignmentList) {
    case AssignmentList::OfPrincipal:
        return metadata + QStringLiteral("servicePrincipals('%1')/appRoleAssignments").arg(list.assignmentsOf);
    case AssignmentList::OfResource:
        return metadata + QStringLiteral("servicePrincipals('%1')/appRoleAssignedTo").arg(list.assignmentsOf);
    case AssignmentList::Unknown:
        break;
    }
    return metadata + QStringLiteral("appRoleAssignments");
}

Value listOf(const QString& context, Value items, bool paged)
{
    Value object = Value::object();
    object.add(QStringLiteral("@odata.context"), textOf(context));
    if (paged) {
        // That there is more counts; the address would hold a token of the paging.
        object.add(QStringLiteral("@odata.nextLink"), textOf(QStringLiteral("more")));
    }
    object.add(QStringLiteral("value"), std::move(items));
    return object;
}

bool saysNothing(const Manifest& principal)
{
    return principal.appId.isEmpty() && principal.objectId.isEmpty() && principal.identifierUris.isEmpty() &&
           principal.appRoles.isEmpty();
}

Value serviceOf(const Manifest& manifest)
{
    const bool principal = manifest.kind == ManifestKind::ServicePrincipal;
    Value object = Value::object();
    add(object, "id", manifest.objectId);
    object.add(QStringLiteral("appId"), textOf(manifest.appId));
    add(object, "displayName", manifest.displayName);
    object.add(principal ? QStringLiteral("servicePrincipalNames") : QStringLiteral("identifierUris"),
               arrayOf(manifest.identifierUris, textOf));
    add(object, "signInAudience", manifest.signInAudience);
    if (manifest.saysRoles) {
        object.add(QStringLiteral("appRoles"), arrayOf(manifest.appRoles, roleOf));
    }
    if (manifest.saysRequests) {
        object.add(QStringLiteral("requiredResourceAccess"), requiredOf(manifest.requiredAccess));
    }
    if (manifest.assignmentRequired) {
        object.add(QStringLiteral("appRoleAssignmentRequired"), Value::boolean(*manifest.assignmentRequired));
    }
    Value api = Value::object();
    Value& holder = principal ? object : api;
    if (!manifest.scopes.isEmpty()) {
        holder.add(QStringLiteral("oauth2PermissionScopes"), arrayOf(manifest.scopes, scopeOf));
    }
    if (manifest.requestedAccessTokenVersion) {
        api.add(QStringLiteral("requestedAccessTokenVersion"), Value::number(*manifest.requestedAccessTokenVersion));
    }
    if (!api.members().empty()) {
        object.add(QStringLiteral("api"), std::move(api));
    }
    return object;
}

} // namespace

QByteArray keptForm(const Manifest& manifest)
{
    using support::json::write;
    if (manifest.kind == ManifestKind::Assignments) {
        return write(listOf(contextOf(manifest), arrayOf(manifest.assignments, assignmentOf), manifest.paged));
    }
    if (manifest.kind == ManifestKind::ServicePrincipal && saysNothing(manifest)) {
        return write(listOf(QStringLiteral("https://graph.microsoft.com/v1.0/$metadata#servicePrincipals"),
                            Value::array(), false));
    }
    return write(serviceOf(manifest));
}

} // namespace assayer::entra
