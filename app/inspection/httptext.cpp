// SPDX-License-Identifier: Apache-2.0
#include "inspection/httptext.h"

#include <QRegularExpression>
#include <QStringList>

namespace assayer::inspection {

namespace {

/// A line without what «curl -v» puts in front of it.
QString plainLine(QString line)
{
    if (line.startsWith(QLatin1String("< "))) {
        line.remove(0, 2);
    } else if (line == QLatin1String("<")) {
        line.clear();
    }
    return line.trimmed();
}

std::optional<int> statusOf(const QString& line)
{
    static const QRegularExpression pattern(
        QRegularExpression::anchoredPattern(
            QStringLiteral("(?:HTTP/[0-9.]+\\s+|(?:HTTP\\s+)?(?:status(?:[ _-]?code)?\\s*[:=]?\\s*)?)([1-5][0-9]{2})"
                           "(?:[ :-]+[A-Za-z][A-Za-z '-]{0,60})?")),
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype longest = 120;
    const auto match = line.size() <= longest ? pattern.match(line) : QRegularExpressionMatch();
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

bool takeHeader(const QString& line, HttpText& made)
{
    static const QRegularExpression pattern(QStringLiteral("^([A-Za-z][A-Za-z0-9-]{0,60})\\s*:\\s*(.*)$"));
    const auto match = pattern.match(line);
    if (!match.hasMatch()) {
        return false;
    }
    const QString name = match.captured(1).toLower();
    if (name == QLatin1String("content-type")) {
        made.contentType = match.captured(2);
    } else if (name == QLatin1String("retry-after")) {
        made.retryAfter = match.captured(2);
    } else if (name != QLatin1String("www-authenticate") && !made.status) {
        return false; // a sentence with a colon, unless the message began as one of HTTP does
    }
    made.hasHeaders = true;
    return true;
}

} // namespace

QString withoutSecretHeaders(const QString& text)
{
    // A name behind anything but a letter, or behind the escaped line break of a text in JSON.
    static const QString name = QStringLiteral("(?:(?<![\\w-])|(?<=\\\\n))(?:[\\w-]{0,60}-)?"
                                               "(?:cookie2?|authorization|api_?key|"
                                               "(?<=-)(?:\\w{0,20}(?:key|token|secret)|password|principal))");
    static const QString inJson = QStringLiteral("\"[ \\t]*+(?:,\\s*+\"value\"[ \\t]*+)?:[ \\t]*+"
                                                 "(?=\"(?:[^\"\\\\\\n]|\\\\.)*+\"|\\[[^\\]]{0,4000}+\\])");
    static const QString value = QStringLiteral("(?:\"(?:[^\"\\\\\\n]|\\\\.)*+\"|\\[[^\\]]{0,4000}+\\])");
    // What a cookie ends with is not known: all the rest of the line goes.
    static const QString inLine = QStringLiteral("[\"']?[ \\t]*+:[ \\t]*+");
    static const QRegularExpression pattern(
        QStringLiteral("(%1%2)%3|(%1%4)[^\\s][^\\r\\n]*+").arg(name, inJson, value, inLine),
        QRegularExpression::CaseInsensitiveOption);
    return QString(text).replace(pattern, QStringLiteral("\\1\\2•••"));
}

HttpText httpTextOf(const QString& text)
{
    HttpText made;
    const QStringList lines = text.split(u'\n');
    qsizetype at = 0;
    for (; at < lines.size(); ++at) {
        const QString line = plainLine(lines.at(at));
        const auto status = statusOf(line);
        if (status) {
            made.status = status;
        } else if (line.isEmpty() && (made.status || made.hasHeaders)) {
            ++at;
            break;
        } else if (!line.isEmpty() && !line.startsWith(QLatin1String("* ")) && !takeHeader(line, made)) {
            break;
        }
    }
    made.body = lines.mid(at).join(u'\n').trimmed();
    return made;
}

} // namespace assayer::inspection
