// SPDX-License-Identifier: Apache-2.0
#include "inspection/markdown.h"

#include "inspection/phrases.h"
#include "support/visibletext.h"

#include <algorithm>

namespace assayer::inspection::markdown {

namespace {

qsizetype longestRunOfBackticks(const QString& text)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

/// What could begin emphasis, code, a link, HTML, an entity, a table's cell or a formula; all of it may stand behind a
/// backslash (CommonMark §2.4).
QString escaped(const QString& text)
{
    static const QString special = QStringLiteral("\\`*_[]<>|~&$");
    QString made;
    made.reserve(text.size() + 16);
    for (const QChar c : text) {
        if (special.contains(c)) {
            made += u'\\';
        }
        made += c;
    }
    return made;
}

/// A list, a heading or a rule begins with one of these where the text begins the line.
QString withoutMarker(const QString& text)
{
    static const QString markers = QStringLiteral("-+=#:");
    return !text.isEmpty() && markers.contains(text.at(0)) ? u'\\' + text : text;
}

bool mayBecomeLink(const QString& text)
{
    return text.contains(u'@') || text.contains(u'#') || text.contains(QLatin1String("://")) ||
           text.contains(QLatin1String("www."), Qt::CaseInsensitive);
}

/// Words between spaces that a page would make a link or a mention of become code.
QString withoutLinks(const QString& text)
{
    if (!mayBecomeLink(text)) {
        return escaped(text);
    }
    QStringList words = text.split(u' ');
    for (QString& word : words) {
        word = mayBecomeLink(word) ? code(word) : escaped(word);
    }
    return words.join(u' ');
}

} // namespace

QString code(const QString& text)
{
    if (text.isEmpty()) {
        return escaped(said("(nothing)"));
    }
    const QString visible = support::visibleText(text);
    const QString fence(longestRunOfBackticks(visible) + 1, u'`');
    // One space at both ends is taken off by the reader, unless there is nothing but spaces.
    const bool padded = visible.startsWith(u'`') || visible.endsWith(u'`') ||
                        (visible.startsWith(u' ') && visible.endsWith(u' ') && !visible.trimmed().isEmpty());
    return padded ? fence + u' ' + visible + u' ' + fence : fence + visible + fence;
}

QString prose(const QString& text)
{
    const QString visible = support::visibleText(text);
    QString made;
    qsizetype at = 0;
    while (at < visible.size()) {
        const qsizetype open = visible.indexOf(u'«', at);
        const qsizetype close = open < 0 ? -1 : visible.indexOf(u'»', open);
        if (close < 0) {
            break;
        }
        made += withoutLinks(visible.mid(at, open - at)) + code(visible.mid(open + 1, close - open - 1));
        at = close + 1;
    }
    return withoutMarker(made + withoutLinks(visible.mid(at)));
}

QString block(const QString& text, qsizetype indent)
{
    const QString margin(indent, u' ');
    const QString fence(std::max<qsizetype>(3, longestRunOfBackticks(text) + 1), u'`');
    QString made = margin + fence + u'\n';
    for (const QString& line : text.split(u'\n')) {
        made += margin + support::visibleText(line.endsWith(u'\r') ? line.chopped(1) : line) + u'\n';
    }
    return made + margin + fence + u'\n';
}

} // namespace assayer::inspection::markdown
