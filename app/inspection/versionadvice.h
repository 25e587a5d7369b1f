// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/phrases.h"

/// Advice on a token of the wrong version, for every check that finds one: `ver`, the issuer, the audience.
namespace assayer::inspection {

/// Whether the version follows from something else than the expected API's manifest; then says from what behind the
/// words that are there, and advises on that.
bool tellWhatVersionFollows(Telling& telling);
/// Whether the API may accept a token of that version all the same: not if it is another API's, or no access token.
[[nodiscard]] bool mayBeAccepted(const Telling& telling);
/// Whether the token is proved to be the expected API's.
enum class ItsApi { Proved, Likely };
/// Have the API's tokens made in that version: its manifest's setting, or what stands against it. `app` is the API's
/// client ID; empty if it is not known.
void adviseTokenVersion(Telling& telling, const QString& app, int version, ItsApi whose = ItsApi::Proved);

} // namespace assayer::inspection
