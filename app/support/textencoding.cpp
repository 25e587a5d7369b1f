// SPDX-License-Identifier: Apache-2.0
#include "support/textencoding.h"

#include <QStringDecoder>

namespace assayer::support {

QByteArray utf8Of(const QByteArray& text)
{
    if (text.startsWith("\xEF\xBB\xBF")) {
        return text.sliced(3);
    }
    const auto encoding = QStringConverter::encodingForData(text);
    if (!encoding || *encoding == QStringConverter::Utf8) {
        return text;
    }
    // encodingForData() also guesses by a first character; only a mark is sure.
    const bool marked = text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF") ||
                        text.startsWith(QByteArrayView("\x00\x00\xFE\xFF", 4));
    if (!marked) {
        return text;
    }
    QStringDecoder decode(*encoding);
    const QString decoded = decode(text);
    return decoded.toUtf8();
}

} // namespace assayer::support
