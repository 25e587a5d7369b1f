// SPDX-License-Identifier: Apache-2.0
#include "checks/ladder.h"

#include "checks/context.h"
#include "checks/texts.h"
#include "checks/tokenfacts.h"

#include "entra/cloud.h"

#include <algorithm>

namespace assayer::checks {
namespace {

using entra::AppRole;
using entra::Manifest;
using entra::RoleAssignment;

/// `iat` is that much earlier than the issue (facts: roles §2, step 14).
constexpr qint64 issueDelay = 300;

RungState stateOf(bool known, bool holds)
{
    return !known ? RungState::Unknown : holds ? RungState::Holds : RungState::Broken;
}

} // namespace

/// One way up.
struct Climber::Climb {
    const Climber& its;
    const QString& role;
    const AppRole* declaredRole;
    Grant grant;
    Ladder ladder;

    Rung& add(RungId id, RungState state, const QString& cause = {})
    {
        Rung rung{id, state, {}, {}};
        if (state == RungState::Broken)
            rung.cause = cause;
        ladder.rungs += rung;
        return ladder.rungs.last();
    }

    void declared()
    {
        const bool known = its.m_declaring != nullptr && (declaredRole || its.m_declaring->saysRoles);
        // The tenant's copy of a multi-tenant API lags behind; a copy without any role may be a cut answer.
        const bool copied = !declaredRole || its.m_inTenant.isEmpty() || its.m_inTenant.contains(idOf(declaredRole));
        Rung& rung =
            add(RungId::Declared, stateOf(known, declaredRole && copied), QStringLiteral("roles.not-declared"));
        if (rung.state != RungState::Broken)
            return;
        if (declaredRole)
            rung.arguments.insert(QStringLiteral("copy"), QStringLiteral("1"));
        else if (its.m_scopes.contains(role))
            rung.cause = QStringLiteral("roles.scope-name");
        if (const QString alike = its.m_alike.value(asciiLower(withoutInvisible(role)));
            !declaredRole && !alike.isEmpty())
            rung.arguments.insert(QStringLiteral("declaredAs"), alike);
    }

    void properties()
    {
        const bool known = declaredRole != nullptr;
        add(RungId::ForApplications, stateOf(known, known && declaredRole->isForApplications()),
            QStringLiteral("roles.not-application"));
        // Switched off stops new grants only: who has it already keeps getting it.
        add(RungId::Enabled, stateOf(known, known && (declaredRole->enabled || grant.ours)),
            QStringLiteral("roles.disabled"));
        add(RungId::HasValue, stateOf(known, known && !declaredRole->value.isEmpty()),
            QStringLiteral("roles.no-value"));
    }

    void principal()
    {
        // Without one, Entra issues no token for the API at all (facts: roles §2, step 5).
        const bool proved = its.m_tenantKnows && its.m_resource == RungState::Holds;
        const bool found = its.m_evidence.apiPrincipal.has_value();
        Rung& rung =
            add(RungId::Principal, stateOf(found || proved || its.m_evidence.apiPrincipalMissing, found || proved),
                QStringLiteral("roles.no-service-principal"));
        if (proved && !found)
            rung.arguments.insert(QStringLiteral("fromToken"), QStringLiteral("1"));
    }

    void requested()
    {
        // A grant needs no request: managed identities have no registration to put one into.
        if (grant.ours || its.m_managedIdentity) {
            add(RungId::Requested, RungState::Skipped);
            add(RungId::AsRole, RungState::Skipped);
            return;
        }
        const bool known = its.m_evidence.client && its.m_evidence.client->saysRequests && declaredRole;
        const auto asked = known ? its.m_requested.constFind(idOf(declaredRole)) : its.m_requested.cend();
        const bool found = asked != its.m_requested.cend();
        add(RungId::Requested, stateOf(known, found), QStringLiteral("roles.not-requested"));
        add(RungId::AsRole, stateOf(found, found && *asked), QStringLiteral("roles.requested-as-scope"));
    }

    void granted()
    {
        // A group's grant is not the client's; whether it is in the group no list tells, and no token asks.
        const bool group = grant.throughGroup && !grant.ours && its.m_listIsWhole;
        Rung& granted = add(RungId::Granted,
                            stateOf(grant.ours || group || (declaredRole && its.m_listIsWhole), grant.ours || group),
                            its.m_orphaned ? QStringLiteral("roles.orphaned") : QStringLiteral("roles.not-granted"));
        if (group)
            granted.arguments.insert(QStringLiteral("toGroup"), QStringLiteral("1"));
        sayRequested(granted);
        sayRequested(
            add(RungId::Directly, stateOf(grant.ours || group, grant.ours), QStringLiteral("roles.group-assignment")));
    }

    void sayRequested(Rung& rung) const
    {
        if (declaredRole && its.m_requested.value(idOf(declaredRole), false))
            rung.arguments.insert(QStringLiteral("requested"), QStringLiteral("1"));
    }

    void sayDeclared(Rung& rung) const
    {
        if (rung.state == RungState::Broken && declaredRole)
            rung.arguments.insert(QStringLiteral("declared"), QStringLiteral("1"));
    }

    void rest()
    {
        Rung& client = add(RungId::ThisClient, its.m_client, QStringLiteral("roles.other-client"));
        if (its.m_otherTenant && client.state == RungState::Broken)
            client.arguments.insert(QStringLiteral("otherTenant"), QStringLiteral("1"));
        sayDeclared(client);
        add(RungId::RightResource, its.m_resource, QStringLiteral("roles.other-resource"));
        const bool known = grant.ours && grant.since && its.m_issuedAt;
        add(RungId::FreshToken, stateOf(known, known && *grant.since <= *its.m_issuedAt + issueDelay),
            QStringLiteral("roles.stale-token"));
        Rung& issued = add(RungId::Issued, stateOf(true, its.m_issued.contains(role)),
                           its.m_issued.isEmpty() ? QStringLiteral("roles.absent") : QStringLiteral("roles.missing"));
        sayDeclared(issued);
        sayRequested(issued);
        if (issued.state == RungState::Broken && grant.ours)
            issued.arguments.insert(QStringLiteral("granted"),
                                    known ? QStringLiteral("before") : QStringLiteral("sometime"));
    }

    /// Why what is at hand does not tell; nothing where nothing is.
    [[nodiscard]] std::pair<QString, QString> doubtOf(RungId id) const
    {
        const bool undeclared = its.m_declaring && its.m_declaring->saysRoles && !declaredRole;
        const auto isBroken = [this](RungId each) {
            return ladder.rungs.at(qsizetype(each)).state == RungState::Broken;
        };
        const bool ofGrant = id == RungId::Granted || id == RungId::Directly;
        if (id <= RungId::HasValue)
            return undeclared ? std::pair(QStringLiteral("undeclared"), QString())
                              : std::pair(QStringLiteral("stranger"), its.m_strangeApis);
        if (id != RungId::Requested && id != RungId::AsRole && !ofGrant)
            return {};
        if (undeclared)
            return {QStringLiteral("undeclared"), {}};
        if (!ofGrant)
            return isBroken(RungId::Requested) ? std::pair(QStringLiteral("unrequested"), QString())
                                               : std::pair(QStringLiteral("stranger"), its.m_strangeClients);
        if (id == RungId::Directly && isBroken(RungId::Granted))
            return {QStringLiteral("ungranted"), {}};
        return {!declaredRole && its.m_listIsWhole ? QStringLiteral("ids") : its.m_listDoubt, {}};
    }

    void sayDoubts()
    {
        for (Rung& rung : ladder.rungs) {
            if (rung.state != RungState::Unknown)
                continue;
            const auto [doubt, whose] = doubtOf(rung.id);
            if (doubt.isEmpty() || (doubt == QLatin1String("stranger") && whose.isEmpty()))
                continue;
            rung.arguments.insert(QStringLiteral("doubt"), doubt);
            if (!whose.isEmpty())
                rung.arguments.insert(QStringLiteral("whose"), whose);
        }
    }

    static QString idOf(const AppRole* role) { return asciiLower(role->id); }
};

Climber::Climber(const Evidence& evidence, const jose::Jwt& token, const profile::Expectations& expectations,
                 const Result& audience)
    : m_evidence(evidence)
    , m_declaring(evidence.declaring())
    , m_strangeApis(evidence.strangeApis().join(u'\n'))
    , m_strangeClients(evidence.strangeClients().join(u'\n'))
    , m_listDoubt(evidence.doubtOfLists())
{
    const TokenFacts facts = factsOf(token);
    m_issued = QSet<QString>(facts.roles.begin(), facts.roles.end());
    m_managedIdentity = facts.managedIdentity;
    m_tenantKnows = !facts.tenant.isEmpty() && (facts.family == Family::Entra || facts.family == Family::Ciam);
    if (const auto* claim = token.claim(u"iat"))
        m_issuedAt = claim->toInteger();
    readRoles();
    const QString client = evidence.clientPrincipal ? evidence.clientPrincipal->objectId : facts.objectId;
    for (const Manifest& list : evidence.assignments) {
        // Who has roles on the API tells nothing of a client that nobody can name.
        const bool tells = !client.isEmpty() || list.assignmentList == entra::AssignmentList::OfPrincipal;
        m_listIsWhole = m_listIsWhole || (!list.paged && tells);
        for (const RoleAssignment& assignment : list.assignments)
            readGrant(assignment, client);
    }
    readRequests();
    readSides(token, expectations);
    if (provesOtherResource(audience) || (wasAskedForAnother(audience) && m_resource != RungState::Holds))
        m_resource = RungState::Broken;
}

/// By its value; a role without one by its display name or id, which is how people mean it then.
void Climber::readRoles()
{
    if (!m_declaring)
        return;
    for (const AppRole& role : m_declaring->appRoles) {
        m_byId.insert(asciiLower(role.id), &role);
        if (role.value.isEmpty()) {
            m_byName.insert(role.displayName, &role);
            m_byName.insert(role.id, &role);
        } else if (const AppRole* other = m_byValue.value(role.value);
                   !other ||
                   (role.enabled && role.isForApplications() && !(other->enabled && other->isForApplications()))) {
            // A value is unique among the enabled roles alone (facts: roles §1): the one that can be granted counts.
            m_byValue.insert(role.value, &role);
            m_alike.insert(asciiLower(withoutInvisible(role.value)), role.value);
        }
    }
    for (const entra::PermissionScope& scope : m_declaring->scopes)
        m_scopes.insert(scope.value);
    if (m_evidence.api && m_evidence.apiPrincipal) {
        for (const AppRole& role : m_evidence.apiPrincipal->appRoles)
            m_inTenant.insert(asciiLower(role.id));
    }
}

void Climber::readGrant(const RoleAssignment& assignment, const QString& client)
{
    static const QString defaultAccess = QStringLiteral("00000000-0000-0000-0000-000000000000");
    const QString id = asciiLower(assignment.appRoleId);
    const bool ours = !client.isEmpty() && asciiLower(assignment.principalId) == asciiLower(client);
    if (m_byId.contains(id)) {
        Grant& grant = m_grants[id];
        if (ours) {
            grant.since = grant.ours && grant.since && assignment.created ? std::min(grant.since, assignment.created)
                                                                          : assignment.created;
            grant.ours = true;
        }
        grant.throughGroup =
            grant.throughGroup || assignment.principalType.compare(QLatin1String("Group"), Qt::CaseInsensitive) == 0;
        return;
    }
    // Only the service principal's id tells that it is this API; its display name may be anybody's.
    const bool thisApi = m_evidence.apiPrincipal && id != defaultAccess &&
                         sameId(assignment.resourceId, m_evidence.apiPrincipal->objectId);
    m_orphaned = m_orphaned || (ours && m_declaring && thisApi);
}

void Climber::readRequests()
{
    if (!m_evidence.client || !m_declaring)
        return;
    for (const entra::RequiredAccess& access : m_evidence.client->requiredAccess) {
        if (!sameId(access.resourceAppId, m_declaring->appId))
            continue;
        bool& asRole = m_requested[asciiLower(access.id)];
        asRole = asRole || access.type.compare(QLatin1String("Role"), Qt::CaseInsensitive) == 0;
    }
}

void Climber::readSides(const jose::Jwt& token, const profile::Expectations& expectations)
{
    const TokenFacts facts = factsOf(token);
    const QStringList clients = acceptedClients(expectations);
    const bool client = !clients.isEmpty() && !facts.client.isEmpty();
    // The object ID of this client is a wrong name for it, but no other client.
    const QStringList ownIds{facts.client, facts.objectId,
                             m_evidence.clientPrincipal ? m_evidence.clientPrincipal->objectId : QString(),
                             m_evidence.client ? m_evidence.client->objectId : QString()};
    const bool sameClient = std::any_of(clients.cbegin(), clients.cend(), [&ownIds](const QString& each) {
        return std::any_of(ownIds.cbegin(), ownIds.cend(), [&each](const QString& name) { return sameId(each, name); });
    });
    const bool tenant = entra::isGuid(expectations.tenant) && !facts.tenant.isEmpty();
    m_otherTenant = tenant && !sameId(expectations.tenant, facts.tenant);
    m_client = stateOf(client || tenant, (!client || sameClient) && !m_otherTenant);

    const QStringList audiences = token.claimList(u"aud");
    if (!m_declaring || m_declaring->appId.isEmpty() || audiences.isEmpty())
        return;
    const auto key = [](const QString& name) { return withoutFinalSlash(asciiLower(name)); };
    QSet<QString> names{key(m_declaring->appId)};
    for (const Manifest* manifest :
         {m_evidence.api ? &*m_evidence.api : nullptr, m_evidence.apiPrincipal ? &*m_evidence.apiPrincipal : nullptr}) {
        for (const QString& uri : manifest ? manifest->identifierUris : QStringList())
            names.insert(key(uri));
    }
    // Without a name but the client ID, a name in the token is neither the API's nor another's.
    const bool known = names.size() > 1 || std::any_of(audiences.cbegin(), audiences.cend(),
                                                       [](const QString& each) { return !appGuid(each).isEmpty(); });
    // The client ID in a name that the app does not have is a slip, or a name that is new.
    const bool looksLike = std::any_of(audiences.cbegin(), audiences.cend(), [this](const QString& each) {
        return each.contains(m_declaring->appId, Qt::CaseInsensitive);
    });
    m_resource = stateOf(known, std::any_of(audiences.cbegin(), audiences.cend(), [&](const QString& audience) {
                             return names.contains(key(audience)) || appGuid(audience) == key(m_declaring->appId);
                         }));
    if (m_resource == RungState::Broken && looksLike)
        m_resource = RungState::Unknown;
}

Ladder Climber::climb(const QString& role) const
{
    const AppRole* declared = m_byValue.value(role, m_byName.value(role));
    Climb climb{*this, role, declared, declared ? m_grants.value(Climb::idOf(declared)) : Grant(), {}};
    climb.ladder.role = role;
    climb.ladder.roleId = declared ? declared->id : QString();
    climb.declared();
    climb.properties();
    climb.principal();
    climb.requested();
    climb.granted();
    climb.rest();
    climb.sayDoubts();
    return climb.ladder;
}

QString toName(RungId id)
{
    static const char* const names[] = {
        "declared", "for-applications", "enabled",     "has-value",      "service-principal", "requested", "as-role",
        "granted",  "directly",         "this-client", "right-resource", "fresh-token",       "issued"};
    return QString::fromLatin1(names[size_t(id)]);
}

QString toName(RungState state)
{
    static const char* const names[] = {"holds", "broken", "unknown", "skipped"};
    return QString::fromLatin1(names[size_t(state)]);
}

const Rung* Ladder::broken() const
{
    const auto found =
        std::find_if(rungs.cbegin(), rungs.cend(), [](const Rung& rung) { return rung.state == RungState::Broken; });
    return found == rungs.cend() ? nullptr : &*found;
}

} // namespace assayer::checks
