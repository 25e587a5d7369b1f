// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/json.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace assayer::oauth {

/// A successful answer (RFC 6749 §5.1). `accessToken` is live: as sensitive as a secret.
struct TokenGrant {
    QByteArray accessToken;
    QString tokenType;
    std::optional<qint64> expiresIn; ///< seconds
    QString resource;                ///< Entra v1
    QString scope;
    QList<QString> remarks; ///< what is odd: no token_type, expires_in not a number, duplicate members
};

/// The authority's refusal (RFC 6749 §5.2; Entra requests §6), or an answer that is no OAuth answer at all.
struct AuthorityError {
    int httpStatus = 0;
    QString error;       ///< verbatim; empty if the body has none
    QString description; ///< verbatim
    QString errorUri;
    std::optional<qint64> code; ///< the AADSTS number: the first that is not the wrapper 70002 (facts: errors.json)
    QString traceId, correlationId, timestamp, suberror;
    std::optional<qint64> retryAfterSeconds;
    /// Set where the body is no OAuth error: "empty-body", "html", "not-json", "not-oauth", "redirect", "no-token".
    QString shape;
    QString sentence; ///< what that is, in our words
};

using TokenResponse = std::variant<TokenGrant, AuthorityError>;

/// `retryAfter`: that header; its date form becomes seconds only if `now` (Unix seconds) is given.
/// Never fails: what is no grant is an AuthorityError that says what it is.
[[nodiscard]] TokenResponse parseTokenResponse(int httpStatus, const QString& contentType, QByteArrayView body,
                                               const QString& retryAfter = {}, qint64 now = 0);

/// The body with the values of access_token, refresh_token, id_token and the like replaced by «•••», for showing; works
/// on damaged JSON too. Idempotent.
[[nodiscard]] QByteArray maskTokens(QByteArrayView body);

} // namespace assayer::oauth
