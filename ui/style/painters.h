// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionComplex;
class QWidget;

/// Style's parts by topic. Each returns whether it painted, so that Style can leave the rest to Fusion.
namespace assayer::style {

class Style;

/// Between a number at the right end of a row and the row's edge.
inline constexpr int endGap = 8;

bool paintButton(const Style& style, QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
                 const QWidget* widget);
bool paintButtonPrimitive(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget);
bool paintToolButton(const Style& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget);
bool paintFieldPrimitive(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                         const QWidget* widget);
bool paintComboBox(const Style& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget);
bool paintComboLabel(const QStyleOption* option, QPainter* painter, const QWidget* widget);
bool paintSpinBox(const Style& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget);
bool paintItemPrimitive(const Style& style, QStyle::PrimitiveElement element, const QStyleOption* option,
                        QPainter* painter, const QWidget* widget);
bool paintHeader(const Style& style, QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
                 const QWidget* widget);
bool paintMenu(QStyle::ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget);
bool paintMenuPrimitive(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget);
bool paintBar(const Style& style, QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
              const QWidget* widget);
bool paintScrollBar(const Style& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget);

[[nodiscard]] QSize menuItemSize(const QStyleOption* option, const QSize& size, const QWidget* widget);

} // namespace assayer::style
