// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace assayer::entra {

/// One entry of `appRoles` (an application permission if `allowedMemberTypes` has Application).
struct AppRole {
    QString id;
    QString value;
    QString displayName;
    QStringList allowedMemberTypes;
    bool enabled = true;

    [[nodiscard]] bool isForApplications() const;
    bool operator==(const AppRole&) const = default;
};

/// One delegated permission: `api.oauth2PermissionScopes`, formerly `oauth2Permissions`.
struct PermissionScope {
    QString id;
    QString value;
    bool operator==(const PermissionScope&) const = default;
};

/// One entry of `requiredResourceAccess`, flattened.
struct RequiredAccess {
    QString resourceAppId;
    QString id;   ///< of the role or scope
    QString type; ///< "Role" or "Scope" as written
    bool operator==(const RequiredAccess&) const = default;
};

/// One appRoleAssignment of a Microsoft Graph answer.
struct RoleAssignment {
    QString appRoleId;
    QString principalId;
    QString principalType; ///< "ServicePrincipal", "Group", "User"
    QString principalName;
    QString resourceId;
    QString resourceName;
    std::optional<qint64> created; ///< Unix seconds
    bool operator==(const RoleAssignment&) const = default;
};

enum class ManifestKind { Application, ServicePrincipal, Assignments };
enum class ManifestFormat { AadGraph, MicrosoftGraph };
/// Whose list of assignments it is: what a principal has, or who has roles on a resource.
enum class AssignmentList { Unknown, OfPrincipal, OfResource };

/// What a person can drop in to let the roles ladder know more: an app registration's manifest in either format, a
/// service principal's JSON, or a list of appRoleAssignments. Plain value.
struct Manifest {
    ManifestKind kind = ManifestKind::Application;
    ManifestFormat format = ManifestFormat::MicrosoftGraph;
    QString appId;
    QString objectId; ///< of the application, or of the service principal
    QString displayName;
    QStringList identifierUris;                     ///< or servicePrincipalNames
    std::optional<int> requestedAccessTokenVersion; ///< absent: null or not said, which means 1
    QString signInAudience;
    QList<AppRole> appRoles;
    QList<PermissionScope> scopes;
    QList<RequiredAccess> requiredAccess;
    std::optional<bool> assignmentRequired;
    QList<RoleAssignment> assignments;
    AssignmentList assignmentList = AssignmentList::Unknown;
    QString assignmentsOf; ///< the service principal that the list's URL names; empty if it names none
    /// Whether `appRoles` and `requiredResourceAccess` were there at all: an answer to a query with $select lacks them,
    /// and then says nothing about them.
    bool saysRoles = true;
    bool saysRequests = true;
    bool paged = false; ///< the list says that there is more (@odata.nextLink)

    /// 1 or 2: what `ver` its tokens have.
    [[nodiscard]] int tokenVersion() const;
    [[nodiscard]] const AppRole* roleByValue(QStringView value) const;
    [[nodiscard]] const AppRole* roleById(QStringView id) const;
    bool operator==(const Manifest&) const = default;
};

/// Reads any of them, told apart by their shape (facts: roles §5): member names without regard to case, arrays wrapped
/// in `value`, `identifierUris` as string or array, Booleans as text. Unknown members are ignored. At most 4 MiB.
/// Errors: "invalid-json" with the position, "not-a-manifest".
[[nodiscard]] support::Result<Manifest> parseManifest(QByteArrayView json);

/// The manifest as it is kept with a profile: compact JSON in the form of Microsoft Graph with what the checks look at;
/// credentials, URLs and descriptions are left out. parseManifest(keptForm(m)) is m in that format.
[[nodiscard]] QByteArray keptForm(const Manifest& manifest);

/// Two versions of one thing: the same app registration, service principal or list. Without ids nothing is the same.
[[nodiscard]] bool isAboutTheSame(const Manifest& a, const Manifest& b);

/// Something in a manifest that is wrong or will surprise.
struct ManifestFinding {
    QString code;    ///< "role-value-space", "role-value-length", "role-value-character", "role-value-dot",
                     ///< "role-value-empty", "duplicate-id", "duplicate-value", "member-types", "role-id", "disabled",
                     ///< "unknown-access", "access-type", "token-version", "uri-slash"
    QString subject; ///< the role's value or id, the URI …
    QString sentence;
    bool operator==(const ManifestFinding&) const = default;
};

/// Why no app role can have that value, in a sentence; empty if one can (facts: roles §1).
[[nodiscard]] QString whyNoRoleValue(const QString& value);

/// `api`: the manifest that a client's requiredResourceAccess may refer to; null if not at hand.
[[nodiscard]] QList<ManifestFinding> lintManifest(const Manifest& manifest, const Manifest* api = nullptr);

/// A new appRoles entry for applications with a fresh GUID, as the snippet to paste into the manifest.
[[nodiscard]] QString newAppRole(const QString& value, const QString& displayName, const QString& description);

} // namespace assayer::entra
