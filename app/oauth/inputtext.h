// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// Finding things in pasted text, byte by byte, in linear time.
namespace assayer::oauth {

struct Margin {
    qsizetype begin = 0; ///< of what is inside
    qsizetype end = 0;
    bool invisible = false; ///< there was more than plain white space: a byte order mark, zero-width, no-break space
};
[[nodiscard]] Margin marginOf(QByteArrayView text);

/// Whether it starts with that lower-case word, in any case, and the word ends there.
[[nodiscard]] bool startsWithWord(QByteArrayView text, QByteArrayView word);
[[nodiscard]] qsizetype skipSpaces(QByteArrayView text, qsizetype at);

/// The bearer token of an Authorization header somewhere in a request: cURL, HTTP, PowerShell, JSON, code. Empty if
/// there is none.
[[nodiscard]] QByteArray authorizationIn(const QByteArray& text);

/// The value behind that lower-case name: `name=value`, `"name": "value"`, also with escaped quotes. Empty if none.
[[nodiscard]] QByteArray namedValueIn(const QByteArray& text, QByteArrayView name);

/// Whether every byte may stand in a compact token or in an opaque one (RFC 6750 §2.1).
[[nodiscard]] bool isTokenText(QByteArrayView text);

/// Whether it is such text and whole percent-encoded bytes (RFC 3986 §2.1), nothing else.
[[nodiscard]] bool isPercentEncoded(QByteArrayView text);

/// Without line breaks and the white space, backslashes and quotation marks of mails («> ») around them; spaces inside
/// a line go only where the text starts as a JWT does. Zero-width characters go as well.
[[nodiscard]] QByteArray withoutBreaks(const QByteArray& text);

} // namespace assayer::oauth
