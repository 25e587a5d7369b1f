// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <functional>
#include <vector>

namespace assayer::http {

/// A text with an encoding taken off, and where each of its bytes came from.
struct Spelling {
    QByteArray text;
    std::vector<quint32> origin; ///< one more than the bytes of text; the last is the length of the original
};

/// Shows the text to `visit`, and every reading of it in which a secret could be recognized: percent-decoded,
/// form-decoded, JSON-unescaped, HTML-unescaped, and two of these one in the other; UTF-16 with its NULs taken out.
/// What is not encoded stays as it is. At most 30 readings, three of them in memory at a time.
void forEachReading(const QByteArray& text, const std::function<void(const Spelling&)>& visit);

} // namespace assayer::http
