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
              const QWidget* widget)
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
    case QStyle::CE_ProgressBarContents: {
        const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
        if (!bar || bar->maximum <= bar->minimum)
            return false;
        const double share = static_cast<double>(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
        QRectF done = bar->rect;
        done.setWidth(done.width() * std::clamp(share, 0.0, 1.0));
        if (done.width() >= 1)
            drawPanel(painter, done, std::min(4.0, done.width() / 2), palette.accent);
        return true;
    }
    case QStyle::CE_ProgressBarLabel:
        return true; // the words stand beside it
    case QStyle::CE_TabBarTabShape: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        if (!tab)
            return false;
        if (tab->state & QStyle::State_Selected)
            painter->fillRect(tab->rect.left(), tab->rect.bottom() - 1, tab->rect.width(), 2, palette.accent);
        return true;
    }
    case QStyle::CE_TabBarTabLabel: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        if (!tab)
            return false;
        const bool current = tab->state & QStyle::State_Selected;
        painter->save();
        QFont font = painter->font();
        font.setBold(current);
        painter->setFont(font);
        painter->setPen(current ? palette.text : palette.muted);
        painter->drawText(tab->rect, Qt::AlignCenter | mnemonicFlag(widget) | Qt::TextSingleLine, tab->text);
        painter->restore();
        if (hasKeyboardFocus(tab))
            drawFocusRing(painter, QRectF(tab->rect).adjusted(2, 3, -2, -3), 5, palette);
        return true;
    }
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
