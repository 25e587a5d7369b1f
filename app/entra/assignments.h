// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "entra/manifest.h"

namespace assayer::entra {

/// A list of appRoleAssignments by the word of who brought it: also an empty one that does not say what it lists.
/// Errors: "invalid-json", "not-a-manifest", "not-assignments".
[[nodiscard]] support::Result<Manifest> parseAssignments(QByteArrayView json);

} // namespace assayer::entra
