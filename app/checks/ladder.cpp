// SPDX-License-Identifier: Apache-2.0
#include "checks/ladder.h"

#include "checks/texts.h"
#include "checks/tokenfacts.h"

#include <algorithm>

namespace assayer::checks {
namespace {

using entra::AppRole;
using entra::Manifest;
using entra::RoleAssignment;

/// `iat` is that much earlier than the issue (facts: roles §2, step 14).
constexpr qint64 issueDelay = 300;

/// What the lists of assignments say about one role and this client.
struct Grants {
    bool known = false; ///< a list that would have it is at hand, and whole
    bool granted = false;
    bool throughGroup = false;
    bool orphaned = false; ///< this client holds an id at this API that its manifest does not have
    std::optional<qint64> since;
};

class Climber {
public:
    Climber(const QString& role, const Evidence& evidence, const jose::Jwt& token,
            const profile::Expectations& expectations)
        : m_role(role)
        , m_evidence(evidence)
        , m_token(token)
        , m_expectations(expectations)
        , m_facts(factsOf(token))
        , m_declaring(evidence.declaring())
        , m_declared(findDeclared())
        , m_grants(readGrants())
    {
    }

    Ladder climb()
    {
        m_ladder.role = m_role;
        m_ladder.roleId = m_declared ? m_declared->id : QString();
        declared();
        properties();
        principal();
        requested();
        granted();
        thisClient();
        rightResource();
        freshToken();
        add(RungId::Issued, m_facts.roles.contains(m_role) ? RungState::Holds : RungState::Broken,
            m_facts.roles.isEmpty() ? "roles.absent" : "roles.missing");
        return m_ladder;
    }

private:
    Rung& add(RungId id, RungState state, const char* cause = "")
    {
        Rung rung{id, state, {}, {}};
        if (state == RungState::Broken)
            rung.cause = QString::fromLatin1(cause);
        m_ladder.rungs += rung;
        return m_ladder.rungs.last();
    }

    void addKnown(RungId id, bool known, bool holds, const char* cause)
    {
        add(id, !known ? RungState::Unknown : holds ? RungState::Holds : RungState::Broken, cause);
    }

    /// By its value; a role without one by its display name or id, which is how people mean it then.
    const AppRole* findDeclared() const
    {
        if (!m_declaring)
            return nullptr;
        if (const AppRole* role = m_declaring->roleByValue(m_role))
            return role;
        for (const AppRole& role : m_declaring->appRoles) {
            if (role.value.isEmpty() && (role.displayName == m_role || role.id == m_role))
                return &role;
        }
        return nullptr;
    }

    Grants readGrants() const
    {
        Grants grants;
        const QString client = m_evidence.clientPrincipalId(m_token);
        for (const Manifest& list : m_evidence.assignments) {
            grants.known = grants.known || !list.paged;
            for (const RoleAssignment& assignment : list.assignments)
                readGrant(grants, assignment, client);
        }
        return grants;
    }

    void readGrant(Grants& grants, const RoleAssignment& assignment, const QString& client) const
    {
        const bool ours = !client.isEmpty() && assignment.principalId.compare(client, Qt::CaseInsensitive) == 0;
        const bool thisRole = m_declared && assignment.appRoleId.compare(m_declared->id, Qt::CaseInsensitive) == 0;
        if (ours && thisRole) {
            grants.granted = true;
            grants.since = assignment.created;
        } else if (thisRole && assignment.principalType.compare(QLatin1String("Group"), Qt::CaseInsensitive) == 0) {
            grants.throughGroup = true;
        } else if (ours && m_declaring && isThisApi(assignment) && !m_declaring->roleById(assignment.appRoleId)) {
            grants.orphaned = true;
        }
    }

    /// Only the service principal's id tells; its display name may be anybody's.
    bool isThisApi(const RoleAssignment& assignment) const
    {
        static const QString defaultAccess = QStringLiteral("00000000-0000-0000-0000-000000000000");
        return m_evidence.apiPrincipal && assignment.appRoleId != defaultAccess &&
               assignment.resourceId.compare(m_evidence.apiPrincipal->objectId, Qt::CaseInsensitive) == 0;
    }

    void declared()
    {
        addKnown(RungId::Declared, m_declaring != nullptr, m_declared != nullptr, "roles.not-declared");
        Rung& rung = m_ladder.rungs.last();
        if (m_declaring)
            rung.arguments.insert(QStringLiteral("api"), m_declaring->displayName);
        if (m_declared || !m_declaring)
            return;
        for (const AppRole& role : m_declaring->appRoles) {
            if (role.value.compare(m_role, Qt::CaseInsensitive) == 0)
                rung.arguments.insert(QStringLiteral("alike"), role.value);
        }
        for (const entra::PermissionScope& scope : m_declaring->scopes) {
            if (scope.value == m_role)
                rung.cause = QStringLiteral("roles.scope-name");
        }
    }

    void properties()
    {
        const bool known = m_declared != nullptr;
        addKnown(RungId::ForApplications, known, known && m_declared->isForApplications(), "roles.not-application");
        // Switched off stops new grants only: who has it already keeps getting it.
        addKnown(RungId::Enabled, known, known && (m_declared->enabled || m_grants.granted), "roles.disabled");
        addKnown(RungId::HasValue, known, known && !m_declared->value.isEmpty(), "roles.no-value");
    }

    void principal()
    {
        const bool exists = m_evidence.apiPrincipal.has_value();
        addKnown(RungId::Principal, exists || m_evidence.apiPrincipalMissing, exists, "roles.no-service-principal");
    }

    void requested()
    {
        // A grant needs no request: managed identities have no registration to put one into.
        if (m_grants.granted || m_facts.managedIdentity) {
            add(RungId::Requested, RungState::Skipped);
            add(RungId::AsRole, RungState::Skipped);
            return;
        }
        if (!m_evidence.client || !m_declared) {
            add(RungId::Requested, RungState::Unknown);
            add(RungId::AsRole, RungState::Unknown);
            return;
        }
        bool asked = false;
        bool asRole = false;
        for (const entra::RequiredAccess& access : m_evidence.client->requiredAccess) {
            if (access.id.compare(m_declared->id, Qt::CaseInsensitive) == 0 &&
                access.resourceAppId.compare(m_declaring->appId, Qt::CaseInsensitive) == 0) {
                asked = true;
                asRole = asRole || access.type.compare(QLatin1String("Role"), Qt::CaseInsensitive) == 0;
            }
        }
        addKnown(RungId::Requested, true, asked, "roles.not-requested");
        addKnown(RungId::AsRole, asked, asRole, "roles.requested-as-scope");
    }

    void granted()
    {
        const bool known = m_declared && m_grants.known;
        const bool any = m_grants.granted || m_grants.throughGroup;
        addKnown(RungId::Granted, known || m_grants.granted, any,
                 m_grants.orphaned ? "roles.orphaned" : "roles.not-granted");
        addKnown(RungId::Directly, any, m_grants.granted, "roles.group-assignment");
    }

    void thisClient()
    {
        const bool client = !m_expectations.client.isEmpty() && !m_facts.client.isEmpty();
        const bool tenant = !m_expectations.tenant.isEmpty() && !m_facts.tenant.isEmpty();
        const bool holds = (!client || asciiLower(m_expectations.client) == asciiLower(m_facts.client)) &&
                           (!tenant || asciiLower(m_expectations.tenant) == asciiLower(m_facts.tenant));
        addKnown(RungId::ThisClient, client || tenant, holds, "roles.other-client");
    }

    void rightResource()
    {
        const QStringList audiences = m_token.claimList(u"aud");
        const bool known = m_declaring && !m_declaring->appId.isEmpty() && !audiences.isEmpty();
        const bool holds = known && std::any_of(audiences.cbegin(), audiences.cend(), [this](const QString& audience) {
                               const QString other = audience.endsWith(u'/') ? audience.chopped(1) : audience + u'/';
                               return audience.compare(m_declaring->appId, Qt::CaseInsensitive) == 0 ||
                                      m_declaring->identifierUris.contains(audience, Qt::CaseInsensitive) ||
                                      m_declaring->identifierUris.contains(other, Qt::CaseInsensitive);
                           });
        addKnown(RungId::RightResource, known, holds, "roles.other-resource");
    }

    void freshToken()
    {
        const auto* claim = m_token.claim(u"iat");
        const auto issued = claim ? claim->toInteger() : std::nullopt;
        const bool known = m_grants.granted && m_grants.since && issued;
        addKnown(RungId::FreshToken, known, known && *m_grants.since <= *issued + issueDelay, "roles.stale-token");
    }

    const QString& m_role;
    const Evidence& m_evidence;
    const jose::Jwt& m_token;
    const profile::Expectations& m_expectations;
    TokenFacts m_facts;
    const Manifest* m_declaring;
    const AppRole* m_declared;
    Grants m_grants;
    Ladder m_ladder;
};

} // namespace

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

Ladder climb(const QString& role, const Evidence& evidence, const jose::Jwt& token,
             const profile::Expectations& expectations)
{
    return Climber(role, evidence, token, expectations).climb();
}

} // namespace assayer::checks
