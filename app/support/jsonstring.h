// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/json.h"

namespace assayer::support::json {

/// Reads a string literal of RFC 8259 §7 whose opening quote stands at `at`, which moves behind what was read. The
/// characters are appended to `characters`. Private to the reader.
[[nodiscard]] std::optional<Problem> readString(QByteArrayView text, qsizetype& at, QString& characters);

} // namespace assayer::support::json
