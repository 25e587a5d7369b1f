// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"

namespace assayer::http {

struct DecodedBody {
    QByteArray body;                ///< as far as it could be decoded, at most the limit
    std::optional<Failure> failure; ///< Protocol or TooLarge
};

/// Takes off the Content-Encoding (RFC 9110 §8.4): gzip or deflate, once. We ask for none, but servers may send it all
/// the same. With another coding, or several, the body is left out: what is in it could not be masked.
[[nodiscard]] DecodedBody decodedBody(QByteArray&& received, const QByteArray& coding, qint64 limit,
                                      const QString& host);

/// What is said about an answer beyond the limit.
[[nodiscard]] Failure tooLarge(const QString& host, qint64 limit);

} // namespace assayer::http
