// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFontMetrics>
#include <QString>

namespace assayer::controls {

/// The text cut to `width` pixels with one «…» in all: one that is in it already is widened, an id or address at its
/// end («expects 6f1c2b0e-…») keeps its beginning and end, words lose their end.
[[nodiscard]] QString elidedOnce(const QString& text, const QFontMetrics& metrics, int width);

/// «…/oauth2/v2.0/token», one piece after the other given up at the front: «…/token».
[[nodiscard]] QString elidedPath(const QString& path, const QFontMetrics& metrics, int width);

/// «audience, issuer, roles» as far as it fits, then how many more: «audience +2». Empty if not even the first does.
[[nodiscard]] QString elidedList(const QString& list, const QFontMetrics& metrics, int width);

/// Beginning and end of a text of more than so many characters, where there is no width to go by yet.
[[nodiscard]] QString elidedInside(const QString& text, qsizetype most);

} // namespace assayer::controls
