// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/context.h"

namespace assayer::checks {

/// Why none of the token's audiences is among the expected ones: sets cause, status and arguments. Neither list is
/// empty. Linear in both lists and in the other profiles.
void diagnoseAudience(Result& result, const Context& context, Shape shape);

} // namespace assayer::checks
