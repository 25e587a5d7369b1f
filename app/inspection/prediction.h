// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "entra/manifest.h"
#include "jose/jwt.h"
#include "profile/profile.h"

#include <QUrl>

/// What a token will say, before it is asked for; and afterwards, where it says something else (facts: endpoints §4).
namespace assayer::inspection {

enum class Certainty {
    Known,  ///< it cannot be otherwise
    Likely, ///< documented as the usual case, or not verified
    Unknown ///< nothing at hand tells
};
[[nodiscard]] QString toName(Certainty certainty); ///< "known", "likely", "unknown"

/// What one claim will be. Plain value.
struct PredictedClaim {
    QString claim;      ///< "aud", "iss", "ver"
    QStringList values; ///< one of these; empty: unknown
    Certainty certainty = Certainty::Unknown;
    QString why; ///< one or two plain sentences
    bool operator==(const PredictedClaim&) const = default;

    /// The value, «a or b», or «unknown»; visible text.
    [[nodiscard]] QString inWords() const;
};

struct Prediction {
    QList<PredictedClaim> claims; ///< aud, iss, ver; empty where the profile asks for nothing yet
    /// The endpoint that will be asked, where there are two: it does not choose the token's version.
    std::optional<profile::EndpointVersion> endpoint;
    /// Why a manifest at hand was not used: it is another API's. Empty if it was, or there is none.
    QString remark;
    bool operator==(const Prediction&) const = default;

    [[nodiscard]] const PredictedClaim* find(QStringView claim) const;
};

/// `api`: the manifest of the API (registration or service principal), null if not at hand; one that does not own the
/// resource is left aside. `practiceBase`: as for oauth::endpointsOf().
[[nodiscard]] Prediction predict(const profile::Profile& profile, const entra::Manifest* api = nullptr,
                                 const QUrl& practiceBase = {});

/// By that one of several manifests, of whatever kind and order, which is the asked API's and tells the most.
[[nodiscard]] Prediction predictFrom(const profile::Profile& profile, const QList<entra::Manifest>& manifests,
                                     const QUrl& practiceBase = {});

/// A claim that came otherwise than predicted.
struct Surprise {
    QString claim;
    QStringList predicted;                    ///< empty where only the endpoint let one expect something else
    QStringList actual;                       ///< as issued, not made visible; empty if the claim is absent
    Certainty certainty = Certainty::Unknown; ///< of what was predicted
    QString sentence;                         ///< what differs and why; visible text
    bool operator==(const Surprise&) const = default;
};

/// The differences, the version first, because the others follow from it. Empty for a token that cannot be read.
[[nodiscard]] QList<Surprise> surprisesOf(const Prediction& prediction, const jose::Jwt& token);

} // namespace assayer::inspection
