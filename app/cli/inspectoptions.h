// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace assayer::cli {

struct Given;

/// The options of «inspect». Error: "usage".
[[nodiscard]] support::Result<Invocation> inspectOptions(const Given& given);

} // namespace assayer::cli
