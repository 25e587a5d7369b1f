// SPDX-License-Identifier: Apache-2.0
#include "formats/looseobject.h"

#include <QByteArrayView>

namespace assayer::formats {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Behind the string that begins at `at`; the end of the text if it does not end.
qsizetype behindString(const QByteArray& text, qsizetype at)
{
    const char quote = text.at(at);
    for (++at; at < text.size(); ++at) {
        if (text.at(at) == '\\') {
            ++at;
        } else if (text.at(at) == quote) {
            return at + 1;
        }
    }
    return text.size();
}

/// Behind the comment that begins at `at`; `at` itself if none does.
qsizetype behindComment(const QByteArray& text, qsizetype at)
{
    const QByteArrayView rest = QByteArrayView(text).sliced(at);
    if (rest.startsWith("//")) {
        const qsizetype end = text.indexOf('\n', at);
        return end < 0 ? text.size() : end;
    }
    if (rest.startsWith("/*")) {
        const qsizetype end = text.indexOf("*/", at + 2);
        return end < 0 ? text.size() : end + 2;
    }
    return at;
}

void blank(QByteArray& text, qsizetype begin, qsizetype end)
{
    for (qsizetype at = begin; at < end; ++at) {
        if (!isSpace(text.at(at))) {
            text[at] = ' ';
        }
    }
}

} // namespace

QByteArray withoutComments(const QByteArray& text)
{
    QByteArray plain = text;
    qsizetype comma = -1; // one with nothing but space behind it so far
    for (qsizetype at = 0; at < text.size();) {
        const char c = text.at(at);
        const qsizetype behind = c == '/' ? behindComment(text, at) : at;
        if (behind != at) {
            blank(plain, at, behind);
            at = behind;
            continue;
        }
        if (comma >= 0 && (c == '}' || c == ']')) {
            plain[comma] = ' ';
        }
        comma = c == ',' ? at : isSpace(c) ? comma : -1;
        at = c == '"' || c == '\'' || c == '`' ? behindString(text, at) : at + 1;
    }
    return plain;
}

QByteArray objectLiteralIn(const QByteArray& code)
{
    QByteArray text = withoutComments(code);
    char before = '\0'; // the last character that is no space
    qsizetype begin = -1;
    int depth = 0;
    for (qsizetype at = 0; at < text.size();) {
        const char c = text.at(at);
        if (c == '"' || c == '\'' || c == '`') {
            const qsizetype behind = behindString(text, at);
            if (c == '`' && behind <= text.size() && behind - at >= 2) {
                text[at] = '"';
                text[behind - 1] = '"';
            }
            before = c;
            at = behind;
            continue;
        }
        const bool opens = begin < 0 && c == '{' && (before == '(' || before == '=' || before == ',' || before == '\0');
        if (opens) {
            begin = at;
        }
        if (begin >= 0 && c == '{') {
            ++depth;
        } else if (begin >= 0 && c == '}' && --depth == 0) {
            return text.sliced(begin, at + 1 - begin);
        }
        if (!isSpace(c)) {
            before = c;
        }
        ++at;
    }
    return {};
}

} // namespace assayer::formats
