// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QFontMetrics>

class QWidget;

/// Every size follows the application's font, whose nominal size is 13 px: a person who asks for larger text gets
/// larger text, rows and controls.
namespace assayer::style {

/// The system's font at 13 px, or at its own size where that is larger. Sizes are in pixels.
[[nodiscard]] QFont baseFont(const QFont& system);
/// Fixed width for values, 12 px nominal, without ligatures (a ligature hides what «://» really holds).
[[nodiscard]] QFont valueFont(const QFont& base);
[[nodiscard]] QFont noteFont(const QFont& base);   ///< 12 px nominal: meanings, counts, badges
[[nodiscard]] QFont smallFont(const QFont& base);  ///< 11 px nominal: the second line of a row, hints, column heads
[[nodiscard]] QFont strongFont(const QFont& font); ///< the same, bold

/// A length of the design (made for 13 px text) for this font: never less than the design's.
[[nodiscard]] int scaled(int designPixels, const QFont& base);
[[nodiscard]] int scaled(int designPixels, const QWidget* widget);

/// Gives the widget a derived font that keeps following the application's font.
enum class FontRole { Base, Value, Note, Small, Strong, StrongValue, StrongNote };
void setFontRole(QWidget* widget, FontRole role);
/// Style calls it when the application's font has changed.
void refreshFontRoles();
[[nodiscard]] QFont fontFor(FontRole role, const QFont& base);

} // namespace assayer::style
