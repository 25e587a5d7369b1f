// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/check.h"
#include "entra/manifest.h"
#include "jose/verification.h"
#include "oauth/tokenrequest.h"
#include "profile/profile.h"

namespace assayer::checks {

/// Another saved profile's API, as far as the checks need it.
struct KnownApi {
    QString name;
    QStringList audiences; ///< its expected audiences and its resource
    bool operator==(const KnownApi&) const = default;
};

[[nodiscard]] KnownApi knownApi(const profile::Profile& profile);

/// The manifests that the profile keeps; what no longer reads is left out.
[[nodiscard]] QList<entra::Manifest> manifestsOf(const profile::Profile& profile);

/// Everything the checks look at; they are pure functions over it.
struct Snapshot {
    jose::Jwt token;
    jose::Verification verification;
    profile::Expectations expectations;      ///< resolved, see resolveExpectations()
    std::optional<profile::Profile> profile; ///< the request's, if there was one
    QString requestedResource;               ///< what was asked for; empty if unknown
    QList<KnownApi> others;                  ///< other saved profiles
    QList<entra::Manifest> manifests;        ///< all at hand; sortEvidence() tells them apart
    QString callAddress;                     ///< URL of the API that the token was sent to; empty if unknown
    qint64 now = 0;                          ///< Unix seconds
};

/// The expectations with the profile's defaults put in: issuer (the authority's, for both token versions of an Entra
/// tenant unless a version is expected), client, tenant.
[[nodiscard]] profile::Expectations resolveExpectations(const profile::Profile& profile, const QUrl& practiceBase);

/// Runs the nine checks.
[[nodiscard]] Checklist judge(const Snapshot& snapshot);

} // namespace assayer::checks
