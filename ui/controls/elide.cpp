// SPDX-License-Identifier: Apache-2.0
#include "controls/elide.h"

#include <QStringList>

#include <algorithm>

namespace assayer::controls {

namespace {

constexpr QChar mark(0x2026);

/// Both sides of an ellipsis, the longer one first to give way.
QString squeezed(QString head, QString tail, const QFontMetrics& metrics, int width)
{
    while (!(head.isEmpty() && tail.isEmpty()) && metrics.horizontalAdvance(head + mark + tail) > width) {
        if (head.size() >= tail.size())
            head.chop(head.size() > 1 && head.back().isLowSurrogate() ? 2 : 1);
        else
            tail.remove(0, tail.size() > 1 && tail.front().isHighSurrogate() ? 2 : 1);
    }
    return head + mark + tail;
}

} // namespace

QString elidedOnce(const QString& text, const QFontMetrics& metrics, int width)
{
    if (metrics.horizontalAdvance(text) <= width)
        return text;
    const qsizetype word = text.lastIndexOf(QLatin1Char(' ')) + 1;
    if (const qsizetype cut = text.lastIndexOf(mark); cut >= 0) {
        if (cut == text.size() - 1 || cut < word)
            return metrics.elidedText(text.left(cut), Qt::ElideRight, width);
        const QString before = text.left(word);
        const int room = width - metrics.horizontalAdvance(before);
        if (metrics.horizontalAdvance(QStringLiteral("…00")) <= room)
            return before + squeezed(text.mid(word, text.indexOf(mark, word) - word), text.mid(cut + 1), metrics, room);
    }
    constexpr qsizetype longWord = 12;
    const QString before = text.left(word);
    const int room = width - metrics.horizontalAdvance(before);
    if (text.size() - word >= longWord && room >= metrics.horizontalAdvance(QStringLiteral("0000…0000")))
        return before + metrics.elidedText(text.mid(word), Qt::ElideMiddle, room);
    return metrics.elidedText(text, Qt::ElideRight, width);
}

QString elidedPath(const QString& path, const QFontMetrics& metrics, int width)
{
    QString shown = path;
    while (metrics.horizontalAdvance(shown) > width) {
        const qsizetype first = shown.indexOf(QLatin1Char('/'));
        const qsizetype next = shown.indexOf(QLatin1Char('/'), first + 1);
        if (next < 0 || next == shown.size() - 1)
            return squeezed({}, shown.mid(first + 1), metrics, width);
        shown = mark + shown.mid(next);
    }
    return shown;
}

QString elidedList(const QString& list, const QFontMetrics& metrics, int width)
{
    if (metrics.horizontalAdvance(list) <= width)
        return list;
    const QString comma = QStringLiteral(", ");
    const QStringList parts = list.split(comma);
    for (qsizetype count = parts.size() - 1; count > 0; --count) {
        const QString shown = parts.first(count).join(comma) + QStringLiteral(" +%1").arg(parts.size() - count);
        if (metrics.horizontalAdvance(shown) <= width)
            return shown;
    }
    return {};
}

QString elidedInside(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    const qsizetype room = std::max<qsizetype>(most - 1, 0);
    QString head = text.left(room - room / 2);
    QString tail = text.right(room / 2);
    if (!head.isEmpty() && head.back().isHighSurrogate())
        head.chop(1);
    if (!tail.isEmpty() && tail.front().isLowSurrogate())
        tail.remove(0, 1);
    return head + mark + tail;
}

} // namespace assayer::controls
