// SPDX-License-Identifier: Apache-2.0
#include "style/draw.h"
#include "style/fonts.h"
#include "style/painters.h"
#include "style/style.h"

#include <QApplication>
#include <QComboBox>
#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStyleOptionFrame>
#include <QStyleOptionSpinBox>

#include <algorithm>

namespace assayer::style {

namespace {

QColor borderOf(const QStyleOption* option, const QWidget* widget, const Palette& palette)
{
    switch (mark(widget)) {
    case Mark::Fail:
        return palette.fail;
    case Mark::Warning:
        return palette.warning;
    case Mark::None:
        break;
    }
    const bool hover = (option->state & QStyle::State_Enabled) && (option->state & QStyle::State_MouseOver);
    return hover ? mixed(palette.line, palette.text, 0.2) : palette.line;
}

void paintField(const QStyleOption* option, QPainter* painter, const QWidget* widget, const QColor& fill, bool focus)
{
    const Palette& palette = paletteOf(option->palette);
    drawPanel(painter, option->rect, controlRadius, fill, borderOf(option, widget, palette));
    if (focus)
        drawFocusRing(painter, option->rect, controlRadius, palette);
}

} // namespace

bool paintFieldPrimitive(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                         const QWidget* widget)
{
    const Palette& palette = paletteOf(option->palette);
    switch (element) {
    case QStyle::PE_PanelLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (!frame || frame->lineWidth <= 0)
            return true; // within a combo or spin box, which paints the frame
        const bool locked = !(option->state & QStyle::State_Enabled) || (option->state & QStyle::State_ReadOnly);
        paintField(option, painter, widget, locked ? palette.inset : palette.field,
                   option->state & QStyle::State_HasFocus);
        return true;
    }
    case QStyle::PE_FrameLineEdit:
        return true;
    default:
        return false;
    }
}

bool paintComboBox(const Style& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget)
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo)
        return false;
    const Palette& palette = paletteOf(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool focus = combo->editable ? bool(option->state & QStyle::State_HasFocus) : hasKeyboardFocus(option);
    paintField(option, painter, widget, combo->editable ? palette.field : palette.inset, focus);
    const QColor colour = enabled ? palette.text : palette.muted;
    if (combo->editable) {
        const QRect arrow = style.subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxArrow, widget);
        drawTriangle(painter, arrow, Qt::DownArrow, colour, combo->fontMetrics.height() / 3);
    }
    return true;
}

bool paintComboLabel(const QStyleOption* option, QPainter* painter, const QWidget*)
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo || combo->editable)
        return false;
    const Palette& palette = paletteOf(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const QColor colour = enabled ? palette.text : palette.muted;
    constexpr int side = 11;
    constexpr int arrowGap = 4;
    QRect rect = combo->rect.adjusted(side, 0, -side + 2, 0);
    painter->save();
    if (!combo->currentIcon.isNull()) {
        const QRect place(rect.left(), rect.center().y() - combo->iconSize.height() / 2 + 1, combo->iconSize.width(),
                          combo->iconSize.height());
        combo->currentIcon.paint(painter, place);
        rect.setLeft(place.right() + 6);
    }
    painter->setPen(colour);
    const QFontMetrics& metrics = combo->fontMetrics;
    const int arrow = metrics.height() / 3 + 1;
    const QString text = metrics.elidedText(combo->currentText, Qt::ElideRight, rect.width() - arrow - arrowGap);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    // At the box's end: behind the text where the box is as wide as it, under one another where boxes are alike.
    drawTriangle(painter, QRect(rect.right() - 1 - arrow, rect.top(), arrow, rect.height() + 1), Qt::DownArrow, colour,
                 arrow - 1);
    painter->restore();
    return true;
}

bool paintSpinBox(const Style& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget)
{
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (!spin)
        return false;
    const Palette& palette = paletteOf(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    paintField(option, painter, widget, enabled ? palette.field : palette.inset,
               option->state & QStyle::State_HasFocus);
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return true;
    const auto arrow = [&](QStyle::SubControl which, QAbstractSpinBox::StepEnabledFlag step, Qt::ArrowType type) {
        const QRect rect = style.subControlRect(QStyle::CC_SpinBox, option, which, widget);
        const bool usable = enabled && (spin->stepEnabled & step);
        if (usable && (option->activeSubControls & which))
            painter->fillRect(rect.adjusted(0, 1, -1, -1), palette.hover);
        drawTriangle(painter, rect, type, usable ? palette.text : mixed(palette.muted, palette.field, 0.5), 6);
    };
    arrow(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::UpArrow);
    arrow(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::DownArrow);
    return true;
}

} // namespace assayer::style
