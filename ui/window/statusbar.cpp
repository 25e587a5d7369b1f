// SPDX-License-Identifier: Apache-2.0
#include "window/statusbar.h"

#include "style/palette.h"

#include <QPainter>

namespace assayer::window {

void StatusBar::paintEvent(QPaintEvent* event)
{
    {
        const style::Palette& palette = style::paletteOf(this);
        QPainter painter(this);
        painter.fillRect(rect(), palette.surface);
        painter.fillRect(0, 0, width(), 1, palette.line);
    }
    QStatusBar::paintEvent(event);
}

} // namespace assayer::window
