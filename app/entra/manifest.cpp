// SPDX-License-Identifier: Apache-2.0
#include "manifest.h"

#include "assignments.h"
#include "cloud.h"
#include "support/json.h"
#include "support/textencoding.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace assayer::entra {

using support::json::Value;

namespace {

constexpr qsizetype maximumSize = 4 * 1024 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

/// The member of that name; documentation and exports differ in the names' case.
const Value* member(const Value& object, QStringView name)
{
    for (const auto& candidate : object.members()) {
        if (candidate.name.compare(name, Qt::CaseInsensitive) == 0) {
            return &candidate.value;
        }
    }
    return nullptr;
}

bool has(const Value& object, QStringView name)
{
    return member(object, name) != nullptr;
}

QString text(const Value& object, QStringView name)
{
    const Value* value = member(object, name);
    return value != nullptr && value->isString() ? value->text() : QString();
}

std::optional<bool> boolean(const Value& object, QStringView name)
{
    const Value* value = member(object, name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (value->kind() == support::json::Kind::Boolean) {
        return value->toBoolean();
    }
    if (value->isString() && value->text().compare(u"true", Qt::CaseInsensitive) == 0) {
        return true;
    }
    if (value->isString() && value->text().compare(u"false", Qt::CaseInsensitive) == 0) {
        return false;
    }
    return std::nullopt;
}

/// The array of that name, also where a command line tool wrapped it in an object with `value`.
const std::vector<Value>& array(const Value& object, QStringView name)
{
    static const std::vector<Value> none;
    const Value* value = member(object, name);
    if (value != nullptr && value->isObject()) {
        value = member(*value, u"value");
    }
    return value != nullptr && value->isArray() ? value->items() : none;
}

QStringList texts(const Value& object, QStringView name)
{
    const Value* value = member(object, name);
    if (value != nullptr && value->isString()) {
        return {value->text()};
    }
    QStringList list;
    for (const Value& item : array(object, name)) {
        if (item.isString()) {
            list.append(item.text());
        }
    }
    return list;
}

std::optional<int> version(const Value& object, QStringView name)
{
    const Value* value = member(object, name);
    const auto number = value == nullptr ? std::nullopt : value->toInteger(Value::NumericText::Accept);
    return number && (*number == 1 || *number == 2) ? std::optional<int>(int(*number)) : std::nullopt;
}

QList<AppRole> rolesOf(const Value& object)
{
    QList<AppRole> roles;
    for (const Value& item : array(object, u"appRoles")) {
        if (item.isObject()) {
            roles.append({text(item, u"id"), text(item, u"value"), text(item, u"displayName"),
                          texts(item, u"allowedMemberTypes"), boolean(item, u"isEnabled").value_or(true)});
        }
    }
    return roles;
}

QList<PermissionScope> scopesIn(const Value& object, QStringView name)
{
    QList<PermissionScope> scopes;
    for (const Value& item : array(object, name)) {
        if (item.isObject()) {
            scopes.append({text(item, u"id"), text(item, u"value")});
        }
    }
    return scopes;
}

QList<RequiredAccess> requiredAccessOf(const Value& object)
{
    QList<RequiredAccess> all;
    for (const Value& resource : array(object, u"requiredResourceAccess")) {
        if (!resource.isObject()) {
            continue;
        }
        for (const Value& access : array(resource, u"resourceAccess")) {
            if (access.isObject()) {
                all.append({text(resource, u"resourceAppId"), text(access, u"id"), text(access, u"type")});
            }
        }
    }
    return all;
}

std::optional<qint64> timeOf(const Value& object)
{
    QString written = text(object, u"createdDateTime");
    if (written.isEmpty()) {
        written = text(object, u"creationTimestamp");
    }
    const QDateTime time = QDateTime::fromString(written, Qt::ISODateWithMs);
    return time.isValid() ? std::optional<qint64>(time.toSecsSinceEpoch()) : std::nullopt;
}

RoleAssignment assignmentOf(const Value& item)
{
    return {text(item, u"appRoleId"),
            text(item, u"principalId"),
            text(item, u"principalType"),
            text(item, u"principalDisplayName"),
            text(item, u"resourceId"),
            text(item, u"resourceDisplayName"),
            timeOf(item)};
}

/// The answer's context names the list: «…#servicePrincipals('id')/appRoleAssignments».
void readListOwner(Manifest& manifest, const QString& context)
{
    static const QRegularExpression form(
        QStringLiteral("servicePrincipals\\('([0-9a-fA-F-]{36})'\\)/(appRoleAssignments|appRoleAssignedTo)"));
    const auto match = form.match(context);
    if (match.hasMatch()) {
        manifest.assignmentsOf = match.captured(1).toLower();
        manifest.assignmentList = match.captured(2) == QLatin1String("appRoleAssignedTo") ? AssignmentList::OfResource
                                                                                          : AssignmentList::OfPrincipal;
    }
}

Manifest assignmentsFrom(const Value& root, const std::vector<Value>& items)
{
    Manifest manifest;
    manifest.kind = ManifestKind::Assignments;
    for (const Value& item : items) {
        if (item.isObject()) {
            manifest.assignments.append(assignmentOf(item));
        }
    }
    if (root.isObject()) {
        readListOwner(manifest, text(root, u"@odata.context"));
        manifest.paged = has(root, u"@odata.nextLink");
    }
    return manifest;
}

bool isAssignment(const Value& value)
{
    return value.isObject() && has(value, u"appRoleId") && has(value, u"principalId");
}

bool isServicePrincipal(const Value& value)
{
    return has(value, u"servicePrincipalType") || has(value, u"servicePrincipalNames") ||
           has(value, u"appRoleAssignmentRequired");
}

bool isAadGraph(const Value& value)
{
    return has(value, u"replyUrlsWithType") || has(value, u"oauth2Permissions") ||
           has(value, u"accessTokenAcceptedVersion") || has(value, u"allowPublicClient") ||
           (has(value, u"name") && !has(value, u"displayName"));
}

Manifest applicationFrom(const Value& root)
{
    Manifest manifest;
    const bool principal = isServicePrincipal(root);
    manifest.kind = principal ? ManifestKind::ServicePrincipal : ManifestKind::Application;
    manifest.format = !principal && isAadGraph(root) ? ManifestFormat::AadGraph : ManifestFormat::MicrosoftGraph;
    manifest.appId = text(root, u"appId");
    manifest.objectId = has(root, u"id") ? text(root, u"id") : text(root, u"objectId");
    manifest.displayName = has(root, u"displayName") ? text(root, u"displayName") : text(root, u"name");
    manifest.identifierUris = texts(root, principal ? u"servicePrincipalNames" : u"identifierUris");
    manifest.signInAudience = text(root, u"signInAudience");
    if (manifest.signInAudience.isEmpty() && !principal) {
        manifest.signInAudience = QStringLiteral("AzureADMyOrg"); // what a registration has unless it says otherwise
    }
    manifest.appRoles = rolesOf(root);
    manifest.saysRoles = has(root, u"appRoles");
    manifest.saysRequests = has(root, u"requiredResourceAccess");
    manifest.requiredAccess = requiredAccessOf(root);
    manifest.assignmentRequired = boolean(root, u"appRoleAssignmentRequired");
    manifest.scopes = scopesIn(root, u"oauth2Permissions") + scopesIn(root, u"oauth2PermissionScopes");
    const Value* api = member(root, u"api");
    if (api != nullptr && api->isObject()) {
        manifest.scopes += scopesIn(*api, u"oauth2PermissionScopes");
        manifest.requestedAccessTokenVersion = version(*api, u"requestedAccessTokenVersion");
    }
    for (const auto name : {u"requestedAccessTokenVersion", u"accessTokenAcceptedVersion"}) {
        if (!manifest.requestedAccessTokenVersion) {
            manifest.requestedAccessTokenVersion = version(root, name);
        }
    }
    return manifest;
}

/// The answer to a question for service principals that found none: it has no appId.
Manifest noServicePrincipal()
{
    Manifest manifest;
    manifest.kind = ManifestKind::ServicePrincipal;
    return manifest;
}

bool isAppRole(const Value& value)
{
    return has(value, u"allowedMemberTypes") && !has(value, u"appId");
}

/// What several objects are that are meant to be one manifest; null if nothing known.
const char* severalOf(const std::vector<Value>& items)
{
    const auto isApp = [](const Value& item) { return has(item, u"appId"); };
    if (items.size() > 1 && std::all_of(items.begin(), items.end(), isApp))
        return QT_TRANSLATE_NOOP("assayer", "This is a list of several apps. Take one of them.");
    if (!items.empty() && std::all_of(items.begin(), items.end(), isAppRole))
        return QT_TRANSLATE_NOOP(
            "assayer", "This is a list of roles alone, and it does not say of which app they are. Take the app's whole "
                       "manifest.");
    return nullptr;
}

support::Result<Manifest> emptyList()
{
    return support::failure(QStringLiteral("not-a-manifest"), tr("This is an empty list, and it does not say of what."),
                            tr("Take the whole answer, with its @odata.context, or say what the list is of."));
}

} // namespace

bool AppRole::isForApplications() const
{
    return allowedMemberTypes.contains(QLatin1String("Application"), Qt::CaseInsensitive);
}

int Manifest::tokenVersion() const
{
    // Registrations that personal accounts may use always have version 2 (facts: endpoints §4).
    if (signInAudience == QLatin1String("AzureADandPersonalMicrosoftAccount") ||
        signInAudience == QLatin1String("PersonalMicrosoftAccount")) {
        return 2;
    }
    return requestedAccessTokenVersion.value_or(1);
}

bool isAboutTheSame(const Manifest& a, const Manifest& b)
{
    const auto same = [](const QString& left, const QString& right) {
        return !left.isEmpty() && left.compare(right, Qt::CaseInsensitive) == 0;
    };
    if (a.kind != b.kind)
        return false;
    if (a.kind == ManifestKind::Assignments)
        return a.assignmentList == b.assignmentList && same(a.assignmentsOf, b.assignmentsOf);
    return same(a.appId, b.appId) || same(a.objectId, b.objectId);
}

const AppRole* Manifest::roleByValue(QStringView value) const
{
    const auto found =
        std::find_if(appRoles.cbegin(), appRoles.cend(), [value](const AppRole& role) { return role.value == value; });
    return found == appRoles.cend() ? nullptr : &*found;
}

const AppRole* Manifest::roleById(QStringView id) const
{
    const auto found = std::find_if(appRoles.cbegin(), appRoles.cend(), [id](const AppRole& role) {
        return role.id.compare(id, Qt::CaseInsensitive) == 0;
    });
    return found == appRoles.cend() ? nullptr : &*found;
}

support::Result<Manifest> parseAssignments(QByteArrayView bytes)
{
    const auto root = support::json::parse(support::utf8Of(bytes.toByteArray()), {.depth = 64, .bytes = maximumSize});
    if (!root) {
        return tl::unexpected(root.error());
    }
    const Value* list = root->isObject() ? member(*root, u"value") : &*root;
    if (list && list->isArray() && std::all_of(list->items().begin(), list->items().end(), isAssignment)) {
        return assignmentsFrom(*root, list->items());
    }
    return parseManifest(bytes).and_then([](const Manifest& manifest) -> support::Result<Manifest> {
        if (manifest.kind == ManifestKind::Assignments) {
            return manifest;
        }
        return support::failure(QStringLiteral("not-assignments"), tr("This is no list of appRoleAssignments."));
    });
}

support::Result<Manifest> parseManifest(QByteArrayView bytes)
{
    const QByteArray json = support::utf8Of(bytes.toByteArray());
    const auto root = support::json::parse(json, {.depth = 64, .bytes = maximumSize});
    if (!root) {
        return tl::unexpected(root.error());
    }
    const Value* value = &*root;
    if (value->isArray()) {
        if (!value->items().empty() && isAssignment(value->items().front())) {
            return assignmentsFrom(*value, value->items());
        }
        // `az ad app list` and the like: one element is meant as that element.
        if (value->items().empty()) {
            return emptyList();
        }
        if (const char* several = severalOf(value->items())) {
            return support::failure(QStringLiteral("not-a-manifest"), tr(several));
        }
        value = value->items().size() == 1 ? &value->items().front() : value;
    }
    if (value->isObject()) {
        const Value* wrapped = member(*value, u"value");
        if (wrapped != nullptr && wrapped->isArray() && !has(*value, u"appId")) {
            const auto& items = wrapped->items();
            const QString context = text(*value, u"@odata.context");
            if ((!items.empty() && isAssignment(items.front())) || context.contains(u"appRoleAssign")) {
                return assignmentsFrom(*value, items);
            }
            if (items.empty() && context.contains(u"#servicePrincipals")) {
                return noServicePrincipal();
            }
            if (items.empty()) {
                return emptyList();
            }
            if (const char* several = severalOf(items)) {
                return support::failure(QStringLiteral("not-a-manifest"), tr(several));
            }
            value = items.size() == 1 ? &items.front() : value;
        }
        if (isAssignment(*value)) {
            return assignmentsFrom(*root, {*value});
        }
        if (value->isObject() &&
            (has(*value, u"appId") || has(*value, u"appRoles") || has(*value, u"identifierUris"))) {
            return applicationFrom(*value);
        }
    }
    return support::failure(
        QStringLiteral("not-a-manifest"),
        tr("This is JSON, but neither an app manifest, a service principal nor a list of appRoleAssignments."),
        tr("A manifest has the members appId and appRoles; a list of assignments has appRoleId and principalId."));
}

} // namespace assayer::entra
