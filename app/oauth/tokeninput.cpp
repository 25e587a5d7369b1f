// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokeninput.h"

#include "oauth/inputtext.h"
#include "support/json.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace assayer::oauth {
namespace {

namespace json = support::json;

constexpr qsizetype examined = 4 * 1024 * 1024;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// One thing that can be around a token. True if it was there and was taken away.
using Step = bool (*)(TokenInput& input);

/// What PowerShell's «>» and some editors write.
bool decodeUtf16(TokenInput& input)
{
    const bool little = input.token.startsWith("\xFF\xFE");
    if (!little && !input.token.startsWith("\xFE\xFF")) {
        return false;
    }
    QStringDecoder decoder(little ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE);
    const QString text = decoder(QByteArrayView(input.token).sliced(2));
    input.token = text.toUtf8();
    input.stripped.append(Text::tr("UTF-16 encoding"));
    return true;
}

bool stripMargin(TokenInput& input)
{
    const Margin margin = marginOf(input.token);
    if (margin.begin == 0 && margin.end == input.token.size()) {
        return false;
    }
    input.token = input.token.sliced(margin.begin, margin.end - margin.begin);
    if (margin.invisible) {
        input.stripped.append(Text::tr("invisible characters"));
    }
    return true;
}

bool stripQuotes(TokenInput& input)
{
    struct Pair {
        QByteArrayView opening;
        QByteArrayView closing;
    };
    static const std::array<Pair, 8> pairs{
        {{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"„", "“"}, {"”", "”"}, {"‘", "’"}, {"«", "»"}}};
    for (const Pair& pair : pairs) {
        const qsizetype both = pair.opening.size() + pair.closing.size();
        if (input.token.size() >= both && input.token.startsWith(pair.opening) && input.token.endsWith(pair.closing)) {
            input.token = input.token.sliced(pair.opening.size(), input.token.size() - both);
            input.stripped.append(Text::tr("quotes"));
            return true;
        }
    }
    return false;
}

/// The member of a token response that holds the token.
const json::Value* tokenMember(const json::Value& object, QString& name)
{
    for (const QString& candidate : {QStringLiteral("access_token"), QStringLiteral("id_token")}) {
        const json::Value* member = object.find(candidate);
        if (member && !member->text().isEmpty()) {
            name = candidate;
            return member;
        }
    }
    return nullptr;
}

bool stripResponse(TokenInput& input)
{
    if (!input.token.startsWith('{')) {
        return false;
    }
    json::Limits limits;
    limits.bytes = examined;
    const json::Document document = json::read(input.token, limits);
    QString name;
    const json::Value* member = document.value ? tokenMember(*document.value, name) : nullptr;
    if (!member) {
        return false;
    }
    const QByteArray token = member->text().toUtf8();
    input.token = token;
    input.stripped.append(Text::tr("the token response around it (%1)").arg(name));
    return true;
}

bool stripHeaderName(TokenInput& input)
{
    const QByteArrayView name("authorization");
    if (!startsWithWord(input.token, name)) {
        return false;
    }
    const qsizetype colon = skipSpaces(input.token, name.size());
    if (colon >= input.token.size() || input.token[colon] != ':') {
        return false;
    }
    // More headers may follow; a mere line break may be the wrapping of a long token.
    if (input.token.contains('\n') && input.token.indexOf(':', colon + 1) >= 0) {
        return false;
    }
    input.token = input.token.sliced(colon + 1);
    input.stripped.append(Text::tr("«Authorization:» header name"));
    return true;
}

bool stripBearer(TokenInput& input)
{
    const QByteArrayView scheme("bearer");
    if (!startsWithWord(input.token, scheme) || input.token.size() == scheme.size()) {
        return false;
    }
    input.token = input.token.sliced(scheme.size() + (input.token[scheme.size()] == ':' ? 1 : 0));
    input.stripped.append(Text::tr("«Bearer»"));
    return true;
}

bool looksLikeCurl(const QByteArray& text)
{
    const QByteArray start = text.first(std::min<qsizetype>(text.size(), 64)).toLower();
    return start.startsWith("curl ") || start.startsWith("curl.exe ") || start.startsWith("$ curl ") ||
           start.startsWith("curl\t") || start.startsWith("curl\\");
}

bool stripRequest(TokenInput& input)
{
    const QByteArray token = authorizationIn(input.token);
    if (token.isEmpty() || token == input.token) {
        return false;
    }
    input.stripped.append(looksLikeCurl(input.token) ? Text::tr("the cURL command around it")
                                                     : Text::tr("the request around it"));
    input.token = token;
    return true;
}

/// «access_token=…&…» of a form or a URL, and token responses that are damaged or written in another notation.
bool stripNamedValue(TokenInput& input)
{
    for (const QByteArrayView name : {QByteArrayView("access_token"), QByteArrayView("id_token")}) {
        const QByteArray token = namedValueIn(input.token, name);
        if (!token.isEmpty() && token != input.token) {
            input.token = token;
            input.stripped.append(
                Text::tr("the token response around it (%1)").arg(QString::fromLatin1(name.data(), name.size())));
            return true;
        }
    }
    return false;
}

bool decodePercent(TokenInput& input)
{
    if (!input.token.contains('%') || !isPercentEncoded(input.token)) {
        return false;
    }
    const QByteArray decoded = QByteArray::fromPercentEncoding(input.token).trimmed();
    if (!isTokenText(decoded)) {
        return false;
    }
    input.token = decoded;
    input.stripped.append(Text::tr("percent-encoding"));
    return true;
}

/// What a mail program puts before each line that it quotes.
bool stripQuoteMarks(TokenInput& input)
{
    if (!input.token.startsWith('>')) {
        return false;
    }
    QByteArray unquoted;
    for (const QByteArray& line : input.token.split('\n')) {
        qsizetype begin = 0;
        while (begin < line.size() && (line[begin] == '>' || line[begin] == ' ' || line[begin] == '\t')) {
            ++begin;
        }
        unquoted += line.sliced(begin) + '\n';
    }
    unquoted.chop(1);
    input.token = unquoted;
    input.stripped.append(Text::tr("quote marks"));
    return true;
}

/// A token that was wrapped, by a terminal or a mail program.
bool joinLines(TokenInput& input)
{
    const QByteArray joined = withoutBreaks(input.token);
    if (joined == input.token || !isTokenText(joined)) {
        return false;
    }
    input.token = joined;
    input.stripped.append(Text::tr("line breaks"));
    return true;
}

} // namespace

TokenInput tokenFrom(QByteArrayView text)
{
    static const std::array<Step, 11> steps{decodeUtf16,     stripMargin,     stripQuoteMarks, stripQuotes,
                                            stripResponse,   stripHeaderName, stripBearer,     stripRequest,
                                            stripNamedValue, decodePercent,   joinLines};
    TokenInput input;
    input.token = text.first(std::min(text.size(), examined)).toByteArray();
    // Each layer is looked for again under the one that was taken away; nobody wraps a token in more.
    constexpr int mostLayers = 16;
    for (int layer = 0; layer < mostLayers; ++layer) {
        const bool stripped = std::any_of(steps.begin(), steps.end(), [&input](Step step) { return step(input); });
        if (!stripped) {
            break;
        }
    }
    return input;
}

} // namespace assayer::oauth
