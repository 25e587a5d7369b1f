// SPDX-License-Identifier: Apache-2.0
#include "style/draw.h"
#include "style/fonts.h"
#include "style/painters.h"
#include "style/style.h"

#include <QPainter>
#include <QStyleOptionProgressBar>
#include <QStyleOptionSlider>

#include <algorithm>

namespace assayer::style {

bool paintBar(const Style&, QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
              const QWidget*)
{
    const Palette& palette = paletteOf(option->palette);
    switch (element) {
    case QStyle::CE_Splitter: {
        // The gap between the cards is the handle; it shows itself only under the pointer.
        if (!(option->state & (QStyle::State_MouseOver | QStyle::State_Sunken)))
            return true;
        const QPoint centre = option->rect.center();
        const bool upright = option->state & QStyle::State_Horizontal;
        const QRectF grip =
            upright ? QRectF(centre.x() - 1, centre.y() - 16, 3, 32) : QRectF(centre.x() - 16, centre.y() - 1, 32, 3);
        drawPanel(painter, grip, 1.5, mixed(palette.line, palette.muted, 0.6));
        return true;
    }
    case QStyle::CE_ProgressBarGroove:
        drawPanel(painter, option->rect, 4, palette.line);
        return true;
    case QStyle::CE_ShapedFrame:
        return false;
    default:
        return false;
    }
}

bool paintScrollBar(const Style& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget)
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar)
        return false;
    const Palette& palette = paletteOf(option->palette);
    QRectF slider = style.subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    if (bar->minimum >= bar->maximum)
        return true;
    const bool active =
        (option->state & QStyle::State_MouseOver) || (option->activeSubControls & QStyle::SC_ScrollBarSlider);
    const bool held = option->state & QStyle::State_Sunken;
    const qreal inset = active ? 2 : 3;
    slider = bar->orientation == Qt::Vertical ? slider.adjusted(inset, 2, -inset, -2)
                                              : slider.adjusted(2, inset, -2, -inset);
    const QColor fill = mixed(palette.surface, palette.muted, held ? 1.0 : active ? 0.85 : 0.62);
    drawPanel(painter, slider, std::min(slider.width(), slider.height()) / 2, fill);
    return true;
}

} // namespace assayer::style
