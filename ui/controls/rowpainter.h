// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/palette.h"

#include <QFont>
#include <QStyleOptionViewItem>

class QModelIndex;
class QPainter;

/// What the delegates and TreeView agree on: where text starts, where ▾ stands, how a row's ground is drawn.
namespace assayer::controls::rows {

constexpr int side = 12;         ///< from the row's edge to its first mark
constexpr int step = 18;         ///< one level of nesting
constexpr int expanderRoom = 14; ///< ▾ and the gap behind it, at 13 px text
constexpr qsizetype most = 4096; ///< characters of one cell that are measured and drawn

[[nodiscard]] int depth(const QModelIndex& index);
/// Where a row's text or ▾ starts, from the row's left edge. The first level stands under its group's ▾.
[[nodiscard]] int indent(const QModelIndex& index);
/// The area of ▾ in the first column's cell.
[[nodiscard]] QRect expanderRect(const QModelIndex& index, const QRect& cell);

/// Literal text of a role: invisible characters made visible, cut to `most`.
[[nodiscard]] QString text(const QModelIndex& index, int role);
[[nodiscard]] bool flag(const QModelIndex& index, int role);

void drawGround(QPainter* painter, const QStyleOptionViewItem& option);
void drawExpander(QPainter* painter, const QStyleOptionViewItem& option, const QRect& rect);

/// Draws one line of text cut to the rectangle; the width that it took.
int drawLine(QPainter* painter, const QRect& rect, const QString& text, const QFont& font, const QColor& colour,
             Qt::TextElideMode elide = Qt::ElideRight);

/// Text over several lines, broken anywhere if it must be, at most `lines`, the last one cut. Its height; draws if
/// there is a painter.
int drawWrapped(QPainter* painter, const QRect& rect, const QString& text, const QFont& font, const QColor& colour,
                int lines);

/// Asks for a tool tip with the whole text if `width` is more than there is; hides it else. For helpEvent().
bool showWhole(const QPoint& globalPosition, QWidget* view, const QString& wholeText, bool isCut);

} // namespace assayer::controls::rows
