// SPDX-License-Identifier: Apache-2.0
#include "http/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace assayer::http {

namespace {

using End = Inflated::End;

enum class Format { Gzip = 16 + MAX_WBITS, Zlib = MAX_WBITS, Bare = -MAX_WBITS };

/// zlib's state, ended when it goes.
class Stream {
public:
    explicit Stream(Format format) { m_ready = inflateInit2(&m_stream, static_cast<int>(format)) == Z_OK; }
    ~Stream()
    {
        if (m_ready)
            inflateEnd(&m_stream);
    }
    Q_DISABLE_COPY_MOVE(Stream)

    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] z_stream& raw() { return m_stream; }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

/// One stream from the beginning of `packed`, which is moved behind it; its bytes are appended to `out`.
End member(QByteArrayView& packed, Format format, qint64 limit, QByteArray& out)
{
    Stream stream(format);
    if (!stream.isReady())
        return End::Damaged;
    z_stream& raw = stream.raw();
    // zlib does not write to its input; its interface is older than const.
    raw.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    raw.avail_in = static_cast<uInt>(packed.size());
    std::array<char, 16 * 1024> buffer;
    int result = Z_OK;
    while (result == Z_OK) {
        raw.next_out = reinterpret_cast<Bytef*>(buffer.data());
        raw.avail_out = static_cast<uInt>(buffer.size());
        result = ::inflate(&raw, Z_NO_FLUSH);
        const auto made = static_cast<qint64>(buffer.size()) - static_cast<qint64>(raw.avail_out);
        out += QByteArrayView(buffer.data(), std::min(made, limit - out.size()));
        if (out.size() == limit && made > 0 && raw.total_out > static_cast<uLong>(limit))
            return End::TooLarge;
    }
    packed = packed.last(raw.avail_in);
    return result == Z_STREAM_END ? End::Complete : End::Damaged;
}

} // namespace

Inflated gunzip(QByteArrayView packed, qint64 limit)
{
    Inflated result;
    do {
        // A member counts its own bytes; what is left of the limit is what the ones before it did not use.
        QByteArray bytes;
        result.end = member(packed, Format::Gzip, limit - result.bytes.size(), bytes);
        result.bytes += bytes;
    } while (result.end == End::Complete && !packed.isEmpty());
    return result;
}

Inflated inflate(QByteArrayView packed, qint64 limit)
{
    const auto at = [packed](qsizetype i) { return static_cast<unsigned>(static_cast<unsigned char>(packed[i])); };
    const bool zlib = packed.size() >= 2 && (at(0) & 0x0FU) == 8 && (at(0) * 256 + at(1)) % 31 == 0;
    Inflated result;
    result.end = member(packed, zlib ? Format::Zlib : Format::Bare, limit, result.bytes);
    if (result.end == End::Complete && !packed.isEmpty())
        result.end = End::Damaged;
    return result;
}

} // namespace assayer::http
