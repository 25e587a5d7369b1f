// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>
#include <QStringList>

class QPainter;
class QRect;

namespace assayer::style {

enum class Tint { Text, Muted, Accent, OnAccent, Pass, Warning, Fail };

/// An action icon in the current theme's colours; it changes with the theme by itself. Names: check, cross, warning,
/// dash, copy, paste, key, lock, shield, search, plus, folder, save, play, stop, gear, sun, moon, external,
/// chevron-down, chevron-right, refresh, file, eye, eye-off, link, clock, cloud. An unknown name gives a null icon.
[[nodiscard]] QIcon icon(const QString& name, Tint tint = Tint::Text);
[[nodiscard]] QStringList iconNames();

/// The program's own icon, 16 to 256 px.
[[nodiscard]] QIcon applicationIcon();

/// One icon in one colour, centred in the rectangle, sharp at the painter's device pixel ratio.
void paintIcon(QPainter* painter, const QRect& rect, const QString& name, const QColor& colour);
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& colour);

} // namespace assayer::style
