// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/phrases.h"

/// Advice that several causes of the audience check share.
namespace assayer::inspection {

[[nodiscard]] QString audienceOf(const Telling& telling);    ///< the token's that the finding is about
[[nodiscard]] QString expectationOf(const Telling& telling); ///< the expected one that it is about

/// Everything that is accepted, of the audiences of another token version too.
[[nodiscard]] QStringList acceptedNow(const Telling& telling);
/// The same, with that in place of the one that the finding is about.
[[nodiscard]] QStringList acceptedWith(const Telling& telling, const QString& audience);
/// «The token's audience is «a»; the API expects «b»: » and what follows.
[[nodiscard]] QString bothNamed(const Telling& telling, const QString& difference);

/// Whether the request is known to have asked by that identifier.
[[nodiscard]] bool wasAskedFor(const Telling& telling, const QString& identifier);

/// How the token came about, behind another sentence: by the request that is known, else what is likely.
[[nodiscard]] QString cameBy(const Telling& telling, const QString& likely);
/// The field that names the API in a request of this profile; empty where the authority takes no name of one.
[[nodiscard]] QString fieldToAskWith(const Telling& telling);
/// Ask for that identifier, as a change of the field that names the API.
void adviseAsking(Telling& telling, const QString& identifier);
/// The same, where the token may be the expected API's all the same.
void adviseAskingIfAnother(Telling& telling, const QString& identifier);
/// Ask for the expectation, where asking decides what comes: a v2 token always has the client ID.
void adviseAskingForExpected(Telling& telling);
/// Let the API accept the token's audience too.
void adviseAccepting(Telling& telling);
/// The same where it may be another API's name.
void adviseAcceptingIfOwn(Telling& telling);
/// Let the API write its expectation as the token has it, beside the others that it accepts.
void adviseCorrecting(Telling& telling);
/// Leave the API as it is: the request wrote the audience wrong.
void adviseLeavingApi(Telling& telling);
/// Expect the token's audience here as well.
void adviseExpecting(Telling& telling);
/// Replace our expectation by that text.
void adviseReplacing(Telling& telling, const QString& text);

/// A slip in the writing: the API's setting, the request, and what is expected here.
void adviseWriting(Telling& telling);
/// The same, where one of the two is known to be the wrong one.
void adviseWriting(Telling& telling, bool slipIsInToken);

void tellGuidVsUri(Telling& telling);
void tellV1Token(Telling& telling);
void tellV2Token(Telling& telling);
void tellObjectId(Telling& telling);
void tellOtherIdentifier(Telling& telling);
void tellMicrosoftGraph(Telling& telling);
void tellAadGraph(Telling& telling);
void tellMicrosoftResource(Telling& telling);
void tellResourceAlias(Telling& telling);
void tellResourceCloud(Telling& telling);
void tellExchange(Telling& telling);

} // namespace assayer::inspection
