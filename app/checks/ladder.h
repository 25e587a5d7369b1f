// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/evidence.h"

#include <QHash>
#include <QMap>
#include <QSet>

namespace assayer::checks {

/// The steps that a role climbs from the API's manifest into the token (facts: roles §2), in their order.
enum class RungId {
    Declared,        ///< in the API's appRoles
    ForApplications, ///< allowedMemberTypes has Application
    Enabled,
    HasValue,
    Principal,     ///< the API has a service principal in the tenant
    Requested,     ///< in the client's requiredResourceAccess
    AsRole,        ///< with type Role
    Granted,       ///< by an appRoleAssignment
    Directly,      ///< to the service principal, not through a group
    ThisClient,    ///< this client, in this tenant
    RightResource, ///< the token is for the API that declares it
    FreshToken,    ///< issued after the grant
    Issued         ///< in the token's roles
};
[[nodiscard]] QString toName(RungId id); ///< "declared", "for-applications" …

enum class RungState { Holds, Broken, Unknown, Skipped };
[[nodiscard]] QString toName(RungState state); ///< "holds", "broken", "unknown", "skipped"

struct Rung {
    RungId id = RungId::Declared;
    RungState state = RungState::Unknown;
    QString cause;                    ///< "roles.not-granted" where it is broken
    QMap<QString, QString> arguments; ///< what the words need; of an unknown one why what is at hand does not tell
    bool operator==(const Rung&) const = default;
};

struct Ladder {
    QString role;
    QList<Rung> rungs;
    QString roleId; ///< the manifest's id of the role; empty if unknown
    /// The first broken rung; null if none is.
    [[nodiscard]] const Rung* broken() const;
    bool operator==(const Ladder&) const = default;
};

/// Climbs for the roles that an API asks for. What nothing at hand tells is Unknown, never guessed. Reads the evidence
/// once: a role then costs the same however many there are. The evidence must outlive it. `audience`: what that check
/// found; it may prove the token to be for another API where no manifest does.
class Climber {
public:
    Climber(const Evidence& evidence, const jose::Jwt& token, const profile::Expectations& expectations,
            const Result& audience = {});

    [[nodiscard]] Ladder climb(const QString& role) const;

private:
    /// What the lists of assignments say about one role.
    struct Grant {
        bool ours = false;
        bool throughGroup = false;
        std::optional<qint64> since; ///< the first that is ours
    };
    struct Climb;

    void readRoles();
    void readGrant(const entra::RoleAssignment& assignment, const QString& client);
    void readRequests();
    void readSides(const jose::Jwt& token, const profile::Expectations& expectations);

    const Evidence& m_evidence;
    const entra::Manifest* m_declaring;
    QHash<QString, const entra::AppRole*> m_byValue, m_byName, m_byId;
    QHash<QString, QString> m_alike; ///< values by their small letters, without what cannot be seen
    QSet<QString> m_scopes, m_inTenant, m_issued;
    QHash<QString, Grant> m_grants;
    QHash<QString, bool> m_requested; ///< by id: whether as a role
    bool m_listIsWhole = false;       ///< what is not in the lists is not granted to the client
    bool m_orphaned = false;
    bool m_managedIdentity = false;
    bool m_tenantKnows = false; ///< the token is of a tenant that issues none for an API which it does not know
    RungState m_client = RungState::Unknown, m_resource = RungState::Unknown;
    bool m_otherTenant = false;
    QString m_strangeApis, m_strangeClients, m_listDoubt; ///< what is at hand and tells nothing, for the words
    std::optional<qint64> m_issuedAt;
};

} // namespace assayer::checks
