// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/checklist.h"

#include <QList>

namespace assayer::checks {

/// The manifests and answers that a person dropped in, told apart: which is the API's, which the client's, and which
/// lists of assignments say something about this client. Plain value.
struct Evidence {
    std::optional<entra::Manifest> api;          ///< app registration of the API
    std::optional<entra::Manifest> apiPrincipal; ///< its service principal in the tenant
    std::optional<entra::Manifest> client;       ///< app registration of the client
    std::optional<entra::Manifest> clientPrincipal;
    QList<entra::Manifest> assignments; ///< lists that count for this client
    QList<entra::Manifest> strangers;   ///< what belongs to neither, or to another client
    bool apiPrincipalMissing = false;   ///< an empty answer to the question for service principals

    /// The API's roles as far as they are known: the registration's, else the service principal's; null if neither.
    [[nodiscard]] const entra::Manifest* declaring() const;
    /// The API's registration, if it has one of those names; null if not.
    [[nodiscard]] const entra::Manifest* registrationOf(const QStringList& audiences) const;
    /// The names of those strangers that declare roles; none if what declares the roles is at hand.
    [[nodiscard]] QStringList strangeApis() const;
    /// Those of the other registrations that are strangers; none if the client's is at hand.
    [[nodiscard]] QStringList strangeClients() const;
    /// Why the lists at hand do not tell that nothing is granted: "paged", "somebody" (another's), "nobody" (it is not
    /// said whose); empty if one tells, or there is none.
    [[nodiscard]] QString doubtOfLists() const;
    /// Object ID of the client's service principal; empty if unknown.
    [[nodiscard]] QString clientPrincipalId(const jose::Jwt& token) const;
};

/// Tells the manifests apart by shape, and by appId: the API's by what is expected, then by the token's audience, then
/// by what was asked for; the client's by the token, then by the profile. A list of assignments counts if its URL, or
/// the principalId in it, is this client's (causes.md, «Roles»).
[[nodiscard]] Evidence sortEvidence(const Snapshot& snapshot);

} // namespace assayer::checks
