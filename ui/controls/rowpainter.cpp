// SPDX-License-Identifier: Apache-2.0
#include "controls/rowpainter.h"

#include "controls/plainlabel.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "support/visibletext.h"

#include <QApplication>
#include <QModelIndex>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace assayer::controls::rows {

int depth(const QModelIndex& index)
{
    int level = 0;
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        ++level;
    return level;
}

int indent(const QModelIndex& index)
{
    constexpr int deepest = 24; // a deeper nesting would push its text out of the column
    return side + step * std::clamp(depth(index) - 1, 0, deepest);
}

QRect expanderRect(const QModelIndex& index, const QRect& cell)
{
    return {cell.left() + indent(index) - 3, cell.top(), style::scaled(expanderRoom, QApplication::font()),
            cell.height()};
}

QString text(const QModelIndex& index, int role)
{
    if (role < 0)
        return {};
    const QString raw = index.data(role).toString();
    return support::visibleText(raw.size() > most ? raw.left(most) + QChar(0x2026) : raw);
}

bool flag(const QModelIndex& index, int role)
{
    return role >= 0 && index.data(role).toBool();
}

void drawGround(QPainter* painter, const QStyleOptionViewItem& option)
{
    const style::Palette& palette = style::paletteOf(option.palette);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, palette.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, palette.hover);
}

void drawExpander(QPainter* painter, const QStyleOptionViewItem& option, const QRect& rect)
{
    const style::Palette& palette = style::paletteOf(option.palette);
    const int size = style::scaled(6, QApplication::font());
    const QRect place(rect.left() + 2, rect.top() + 1, size + 2, rect.height());
    const auto arrow = option.state & QStyle::State_Open ? Qt::DownArrow : Qt::RightArrow;
    style::drawTriangle(painter, place, arrow, palette.muted, size);
}

int drawLine(QPainter* painter, const QRect& rect, const QString& text, const QFont& font, const QColor& colour,
             Qt::TextElideMode elide)
{
    if (rect.width() <= 0)
        return 0;
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, elide, rect.width());
    painter->setFont(font);
    painter->setPen(colour);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    return std::min(metrics.horizontalAdvance(shown), rect.width());
}

int drawWrapped(QPainter* painter, const QRect& rect, const QString& text, const QFont& font, const QColor& colour,
                int lines)
{
    const QFontMetrics metrics(font);
    const int width = std::max(rect.width(), metrics.averageCharWidth() * 4);
    if (metrics.horizontalAdvance(text) <= width || lines == 1) {
        const QRect line(rect.left(), rect.top(), width, metrics.height());
        if (painter)
            drawLine(painter, line, text, font, colour);
        return metrics.height();
    }
    QTextLayout layout(text, font);
    QTextOption option;
    // An address has no words: it fills its lines, and does not end one behind «http://».
    option.setWrapMode(text.contains(QLatin1Char(' ')) ? QTextOption::WrapAtWordBoundaryOrAnywhere
                                                       : QTextOption::WrapAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    int count = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const QRect place(rect.left(), rect.top() + count * metrics.height(), width, metrics.height());
        ++count;
        const bool last = count == lines;
        const QString piece =
            last ? text.mid(line.textStart()) : text.mid(line.textStart(), line.textLength()).trimmed();
        if (painter)
            drawLine(painter, place, piece, font, colour);
        if (last)
            break;
    }
    layout.endLayout();
    return count * metrics.height();
}

bool showWhole(const QPoint& globalPosition, QWidget* view, const QString& wholeText, bool isCut)
{
    if (isCut && !wholeText.isEmpty())
        QToolTip::showText(globalPosition, plainToolTip(wholeText), view);
    else
        QToolTip::hideText();
    return true;
}

} // namespace assayer::controls::rows
