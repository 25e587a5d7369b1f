// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/palette.h"

#include <QRect>
#include <QStyleOption>

class QPainter;

/// The strokes that Style and the controls share.
namespace assayer::style {

constexpr int controlRadius = 6;
constexpr int cardRadius = 7;
constexpr int focusWidth = 2;

/// A filled rounded rectangle whose border lies inside `rect`; an invalid border draws none.
void drawPanel(QPainter* painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& border = {},
               qreal borderWidth = 1);
/// The 2 px accent ring inside `rect`.
void drawFocusRing(QPainter* painter, const QRectF& rect, qreal radius, const Palette& palette);
/// ▾ or ▸, filled, centred.
void drawTriangle(QPainter* painter, const QRect& rect, Qt::ArrowType arrow, const QColor& colour, int size = 7);
/// A fill between two colours, for hover and pressed.
[[nodiscard]] QColor mixed(const QColor& from, const QColor& to, double share);
/// Focus that came by the keyboard: rings on buttons are for those who steer by it.
[[nodiscard]] bool hasKeyboardFocus(const QStyleOption* option);

/// Underlines of access keys are drawn in menus, and elsewhere while Alt is down: Qt::TextShowMnemonic or
/// Qt::TextHideMnemonic.
[[nodiscard]] int mnemonicFlag(const QWidget* widget);

} // namespace assayer::style
