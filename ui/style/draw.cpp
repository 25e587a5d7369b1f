// SPDX-License-Identifier: Apache-2.0
#include "style/draw.h"

#include <QGuiApplication>
#include <QPainter>
#include <QWidget>

namespace assayer::style {

void drawPanel(QPainter* painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& border,
               qreal borderWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (border.isValid() && fill.isValid() && fill.alpha() == 255) {
        // Two areas, one in the other: a border as a stroke costs several times as much.
        painter->setPen(Qt::NoPen);
        painter->setBrush(border);
        painter->drawRoundedRect(rect, radius, radius);
        painter->setBrush(fill);
        painter->drawRoundedRect(rect.adjusted(borderWidth, borderWidth, -borderWidth, -borderWidth),
                                 radius - borderWidth, radius - borderWidth);
    } else if (border.isValid()) {
        const qreal half = borderWidth / 2;
        painter->setPen(QPen(border, borderWidth));
        painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
        painter->drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        painter->drawRoundedRect(rect, radius, radius);
    }
    painter->restore();
}

void drawFocusRing(QPainter* painter, const QRectF& rect, qreal radius, const Palette& palette)
{
    drawPanel(painter, rect, radius, {}, palette.accent, focusWidth);
}

void drawTriangle(QPainter* painter, const QRect& rect, Qt::ArrowType arrow, const QColor& colour, int size)
{
    const QPointF centre = QRectF(rect).center();
    const qreal half = size / 2.0;
    const qreal depth = size * 0.42;
    QPolygonF shape;
    switch (arrow) {
    case Qt::DownArrow:
        shape << QPointF(-half, -depth) << QPointF(half, -depth) << QPointF(0, depth);
        break;
    case Qt::UpArrow:
        shape << QPointF(-half, depth) << QPointF(half, depth) << QPointF(0, -depth);
        break;
    case Qt::LeftArrow:
        shape << QPointF(depth, -half) << QPointF(depth, half) << QPointF(-depth, 0);
        break;
    default:
        shape << QPointF(-depth, -half) << QPointF(-depth, half) << QPointF(depth, 0);
        break;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 0.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(colour);
    painter->drawPolygon(shape.translated(centre));
    painter->restore();
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto between = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
    return {between(from.red(), to.red()), between(from.green(), to.green()), between(from.blue(), to.blue())};
}

bool hasKeyboardFocus(const QStyleOption* option)
{
    return (option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_KeyboardFocusChange);
}

int mnemonicFlag(const QWidget* widget)
{
    const bool steered = widget && (widget->inherits("QMenu") || (widget->inherits("QMenuBar") && widget->hasFocus()));
    const bool alt = QGuiApplication::keyboardModifiers().testFlag(Qt::AltModifier);
    return steered || alt ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
}

} // namespace assayer::style
