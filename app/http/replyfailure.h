// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"

#include <QNetworkReply>

namespace assayer::http {

/// What broke, if anything did. An answer with a status of 4xx or 5xx is an answer, not a failure.
[[nodiscard]] std::optional<Failure> failureOf(const QNetworkReply& reply);

} // namespace assayer::http
