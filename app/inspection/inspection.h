// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/checklist.h"
#include "http/exchange.h"
#include "jose/verification.h"
#include "oauth/tokenresponse.h"

#include <QList>

#include <optional>

namespace assayer::inspection {

/// All of it together: what there is, as optionals. The window renders it; report, JSON and text are functions of it.
/// Holds a live token (token->compact); what is made of it for others leaves the signature out.
struct Inspection {
    std::optional<profile::Profile> profile;
    std::optional<profile::Authority> asked; ///< whom the token was asked of; `profile` may be edited since
    std::optional<oauth::TokenRequest> request;
    QList<http::Exchange> exchanges;              ///< in the order sent
    std::optional<oauth::TokenGrant> grant;       ///< without its accessToken: that is in `token`
    std::optional<oauth::AuthorityError> refusal; ///< the authority's
    std::optional<support::Error> failure;        ///< why there is no token otherwise: network, refused, input
    QStringList stripped;                         ///< what pasted text lost on the way to the token
    std::optional<jose::Jwt> token;
    jose::Verification verification;
    QString offeredKeysHost;            ///< verification needs keys from this host; the user may allow it
    profile::Expectations expectations; ///< resolved
    QStringList settingsNotes; ///< where the API's own settings were read: what was assumed, sentence by sentence
    QString accessTokenIssuer; ///< of `profile`'s issuer, where its metadata names another one for its tokens
    QString requestedResource;
    QList<entra::Manifest> manifests;  ///< at hand when it was judged: the profile's and those that were brought
    QList<checks::KnownApi> otherApis; ///< of the other saved profiles
    checks::Checklist checklist;
    qint64 at = 0; ///< when it was judged, Unix seconds
};

/// The user stopped it: no error, and nobody refused anything.
[[nodiscard]] inline bool wasCancelled(const Inspection& inspection)
{
    return !inspection.token && inspection.failure && inspection.failure->code == QLatin1String("cancelled");
}

} // namespace assayer::inspection
