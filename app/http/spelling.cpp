// SPDX-License-Identifier: Apache-2.0
#include "http/spelling.h"

#include <QString>

#include <array>
#include <numeric>
#include <optional>
#include <utility>

namespace assayer::http {

namespace {

std::optional<unsigned> digit(char character, unsigned base)
{
    unsigned value = base;
    if (character >= '0' && character <= '9')
        value = static_cast<unsigned>(character - '0');
    else if ((character | 0x20) >= 'a' && (character | 0x20) <= 'f')
        value = static_cast<unsigned>((character | 0x20) - 'a') + 10;
    return value < base ? std::optional(value) : std::nullopt;
}

/// Up to `maximum` digits from `begin`; their value and where they end.
std::optional<std::pair<char32_t, qsizetype>> number(const QByteArray& text, qsizetype begin, qsizetype maximum,
                                                     unsigned base)
{
    char32_t value = 0;
    qsizetype i = begin;
    for (; i < text.size() && i - begin < maximum; ++i) {
        const auto next = digit(text[i], base);
        if (!next)
            break;
        value = value * base + *next;
    }
    return i == begin ? std::nullopt : std::optional(std::pair(value, i));
}

/// What one encoded character stands for, and where it ends.
struct Decoded {
    QByteArray bytes;
    qsizetype end = 0;
};

QByteArray utf8(char32_t code)
{
    return QString::fromUcs4(&code, 1).toUtf8();
}

std::optional<Decoded> percentAt(const QByteArray& text, qsizetype i)
{
    if (text[i] != '%')
        return std::nullopt;
    const auto code = number(text, i + 1, 2, 16);
    if (!code || code->second != i + 3)
        return std::nullopt;
    return Decoded{QByteArray(1, static_cast<char>(code->first)), code->second};
}

std::optional<Decoded> plusAt(const QByteArray& text, qsizetype i)
{
    return text[i] == '+' ? std::optional(Decoded{QByteArrayLiteral(" "), i + 1}) : std::nullopt;
}

std::optional<char32_t> escapedUnit(const QByteArray& text, qsizetype i)
{
    if (i + 6 > text.size() || text[i] != '\\' || text[i + 1] != 'u')
        return std::nullopt;
    const auto code = number(text, i + 2, 4, 16);
    return code && code->second == i + 6 ? std::optional(code->first) : std::nullopt;
}

std::optional<Decoded> jsonAt(const QByteArray& text, qsizetype i)
{
    if (text[i] != '\\' || i + 1 == text.size())
        return std::nullopt;
    if (const auto unit = escapedUnit(text, i)) {
        const auto low = QChar::isHighSurrogate(*unit) ? escapedUnit(text, i + 6) : std::nullopt;
        if (low && QChar::isLowSurrogate(*low))
            return Decoded{utf8(QChar::surrogateToUcs4(static_cast<char16_t>(*unit), static_cast<char16_t>(*low))),
                           i + 12};
        return Decoded{utf8(*unit), i + 6};
    }
    static const QByteArray letters = "bfnrt\"\\/";
    static const QByteArray meanings = "\b\f\n\r\t\"\\/";
    const qsizetype which = letters.indexOf(text[i + 1]);
    return which < 0 ? std::nullopt : std::optional(Decoded{meanings.mid(which, 1), i + 2});
}

std::optional<Decoded> htmlAt(const QByteArray& text, qsizetype i)
{
    if (text[i] != '&')
        return std::nullopt;
    static const std::array<std::pair<QByteArray, QByteArray>, 5> names = {
        {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}}};
    for (const auto& [name, meaning] : names) {
        if (QByteArrayView(text).sliced(i).startsWith(name))
            return Decoded{meaning, i + name.size()};
    }
    if (i + 2 >= text.size() || text[i + 1] != '#')
        return std::nullopt;
    const bool hexadecimal = (text[i + 2] | 0x20) == 'x';
    const auto code = hexadecimal ? number(text, i + 3, 6, 16) : number(text, i + 2, 7, 10);
    if (!code || code->second >= text.size() || text[code->second] != ';' || code->first > QChar::LastValidCodePoint)
        return std::nullopt;
    return Decoded{utf8(code->first), code->second + 1};
}

std::optional<Decoded> nulAt(const QByteArray& text, qsizetype i)
{
    return text[i] == '\0' ? std::optional(Decoded{{}, i + 1}) : std::nullopt;
}

struct Decoder {
    QByteArrayView begins; ///< the characters that an encoded one can begin with
    std::optional<Decoded> (*at)(const QByteArray& text, qsizetype position);
};

std::optional<Decoded> formAt(const QByteArray& text, qsizetype i)
{
    const auto space = plusAt(text, i);
    return space ? space : percentAt(text, i);
}

/// Where the next encoded character could be, or the end.
qsizetype nextCandidate(const QByteArray& text, qsizetype position, QByteArrayView begins)
{
    qsizetype nearest = text.size();
    for (const char begin : begins) {
        if (const qsizetype found = QByteArrayView(text).first(nearest).indexOf(begin, position); found >= 0)
            nearest = found;
    }
    return nearest;
}

void copy(const Spelling& from, qsizetype begin, qsizetype end, Spelling& to)
{
    to.text += QByteArrayView(from.text).sliced(begin, end - begin);
    to.origin.insert(to.origin.end(), from.origin.begin() + begin, from.origin.begin() + end);
}

/// The encoding taken off, or nothing where there is none of it.
std::optional<Spelling> decoded(const Spelling& from, const Decoder& decoder)
{
    Spelling to;
    bool changed = false;
    for (qsizetype i = 0; i < from.text.size();) {
        const qsizetype candidate = nextCandidate(from.text, i, decoder.begins);
        if (!changed && candidate == from.text.size())
            return std::nullopt;
        const auto step = candidate < from.text.size() ? decoder.at(from.text, candidate) : std::nullopt;
        if (!changed) {
            to.text.reserve(from.text.size());
            to.origin.reserve(from.origin.size());
        }
        copy(from, i, step ? candidate : std::min(candidate + 1, from.text.size()), to);
        i = candidate + 1;
        if (!step)
            continue;
        to.text += step->bytes;
        to.origin.insert(to.origin.end(), static_cast<size_t>(step->bytes.size()),
                         from.origin[static_cast<size_t>(candidate)]);
        i = step->end;
        changed = true;
    }
    to.origin.push_back(from.origin.back());
    return changed ? std::optional(std::move(to)) : std::nullopt;
}

Spelling plain(const QByteArray& text)
{
    Spelling spelling{text, std::vector<quint32>(static_cast<size_t>(text.size()) + 1)};
    std::iota(spelling.origin.begin(), spelling.origin.end(), 0U);
    return spelling;
}

void explore(const Spelling& spelling, int depth, const std::function<void(const Spelling&)>& visit)
{
    visit(spelling);
    if (depth == 0)
        return;
    // The last one takes «%» off too; without a «+» it would be the second one once more.
    static constexpr std::array<Decoder, 4> decoders = {
        {{"\\", jsonAt}, {"%", percentAt}, {"&", htmlAt}, {"+%", formAt}}};
    for (const Decoder& decoder : decoders) {
        if (!spelling.text.contains(decoder.begins[0]))
            continue;
        if (const auto inner = decoded(spelling, decoder))
            explore(*inner, depth - 1, visit);
    }
}

} // namespace

void forEachReading(const QByteArray& text, const std::function<void(const Spelling&)>& visit)
{
    const Spelling whole = plain(text);
    explore(whole, 2, visit);
    if (const auto narrow = decoded(whole, {QByteArrayView("\0", 1), nulAt}))
        visit(*narrow);
}

} // namespace assayer::http
