// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/evidence.h"

#include <QMap>

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
    QMap<QString, QString> arguments; ///< what the words need
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

/// Climbs for one role that the API asks for. What nothing at hand tells is Unknown, never guessed.
[[nodiscard]] Ladder climb(const QString& role, const Evidence& evidence, const jose::Jwt& token,
                           const profile::Expectations& expectations);

} // namespace assayer::checks
