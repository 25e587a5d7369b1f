// SPDX-License-Identifier: Apache-2.0
#include "panels/textfield.h"

#include "style/draw.h"
#include "style/fonts.h"

#include <QEvent>
#include <QPainter>

namespace assayer::panels {

TextField::TextField(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setViewportMargins(0, 1, 8, 1); // the document has its margin, too
    style::setFontRole(this, style::FontRole::Value);
}

bool TextField::event(QEvent* event)
{
    // The frame belongs to the area around the viewport, which paintEvent() never sees.
    if (event->type() == QEvent::Paint) {
        QPainter painter(this);
        const style::Palette& palette = style::paletteOf(this);
        style::drawPanel(&painter, rect(), style::controlRadius, palette.field, palette.line);
        if (hasFocus())
            style::drawFocusRing(&painter, rect(), style::controlRadius, palette);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QPlainTextEdit::event(event);
}

} // namespace assayer::panels
