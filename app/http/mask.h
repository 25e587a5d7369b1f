// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <vector>

namespace assayer::http {

/// A stretch of a text, in bytes.
struct Span {
    qsizetype begin = 0;
    qsizetype end = 0;
    bool operator==(const Span&) const = default;
};

/// Takes secrets out of a text before it is shown: each one as it is, in Base64 and base64url (also as a part of a
/// longer encoded text), and all of these also percent-encoded, form-encoded, JSON-escaped and HTML-escaped. What
/// looks like a token goes too, known or not: a JWT, and the value of access_token and its kin. A secret shorter than
/// 4 bytes goes only where it is a whole value, or else every other letter would. Time and memory are linear in the
/// text for each secret.
class Mask {
public:
    Mask() = default;
    explicit Mask(const QList<support::Secret>& secrets);

    /// Whether the text ends where it was meant to end. At a cut, the beginning of a secret is masked as well.
    enum class Ending { Whole, Cut };

    [[nodiscard]] QByteArray applied(const QByteArray& text, Ending ending = Ending::Whole) const;
    [[nodiscard]] QString applied(const QString& text) const;
    [[nodiscard]] QUrl applied(const QUrl& url) const;

    /// Takes further secrets in.
    void add(const support::Secret& secret);

private:
    /// One spelling of one secret.
    struct Pattern {
        support::Secret text;
        std::vector<quint32> fallback; ///< of Knuth, Morris and Pratt, so that no text makes the search slow
        qsizetype before = 0;          ///< characters beside the match that hold some of the secret's bits
        qsizetype after = 0;
        bool wholeValue = false;
    };
    void addPattern(QByteArray&& text, qsizetype before, qsizetype after, bool wholeValue);
    void addBase64(QByteArrayView secret, qsizetype alignment);
    [[nodiscard]] static std::vector<Span> find(const Pattern& pattern, QByteArrayView text, Ending ending);

    std::vector<Pattern> m_patterns;
};

} // namespace assayer::http
