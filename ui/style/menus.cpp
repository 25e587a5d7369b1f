// SPDX-License-Identifier: Apache-2.0
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/painters.h"

#include <QPainter>
#include <QStyleOptionMenuItem>

#include <algorithm>

namespace assayer::style {

namespace {

constexpr int iconColumn = 28;
constexpr int rightMargin = 12;
constexpr int shortcutGap = 28;

void paintMenuMark(const QStyleOptionMenuItem* item, QPainter* painter, const Palette& palette, bool enabled)
{
    const QRect column(item->rect.left() + 4, item->rect.top(), iconColumn - 4, item->rect.height());
    const QRect place(column.center().x() - 7, column.center().y() - 7, 16, 16);
    const bool checkable = item->checkType != QStyleOptionMenuItem::NotCheckable;
    if (checkable && item->checked) {
        if (item->checkType == QStyleOptionMenuItem::Exclusive)
            drawPanel(painter, QRectF(place).adjusted(5, 5, -5, -5), 4, palette.accent);
        else
            paintIcon(painter, place, QStringLiteral("check"), palette.accent);
    } else if (!checkable && !item->icon.isNull()) {
        item->icon.paint(painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
}

void paintMenuItem(const QStyleOptionMenuItem* item, QPainter* painter)
{
    const Palette& palette = paletteOf(item->palette);
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        const QRect line(item->rect.left() + 8, item->rect.center().y(), item->rect.width() - 16, 1);
        painter->fillRect(line, palette.line);
        return;
    }
    const bool enabled = item->state & QStyle::State_Enabled;
    if (enabled && (item->state & QStyle::State_Selected))
        drawPanel(painter, QRectF(item->rect).adjusted(4, 0, -4, 0), 4, palette.selection);
    paintMenuMark(item, painter, palette, enabled);

    painter->save();
    painter->setFont(item->font);
    const QRect rect = item->rect.adjusted(iconColumn + 2, 0, -rightMargin, 0);
    const int flags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;
    const qsizetype tab = item->text.indexOf(QLatin1Char('\t'));
    painter->setPen(enabled ? palette.text : mixed(palette.muted, palette.surface, 0.35));
    painter->drawText(rect, flags | Qt::AlignLeft, tab < 0 ? item->text : item->text.left(tab));
    if (tab >= 0) {
        painter->setPen(enabled ? palette.muted : mixed(palette.muted, palette.surface, 0.35));
        painter->drawText(rect, flags | Qt::AlignRight, item->text.mid(tab + 1));
    }
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        drawTriangle(painter, QRect(rect.right() - 6, rect.top(), 8, rect.height()), Qt::RightArrow, palette.muted, 7);
    painter->restore();
}

void paintMenuBarItem(const QStyleOptionMenuItem* item, QPainter* painter, const QWidget* widget)
{
    const Palette& palette = paletteOf(item->palette);
    painter->fillRect(item->rect, palette.surface);
    if (item->state & (QStyle::State_Selected | QStyle::State_Sunken))
        drawPanel(painter, QRectF(item->rect).adjusted(1, 2, -1, -3), 4, palette.selection);
    painter->setPen(item->state & QStyle::State_Enabled ? palette.text : palette.muted);
    painter->drawText(item->rect.adjusted(0, 0, 0, -1), Qt::AlignCenter | mnemonicFlag(widget) | Qt::TextSingleLine,
                      item->text);
    painter->fillRect(item->rect.left(), item->rect.bottom(), item->rect.width(), 1, palette.line);
}

} // namespace

QSize menuItemSize(const QStyleOption* option, const QSize& size, const QWidget*)
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (!item)
        return size;
    if (item->menuItemType == QStyleOptionMenuItem::Separator)
        return {size.width(), 9};
    const bool hasTab = item->text.contains(QLatin1Char('\t'));
    const int text =
        item->fontMetrics.size(Qt::TextShowMnemonic | Qt::TextSingleLine, item->text.section(QLatin1Char('\t'), 0, 0))
            .width();
    const int width = iconColumn + 2 + text + (hasTab || item->reservedShortcutWidth ? shortcutGap : 0) + rightMargin +
                      (item->menuItemType == QStyleOptionMenuItem::SubMenu ? 16 : 0) + 8;
    return {width, std::max(scaled(26, item->font), item->fontMetrics.height() + 8)};
}

bool paintMenu(QStyle::ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget)
{
    const Palette& palette = paletteOf(option->palette);
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    switch (element) {
    case QStyle::CE_MenuItem:
        if (item)
            paintMenuItem(item, painter);
        return item;
    case QStyle::CE_MenuBarItem:
        if (item)
            paintMenuBarItem(item, painter, widget);
        return item;
    case QStyle::CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, palette.surface);
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, palette.line);
        return true;
    case QStyle::CE_MenuEmptyArea:
    case QStyle::CE_MenuHMargin:
    case QStyle::CE_MenuVMargin:
        return true;
    case QStyle::CE_MenuScroller:
        drawTriangle(painter, option->rect, option->state & QStyle::State_DownArrow ? Qt::DownArrow : Qt::UpArrow,
                     palette.muted, 7);
        return true;
    default:
        return false;
    }
}

bool paintMenuPrimitive(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget*)
{
    const Palette& palette = paletteOf(option->palette);
    const auto box = [&](const QColor& fill, const QColor& border) {
        painter->fillRect(option->rect, fill);
        painter->setPen(border);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    };
    switch (element) {
    case QStyle::PE_PanelMenu:
        box(palette.surface, mixed(palette.line, palette.text, 0.12));
        return true;
    case QStyle::PE_FrameMenu:
        return true;
    case QStyle::PE_PanelTipLabel:
        box(option->palette.color(QPalette::ToolTipBase), palette.dark ? palette.line : palette.text);
        return true;
    case QStyle::PE_PanelMenuBar:
        return true;
    default:
        return false;
    }
}

} // namespace assayer::style
