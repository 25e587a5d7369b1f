// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"
#include "support/json.h"

#include <optional>

namespace assayer::profile {

/// Looks through a whole profile file, known members and others, for what must not be in it: a member with a secret's
/// name, a text that is a private key or a token, and members that are there twice. Never repeats a value.
[[nodiscard]] std::optional<support::Error> forbiddenContent(const support::json::Value& file);

} // namespace assayer::profile
