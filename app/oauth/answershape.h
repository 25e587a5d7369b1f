// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oauth/tokenresponse.h"

namespace assayer::oauth {

/// Sets shape and sentence for a body that is not JSON: empty, a web page, a form, other text, or broken JSON.
void describeUnreadable(const QString& contentType, QByteArrayView body, const support::json::Problem& problem,
                        AuthorityError& error);

/// Retry-After (RFC 9110 §10.2.3) in seconds, not below zero: a number, or a date if `now` (Unix seconds) is known.
[[nodiscard]] std::optional<qint64> secondsOfRetryAfter(const QString& value, qint64 now);

} // namespace assayer::oauth
