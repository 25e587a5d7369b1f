// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStatusBar>

namespace assayer::window {

/// A status bar on the surface's colour, parted from the window by a line.
class StatusBar final : public QStatusBar {
    Q_OBJECT
public:
    using QStatusBar::QStatusBar;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace assayer::window
