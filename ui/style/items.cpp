// SPDX-License-Identifier: Apache-2.0
#include "style/draw.h"
#include "style/fonts.h"
#include "style/painters.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QStyleOptionHeader>
#include <QStyleOptionViewItem>

namespace assayer::style {

namespace {

void paintRowGround(const QStyleOption* option, QPainter* painter)
{
    const Palette& palette = paletteOf(option->palette);
    if (option->state & QStyle::State_Selected)
        painter->fillRect(option->rect, palette.selection);
    else if ((option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled))
        painter->fillRect(option->rect, palette.hover);
}

bool isTree(const QWidget* widget)
{
    return widget && widget->inherits("QTreeView");
}

} // namespace

bool paintItemPrimitive(const Style&, QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget)
{
    const Palette& palette = paletteOf(option->palette);
    switch (element) {
    case QStyle::PE_PanelItemViewRow: {
        if (isTree(widget))
            paintRowGround(option, painter);
        return true;
    }
    case QStyle::PE_PanelItemViewItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        if (item && item->backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option->rect, item->backgroundBrush);
        if (!isTree(widget) || (option->state & QStyle::State_Selected))
            paintRowGround(option, painter);
        return true;
    }
    case QStyle::PE_IndicatorBranch:
        if (option->state & QStyle::State_Children)
            drawTriangle(painter, option->rect,
                         option->state & QStyle::State_Open     ? Qt::DownArrow
                         : option->direction == Qt::RightToLeft ? Qt::LeftArrow
                                                                : Qt::RightArrow,
                         palette.muted, 7);
        return true;
    case QStyle::PE_FrameFocusRect: {
        const auto* focus = qstyleoption_cast<const QStyleOptionFocusRect*>(option);
        if (focus && widget && widget->inherits("QAbstractItemView"))
            return true; // the view marks its current row
        if (option->state & QStyle::State_KeyboardFocusChange)
            drawFocusRing(painter, option->rect, 4, palette);
        return true;
    }
    default:
        return false;
    }
}

bool paintHeader(const Style& style, QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
                 const QWidget* widget)
{
    const Palette& palette = paletteOf(option->palette);
    switch (element) {
    case QStyle::CE_HeaderEmptyArea:
        painter->fillRect(option->rect, palette.surface);
        return true;
    case QStyle::CE_Header:
        painter->fillRect(option->rect, palette.surface);
        style.drawControl(QStyle::CE_HeaderLabel, option, painter, widget);
        return true;
    case QStyle::CE_HeaderSection:
        painter->fillRect(option->rect, palette.surface);
        return true;
    case QStyle::CE_HeaderLabel: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (!header)
            return false;
        painter->save();
        painter->setFont(smallFont(painter->font()));
        painter->setPen(palette.muted);
        const bool atEnd = header->textAlignment & Qt::AlignRight;
        const QRect rect = header->rect.adjusted(4, 0, -4 - (atEnd ? endGap : 0), 0);
        const QString text = QFontMetrics(painter->font()).elidedText(header->text, Qt::ElideRight, rect.width());
        painter->drawText(rect, static_cast<int>(header->textAlignment | Qt::AlignVCenter) | Qt::TextSingleLine, text);
        painter->restore();
        return true;
    }
    default:
        return false;
    }
}

} // namespace assayer::style
