// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/json.h"

#include <optional>

namespace assayer::checks {

/// A NumericDate (RFC 7519 §2) between two whole seconds; both are the same for a whole number. Numbers beyond the
/// range are the nearest that can be held.
struct NumericDate {
    qint64 floor = 0;
    qint64 ceiling = 0;
};
/// Nothing if it is no number. Cost is linear in the number's text, whatever its exponent.
[[nodiscard]] std::optional<NumericDate> numericDateOf(const support::json::Value& value);

} // namespace assayer::checks
