// SPDX-License-Identifier: Apache-2.0
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/painters.h"
#include "style/style.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QStyleOptionToolButton>
#include <QTabBar>

#include <algorithm>

namespace assayer::style {

namespace {

struct Look {
    QColor fill;
    QColor border;
    QColor text;
};

Look lookOf(ButtonRole role, const QStyleOption* option, const Palette& palette)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option->state & QStyle::State_MouseOver);
    const double tint = down ? 0.12 : hover ? 0.05 : 0;
    switch (role) {
    case ButtonRole::Primary:
        if (!enabled)
            return {palette.inset, palette.line, palette.muted};
        return {mixed(palette.accent, palette.dark ? palette.text : palette.text, tint), {}, palette.onAccent};
    case ButtonRole::Link:
        return {{}, {}, enabled ? palette.accent : palette.muted};
    case ButtonRole::Flat:
        return {down || hover ? mixed(palette.surface, palette.text, tint + 0.03) : QColor(),
                {},
                enabled ? palette.text : palette.muted};
    case ButtonRole::Secondary:
        break;
    }
    // What is switched on is not what cannot be pressed.
    if (enabled && (option->state & QStyle::State_On))
        return {mixed(palette.selection, palette.text, hover ? 0.05 : 0), palette.accent, palette.text};
    return {enabled ? mixed(palette.field, palette.text, tint * 0.8) : palette.inset,
            hover ? mixed(palette.line, palette.text, 0.2) : palette.line, enabled ? palette.text : palette.muted};
}

void paintBevel(const QStyleOptionButton* option, QPainter* painter, const QWidget* widget)
{
    const Palette& palette = paletteOf(option->palette);
    const ButtonRole role = option->features & QStyleOptionButton::Flat ? ButtonRole::Flat : buttonRole(widget);
    const Look look = lookOf(role, option, palette);
    if (look.fill.isValid() || look.border.isValid())
        drawPanel(painter, option->rect, controlRadius, look.fill, look.border);
    if (hasKeyboardFocus(option)) {
        drawFocusRing(painter, option->rect, controlRadius, palette);
        if (role == ButtonRole::Primary) // the ring is the fill's colour: set it off
            drawPanel(painter, QRectF(option->rect).adjusted(2, 2, -2, -2), controlRadius - 2, {}, palette.onAccent);
    }
}

void paintLabel(const QStyleOptionButton* option, QPainter* painter, const QWidget* widget)
{
    const Palette& palette = paletteOf(option->palette);
    const ButtonRole role = option->features & QStyleOptionButton::Flat ? ButtonRole::Flat : buttonRole(widget);
    QColor colour = lookOf(role, option, palette).text;
    painter->save();
    QFont font = painter->font();
    if (role == ButtonRole::Primary)
        font.setBold(true);
    if (role == ButtonRole::Link && (option->state & QStyle::State_MouseOver))
        font.setUnderline(true);
    painter->setFont(font);
    painter->setPen(colour);

    const QFontMetrics metrics(font);
    const QSize icon = option->icon.isNull() ? QSize(0, 0) : option->iconSize;
    const int gap = option->icon.isNull() || option->text.isEmpty() ? 0 : 6;
    const int flags = mnemonicFlag(widget) | Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine;
    const int textWidth = option->text.isEmpty() ? 0 : metrics.size(flags, option->text).width();
    const int menuWidth = option->features & QStyleOptionButton::HasMenu ? 14 : 0;
    const int width = icon.width() + gap + textWidth + menuWidth;
    const QRect inner =
        option->rect.adjusted(role == ButtonRole::Link ? 0 : 5, 0, role == ButtonRole::Link ? 0 : -5, 0);
    int x = role == ButtonRole::Link ? inner.left() : inner.left() + std::max(0, (inner.width() - width) / 2);
    if (!option->icon.isNull()) {
        const QIcon::Mode mode = option->state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled;
        const QRect place(QPoint(x, inner.center().y() - icon.height() / 2 + 1), icon);
        option->icon.paint(painter, place, Qt::AlignCenter, mode);
        x += icon.width() + gap;
    }
    const QRect textRect(x, inner.top(), inner.right() - x + 1 - menuWidth, inner.height());
    const bool cut = textWidth > textRect.width();
    painter->drawText(textRect, flags,
                      cut ? metrics.elidedText(option->text, Qt::ElideRight, textRect.width(), Qt::TextShowMnemonic)
                          : option->text);
    if (menuWidth)
        drawTriangle(painter, QRect(x + textWidth + 4, inner.top(), 10, inner.height()), Qt::DownArrow, colour, 6);
    painter->restore();
}

void paintCheckBox(const QStyleOption* option, QPainter* painter)
{
    const Palette& palette = paletteOf(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const bool partly = option->state & QStyle::State_NoChange;
    const QColor fill = !enabled ? palette.inset : on || partly ? palette.accent : palette.field;
    const QColor border = on || partly ? (enabled ? palette.accent : palette.muted) : palette.muted;
    drawPanel(painter, option->rect, 4, fill, border);
    const QColor mark = enabled ? palette.onAccent : palette.muted;
    if (on || partly)
        paintIcon(painter, option->rect.adjusted(2, 2, -2, -2),
                  partly ? QStringLiteral("dash") : QStringLiteral("check"), mark);
    if (hasKeyboardFocus(option) && !on && !partly)
        drawFocusRing(painter, option->rect, 4, palette);
}

void paintRadio(const QStyleOption* option, QPainter* painter)
{
    const Palette& palette = paletteOf(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const QRectF rect = option->rect;
    const QColor border = on && enabled ? palette.accent : palette.muted;
    drawPanel(painter, rect, rect.width() / 2, enabled ? palette.field : palette.inset, border, on ? 1.5 : 1);
    if (on) {
        const qreal inset = rect.width() * 0.28;
        drawPanel(painter, rect.adjusted(inset, inset, -inset, -inset), rect.width(), border);
    }
}

} // namespace

bool paintButton(const Style& style, QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
                 const QWidget* widget)
{
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    if (!button)
        return false;
    switch (element) {
    case QStyle::CE_PushButton:
        style.drawControl(QStyle::CE_PushButtonBevel, option, painter, widget);
        style.drawControl(QStyle::CE_PushButtonLabel, option, painter, widget);
        return true;
    case QStyle::CE_PushButtonBevel:
        paintBevel(button, painter, widget);
        return true;
    case QStyle::CE_PushButtonLabel:
        paintLabel(button, painter, widget);
        return true;
    default:
        return false;
    }
}

bool paintButtonPrimitive(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget*)
{
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        paintCheckBox(option, painter);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        paintRadio(option, painter);
        return true;
    default:
        return false;
    }
}

bool paintToolButton(const Style&, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget)
{
    const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (!tool)
        return false;
    QStyleOptionButton button;
    static_cast<QStyleOption&>(button) = *tool;
    button.type = QStyleOption::SO_Button;
    button.version = QStyleOptionButton::Version;
    const bool textOnly = tool->toolButtonStyle == Qt::ToolButtonTextOnly || tool->icon.isNull();
    button.text = tool->toolButtonStyle == Qt::ToolButtonIconOnly && !tool->icon.isNull() ? QString() : tool->text;
    button.icon = textOnly ? QIcon() : tool->icon;
    button.iconSize = tool->iconSize;
    button.features = tool->state & QStyle::State_AutoRaise ? QStyleOptionButton::Flat : QStyleOptionButton::None;
    if (tool->features & QStyleOptionToolButton::HasMenu)
        button.features |= QStyleOptionButton::HasMenu;
    if (widget && qobject_cast<const QTabBar*>(widget->parentWidget())) {
        // An arrow that scrolls the tabs lies upon them: it hides what it covers, and is no frame of its own.
        painter->fillRect(option->rect, paletteOf(option->palette).surface);
        button.features = QStyleOptionButton::Flat;
    }
    paintBevel(&button, painter, widget);
    if (tool->features & QStyleOptionToolButton::Arrow) {
        const Palette& palette = paletteOf(option->palette);
        const bool enabled = option->state & QStyle::State_Enabled;
        drawTriangle(painter, option->rect, tool->arrowType,
                     enabled ? palette.text : mixed(palette.surface, palette.muted, 0.5), 7);
        return true;
    }
    paintLabel(&button, painter, widget);
    return true;
}

} // namespace assayer::style
