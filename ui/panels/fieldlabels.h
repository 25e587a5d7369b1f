// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace assayer::panels {

/// The label of a profile's field as the form shows it, by the name that findings, fixes and errors use; empty if
/// the form has no such field.
[[nodiscard]] QString fieldLabel(const QString& field);

} // namespace assayer::panels
