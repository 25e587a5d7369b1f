// SPDX-License-Identifier: Apache-2.0
#include "oauth/inputtext.h"

#include <algorithm>
#include <array>

namespace assayer::oauth {
namespace {

constexpr std::array<QByteArrayView, 14> invisibles{
    "\xC2\xA0",     "\xC2\xAD",     "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F",
    "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\xA0", "\xEF\xBB\xBF", "\xE2\x80\xAA", "\xE2\x80\xAC",
};

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool isTokenCharacter(char c)
{
    return isWordCharacter(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/// The length of the invisible character at the beginning or at the end; 0 if there is none.
qsizetype invisibleAtStart(QByteArrayView text)
{
    const auto found = std::find_if(invisibles.begin(), invisibles.end(),
                                    [text](QByteArrayView sequence) { return text.startsWith(sequence); });
    return found == invisibles.end() ? 0 : found->size();
}

qsizetype invisibleAtEnd(QByteArrayView text)
{
    const auto found = std::find_if(invisibles.begin(), invisibles.end(),
                                    [text](QByteArrayView sequence) { return text.endsWith(sequence); });
    return found == invisibles.end() ? 0 : found->size();
}

qsizetype skipQuotes(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && (isSpace(text[at]) || isQuote(text[at]) || text[at] == '\\')) {
        ++at;
    }
    return at;
}

qsizetype tokenEnd(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && (isTokenCharacter(text[at]) || text[at] == '%')) {
        ++at;
    }
    return at;
}

/// The token that begins at `at`; inside quotes also one that was wrapped over several lines.
QByteArray tokenAt(const QByteArray& text, qsizetype at, char quote)
{
    const qsizetype end = tokenEnd(text, at);
    if (quote != '\0' && end < text.size() && isSpace(text[end])) {
        const qsizetype closing = text.indexOf(quote, end);
        const QByteArray whole = closing < 0 ? QByteArray() : withoutBreaks(text.sliced(at, closing - at));
        if (!whole.isEmpty() && isTokenText(whole)) {
            return whole;
        }
    }
    return text.sliced(at, end - at);
}

/// The last quotation mark between two places, or the one right before them.
char quoteAround(const QByteArray& text, qsizetype name, qsizetype value)
{
    for (qsizetype at = value - 1; at >= name; --at) {
        if (isQuote(text[at])) {
            return text[at];
        }
    }
    return name > 0 && isQuote(text[name - 1]) ? text[name - 1] : '\0';
}

/// Behind `Authorization` and its separator; -1 if what follows is no bearer token.
qsizetype bearerValue(QByteArrayView text, qsizetype nameEnd)
{
    qsizetype at = skipQuotes(text, nameEnd);
    if (at < text.size() && text[at] == ']') {
        at = skipQuotes(text, at + 1); // $headers["Authorization"] = …
    }
    if (at >= text.size() || (text[at] != ':' && text[at] != '=' && text[at] != ',')) {
        return -1;
    }
    at = skipQuotes(text, at + 1);
    const QByteArrayView rest = text.sliced(at);
    if (startsWithWord(rest, "bearer")) {
        at = skipSpaces(text, at + 6);
    } else if (!rest.startsWith("ey")) {
        return -1;
    }
    return at < text.size() && isTokenCharacter(text[at]) ? at : -1;
}

QByteArray optionValue(const QByteArray& text, QByteArrayView option)
{
    const qsizetype found = text.indexOf(option);
    if (found < 0) {
        return {};
    }
    const qsizetype from = found + option.size();
    const bool joined = from < text.size() && text[from] == '=';
    const qsizetype at = skipQuotes(text, joined ? from + 1 : from);
    return tokenAt(text, at, quoteAround(text, from, at));
}

} // namespace

Margin marginOf(QByteArrayView text)
{
    Margin margin{0, text.size(), false};
    while (margin.begin < margin.end) {
        const QByteArrayView rest = text.sliced(margin.begin, margin.end - margin.begin);
        const qsizetype invisible = invisibleAtStart(rest);
        if (invisible == 0 && !isSpace(rest.front())) {
            break;
        }
        margin.invisible = margin.invisible || invisible > 0;
        margin.begin += std::max<qsizetype>(invisible, 1);
    }
    while (margin.end > margin.begin) {
        const QByteArrayView rest = text.sliced(margin.begin, margin.end - margin.begin);
        const qsizetype invisible = invisibleAtEnd(rest);
        if (invisible == 0 && !isSpace(rest.back())) {
            break;
        }
        margin.invisible = margin.invisible || invisible > 0;
        margin.end -= std::max<qsizetype>(invisible, 1);
    }
    return margin;
}

bool startsWithWord(QByteArrayView text, QByteArrayView word)
{
    const bool same = text.size() >= word.size() && text.first(word.size()).compare(word, Qt::CaseInsensitive) == 0;
    return same && (text.size() == word.size() || !isWordCharacter(text[word.size()]));
}

qsizetype skipSpaces(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isSpace(text[at])) {
        ++at;
    }
    return at;
}

QByteArray authorizationIn(const QByteArray& text)
{
    const QByteArrayView name("authorization");
    const QByteArray lower = text.toLower();
    for (qsizetype found = lower.indexOf(name); found >= 0; found = lower.indexOf(name, found + 1)) {
        if (found > 0 && isWordCharacter(text[found - 1])) {
            continue; // Proxy-Authorization is for somebody else
        }
        const qsizetype value = bearerValue(text, found + name.size());
        if (value >= 0) {
            return tokenAt(text, value, quoteAround(text, found, value));
        }
    }
    return optionValue(text, "--oauth2-bearer");
}

QByteArray namedValueIn(const QByteArray& text, QByteArrayView name)
{
    const QByteArray lower = text.toLower();
    for (qsizetype found = lower.indexOf(name); found >= 0; found = lower.indexOf(name, found + 1)) {
        const qsizetype nameEnd = found + name.size();
        if ((found > 0 && isWordCharacter(text[found - 1])) || nameEnd >= text.size()) {
            continue;
        }
        const qsizetype separator = skipQuotes(text, nameEnd);
        if (separator >= text.size() || (text[separator] != ':' && text[separator] != '=')) {
            continue;
        }
        const qsizetype value = skipQuotes(text, separator + 1);
        const QByteArray token = tokenAt(text, value, quoteAround(text, separator, value));
        if (!token.isEmpty()) {
            return token;
        }
    }
    return {};
}

bool isTokenText(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isPercentEncoded(QByteArrayView text)
{
    const auto isHexadecimal = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            if (!isTokenCharacter(text[at])) {
                return false;
            }
        } else if (at + 2 < text.size() && isHexadecimal(text[at + 1]) && isHexadecimal(text[at + 2])) {
            at += 2;
        } else {
            return false;
        }
    }
    return true;
}

QByteArray withoutBreaks(const QByteArray& text)
{
    const bool jwt = text.startsWith("ey");
    QByteArray joined;
    joined.reserve(text.size());
    bool lineStart = false;
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        const qsizetype invisible =
            static_cast<unsigned char>(c) >= 0x80 ? invisibleAtStart(QByteArrayView(text).sliced(at)) : 0;
        const bool lineBreak = c == '\n' || c == '\r';
        const bool continuation = c == '\\' && at + 1 < text.size() && (text[at + 1] == '\n' || text[at + 1] == '\r');
        const bool dropped = lineBreak || continuation || invisible > 0 || (lineStart && (isSpace(c) || c == '>')) ||
                             (jwt && isSpace(c));
        if (!dropped) {
            joined.append(c);
        }
        lineStart = lineBreak || (lineStart && dropped);
        at += std::max<qsizetype>(invisible, 1);
    }
    return joined;
}

} // namespace assayer::oauth
