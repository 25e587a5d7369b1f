// SPDX-License-Identifier: Apache-2.0
#include "checks/evidence.h"

#include "checks/tokenfacts.h"

#include <algorithm>

namespace assayer::checks {
namespace {

using entra::Manifest;
using entra::ManifestKind;

/// Who is meant by «client» and «API» in this run.
struct Sides {
    QString client;
    QStringList api; ///< audiences and what was asked for

    [[nodiscard]] bool isClient(const Manifest& manifest) const
    {
        return !manifest.appId.isEmpty() && manifest.appId.compare(client, Qt::CaseInsensitive) == 0;
    }

    [[nodiscard]] bool isApi(const Manifest& manifest) const
    {
        return std::any_of(api.cbegin(), api.cend(), [&manifest](const QString& name) {
            QString identifier = name;
            if (identifier.endsWith(u'/'))
                identifier.chop(1);
            return name.compare(manifest.appId, Qt::CaseInsensitive) == 0 ||
                   manifest.identifierUris.contains(name, Qt::CaseInsensitive) ||
                   manifest.identifierUris.contains(identifier, Qt::CaseInsensitive);
        });
    }
};

Sides sidesOf(const jose::Jwt& token, const std::optional<profile::Profile>& profile)
{
    Sides sides{factsOf(token).client, token.claimList(u"aud")};
    if (profile) {
        if (sides.client.isEmpty())
            sides.client = profile->clientId;
        // The token's own audience decides; what was asked and expected only fills the gap.
        sides.api += profile->resources + profile->expectations.audiences;
    }
    return sides;
}

bool isService(const Manifest& manifest)
{
    return manifest.kind == ManifestKind::Application || manifest.kind == ManifestKind::ServicePrincipal;
}

/// Registrations and service principals go to their side; the rest is returned.
QList<Manifest> placeServices(Evidence& evidence, const QList<Manifest>& manifests, const Sides& sides)
{
    QList<Manifest> rest;
    for (const Manifest& manifest : manifests) {
        if (!isService(manifest)) {
            rest += manifest;
            continue;
        }
        const bool principal = manifest.kind == ManifestKind::ServicePrincipal;
        if (principal && manifest.appId.isEmpty()) {
            evidence.apiPrincipalMissing = true;
            continue;
        }
        auto& api = principal ? evidence.apiPrincipal : evidence.api;
        auto& client = principal ? evidence.clientPrincipal : evidence.client;
        if (!api && sides.isApi(manifest))
            api = manifest;
        else if (!client && sides.isClient(manifest))
            client = manifest;
        else
            evidence.strangers += manifest;
    }
    if (evidence.apiPrincipal)
        evidence.apiPrincipalMissing = false;
    return rest;
}

/// A registration that matches nothing is still the API's if it is the only one and declares roles: the token may be
/// for another API, and that is what has to be found out.
void adoptOnlyApi(Evidence& evidence)
{
    if (evidence.api || evidence.apiPrincipal || evidence.strangers.size() != 1)
        return;
    const Manifest& only = evidence.strangers.first();
    if (only.appRoles.isEmpty())
        return;
    (only.kind == ManifestKind::Application ? evidence.api : evidence.apiPrincipal) = only;
    evidence.strangers.clear();
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
    return api ? &*api : apiPrincipal ? &*apiPrincipal : nullptr;
}

QString Evidence::clientPrincipalId(const jose::Jwt& token) const
{
    if (clientPrincipal)
        return clientPrincipal->objectId;
    return factsOf(token).objectId;
}

Evidence sortEvidence(const QList<entra::Manifest>& manifests, const jose::Jwt& token,
                      const std::optional<profile::Profile>& profile)
{
    Evidence evidence;
    const QList<Manifest> lists = placeServices(evidence, manifests, sidesOf(token, profile));
    adoptOnlyApi(evidence);
    const QString client = evidence.clientPrincipalId(token);
    const QString api = evidence.apiPrincipal ? evidence.apiPrincipal->objectId : QString();
    for (const Manifest& list : lists)
        (countsFor(list, client, api) ? evidence.assignments : evidence.strangers) += list;
    return evidence;
}

} // namespace assayer::checks
