// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/palette.h"

#include <QString>

namespace assayer::style {

/// What a check, a request or a banner says. Always shown as glyph and words too, never by colour alone.
enum class State { Neutral, Pass, Warning, Fail, Busy };

/// "pass", "warning", "fail", "busy"; everything else ("unchecked", empty) is Neutral. Models carry the name.
[[nodiscard]] State stateFromName(const QString& name);
[[nodiscard]] QString glyph(State state);    ///< ✓ ! ✕ –, for text
[[nodiscard]] QString word(State state);     ///< «pass», «warning» …, translated, for a screen reader
[[nodiscard]] QString iconName(State state); ///< "check", "warning", "cross", "dash", "clock"
[[nodiscard]] QColor colour(State state, const Palette& palette);
[[nodiscard]] QColor groundColour(State state, const Palette& palette);

} // namespace assayer::style
