// SPDX-License-Identifier: Apache-2.0
#include "formats/javaproperties.h"

#include <QRegularExpression>

namespace assayer::formats {

namespace {

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\f';
}

QStringView withoutLead(QStringView line)
{
    while (!line.isEmpty() && isBlank(line.front())) {
        line = line.sliced(1);
    }
    return line;
}

bool isContinued(QStringView line)
{
    qsizetype backslashes = 0;
    while (backslashes < line.size() && line.at(line.size() - 1 - backslashes) == u'\\') {
        ++backslashes;
    }
    return backslashes % 2 == 1;
}

QString unescaped(QStringView text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c != u'\\' || at + 1 == text.size()) {
            plain += c;
            continue;
        }
        const QChar escape = text.at(++at);
        constexpr qsizetype digits = 4;
        bool hexadecimal = false;
        const ushort code =
            escape == u'u' && at + digits < text.size() ? text.sliced(at + 1, digits).toUShort(&hexadecimal, 16) : 0;
        if (hexadecimal) {
            plain += QChar(code);
            at += digits;
        } else {
            plain += escape == u'n' ? QChar(u'\n') : escape == u't' ? QChar(u'\t') : escape;
        }
    }
    return plain;
}

void readLine(Settings& settings, QStringView line)
{
    qsizetype end = 0;
    while (end < line.size() && line.at(end) != u'=' && line.at(end) != u':' && !isBlank(line.at(end))) {
        end += line.at(end) == u'\\' ? 2 : 1;
    }
    end = std::min(end, line.size());
    const QString name = unescaped(line.first(end));
    QStringView rest = withoutLead(line.sliced(end));
    if (!rest.isEmpty() && (rest.front() == u'=' || rest.front() == u':')) {
        rest = withoutLead(rest.sliced(1));
    }
    settings.add(name, unescaped(rest));
}

} // namespace

Settings readProperties(const QString& text)
{
    Settings settings;
    QString logical;
    for (QStringView line : QStringView(text).split(u'\n')) {
        if (line.endsWith(u'\r')) {
            line.chop(1);
        }
        line = withoutLead(line);
        const bool comment = logical.isEmpty() && !line.isEmpty() && (line.front() == u'#' || line.front() == u'!');
        if (comment) {
            continue;
        }
        if (isContinued(line)) {
            logical += line.chopped(1);
            continue;
        }
        logical += line;
        if (!logical.isEmpty()) {
            readLine(settings, logical);
        }
        logical.clear();
    }
    if (!logical.isEmpty()) {
        readLine(settings, logical);
    }
    return settings;
}

bool looksLikeProperties(const QString& text)
{
    static const QRegularExpression assignment(
        QStringLiteral("^[A-Za-z0-9_.\\-]+(\\[[0-9]+\\])?[A-Za-z0-9_.\\-]*\\s*="));
    for (QStringView line : QStringView(text).split(u'\n')) {
        line = line.trimmed();
        if (!line.isEmpty() && line.front() != u'#' && line.front() != u'!') {
            return assignment.match(line).hasMatch();
        }
    }
    return false;
}

} // namespace assayer::formats
