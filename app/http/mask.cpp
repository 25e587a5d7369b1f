// SPDX-License-Identifier: Apache-2.0
#include "http/mask.h"

#include "http/spelling.h"
#include "http/tokenspans.h"

#include <algorithm>
#include <cstring>

namespace assayer::http {

namespace {

constexpr qsizetype shortest = 4;         // below that a secret is masked only as a whole value
constexpr qsizetype shortestInBase64 = 6; // below that a shifted Base64 core is too short to mean anything
const char* const veil = "•••";

bool beginsValue(QByteArrayView text, qsizetype position)
{
    return position == 0 || std::strchr("\"'=>", text[position - 1]) != nullptr;
}

bool endsValue(QByteArrayView text, qsizetype position)
{
    return position == text.size() || std::strchr("\"'&<=", text[position]) != nullptr;
}

QByteArray veiled(const QByteArray& text, std::vector<Span> spans)
{
    std::ranges::sort(spans, {}, &Span::begin);
    QByteArray out;
    qsizetype position = 0;
    for (size_t i = 0; i < spans.size();) {
        Span joined = spans[i];
        for (++i; i < spans.size() && spans[i].begin <= joined.end; ++i)
            joined.end = std::max(joined.end, spans[i].end);
        out += QByteArrayView(text).sliced(position, joined.begin - position);
        out += veil;
        position = joined.end;
    }
    out += QByteArrayView(text).sliced(position);
    return out;
}

} // namespace

Mask::Mask(const QList<support::Secret>& secrets)
{
    for (const support::Secret& secret : secrets)
        add(secret);
}

void Mask::add(const support::Secret& secret)
{
    const QByteArrayView bytes = secret.reveal();
    if (bytes.isEmpty())
        return;
    const bool wholeValue = bytes.size() < shortest;
    addPattern(bytes.toByteArray(), 0, 0, wholeValue);
    if (wholeValue) {
        addPattern(bytes.toByteArray().toBase64(QByteArray::OmitTrailingEquals), 0, 0, true);
        return;
    }
    addBase64(bytes, 0);
    if (bytes.size() >= shortestInBase64) {
        addBase64(bytes, 1);
        addBase64(bytes, 2);
    }
}

// Inside a longer text («id:secret») the secret's first byte may be the first, second or third of a group. The
// characters that also hold bits of a neighbour are not known; they are masked with the match.
void Mask::addBase64(QByteArrayView secret, qsizetype alignment)
{
    QByteArray shifted(alignment, '\0');
    shifted += secret;
    const qsizetype begin = alignment == 0 ? 0 : alignment + 1;
    const qsizetype end = shifted.size() * 8 / 6;
    const qsizetype before = alignment == 0 ? 0 : 1;
    const qsizetype after = shifted.size() * 8 % 6 == 0 ? 0 : 1;
    QByteArray standard = shifted.toBase64().sliced(begin, end - begin);
    QByteArray url = shifted.toBase64(QByteArray::Base64UrlEncoding).sliced(begin, end - begin);
    support::wipe(shifted);
    if (url != standard)
        addPattern(std::move(url), before, after, false);
    addPattern(std::move(standard), before, after, false);
}

void Mask::addPattern(QByteArray&& text, qsizetype before, qsizetype after, bool wholeValue)
{
    Pattern pattern;
    pattern.before = before;
    pattern.after = after;
    pattern.wholeValue = wholeValue;
    pattern.fallback.assign(static_cast<size_t>(text.size()), 0);
    quint32 length = 0;
    for (size_t i = 1; i < pattern.fallback.size(); ++i) {
        while (length > 0 && text[static_cast<qsizetype>(i)] != text[length])
            length = pattern.fallback[length - 1];
        if (text[static_cast<qsizetype>(i)] == text[length])
            ++length;
        pattern.fallback[i] = length;
    }
    pattern.text = support::Secret(std::move(text));
    m_patterns.push_back(std::move(pattern));
}

std::vector<Span> Mask::find(const Pattern& pattern, QByteArrayView text, Ending ending)
{
    const QByteArrayView wanted = pattern.text.reveal();
    std::vector<Span> found;
    quint32 length = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        while (length > 0 && text[i] != wanted[length])
            length = pattern.fallback[length - 1];
        if (length == 0) {
            const void* next = std::memchr(text.data() + i, wanted[0], static_cast<size_t>(text.size() - i));
            if (next == nullptr)
                break;
            i = static_cast<const char*>(next) - text.data();
        }
        if (++length < wanted.size())
            continue;
        const qsizetype end = i + 1;
        const qsizetype begin = end - wanted.size();
        if (!pattern.wholeValue || (beginsValue(text, begin) && endsValue(text, end)))
            found.push_back({std::max<qsizetype>(0, begin - pattern.before),
                             std::min<qsizetype>(text.size(), end + pattern.after)});
        length = pattern.fallback[length - 1];
    }
    if (ending == Ending::Cut && !pattern.wholeValue && length >= shortest)
        found.push_back({std::max<qsizetype>(0, text.size() - length - pattern.before), text.size()});
    return found;
}

QByteArray Mask::applied(const QByteArray& text, Ending ending) const
{
    std::vector<Span> spans = tokenSpans(text);
    const auto search = [&](const Spelling& reading) {
        for (const Pattern& pattern : m_patterns) {
            for (const Span& span : find(pattern, reading.text, ending)) {
                spans.push_back(
                    {reading.origin[static_cast<size_t>(span.begin)], reading.origin[static_cast<size_t>(span.end)]});
            }
        }
    };
    if (!m_patterns.empty())
        forEachReading(text, search);
    return spans.empty() ? text : veiled(text, std::move(spans));
}

QString Mask::applied(const QString& text) const
{
    const QByteArray before = text.toUtf8();
    const QByteArray after = applied(before);
    return after == before ? text : QString::fromUtf8(after);
}

QUrl Mask::applied(const QUrl& url) const
{
    const QByteArray before = url.toEncoded();
    const QByteArray after = applied(before);
    return after == before ? url : QUrl::fromEncoded(after);
}

} // namespace assayer::http
