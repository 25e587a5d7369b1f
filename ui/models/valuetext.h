// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/jwt.h"
#include "support/json.h"

#include <QString>

namespace assayer::models {

/// Most characters of a value that a row shows; the whole of it is a role away.
inline constexpr qsizetype shownCharacters = 400;

/// Text from outside on one line: cut, and what cannot be seen made visible.
[[nodiscard]] QString oneLine(const QString& text, qsizetype characters = shownCharacters);

/// A JSON value in one line: a string's characters, a number as written, «[2]», «{3}».
[[nodiscard]] QString valueText(const support::json::Value& value);

/// A piece of a part's text around a value, cut to what a text view shows without delay.
struct Excerpt {
    QString before; ///< all three with what cannot be seen made visible; line breaks are kept
    QString selected;
    QString after;
    bool cutBefore = false;
    bool cutAfter = false;
};
/// `offset` and `length` in bytes of `bytes`; a length of 0 selects nothing.
[[nodiscard]] Excerpt excerptOf(const QByteArray& bytes, qsizetype offset, qsizetype length);

/// One step of an RFC 9535 path: ".aud", "['odd name']", "[3]".
[[nodiscard]] QString pathStep(const QString& name);
[[nodiscard]] QString pathStep(int position);

/// «1.6 KB», with 1,000 bytes to the KB.
[[nodiscard]] QString bytesInWords(qint64 bytes);
/// «214 ms», «3.2 s».
[[nodiscard]] QString millisecondsInWords(qint64 milliseconds);

} // namespace assayer::models
