// SPDX-License-Identifier: Apache-2.0
#include "checks/audiencecase.h"
#include "checks/texts.h"

#include "entra/cloud.h"

#include <QHash>
#include <QSet>

namespace assayer::checks {

namespace {

using entra::Manifest;

QString keyOf(const QString& text)
{
    return withoutFinalSlash(asciiLower(text));
}

/// One app as far as its manifests tell: a registration and its service principal are the same one.
struct App {
    QString name;
    bool asksForV2 = false; ///< its registration says so
};

enum class Naming { Identifier, ObjectId };

struct Name {
    QString app; ///< key of the app
    Naming naming = Naming::Identifier;
};

class Directory {
public:
    explicit Directory(const QList<Manifest>& manifests)
    {
        for (const Manifest& manifest : manifests) {
            if (manifest.kind != entra::ManifestKind::Assignments && entra::isGuid(manifest.appId))
                add(manifest);
        }
        for (const Manifest& manifest : manifests) {
            for (const entra::RoleAssignment& assignment : manifest.assignments)
                addResource(assignment);
        }
    }

    [[nodiscard]] Name find(const QString& text) const
    {
        const auto found = m_names.constFind(keyOf(text));
        if (found != m_names.cend())
            return *found;
        const QString id = appGuid(text);
        return m_apps.contains(id) ? Name{id} : m_names.value(id);
    }
    [[nodiscard]] App app(const QString& key) const { return m_apps.value(key); }

private:
    void add(const Manifest& manifest)
    {
        const QString key = asciiLower(manifest.appId);
        for (const entra::AppRole& role : manifest.appRoles)
            m_roles.insert(asciiLower(role.id), key);
        App& app = m_apps[key];
        if (app.name.isEmpty())
            app.name = manifest.displayName;
        const bool registration = manifest.kind == entra::ManifestKind::Application;
        app.asksForV2 = app.asksForV2 || (registration && manifest.tokenVersion() == 2);
        m_names.insert(key, {key});
        for (const QString& uri : manifest.identifierUris)
            m_names.insert(keyOf(uri), {key});
        if (entra::isGuid(manifest.objectId) && !m_names.contains(asciiLower(manifest.objectId)))
            m_names.insert(asciiLower(manifest.objectId), {key, Naming::ObjectId});
    }

    /// What grants a role of the app is its service principal.
    void addResource(const entra::RoleAssignment& assignment)
    {
        const auto app = m_roles.constFind(asciiLower(assignment.appRoleId));
        const QString id = asciiLower(assignment.resourceId);
        if (app != m_roles.cend() && entra::isGuid(id) && !m_names.contains(id))
            m_names.insert(id, {*app, Naming::ObjectId});
    }

    QHash<QString, App> m_apps;
    QHash<QString, Name> m_names;
    QHash<QString, QString> m_roles; ///< by its id: key of the app
};

/// With or without api://, which people leave out or write twice.
QString plainName(const QString& name)
{
    // Before the slashes are made single too: a doubled api:// would no longer be one.
    return withoutApiPrefix(meaningOf(withoutApiPrefix(name)));
}

/// The expectations that name one app.
struct Expected {
    const QString* byObjectId = nullptr;
    const QString* byIdentifier = nullptr;
};

const char* causeOf(const AudienceCase& it, const QString& audience, const QString& expectation, const App& app)
{
    const bool guid = entra::isGuid(withoutFinalSlash(audience));
    const bool guidExpected = entra::isGuid(withoutFinalSlash(expectation));
    if (guid == guidExpected)
        return "other-identifier";
    if (guid && it.hasVersion("2.0"))
        return "v2-token";
    return !guid && it.hasVersion("1.0") && app.asksForV2 ? "v1-token" : "guid-vs-uri";
}

} // namespace

NamesAtHand::NamesAtHand(const QList<Manifest>& manifests)
{
    for (const Manifest& manifest : manifests) {
        if (manifest.kind == entra::ManifestKind::Assignments || manifest.identifierUris.isEmpty())
            continue;
        App& app = m_apps[asciiLower(manifest.appId)];
        if (!app.manifest)
            app.manifest = &manifest;
        for (const QString& uri : manifest.identifierUris)
            app.names.insert(plainName(uri));
    }
}

const Manifest* NamesAtHand::denying(const QString& name, const QString& guid) const
{
    const auto app = m_apps.constFind(asciiLower(withoutFinalSlash(guid)));
    if (app == m_apps.cend() || appGuid(name) == app.key() || app->names.contains(plainName(name)))
        return nullptr;
    const auto split = splitLastSegment(name);
    return split && app->names.contains(plainName(split->head)) ? nullptr : app->manifest;
}

QSet<QString> objectIds(const Context& context)
{
    QSet<QString> ids{asciiLower(context.facts.objectId)};
    for (const Manifest& manifest : context.snapshot.manifests) {
        ids.insert(asciiLower(manifest.objectId));
        ids.insert(asciiLower(manifest.assignmentsOf));
        for (const entra::RoleAssignment& assignment : manifest.assignments) {
            ids.insert(asciiLower(assignment.resourceId));
            ids.insert(asciiLower(assignment.principalId));
        }
    }
    // Where one text is both, it is a client ID, or stands in an App ID URI.
    ids.remove(asciiLower(context.facts.client));
    for (const Manifest& manifest : context.snapshot.manifests) {
        ids.remove(asciiLower(manifest.appId));
        for (const QString& uri : manifest.identifierUris)
            ids.remove(appGuid(uri));
    }
    ids.remove(QString());
    return ids;
}

bool isOneAppByManifest(const AudienceCase& it)
{
    const auto& manifests = it.context.snapshot.manifests;
    if (manifests.isEmpty())
        return false;
    const Directory directory(manifests);
    QHash<QString, Expected> wanted;
    for (const QString& expectation : it.expected) {
        const Name name = directory.find(expectation);
        if (name.app.isEmpty())
            continue;
        auto& place = name.naming == Naming::ObjectId ? wanted[name.app].byObjectId : wanted[name.app].byIdentifier;
        if (!place)
            place = &expectation;
    }
    for (const QString& audience : it.audiences) {
        const Name name = directory.find(audience);
        const Expected expected = wanted.value(name.app);
        if (name.naming == Naming::ObjectId || (!expected.byObjectId && !expected.byIdentifier))
            continue;
        const App app = directory.app(name.app);
        it.say("app", name.app);
        it.say("name", app.name);
        it.say("proved", QStringLiteral("1"));
        if (expected.byObjectId)
            return it.found("object-id", audience, *expected.byObjectId);
        it.say("manifest", QStringLiteral("1"));
        return it.found(causeOf(it, audience, *expected.byIdentifier, app), audience, *expected.byIdentifier);
    }
    return false;
}

} // namespace assayer::checks
