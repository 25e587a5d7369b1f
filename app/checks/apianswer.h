// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/check.h"
#include "http/challenge.h"
#include "jose/jwt.h"

#include <QMap>

namespace assayer::checks {

/// What an API said when it refused a token, recognised. Plain value.
struct ApiAnswer {
    /// One thing that was recognised.
    struct Finding {
        QString id;         ///< of the table of messages, or "bearer-bare", "invalid-token-silent",
                            ///< "insufficient-scope", "invalid-request", "status-403", "status-401"
        QString middleware; ///< empty if any could have said it
        QString fault;      ///< see entra::ApiMessage::fault
        QString words;      ///< verbatim
        QString meaning;
        QString advice;
        QString side = QStringLiteral("api"); ///< who follows the advice
        QMap<QString, QString> particulars;   ///< as entra::ApiMessageMatch::particulars
        bool verified = true;                 ///< false: say «possibly»
        bool operator==(const Finding&) const = default;
    };
    std::optional<int> status;
    QList<http::Challenge> challenges;
    QList<Finding> findings;
    QString tenant;   ///< named by the challenge (Key Vault): offered for the field
    QString resource; ///< likewise
    bool operator==(const ApiAnswer&) const = default;
};

/// Recognises a pasted WWW-Authenticate header, a whole response, a body, or lines of a log (facts: validation §3).
/// Never fails: what is not recognised has no findings. Looks at the first 64 KiB.
[[nodiscard]] ApiAnswer readApiAnswer(const QString& text);

enum class Agreement {
    Agrees,     ///< the check of the same name fails here too
    Disagrees,  ///< it passes here: the API sees other expectations, keys or clocks
    OtherToken, ///< the answer quotes a value that this token does not have
    Unchecked   ///< nothing here says yes or no
};

/// What the token at hand says to that finding, and which check said it.
struct Joined {
    Agreement agreement = Agreement::Unchecked;
    std::optional<CheckId> check;
    bool operator==(const Joined&) const = default;
};
/// It refuses the token without giving a reason.
[[nodiscard]] bool isSilent(const ApiAnswer::Finding& finding);
/// It misses a scope, and the token has none; or a permission, and the token has neither roles nor scopes.
[[nodiscard]] bool lacksPermission(const ApiAnswer::Finding& finding, const jose::Jwt& token);
/// It finds no permission in the token (Microsoft.Identity.Web, Microsoft Graph), and this one has roles or scopes.
[[nodiscard]] bool missesWhatIsThere(const ApiAnswer::Finding& finding, const jose::Jwt& token);
/// It cannot verify the signature, and the header has the nonce that Microsoft's own APIs alone reckon with
/// (validation §2).
[[nodiscard]] bool hasMicrosoftsNonce(const ApiAnswer::Finding& finding, const jose::Jwt& token);
/// SharePoint asks for a certificate, and the claim on the client's credential (`appidacr`, `azpacr`) is one of both;
/// empty if the finding is another, or there is no such claim: "1" a secret, "2" a certificate.
[[nodiscard]] QString credentialAskedAbout(const ApiAnswer::Finding& finding, const jose::Jwt& token);
/// The answer names the token's own value and others that are expected.
[[nodiscard]] bool namesAnotherExpectation(const ApiAnswer::Finding& finding, const jose::Jwt& token);
[[nodiscard]] Joined join(const ApiAnswer::Finding& finding, const jose::Jwt& token, const Checklist& checklist);

} // namespace assayer::checks
