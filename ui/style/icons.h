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

/// An action icon in the current theme's colours; it changes with the theme by itself. Names: check, chevron-down,
/// chevron-left, chevron-right, chevron-up, clock, close, cloud, cloud-off, copy, cross, dash, exclaim, external, eye,
/// eye-off, file, folder, gear, inbox, info, key, link, list, lock, moon, paste, pencil, play, plus, question, refresh,
/// save, search, shield, stop, sun, trash, warning. An unknown name gives a null icon.
[[nodiscard]] QIcon icon(const QString& name, Tint tint = Tint::Text);
[[nodiscard]] QStringList iconNames();

/// The program's own icon, 16 to 256 px.
[[nodiscard]] QIcon applicationIcon();

/// One icon in one colour, centred in the rectangle, sharp at the painter's device pixel ratio.
void paintIcon(QPainter* painter, const QRect& rect, const QString& name, const QColor& colour);
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& colour);

} // namespace assayer::style
