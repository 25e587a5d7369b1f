// SPDX-License-Identifier: Apache-2.0
#include "controls/tokendelegate.h"

#include "controls/rowpainter.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/state.h"
#include "support/visibletext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QTreeView>

#include <algorithm>

namespace assayer::controls {

namespace {
constexpr int rowHeight = 25;
constexpr int markSize = 12;

enum Column { Name, Value };
} // namespace

TokenDelegate::TokenDelegate(Roles roles, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_roles(roles)
{
}

void TokenDelegate::setFind(const QString& text)
{
    m_find = text;
}

QString TokenDelegate::shownText(const QModelIndex& index) const
{
    return rows::text(index, Qt::DisplayRole);
}

QFont TokenDelegate::fontFor(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QFont base = QApplication::font();
    if (rows::flag(index.siblingAtColumn(Name), m_roles.group))
        return style::strongFont(base);
    return index.column() == Name || index.column() == Value ? style::valueFont(base) : style::noteFont(base);
}

QRect TokenDelegate::textRect(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.column() != Name)
        return option.rect.adjusted(2, 0, -8, 0);
    const bool group = rows::flag(index, m_roles.group);
    const bool children = index.model()->hasChildren(index);
    int left = group ? rows::side : rows::indent(index);
    if (children)
        left += style::scaled(group ? 11 : rows::expanderRoom, QApplication::font());
    return option.rect.adjusted(left, 0, group ? 0 : -8, 0);
}

bool TokenDelegate::isWide(const QModelIndex& index) const
{
    return rows::flag(index.siblingAtColumn(Name), m_roles.group) && shownText(index.siblingAtColumn(Value)).isEmpty();
}

QRect TokenDelegate::wideRect(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* tree = qobject_cast<const QTreeView*>(option.widget);
    if (!tree || index.column() > Value || !isWide(index))
        return option.rect;
    const int name = tree->columnWidth(Name);
    const int value = tree->columnWidth(Value);
    const int left = option.rect.left() - (index.column() == Value ? name : 0);
    return {left, option.rect.top(), name + value, option.rect.height()};
}

void TokenDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem own = option;
    initStyleOption(&own, index);
    painter->save();
    rows::drawGround(painter, own);
    if (index.column() == Name && index.model()->hasChildren(index))
        rows::drawExpander(painter, own, rows::expanderRect(index, own.rect));
    own.rect = wideRect(option, index);
    if (own.rect == option.rect) {
        paintText(painter, own, index);
    } else {
        // Each of the two cells shows its part: the later one's ground would cover the other's text.
        painter->setClipRect(option.rect);
        paintText(painter, own, index.siblingAtColumn(Name));
    }
    painter->restore();
}

void TokenDelegate::paintText(QPainter* painter, const QStyleOptionViewItem& own, const QModelIndex& index) const
{
    const style::Palette& palette = style::paletteOf(own.palette);
    const QModelIndex first = index.siblingAtColumn(Name);
    const bool group = rows::flag(first, m_roles.group);
    const auto state = style::stateFromName(m_roles.status < 0 ? QString() : first.data(m_roles.status).toString());
    const bool wrong = state == style::State::Fail || state == style::State::Warning;
    const bool quiet = group || index.column() > Value || (index.column() == Value && rows::flag(index, m_roles.brief));
    QColor colour = quiet ? palette.muted : palette.text;
    QRect rect = textRect(own, index);
    const int mark = index.column() == Name && wrong ? style::scaled(markSize, own.font) : 0;
    if (mark)
        colour = style::colour(state, palette);
    rect.setRight(rect.right() - (mark ? mark + 4 : 0));
    const QFont font = fontFor(own, index);
    const QString text = shownText(index);
    paintFinds(painter, rect, text, font, palette);
    const int used = rows::drawLine(painter, rect, text, font, colour);
    if (mark)
        style::paintIcon(painter, QRect(rect.left() + used + 5, rect.center().y() - mark / 2 + 1, mark, mark),
                         style::iconName(state), colour);
}

void TokenDelegate::paintFinds(QPainter* painter, const QRect& rect, const QString& text, const QFont& font,
                               const style::Palette& palette) const
{
    if (m_find.isEmpty())
        return;
    const QString wanted = support::visibleText(m_find);
    const QFontMetrics metrics(font);
    // What is found in the part that is cut off is marked where it is cut.
    const int cut = metrics.horizontalAdvance(text) > rect.width() ? metrics.horizontalAdvance(QChar(u'…')) : 0;
    for (qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(wanted, at + wanted.size(), Qt::CaseInsensitive)) {
        const int begin = rect.left() + metrics.horizontalAdvance(text.left(at));
        const int x = std::min(begin, rect.right() - cut);
        const int width = std::min(metrics.horizontalAdvance(text.mid(at, wanted.size())), rect.right() - x);
        const QRect place(x - 1, rect.center().y() - metrics.height() / 2, width + 2, metrics.height() + 1);
        style::drawPanel(painter, place, 2, palette.warningGround, palette.warning);
        if (begin > x)
            return;
    }
}

QSize TokenDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int height =
        std::max(style::scaled(rowHeight, QApplication::font()), QFontMetrics(QApplication::font()).height() + 4);
    const QFontMetrics metrics(fontFor(option, index));
    QStyleOptionViewItem cell = option;
    cell.rect = QRect(0, 0, 0, height);
    const int left = textRect(cell, index).left();
    constexpr int widest = 600;
    return {std::min(left + metrics.horizontalAdvance(shownText(index)) + 10, widest), height};
}

bool TokenDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                              const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const int width = QFontMetrics(fontFor(option, index)).horizontalAdvance(shownText(index));
    QStyleOptionViewItem own = option;
    own.rect = wideRect(option, index);
    return rows::showWhole(event->globalPos(), view, index.data().toString(), width > textRect(own, index).width());
}

} // namespace assayer::controls
