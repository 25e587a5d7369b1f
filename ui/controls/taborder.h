// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace assayer::controls {

/// Puts everything in `whole` that takes the focus behind `before`, in the order that it has; the last of it, or
/// `before` if there is none. QWidget::setTabOrder() passes over what takes no focus itself.
QWidget* setTabOrderOfAll(QWidget* before, QWidget* whole);

} // namespace assayer::controls
