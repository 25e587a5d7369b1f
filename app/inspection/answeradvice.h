// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/apianswer.h"
#include "inspection/words.h"

/// What to do about an API's complaint, where the answer and the token at hand say more than a check alone. Private to
/// the words of API answers.
namespace assayer::inspection {

/// A name that belongs to somebody else, so that no other API may accept it.
struct ForeignAudience {
    QString audience; ///< empty: there is none
    QString owner;    ///< «Microsoft Graph»; empty: the client itself
    explicit operator bool() const { return !audience.isEmpty(); }
};

/// The first such audience that the finding is about: the one that it names, else the token's. A signature that cannot
/// be verified is explained by a Microsoft resource alone. `inspection`: null if no token is at hand.
[[nodiscard]] ForeignAudience foreignAudience(const checks::ApiAnswer::Finding& finding, const Inspection* inspection);
/// Ask for the API itself instead.
[[nodiscard]] Fix askForOwnResource(const ForeignAudience& foreign);

/// Whether a .NET API names what it expects beside the token's own value, so that fixesForNamed() knows what to do.
[[nodiscard]] bool namesItsExpectations(const checks::ApiAnswer::Finding& finding, const Inspection* inspection);
/// What the check of the token advises where just that is expected.
[[nodiscard]] QList<Fix> fixesForNamed(const checks::ApiAnswer::Finding& finding, const Inspection& inspection);
/// The values that the answer says it expects, each once.
[[nodiscard]] QStringList namedExpectations(const checks::ApiAnswer::Finding& finding);

} // namespace assayer::inspection
