// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/checklist.h"
#include "checks/evidence.h"
#include "checks/tokenfacts.h"

namespace assayer::checks {

/// What one run of the checks shares.
struct Context {
    const Snapshot& snapshot;
    const jose::Jwt& token;
    TokenFacts facts;
    QString kindCause; ///< cause of the kind check, without its prefix
    bool idToken = false;
    Evidence evidence; ///< the manifests at hand, told apart
};

/// A result that nothing was found out for yet.
[[nodiscard]] Result begin(CheckId id, const char* claim);
/// Sets status and cause; `name` is without the check's prefix.
void conclude(Result& result, Status status, const char* name);
/// The result for a claim that could not be looked for because the token cannot be read that far.
void concludeUnreadable(Result& result);

[[nodiscard]] Result checkKind(const Context& context);
[[nodiscard]] Result checkSignature(const Context& context);
[[nodiscard]] Result checkIssuer(const Context& context, const Result& audience);
[[nodiscard]] Result checkAudience(const Context& context);
[[nodiscard]] Result checkRoles(const Context& context, const Result& audience, const Result& client);
[[nodiscard]] Result checkLifetime(const Context& context);
[[nodiscard]] Result checkClient(const Context& context);
[[nodiscard]] Result checkTenant(const Context& context);
[[nodiscard]] Result checkVersion(const Context& context, const Result& audience);

/// What is expected of the audience of a token of this version, as the API's own settings say.
[[nodiscard]] QStringList expectedAudiences(const Context& context);

// What the API's own settings ask beside the expected values, or leave unasked (profile::Rule). A rule that decides
// stands in the argument «rule», under its name in the profile's file.
void applyTypeRule(Result& kind, const Context& context);
void applyRoleRules(Result& roles, const Context& context);
void applyTimeRules(Result& lifetime, const Context& context);

/// Whether the API compares what Entra's tokens say twice: the tenant in `iss` with `tid`, a key's issuer with the
/// token's. Microsoft's own validator does (facts: validation §1.3); of an API that nothing is known of it is assumed.
[[nodiscard]] bool comparesWithin(const Context& context);
/// Says so with «uncompared» where it is not known to: what is wrong is wrong, but the API may not refuse it.
void sayWhetherCompared(Result& result, const Context& context);

/// The cause of the kind check without its prefix; empty if it is a token that an API takes from a service.
[[nodiscard]] QString kindOf(const jose::Jwt& token, const TokenFacts& facts);
/// An audience of assertions for Entra's token exchange, never of a token for an API.
[[nodiscard]] bool namesTokenExchange(const QString& audience);
[[nodiscard]] bool looksLikeIdToken(const jose::Jwt& token, const TokenFacts& facts);

/// Whether the audience check found another API, and not another name of the same one.
[[nodiscard]] bool provesOtherResource(const Result& audience);
/// Whether the request names another API than the one that is expected, and so does the token.
[[nodiscard]] bool wasAskedForAnother(const Result& audience);
/// What the words about a wrong version need: what it follows from, if the expected API's setting has no part in it, or
/// the registration whose setting decides.
void sayWhatDecidesVersion(Result& result, const Context& context, const Result& audience);

/// The issuers that are accepted: what is expected, or both forms of the profile's tenant.
[[nodiscard]] QStringList acceptedIssuers(const Snapshot& snapshot);

} // namespace assayer::checks
