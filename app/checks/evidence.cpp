// SPDX-License-Identifier: Apache-2.0
#include "checks/evidence.h"

#include "checks/texts.h"
#include "checks/tokenfacts.h"

#include <QSet>

#include <algorithm>

namespace assayer::checks {
namespace {

using entra::Manifest;
using entra::ManifestKind;

/// An identifier as it is looked up: letter case and a final slash tell no two apps apart.
QString keyOf(const QString& name)
{
    return withoutFinalSlash(asciiLower(name));
}

/// A scope's «/.default» is no part of the name.
QSet<QString> keysOf(const QStringList& names)
{
    QSet<QString> keys;
    for (const QString& text : names) {
        const QString base = withoutDefaultSuffix(text);
        const QString& name = base.isEmpty() ? text : base;
        keys.insert(keyOf(name));
        keys.insert(appGuid(name));
    }
    keys.remove(QString());
    return keys;
}

/// Who is meant by «client» and «API» in this run.
struct Sides {
    QString client;
    QList<QSet<QString>> api; ///< its names, what decides most first

    [[nodiscard]] bool isClient(const Manifest& manifest) const
    {
        return !manifest.appId.isEmpty() && manifest.appId.compare(client, Qt::CaseInsensitive) == 0;
    }
};

bool isNamed(const Manifest& manifest, const QSet<QString>& names)
{
    const auto has = [&names](const QString& name) { return names.contains(keyOf(name)); };
    return has(manifest.appId) || has(manifest.objectId) ||
           std::any_of(manifest.identifierUris.cbegin(), manifest.identifierUris.cend(), has);
}

Sides sidesOf(const Snapshot& snapshot)
{
    const auto& profile = snapshot.profile;
    QStringList asked = profile ? profile->resources : QStringList();
    asked += snapshot.requestedResource;
    Sides sides{factsOf(snapshot.token).client,
                {keysOf(snapshot.expectations.audiences), keysOf(snapshot.token.claimList(u"aud")), keysOf(asked)}};
    if (sides.client.isEmpty())
        sides.client = profile && !profile->clientId.isEmpty() ? profile->clientId : snapshot.expectations.client;
    return sides;
}

bool isService(const Manifest& manifest)
{
    return manifest.kind == ManifestKind::Application || manifest.kind == ManifestKind::ServicePrincipal;
}

/// Which of the services it is, -1 if none, and which list of names means it: the first decides most.
struct Place {
    qsizetype index = -1;
    qsizetype rank = 0;
};

Place apiAmong(const QList<Manifest>& services, ManifestKind kind, const Sides& sides)
{
    for (qsizetype rank = 0; rank < sides.api.size(); ++rank) {
        for (qsizetype i = 0; i < services.size(); ++i) {
            if (services.at(i).kind == kind && isNamed(services.at(i), sides.api.at(rank)))
                return {i, rank};
        }
    }
    return {};
}

void placeServices(Evidence& evidence, const QList<Manifest>& services, const Sides& sides)
{
    const Place registration = apiAmong(services, ManifestKind::Application, sides);
    const Place ofTenant = apiAmong(services, ManifestKind::ServicePrincipal, sides);
    qsizetype api = registration.index;
    qsizetype principal = ofTenant.index;
    // One app's registration tells nothing beside another's service principal.
    const auto appOf = [&services](qsizetype i) { return i < 0 ? QString() : asciiLower(services.at(i).appId); };
    if (!appOf(api).isEmpty() && !appOf(principal).isEmpty() && appOf(api) != appOf(principal))
        (registration.rank <= ofTenant.rank ? principal : api) = -1;
    for (qsizetype i = 0; i < services.size(); ++i) {
        const Manifest& service = services.at(i);
        const bool isPrincipal = service.kind == ManifestKind::ServicePrincipal;
        const bool isApi = i == api || i == principal;
        if (isApi)
            (isPrincipal ? evidence.apiPrincipal : evidence.api) = service;
        // An API that calls itself is both.
        auto& client = isPrincipal ? evidence.clientPrincipal : evidence.client;
        const bool isClient = !client && sides.isClient(service);
        if (isClient)
            client = service;
        if (!isApi && !isClient)
            evidence.strangers += service;
    }
    if (evidence.apiPrincipal)
        evidence.apiPrincipalMissing = false;
}

/// A token for the expected API proves a manifest that has none of its names to be another's. Only one that has no
/// names but its client ID leaves it open, where the token has a name.
bool isAnotherApis(const Manifest& manifest, const Snapshot& snapshot)
{
    const QSet<QString> expected(snapshot.expectations.audiences.begin(), snapshot.expectations.audiences.end());
    const QStringList audiences = snapshot.token.claimList(u"aud");
    return std::any_of(audiences.begin(), audiences.end(), [&](const QString& audience) {
        return expected.contains(audience) && (!manifest.identifierUris.isEmpty() || !appGuid(audience).isEmpty());
    });
}

/// A registration that matches nothing is still the API's if no other declares roles, but for its own service
/// principal: the token may be for another API, and that is what has to be found out.
void adoptOnlyApi(Evidence& evidence, const Snapshot& snapshot)
{
    const auto declares = [](const Manifest& manifest) { return !manifest.appRoles.isEmpty(); };
    const auto first = std::find_if(evidence.strangers.cbegin(), evidence.strangers.cend(), declares);
    if (evidence.api || evidence.apiPrincipal || first == evidence.strangers.cend())
        return;
    const QString app = asciiLower(first->appId);
    qsizetype registrations = 0;
    qsizetype principals = 0;
    for (const Manifest& stranger : std::as_const(evidence.strangers)) {
        if (!declares(stranger))
            continue;
        if (asciiLower(stranger.appId) != app || isAnotherApis(stranger, snapshot))
            return;
        ++(stranger.kind == ManifestKind::Application ? registrations : principals);
    }
    if (registrations > 1 || principals > 1)
        return;
    for (const Manifest& stranger : std::as_const(evidence.strangers)) {
        if (declares(stranger))
            (stranger.kind == ManifestKind::Application ? evidence.api : evidence.apiPrincipal) = stranger;
    }
    evidence.strangers.removeIf(declares);
}

bool isSame(const QString& a, const QString& b)
{
    return !a.isEmpty() && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool countsFor(const Manifest& list, const QString& client, const QString& api)
{
    if (list.assignmentList == entra::AssignmentList::OfResource)
        return api.isEmpty() || isSame(list.assignmentsOf, api);
    if (list.assignmentList == entra::AssignmentList::OfPrincipal)
        return isSame(list.assignmentsOf, client);
    return std::any_of(list.assignments.cbegin(), list.assignments.cend(),
                       [&client](const auto& assignment) { return isSame(assignment.principalId, client); });
}

} // namespace

const entra::Manifest* Evidence::declaring() const
{
    if (api && (api->saysRoles || !apiPrincipal || !apiPrincipal->saysRoles))
        return &*api;
    return apiPrincipal ? &*apiPrincipal : nullptr;
}

const entra::Manifest* Evidence::registrationOf(const QStringList& audiences) const
{
    return api && isNamed(*api, keysOf(audiences)) ? &*api : nullptr;
}

namespace {

QString nameOf(const Manifest& manifest)
{
    return manifest.displayName.isEmpty() ? manifest.appId : manifest.displayName;
}

} // namespace

QStringList Evidence::strangeApis() const
{
    QStringList names;
    for (const Manifest& each : declaring() ? QList<Manifest>() : strangers) {
        if (!each.appRoles.isEmpty())
            names += nameOf(each);
    }
    return names;
}

QStringList Evidence::strangeClients() const
{
    QStringList names;
    for (const Manifest& each : client ? QList<Manifest>() : strangers) {
        if (each.kind == ManifestKind::Application && each.appRoles.isEmpty() && !each.appId.isEmpty())
            names += nameOf(each);
    }
    return names;
}

QString Evidence::doubtOfLists() const
{
    const auto isPaged = [](const Manifest& list) { return list.paged; };
    if (!assignments.isEmpty())
        return std::all_of(assignments.cbegin(), assignments.cend(), isPaged) ? QStringLiteral("paged") : QString();
    QString doubt;
    for (const Manifest& each : strangers) {
        if (each.kind != ManifestKind::Assignments)
            continue;
        if (!each.assignmentsOf.isEmpty() || !each.assignments.isEmpty())
            return QStringLiteral("somebody");
        doubt = QStringLiteral("nobody");
    }
    return doubt;
}

QString Evidence::clientPrincipalId(const jose::Jwt& token) const
{
    if (clientPrincipal)
        return clientPrincipal->objectId;
    return factsOf(token).objectId;
}

Evidence sortEvidence(const Snapshot& snapshot)
{
    Evidence evidence;
    QList<Manifest> services;
    QList<Manifest> lists;
    for (const Manifest& manifest : snapshot.manifests) {
        if (!isService(manifest))
            lists += manifest;
        else if (manifest.kind == ManifestKind::ServicePrincipal && manifest.appId.isEmpty())
            evidence.apiPrincipalMissing = true;
        else
            services += manifest;
    }
    placeServices(evidence, services, sidesOf(snapshot));
    adoptOnlyApi(evidence, snapshot);
    const QString client = evidence.clientPrincipalId(snapshot.token);
    const QString api = evidence.apiPrincipal ? evidence.apiPrincipal->objectId : QString();
    for (const Manifest& list : lists)
        (countsFor(list, client, api) ? evidence.assignments : evidence.strangers) += list;
    return evidence;
}

} // namespace assayer::checks
