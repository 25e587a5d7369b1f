// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace assayer::inspection {

/// An HTTP answer as people paste it: with or without status line and headers, also as «curl -v» prints it. Plain
/// value; private to explainAnswer().
struct HttpText {
    std::optional<int> status;
    QString contentType;
    QString retryAfter;
    bool hasHeaders = false;
    QString body; ///< everything, if there are neither status line nor headers
};
[[nodiscard]] HttpText httpTextOf(const QString& text);

/// The text without the values of headers that prove somebody's identity: cookies, Authorization, keys and tokens of
/// gateways, as a message, a line of a log, JSON, a HAR or a cURL command writes them. Where a value stands away from
/// its header's name (in a table, say) it is not known for one. Linear.
[[nodiscard]] QString withoutSecretHeaders(const QString& text);

} // namespace assayer::inspection
