// SPDX-License-Identifier: Apache-2.0
#include "http/inflate.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace assayer::http {

namespace {

using End = Inflated::End;

constexpr int longestCode = 15;

/// What stops the reading before the last block's end.
struct Stop {
    End end;
};

/// Bytes that are read bit by bit, the lowest bit first (RFC 1951 §3.1.1).
class Bits {
public:
    explicit Bits(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    unsigned take(int count)
    {
        while (m_held < count) {
            m_window |= static_cast<unsigned>(byte()) << static_cast<unsigned>(m_held);
            m_held += 8;
        }
        const unsigned value = m_window & ((1U << static_cast<unsigned>(count)) - 1U);
        m_window >>= static_cast<unsigned>(count);
        m_held -= count;
        return value;
    }

    unsigned char byte()
    {
        if (m_position == m_bytes.size())
            throw Stop{End::Damaged};
        return static_cast<unsigned char>(m_bytes[m_position++]);
    }

    /// Forgets the rest of a byte that was begun. No whole byte is ever held: take() fetches only what it needs.
    void align()
    {
        m_window = 0;
        m_held = 0;
    }

    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] bool atEnd() const { return m_position == m_bytes.size(); }

private:
    QByteArrayView m_bytes;
    qsizetype m_position = 0;
    unsigned m_window = 0;
    int m_held = 0;
};

/// A canonical Huffman code (RFC 1951 §3.2.2), made from the length of each symbol's code.
class Code {
public:
    explicit Code(std::span<const unsigned char> lengths)
    {
        for (const unsigned char length : lengths)
            ++m_count[length];
        m_count[0] = 0;
        int left = 1;
        for (size_t length = 1; length <= longestCode; ++length) {
            left = left * 2 - m_count[length];
            if (left < 0) // more codes than there is room for
                throw Stop{End::Damaged};
        }
        std::array<unsigned short, longestCode + 2> offset{};
        for (size_t length = 1; length <= longestCode; ++length)
            offset[length + 1] = static_cast<unsigned short>(offset[length] + m_count[length]);
        for (size_t symbol = 0; symbol < lengths.size(); ++symbol) {
            if (lengths[symbol] != 0)
                m_symbol[offset[lengths[symbol]]++] = static_cast<unsigned short>(symbol);
        }
    }

    unsigned next(Bits& bits) const
    {
        int code = 0;
        int first = 0;
        int index = 0;
        for (size_t length = 1; length <= longestCode; ++length) {
            code |= static_cast<int>(bits.take(1));
            const int count = m_count[length];
            if (code - count < first)
                return m_symbol[static_cast<size_t>(index + code - first)];
            index += count;
            first = (first + count) * 2;
            code *= 2;
        }
        throw Stop{End::Damaged};
    }

private:
    std::array<unsigned short, longestCode + 1> m_count{};
    std::array<unsigned short, 288> m_symbol{};
};

void put(QByteArray& out, char byte, qint64 limit)
{
    if (out.size() >= limit)
        throw Stop{End::TooLarge};
    out += byte;
}

void stored(Bits& bits, QByteArray& out, qint64 limit)
{
    bits.align();
    const unsigned length = bits.byte() | static_cast<unsigned>(bits.byte()) << 8U;
    const unsigned complement = bits.byte() | static_cast<unsigned>(bits.byte()) << 8U;
    if ((length ^ complement) != 0xFFFFU)
        throw Stop{End::Damaged};
    for (unsigned i = 0; i < length; ++i)
        put(out, static_cast<char>(bits.byte()), limit);
}

void copyBack(QByteArray& out, unsigned distance, unsigned length, qint64 limit)
{
    if (distance > static_cast<size_t>(out.size()))
        throw Stop{End::Damaged};
    for (unsigned i = 0; i < length; ++i)
        put(out, out[out.size() - static_cast<qsizetype>(distance)], limit);
}

void compressed(Bits& bits, const Code& literals, const Code& distances, QByteArray& out, qint64 limit)
{
    static constexpr std::array<unsigned short, 29> lengthBase = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                                  15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                                  67, 83, 99, 115, 131, 163, 195, 227, 258};
    static constexpr std::array<unsigned char, 29> lengthExtra = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                                  2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    static constexpr std::array<unsigned short, 30> distanceBase = {
        1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
        193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    constexpr unsigned endOfBlock = 256;
    for (unsigned symbol = literals.next(bits); symbol != endOfBlock; symbol = literals.next(bits)) {
        if (symbol < endOfBlock) {
            put(out, static_cast<char>(symbol), limit);
            continue;
        }
        const size_t lengthCode = symbol - endOfBlock - 1;
        if (lengthCode >= lengthBase.size())
            throw Stop{End::Damaged};
        const unsigned length = lengthBase[lengthCode] + bits.take(lengthExtra[lengthCode]);
        const size_t distanceCode = distances.next(bits);
        if (distanceCode >= distanceBase.size())
            throw Stop{End::Damaged};
        const int extra = distanceCode < 2 ? 0 : static_cast<int>(distanceCode / 2) - 1;
        copyBack(out, distanceBase[distanceCode] + bits.take(extra), length, limit);
    }
}

void withFixedCodes(Bits& bits, QByteArray& out, qint64 limit)
{
    std::array<unsigned char, 288> lengths{};
    std::fill(lengths.begin(), lengths.begin() + 144, 8);
    std::fill(lengths.begin() + 144, lengths.begin() + 256, 9);
    std::fill(lengths.begin() + 256, lengths.begin() + 280, 7);
    std::fill(lengths.begin() + 280, lengths.end(), 8);
    std::array<unsigned char, 30> distances{};
    distances.fill(5);
    compressed(bits, Code(lengths), Code(distances), out, limit);
}

/// RFC 1951 §3.2.7.
void withDynamicCodes(Bits& bits, QByteArray& out, qint64 limit)
{
    static constexpr std::array<size_t, 19> order = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    const size_t literalCount = bits.take(5) + 257;
    const size_t distanceCount = bits.take(5) + 1;
    const size_t orderCount = bits.take(4) + 4;
    if (literalCount > 286 || distanceCount > 30)
        throw Stop{End::Damaged};
    std::array<unsigned char, 19> ofLengths{};
    for (size_t i = 0; i < orderCount; ++i)
        ofLengths[order[i]] = static_cast<unsigned char>(bits.take(3));
    const Code lengthCode(ofLengths);

    std::array<unsigned char, 286 + 30> lengths{};
    const size_t total = literalCount + distanceCount;
    for (size_t i = 0; i < total;) {
        const unsigned symbol = lengthCode.next(bits);
        if (symbol < 16) {
            lengths[i++] = static_cast<unsigned char>(symbol);
            continue;
        }
        if (symbol == 16 && i == 0)
            throw Stop{End::Damaged};
        const unsigned char repeated = symbol == 16 ? lengths[i - 1] : static_cast<unsigned char>(0);
        const size_t times = symbol == 16 ? 3 + bits.take(2) : symbol == 17 ? 3 + bits.take(3) : 11 + bits.take(7);
        if (i + times > total)
            throw Stop{End::Damaged};
        std::fill_n(lengths.begin() + static_cast<std::ptrdiff_t>(i), times, repeated);
        i += times;
    }
    const std::span<const unsigned char> all(lengths);
    compressed(bits, Code(all.first(literalCount)), Code(all.subspan(literalCount, distanceCount)), out, limit);
}

/// All blocks of one RFC 1951 stream.
void blocks(Bits& bits, QByteArray& out, qint64 limit)
{
    for (bool last = false; !last;) {
        last = bits.take(1) == 1;
        switch (bits.take(2)) {
        case 0:
            stored(bits, out, limit);
            break;
        case 1:
            withFixedCodes(bits, out, limit);
            break;
        case 2:
            withDynamicCodes(bits, out, limit);
            break;
        default:
            throw Stop{End::Damaged};
        }
    }
    bits.align();
}

quint32 littleEndian(Bits& bits)
{
    quint32 value = 0;
    for (unsigned shift = 0; shift < 32; shift += 8)
        value |= static_cast<quint32>(bits.byte()) << shift;
    return value;
}

quint32 crc32(QByteArrayView bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> made{};
        for (quint32 n = 0; n < made.size(); ++n) {
            made[n] = n;
            for (int bit = 0; bit < 8; ++bit)
                made[n] = (made[n] & 1U) != 0 ? 0xEDB88320U ^ (made[n] >> 1U) : made[n] >> 1U;
        }
        return made;
    }();
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes)
        crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (crc >> 8U);
    return ~crc;
}

quint32 adler32(QByteArrayView bytes)
{
    quint32 low = 1;
    quint32 high = 0;
    for (const char byte : bytes) {
        low = (low + static_cast<unsigned char>(byte)) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16U | low;
}

/// RFC 1952 §2.3.
void gzipHeader(Bits& bits)
{
    if (bits.byte() != 0x1F || bits.byte() != 0x8B || bits.byte() != 8)
        throw Stop{End::Damaged};
    const unsigned flags = bits.byte();
    if ((flags & 0xE0U) != 0)
        throw Stop{End::Damaged};
    for (int i = 0; i < 6; ++i) // time, flags, operating system
        bits.byte();
    if ((flags & 4U) != 0) {
        const unsigned length = bits.byte() | static_cast<unsigned>(bits.byte()) << 8U;
        for (unsigned i = 0; i < length; ++i)
            bits.byte();
    }
    for (const unsigned text : {8U, 16U}) { // name, comment
        while ((flags & text) != 0 && bits.byte() != 0) {
        }
    }
    if ((flags & 2U) != 0) {
        bits.byte();
        bits.byte();
    }
}

template <typename Reader> Inflated guarded(QByteArrayView packed, Reader read)
{
    Inflated result;
    Bits bits(packed);
    try {
        read(bits, result.bytes);
        result.end = bits.atEnd() ? End::Complete : End::Damaged;
    } catch (const Stop& stop) {
        result.end = stop.end;
    }
    return result;
}

} // namespace

Inflated gunzip(QByteArrayView packed, qint64 limit)
{
    return guarded(packed, [limit](Bits& bits, QByteArray& out) {
        do {
            const qsizetype begin = out.size();
            gzipHeader(bits);
            blocks(bits, out, limit);
            const QByteArrayView member = QByteArrayView(out).sliced(begin);
            const bool sound = littleEndian(bits) == crc32(member);
            if (littleEndian(bits) != static_cast<quint32>(member.size()) || !sound)
                throw Stop{End::Damaged};
        } while (!bits.atEnd());
    });
}

Inflated inflate(QByteArrayView packed, qint64 limit)
{
    const auto at = [packed](qsizetype i) { return static_cast<unsigned>(static_cast<unsigned char>(packed[i])); };
    const bool zlib = packed.size() >= 2 && (at(0) & 0x0FU) == 8 && (at(0) * 256 + at(1)) % 31 == 0;
    return guarded(packed, [limit, zlib](Bits& bits, QByteArray& out) {
        if (zlib) {
            bits.byte();
            if ((bits.byte() & 0x20U) != 0) // a dictionary that nobody gave
                throw Stop{End::Damaged};
        }
        blocks(bits, out, limit);
        if (!zlib)
            return;
        quint32 expected = 0;
        for (int i = 0; i < 4; ++i)
            expected = expected << 8U | bits.byte();
        if (expected != adler32(out))
            throw Stop{End::Damaged};
    });
}

} // namespace assayer::http
