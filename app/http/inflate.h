// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace assayer::http {

/// What came out of compressed bytes, as far as they were good.
struct Inflated {
    enum class End { Complete, TooLarge, Damaged };

    QByteArray bytes; ///< at most the limit
    End end = End::Damaged;
};

/// RFC 1952, several members included; length and CRC are checked, and nothing may stand behind the last member.
/// Memory is bounded by the limit, time is linear in input and output.
[[nodiscard]] Inflated gunzip(QByteArrayView packed, qint64 limit);

/// HTTP's «deflate»: RFC 1950 with its checksum, or bare RFC 1951 as some servers send it.
[[nodiscard]] Inflated inflate(QByteArrayView packed, qint64 limit);

} // namespace assayer::http
