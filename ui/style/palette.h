// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>

class QWidget;

namespace assayer::style {

/// The colours of one theme. Every text colour has at least 4.5:1 on every ground that it is used on.
struct Palette {
    bool dark = false;
    QColor ground;  ///< behind the cards, and of card footers
    QColor surface; ///< cards, side bar, menus
    QColor field;   ///< line edits and buttons
    QColor inset;   ///< combo boxes, the request line, code
    QColor line;    ///< borders and separators
    QColor text;
    QColor muted;         ///< labels, notes, meanings
    QColor accent;        ///< the primary button, the current page, links
    QColor onAccent;      ///< text on accent
    QColor onAccentMuted; ///< the shortcut hint on accent
    QColor selection;     ///< the selected row, text stays text
    QColor hover;         ///< the row or flat button under the pointer
    QColor pass;
    QColor warning;
    QColor fail;
    QColor passGround;
    QColor warningGround;
    QColor failGround;
    QColor connect; ///< waterfall: name, TCP and TLS
    QColor waiting;
    QColor receiving;

    [[nodiscard]] static const Palette& light();
    [[nodiscard]] static const Palette& darkTheme();
    [[nodiscard]] QPalette toQPalette() const;
};

/// The theme that a widget is painted in, told by its QPalette: no global state.
[[nodiscard]] const Palette& paletteOf(const QPalette& palette);
[[nodiscard]] const Palette& paletteOf(const QWidget* widget);

/// WCAG 2.1 contrast ratio, 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace assayer::style
