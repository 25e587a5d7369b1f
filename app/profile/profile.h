// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace assayer::profile {

/// A member of an object in the file that this version does not know: kept on writing, behind the known ones.
struct UnknownMember {
    QString name;
    QByteArray json; ///< its value, compact, number text as it was
    bool operator==(const UnknownMember&) const = default;
};
using UnknownMembers = QList<UnknownMember>;

enum class AuthorityKind { Entra, Practice, Issuer };
enum class EndpointVersion { V1, V2 };
enum class SecretPlacement {
    Body,    ///< client_secret_post
    Basic,   ///< client_secret_basic, id and secret form-encoded first (RFC 6749 §2.3.1)
    BasicRaw ///< Basic over id and secret as they are, for authorities that do not decode
};
enum class RoleMatch { All, Any };
enum class TokenVersion { V1, V2 };
/// What validates the token at the API: it decides which fault is named first.
enum class Middleware {
    AspNetCore,           ///< JwtBearer
    MicrosoftIdentityWeb, ///< on top of JwtBearer
    PassportAzureAd,
    Spring,  ///< Security resource server
    Express, ///< express-oauth2-jwt-bearer
    ApiManagement,
    EasyAuth ///< App Service and Functions
};

/// What an API's middleware asks beside the expected values, or leaves unasked, as its settings say.
enum class Rule {
    RolesOrScopes,    ///< Microsoft.Identity.Web refuses a token that has neither roles nor scp (IDW10201)
    AccessTokenType,  ///< the header's typ must be at+jwt (RFC 9068 §2.1)
    RolesUnmapped,    ///< Spring makes no authority of roles, unless the API's code does
    ExpiryIgnored,    ///< exp is not looked at
    NotBeforeIgnored, ///< nbf is not looked at
    ExpiryOptional,   ///< a token without exp passes
    AudienceOfVersion ///< of a client ID and api:// with it: the one in v2 tokens, the other in v1 tokens alone
};

struct Authority {
    AuthorityKind kind = AuthorityKind::Entra;
    QString cloud = QStringLiteral("public");      ///< Entra: an id of the clouds table
    EndpointVersion version = EndpointVersion::V2; ///< Entra and practice
    QString tenant;                                ///< Entra and practice: GUID or domain
    QString issuer;                                ///< Issuer: its URL
    UnknownMembers unknown = {};
    bool operator==(const Authority&) const = default;
};

struct Parameter {
    QString name;
    QString value;
    UnknownMembers unknown = {};
    bool operator==(const Parameter&) const = default;
};

/// What the API expects of the token. Empty means: as the profile says (issuer, client, tenant), or nothing.
struct Expectations {
    QStringList audiences; ///< any of
    QStringList roles;     ///< all or any of, see roleMatch
    RoleMatch roleMatch = RoleMatch::All;
    QString issuer; ///< empty: the authority's
    QString client; ///< empty: the profile's client ID
    QString tenant; ///< empty: the profile's tenant if it is a GUID, else the authority's
    std::optional<TokenVersion> tokenVersion;
    int skewSeconds = 300; ///< 0 to 86400
    std::optional<Middleware> middleware = {};
    QStringList moreIssuers = {}; ///< accepted beside `issuer`, as an API's own settings may say
    QStringList moreClients = {}; ///< beside `client`
    QList<Rule> rules = {};       ///< each once
    QStringList scopes = {};      ///< any of, in scp; empty: the API does not ask for one
    UnknownMembers unknown = {};
    bool operator==(const Expectations&) const = default;
};

/// All issuers that are accepted in one line, with a space between them, and back. A single one stays as it is, with
/// the white space that somebody put around it.
[[nodiscard]] QString issuersInLine(const Expectations& expectations);
void expectIssuers(Expectations& expectations, const QString& line);
/// The same for clients, with a comma and a space between them.
[[nodiscard]] QString clientsInLine(const Expectations& expectations);
void expectClients(Expectations& expectations, const QString& line);

struct Connection {
    int deadlineSeconds = 30;    ///< 1 to 600
    bool allowPlainHttp = false; ///< http beyond loopback
    QStringList allowedHosts;    ///< token endpoint hosts, other than the issuer's, that may get the secret
    UnknownMembers unknown = {};
    bool operator==(const Connection&) const = default;
};

/// A manifest or an answer of Microsoft Graph that the user dropped in, kept in its reduced form (entra::keptForm()):
/// without credentials, and without what no check looks at.
struct KeptManifest {
    QString name;    ///< where it came from: the file's name; may be empty
    QByteArray json; ///< one JSON object, compact
    UnknownMembers unknown = {};
    bool operator==(const KeptManifest&) const = default;
};

/// What the user saved: everything but the secret. One JSON file, "schema": 1.
struct Profile {
    QString name;
    QString id =
        {}; ///< stable over renaming and moving, see isId(): what the keychain knows its secret by. Often empty
    Authority authority;
    QString clientId;
    SecretPlacement placement = SecretPlacement::Body;
    QString secretVariable = {}; ///< the environment's secret variable that is the client secret; empty: its own
    QStringList resources;       ///< Entra and practice: one; Issuer: any number of `resource` (RFC 8707)
    QString audience;            ///< Issuer: `audience` parameter
    QString scope;               ///< Issuer: `scope` parameter
    QList<Parameter> parameters; ///< Issuer: extra form parameters, in order
    Expectations expectations;
    Connection connection;
    QList<KeptManifest> manifests; ///< see keepManifest()
    UnknownMembers unknown = {};
    bool operator==(const Profile&) const = default;
};

/// Whether a member or parameter of that name would hold a secret («client_secret», «clientSecret», «private key» …).
[[nodiscard]] bool isSecretName(QStringView name);

/// An id of a profile or environment: ASCII letters, digits and «-», at most 64.
[[nodiscard]] bool isId(QStringView text);
/// A new one, random.
[[nodiscard]] QString newId();

/// Adds a manifest, unless it is there already. Errors: "invalid-json" (no JSON object), "too-large" (all of them
/// together would be more than 256 KiB), "secret-in-profile".
[[nodiscard]] support::Result<void> keepManifest(Profile& profile, const KeptManifest& manifest);

/// Reads a profile file's text, at most 1 MiB. Errors: "too-large", "invalid-json" (with the position), "schema"
/// (missing or newer), "invalid-member" (which, and what it should be), "secret-in-profile" (a member that holds a
/// secret: refused, so that it is noticed). The error's field is the member's path: "expectations.skew".
[[nodiscard]] support::Result<Profile> parse(const QByteArray& json);

/// The file's text: stable member order, four spaces, a line break at the end; members that say nothing are left out.
/// parse(write(p)) is p, but for a parameter with a secret's name: its value is left out.
[[nodiscard]] QByteArray write(const Profile& profile);

/// The built-in worked example: «web app» asks the practice tenant for «web API».
[[nodiscard]] Profile workedExample();

} // namespace assayer::profile
