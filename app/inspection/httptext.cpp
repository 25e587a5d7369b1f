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
    static const QString header = QStringLiteral("(?:[\\w-]{0,60}-)?(?:cookie2?|authorization|api_?key|"
                                                 "(?<=-)(?:\\w{0,20}(?:key|token|secret)|password|principal))");
    // Behind anything but a letter, or behind the escaped line break of a text in JSON.
    static const QString name = QStringLiteral("(?:(?<![\\w-])|(?<=\\\\n))") + header;
    static const QString quoted = QStringLiteral("\"(?:[^\"\\\\\\n]|\\\\.)*+\"");
    static const QString members = QStringLiteral("(?:\\s*+\"\\w{1,20}+\"\\s*+:\\s*+%1\\s*+,){0,3}").arg(quoted);
    static const QString value = QStringLiteral("(?:%1|\\[[^\\]]{0,4000}+\\])").arg(quoted);
    // {"Set-Cookie": "…"}, {"name": "Set-Cookie", …, "value": "…"} and {"value": "…", …, "name": "Set-Cookie"}.
    static const QString inJson =
        QStringLiteral("(%1\"[ \\t]*+(?:,%2?\\s*+\"value\"\\s*+)?:[ \\t]*+)%3").arg(name, members, value);
    static const QString beforeName =
        QStringLiteral("(\"value\"\\s*+:\\s*+)%1(?=\\s*+,%2?\\s*+\"name\"\\s*+:\\s*+\"%3\")")
            .arg(quoted, members, header);
    // What a cookie ends with is not known: all the rest of the line goes, and in a message the lines folded under it.
    static const QString inMessage =
        QStringLiteral("(^%1[ \\t]*+:[ \\t]*+)[^\\r\\n]*+(?:\\r?\\n[ \\t]++[^\\r\\n]++)*+").arg(header);
    static const QString inLine = QStringLiteral("((?:%1[\"']?[ \\t]*+:|(?<![\\w-])(?:set-)?cookie2?[ \\t]*+=|"
                                                 "(?<![\\w-])authorization[ \\t]*+=(?=[ \\t]*+\\[?(?:Bearer|Basic)\\b))"
                                                 "[ \\t]*+)[^\\s][^\\r\\n]*+")
                                      .arg(name);
    static const QString inCommand =
        QStringLiteral("((?<=\\s)(?:--(?:cookie|user|proxy-user|oauth2-bearer)|-[bu])(?:[ \\t]++|=))"
                       "(?:%1|'[^'\\n]*+'|\\S++)")
            .arg(quoted);
    static const QRegularExpression headers(QStringList{inJson, beforeName, inMessage, inLine}.join(u'|'),
                                            QRegularExpression::CaseInsensitiveOption |
                                                QRegularExpression::MultilineOption);
    static const QRegularExpression command(inCommand);
    QString masked = QString(text).replace(headers, QStringLiteral("\\1\\2\\3\\4•••"));
    if (masked.contains(QLatin1String("curl"))) {
        masked.replace(command, QStringLiteral("\\1•••"));
    }
    return masked;
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
