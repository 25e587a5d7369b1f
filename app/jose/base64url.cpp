// SPDX-License-Identifier: Apache-2.0
#include "jose/base64url.h"

#include <QCoreApplication>

#include <array>

namespace assayer::jose::base64url {

namespace {

constexpr QByteArrayView alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr signed char none = -1;

constexpr std::array<signed char, 256> makeTable()
{
    std::array<signed char, 256> table{};
    for (auto& entry : table) {
        entry = none;
    }
    for (qsizetype i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
    }
    return table;
}

constexpr std::array<signed char, 256> table = makeTable();

signed char valueOf(char character)
{
    return table[static_cast<unsigned char>(character)];
}

// For showing only: the standard alphabet is read, padding and white space are passed over, and any other character
// counts as zero bits, so that what follows it keeps its place.
int tolerantValueOf(char character)
{
    switch (character) {
    case '+':
        return 62;
    case '/':
        return 63;
    case '=':
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return none;
    default:
        return valueOf(character) == none ? 0 : valueOf(character);
    }
}

// Four characters at a time as long as they are good: how many characters that were.
qsizetype decodeGoodQuads(QByteArrayView text, char*& out)
{
    qsizetype i = 0;
    for (; i + 4 <= text.size(); i += 4) {
        const int a = valueOf(text[i]);
        const int b = valueOf(text[i + 1]);
        const int c = valueOf(text[i + 2]);
        const int d = valueOf(text[i + 3]);
        if ((a | b | c | d) < 0) {
            break;
        }
        *out++ = static_cast<char>(a << 2 | b >> 4);
        *out++ = static_cast<char>(b << 4 | c >> 2);
        *out++ = static_cast<char>(c << 6 | d);
    }
    return i;
}

void note(Decoding& decoding, Flaw flaw, qsizetype position)
{
    if (decoding.flaw == Flaw::None) {
        decoding.flaw = flaw;
        decoding.position = position;
    }
}

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

} // namespace

Decoding decodeTolerantly(QByteArrayView text)
{
    Decoding decoding;
    decoding.bytes = QByteArray(text.size() / 4 * 3 + 3, Qt::Uninitialized);
    char* out = decoding.bytes.data();
    quint32 bits = 0;
    int count = 0;
    for (qsizetype i = decodeGoodQuads(text, out); i < text.size(); ++i) {
        int value = valueOf(text[i]);
        if (value == none) {
            note(decoding, Flaw::Character, i);
            value = tolerantValueOf(text[i]);
            if (value == none) {
                continue;
            }
        }
        bits = bits << 6 | static_cast<quint32>(value);
        if (++count == 4) {
            *out++ = static_cast<char>(bits >> 16);
            *out++ = static_cast<char>(bits >> 8);
            *out++ = static_cast<char>(bits);
            bits = 0;
            count = 0;
        }
    }
    if (count == 1) {
        note(decoding, Flaw::Length, text.size() - 1);
    } else if (count == 2) {
        *out++ = static_cast<char>(bits >> 4);
    } else if (count == 3) {
        *out++ = static_cast<char>(bits >> 10);
        *out++ = static_cast<char>(bits >> 2);
    }
    if ((count == 2 && (bits & 0xF)) || (count == 3 && (bits & 0x3))) {
        note(decoding, Flaw::Trailing, text.size() - 1);
    }
    decoding.bytes.truncate(out - decoding.bytes.constData());
    return decoding;
}

support::Result<QByteArray> decode(QByteArrayView text)
{
    Decoding decoding = decodeTolerantly(text);
    if (decoding.flaw == Flaw::None) {
        return std::move(decoding.bytes);
    }
    const QString position = tr("At byte %1.").arg(decoding.position);
    switch (decoding.flaw) {
    case Flaw::Trailing:
        return support::failure(QStringLiteral("non-canonical"),
                                tr("The last base64url character carries bits that belong to no byte."), position);
    case Flaw::Length:
        return support::failure(QStringLiteral("not-base64url"), tr("No base64url text has this length."), position);
    default:
        return support::failure(QStringLiteral("not-base64url"),
                                tr("A character that is not in the base64url alphabet."), position);
    }
}

QByteArray encode(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace assayer::jose::base64url
