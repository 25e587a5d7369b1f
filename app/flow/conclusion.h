// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/keysearch.h"

namespace assayer::flow {

/// Starts the practice tenant if the profile's authority is that; else an empty URL. Error "practice-off".
[[nodiscard]] support::Result<QUrl> practiceBaseFor(const profile::Profile& profile, const Surroundings& surroundings);

[[nodiscard]] http::Policy policyOf(const profile::Connection& connection);

/// The keys of an Entra tenant, or of the practice tenant: the metadata of the token's own version, whatever endpoint
/// was asked (validation §1). The host is the authority's, never one that the token names.
[[nodiscard]] KeyQuestion entraKeyQuestion(const jose::Jwt& token, const profile::Authority& authority,
                                           const QUrl& practiceBase, const http::Policy& policy);

/// What a run knows beside the token: the profile's manifests and the brought ones, and the other saved profiles.
void gather(inspection::Inspection& inspection, const Surroundings& surroundings,
            const QList<entra::Manifest>& brought = {});

/// Puts the verification in and runs the checks. A tenant known by its domain name gets the GUID that its metadata
/// names, for the expectations alone.
void concludeWith(inspection::Inspection& inspection, const KeyFinding& finding, const QUrl& practiceBase, qint64 now);

/// The token that is there, by the profile as edited since: its expectations and manifests take the place of the
/// old ones. Does nothing without a token. `now`: Unix seconds.
void judgeAgain(inspection::Inspection& inspection, const profile::Profile& edited, const QUrl& practiceBase,
                qint64 now);

} // namespace assayer::flow
