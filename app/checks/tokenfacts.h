// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/jwt.h"
#include "profile/profile.h"

#include <QString>
#include <QStringList>

namespace assayer::checks {

/// Whose token it is, as far as its claims tell (the recogniser of the facts on other issuers).
enum class Family { Entra, B2c, Ciam, Auth0, Okta, Keycloak, Cognito, PingOne, Adfs, Google, Other };
/// By the issuer's address alone.
[[nodiscard]] Family familyOfIssuer(const QString& issuer);

/// What a claim that may be a string or an array of strings holds.
enum class Shape {
    Absent,    ///< no such claim, null, an empty text or an empty array
    Text,      ///< one string
    List,      ///< an array of strings
    Malformed, ///< anything else
    Duplicate  ///< the name stands twice: who reads the first and who reads the last see different tokens
};

struct Texts {
    Shape shape = Shape::Absent;
    QStringList values; ///< also of the first of duplicates, for showing
};
[[nodiscard]] Texts textsOf(const jose::Jwt& token, QStringView claim);

/// What several checks need to know of one token.
struct TokenFacts {
    Family family = Family::Other;
    bool complete = false; ///< all claims could be read: what is not there is absent
    QString issuer, tenant, version, objectId, subject;
    QString clientClaim; ///< the claim that names the client: "appid", "azp", "client_id", "cid"; empty if none
    QString client;
    QStringList roles;  ///< as issued, if they are an array of strings
    QStringList scopes; ///< of `scp`, split at spaces
    bool managedIdentity = false;
};
[[nodiscard]] TokenFacts factsOf(const jose::Jwt& token);

/// The clients of which any will do; none: not expected.
[[nodiscard]] QStringList acceptedClients(const profile::Expectations& expectations);

} // namespace assayer::checks
