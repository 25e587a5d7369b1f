// SPDX-License-Identifier: Apache-2.0
#include "style/sizes.h"

#include "style/fonts.h"
#include "style/painters.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QStyleOption>

#include <algorithm>

namespace assayer::style {

namespace {

constexpr int controlHeight = 28;
constexpr int largeHeight = 30;

int heightOf(const QWidget* widget, const QFontMetrics& metrics)
{
    const int design = isLarge(widget) ? largeHeight : controlHeight;
    return std::max(scaled(design, widget), metrics.height() + 8);
}

QSize buttonSize(const QStyleOptionButton* button, const QWidget* widget)
{
    const ButtonRole role = buttonRole(widget);
    QFont font = widget ? widget->font() : QFont();
    if (role == ButtonRole::Primary)
        font.setBold(true);
    const QFontMetrics metrics(font);
    const int text =
        button->text.isEmpty() ? 0 : metrics.size(Qt::TextShowMnemonic | Qt::TextSingleLine, button->text).width();
    const int icon = button->icon.isNull() ? 0 : button->iconSize.width() + (text ? 6 : 0);
    const int menu = button->features & QStyleOptionButton::HasMenu ? 14 : 0;
    const int height = heightOf(widget, metrics);
    if (role == ButtonRole::Link)
        return {text + icon + menu + 2, metrics.height() + 4};
    const int side = text ? (role == ButtonRole::Primary ? 14 : 11) : 7;
    return {std::max(text + icon + menu + 2 * side, height), height};
}

QSize comboSize(const QStyleOptionComboBox* combo, const QSize& size, const QWidget* widget)
{
    const int height = heightOf(widget, combo->fontMetrics);
    if (combo->editable)
        return {size.width() + 38, height};
    return {size.width() + 2 * 11 + combo->fontMetrics.height() / 3 + 8, height};
}

} // namespace

QSize sizeOf(QStyle::ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget)
{
    switch (type) {
    case QStyle::CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return buttonSize(button, widget);
        break;
    case QStyle::CT_ToolButton:
        if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            const int height = heightOf(widget, tool->fontMetrics) - 2;
            const bool menu = tool->features & QStyleOptionToolButton::HasMenu;
            return {std::max(size.width() + 12 + (menu ? 12 : 0), height), height};
        }
        break;
    case QStyle::CT_LineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            return {size.width() + 16, heightOf(widget, option->fontMetrics)};
        break;
    case QStyle::CT_SpinBox:
        return {size.width() + 40, heightOf(widget, option->fontMetrics)};
    case QStyle::CT_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            return comboSize(combo, size, widget);
        break;
    case QStyle::CT_MenuItem:
        return menuItemSize(option, size, widget);
    case QStyle::CT_MenuBarItem:
        return {size.width() + 18, std::max(scaled(28, widget), option->fontMetrics.height() + 8)};
    case QStyle::CT_ItemViewItem:
        return {size.width() + 8, std::max(size.height(), scaled(26, widget))};
    case QStyle::CT_HeaderSection:
        return {size.width() + 8, scaled(25, widget)};
    default:
        break;
    }
    return {};
}

std::optional<int> metricOf(QStyle::PixelMetric metric, const QWidget* widget)
{
    switch (metric) {
    case QStyle::PM_SplitterWidth:
        return 10;
    case QStyle::PM_ScrollBarExtent:
        return std::min(scaled(12, widget), 14);
    case QStyle::PM_TabBarScrollButtonWidth:
        return 20;
    case QStyle::PM_ScrollBarSliderMin:
        return 32;
    case QStyle::PM_ScrollView_ScrollBarSpacing:
    case QStyle::PM_ScrollView_ScrollBarOverlap:
        return 0;
    case QStyle::PM_ButtonShiftHorizontal:
    case QStyle::PM_ButtonShiftVertical:
    case QStyle::PM_MenuBarVMargin:
    case QStyle::PM_MenuBarPanelWidth:
    case QStyle::PM_MenuBarItemSpacing:
    case QStyle::PM_HeaderGripMargin:
        return 0;
    case QStyle::PM_MenuBarHMargin:
        return 1;
    case QStyle::PM_MenuVMargin:
        return 4;
    case QStyle::PM_MenuHMargin:
    case QStyle::PM_MenuPanelWidth:
        return 1;
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_TabBarIconSize:
    case QStyle::PM_ListViewIconSize:
        return scaled(16, widget);
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
        return scaled(16, widget);
    case QStyle::PM_CheckBoxLabelSpacing:
    case QStyle::PM_RadioButtonLabelSpacing:
        return 7;
    case QStyle::PM_TreeViewIndentation:
        return scaled(18, widget);
    case QStyle::PM_LayoutHorizontalSpacing:
    case QStyle::PM_LayoutVerticalSpacing:
        return 8;
    case QStyle::PM_LayoutLeftMargin:
    case QStyle::PM_LayoutTopMargin:
    case QStyle::PM_LayoutRightMargin:
    case QStyle::PM_LayoutBottomMargin:
        return 12;
    case QStyle::PM_FocusFrameHMargin:
        if (widget && widget->inherits("QComboBoxListView"))
            return 9; // its items stand under the box's text
        return std::nullopt;
    case QStyle::PM_ToolTipLabelFrameWidth:
        return 6;
    default:
        return std::nullopt;
    }
}

namespace {

QRect scrollBarRect(const QStyleOptionSlider* bar, QStyle::SubControl part, int least)
{
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
    int slider = length;
    if (range > 0)
        slider = std::clamp(static_cast<int>(static_cast<qint64>(bar->pageStep) * length / (range + bar->pageStep)),
                            std::min(least, length), length);
    const int start = QStyle::sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider,
                                                      bar->upsideDown);
    const auto along = [&](int from, int size) {
        return upright ? QRect(0, from, bar->rect.width(), size) : QRect(from, 0, size, bar->rect.height());
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return along(0, length);
    case QStyle::SC_ScrollBarSlider:
        return along(start, slider);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + slider, length - start - slider);
    default:
        return {};
    }
}

/// What the list needs to show each entry whole.
int listWidth(const QWidget* widget)
{
    const auto* box = qobject_cast<const QComboBox*>(widget);
    return box ? box->view()->sizeHintForColumn(box->modelColumn()) + 2 : 0;
}

QRect comboRect(const QStyleOptionComboBox* combo, QStyle::SubControl part, const QWidget* widget)
{
    const QRect rect = combo->rect;
    constexpr int arrow = 24;
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        return {rect.right() - arrow + 1, rect.top(), arrow, rect.height()};
    case QStyle::SC_ComboBoxEditField:
        return combo->editable ? rect.adjusted(7, 1, -arrow, -1) : rect.adjusted(9, 1, -9, -1);
    case QStyle::SC_ComboBoxListBoxPopup:
        return {rect.left(), rect.top(), std::max(rect.width(), listWidth(widget)), rect.height() + 2};
    default:
        return rect;
    }
}

QRect spinRect(const QStyleOptionSpinBox* spin, QStyle::SubControl part)
{
    const QRect rect = spin->rect;
    const int arrow = spin->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : 22;
    const int half = rect.height() / 2;
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return {rect.right() - arrow, rect.top(), arrow, half};
    case QStyle::SC_SpinBoxDown:
        return {rect.right() - arrow, rect.top() + half, arrow, rect.height() - half};
    case QStyle::SC_SpinBoxEditField:
        return rect.adjusted(7, 1, -arrow - 2, -1);
    default:
        return rect;
    }
}

} // namespace

std::optional<QRect> rectOf(QStyle::ComplexControl control, const QStyleOptionComplex* option,
                            QStyle::SubControl subControl, const QWidget* widget)
{
    QRect rect;
    if (control == QStyle::CC_ScrollBar) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!bar)
            return std::nullopt;
        rect = scrollBarRect(bar, subControl, 32).translated(bar->rect.topLeft());
    } else if (control == QStyle::CC_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (!combo)
            return std::nullopt;
        rect = comboRect(combo, subControl, widget);
    } else if (control == QStyle::CC_SpinBox) {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        if (!spin)
            return std::nullopt;
        rect = spinRect(spin, subControl);
    } else {
        return std::nullopt;
    }
    return QStyle::visualRect(option->direction, option->rect, rect);
}

} // namespace assayer::style
