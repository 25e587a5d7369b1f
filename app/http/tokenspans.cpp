// SPDX-License-Identifier: Apache-2.0
#include "http/tokenspans.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace assayer::http {

namespace {

constexpr qsizetype shortestJwtHeader = 10; // {"alg":…} in Base64 is longer
constexpr qsizetype shortestJwt = 20;

bool isOneOf(char character, const char* set)
{
    return character != '\0' && std::strchr(set, character) != nullptr;
}

qsizetype skip(const QByteArray& text, qsizetype position, const char* set)
{
    while (position < text.size() && isOneOf(text[position], set))
        ++position;
    return position;
}

qsizetype until(const QByteArray& text, qsizetype position, const char* set)
{
    while (position < text.size() && !isOneOf(text[position], set))
        ++position;
    return position;
}

/// The end of a JSON string whose first character is at `position`.
qsizetype stringEnd(const QByteArray& text, qsizetype position)
{
    while (position < text.size() && text[position] != '"')
        position += text[position] == '\\' ? 2 : 1;
    return std::min(position, text.size());
}

/// The value behind a name that ends at `position`, if it is one: `": "…"`, also with escaped quotes, or `=…`.
Span valueBehind(const QByteArray& text, qsizetype position)
{
    static const char* const space = " \t\r\n";
    const qsizetype quote = skip(text, position, "\\");
    const bool quoted = quote < text.size() && text[quote] == '"';
    qsizetype at = quoted ? skip(text, quote + 1, space) : position;
    if (QByteArrayView(text).sliced(at).startsWith("%3D") || QByteArrayView(text).sliced(at).startsWith("%3d"))
        at += 3;
    else if (at < text.size() && (text[at] == '=' || (text[at] == ':' && quoted)))
        at += 1;
    else
        return {};
    at = skip(text, at, space);
    const qsizetype opening = skip(text, at, "\\");
    if (opening < text.size() && text[opening] == '"') {
        const bool nested = opening > at;
        return {opening + 1, nested ? until(text, opening + 1, "\\\"") : stringEnd(text, opening + 1)};
    }
    const Span bare{at, until(text, at, "& \t\r\n\"',;}]<#")};
    const QByteArrayView value = QByteArrayView(text).sliced(bare.begin, bare.end - bare.begin);
    const bool holdsNothing = value.isEmpty() || value == "null" || value == "true" || value == "false" ||
                              value.startsWith('{') || value.startsWith('[');
    return holdsNothing ? Span{} : bare;
}

void addNamed(const QByteArray& text, std::vector<Span>& spans)
{
    static const std::array<QByteArray, 6> names = {"access_token",  "id_token",         "refresh_token",
                                                    "client_secret", "client_assertion", "assertion"};
    const QByteArray lower = text.toLower();
    for (const QByteArray& name : names) {
        for (qsizetype at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
            const Span span = valueBehind(text, at + name.size());
            if (span.end > span.begin) {
                spans.push_back(span);
                at = span.end - 1; // what is masked is not read again, or nested names would cost quadratic time
            }
        }
    }
}

void addJwts(const QByteArray& text, std::vector<Span>& spans)
{
    static const char* const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.";
    for (qsizetype at = text.indexOf('e'); at >= 0; at = text.indexOf('e', at)) {
        const QByteArrayView rest = QByteArrayView(text).sliced(at);
        // `{"`, `{ ` and `{` with a line break or a tab
        if (!rest.startsWith("eyJ") && !rest.startsWith("eyA") && !rest.startsWith("ew")) {
            ++at;
            continue;
        }
        const qsizetype end = skip(text, at, letters);
        const qsizetype dot = rest.first(end - at).indexOf('.');
        if (dot >= shortestJwtHeader && end - at >= shortestJwt)
            spans.push_back({at, end});
        at = end;
    }
}

} // namespace

std::vector<Span> tokenSpans(const QByteArray& text)
{
    std::vector<Span> spans;
    addNamed(text, spans);
    addJwts(text, spans);
    std::ranges::sort(spans, {}, &Span::begin);
    return spans;
}

} // namespace assayer::http
