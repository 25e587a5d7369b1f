// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <array>

namespace assayer::test {

/// CRC-32 of RFC 1952 §8.
inline quint32 crc32(const QByteArray& bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> made{};
        for (quint32 n = 0; n < made.size(); ++n) {
            quint32 c = n;
            for (int bit = 0; bit < 8; ++bit)
                c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
            made[n] = c;
        }
        return made;
    }();
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes)
        crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (crc >> 8U);
    return crc ^ 0xFFFFFFFFU;
}

/// RFC 1950: what HTTP calls «deflate».
inline QByteArray zlibbed(const QByteArray& bytes)
{
    if (bytes.isEmpty()) // qCompress makes nothing at all of nothing
        return QByteArray("\x78\x9C\x03\0\0\0\0\x01", 8);
    return qCompress(bytes, 9).sliced(4);
}

/// RFC 1952.
inline QByteArray gzipped(const QByteArray& bytes)
{
    const QByteArray zlib = zlibbed(bytes);
    QByteArray out("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
    out += zlib.sliced(2, zlib.size() - 6);
    for (const quint32 word : {crc32(bytes), static_cast<quint32>(bytes.size())}) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            out += static_cast<char>((word >> shift) & 0xFFU);
    }
    return out;
}

} // namespace assayer::test
