// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace assayer::panels {

/// The widget in a frameless area that scrolls it upright where there is no room; the area owns it. `name` is what a
/// screen reader calls the area.
[[nodiscard]] QScrollArea* scrolled(QWidget* widget, const QString& name);

} // namespace assayer::panels
