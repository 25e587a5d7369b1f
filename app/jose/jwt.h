// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/json.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace assayer::jose {

/// What the text is, by its shape alone.
enum class TokenKind {
    Jws,      ///< three parts: RFC 7515 compact serialization
    Unsigned, ///< two parts, or three with an empty signature, and `alg` none
    Jwe,      ///< five parts: RFC 7516; only the header can be read
    Opaque    ///< anything else: nothing in it can be read
};
[[nodiscard]] QString toName(TokenKind kind); ///< "jws", "unsigned", "jwe", "opaque"

enum class Section { Token, Header, Payload, Signature };

/// One thing that is wrong with the token's text.
struct Damage {
    Section section = Section::Token;
    QString code;          ///< "not-base64url", "non-canonical", "invalid-json", "not-an-object", "truncated",
                           ///< "duplicate-member", "too-large", "empty" …
    QString sentence;      ///< in plain words
    qsizetype offset = 0;  ///< in the compact token, in bytes; where decoded text is meant: of that part's start
    qsizetype within = -1; ///< in the decoded part, in bytes; -1 if the damage is in the base64url text itself
    bool fatal = true;     ///< false: flagged only (a duplicate member)

    bool operator==(const Damage&) const = default;
};

/// One part of the token.
struct Part {
    QByteArray text;      ///< base64url as issued
    qsizetype offset = 0; ///< of `text` in the compact token
    QByteArray bytes;     ///< decoded; as much as can be read where it is damaged
    /// The JSON in it as far as it can be read; shared, never changed. Null if there is none.
    std::shared_ptr<const support::json::Value> json;
};

/// A token taken apart exactly as issued; plain value. `compact` is as sensitive as a secret: it is a live token.
struct Jwt {
    QByteArray compact;
    TokenKind kind = TokenKind::Opaque;
    Part header;
    Part payload;
    Part signature; ///< no json
    QList<Damage> damages;

    [[nodiscard]] bool isReadable() const { return payload.json && payload.json->isObject(); }
    [[nodiscard]] bool isDamaged() const;
    /// The first member of that name of the header or claims; null if absent.
    [[nodiscard]] const support::json::Value* headerParameter(QStringView name) const;
    [[nodiscard]] const support::json::Value* claim(QStringView name) const;
    /// The claim's text if it is a string; else empty.
    [[nodiscard]] QString claimText(QStringView name) const;
    [[nodiscard]] QString headerText(QStringView name) const;
    /// A claim that is a string or an array of strings (RFC 7519 §4.1.3): its values. Other kinds: empty.
    [[nodiscard]] QStringList claimList(QStringView name) const;
};

/// Largest token that is taken apart, in bytes; a longer one is cut, and the damage says so.
inline constexpr qsizetype maximumTokenSize = 1024 * 1024;

/// Takes any text apart; never fails: what is wrong stands in `damages`.
[[nodiscard]] Jwt takeApart(QByteArrayView token);

} // namespace assayer::jose
