// SPDX-License-Identifier: Apache-2.0
#include "controls/treeview.h"

#include "controls/plainlabel.h"
#include "controls/rowpainter.h"
#include "style/fonts.h"
#include "style/palette.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace assayer::controls {

namespace {
constexpr int focusBar = 2;
}

TreeView::TreeView(QWidget* parent)
    : QTreeView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setIndentation(0);
    setRootIsDecorated(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setExpandsOnDoubleClick(false); // see mouseDoubleClickEvent
    setMouseTracking(true);
    // The card behind it shows through, with its rounded corners.
    viewport()->setAutoFillBackground(false);
    header()->setMinimumSectionSize(style::scaled(40, this));
    viewport()->setMouseTracking(true);
}

int TreeView::currentColumn() const
{
    const int columns = model() ? model()->columnCount() : 0;
    return std::clamp(m_column, 0, std::max(0, columns - 1));
}

void TreeView::setColumnShares(const QList<qreal>& shares)
{
    m_shares = shares;
    header()->setStretchLastSection(false);
    disconnect(header(), &QHeaderView::sectionResized, this, nullptr);
    connect(header(), &QHeaderView::sectionResized, this, &TreeView::takeSharesFromHead);
    share();
}

void TreeView::setWholeColumns(const QList<int>& columns)
{
    m_wholeColumns = columns;
    share();
}

int TreeView::wholeWidth(int column) const
{
    constexpr int rowsMeasured = 200;
    constexpr int sides = 12;
    const QFontMetrics head(style::smallFont(QApplication::font()));
    const QFontMetrics cells(font());
    int width =
        header()->isHidden() ? 0 : head.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString());
    for (int row = 0; row < std::min(model()->rowCount(), rowsMeasured); ++row)
        width = std::max(width, cells.horizontalAdvance(model()->index(row, column).data().toString()));
    return width + sides + (column == header()->count() - 1 ? rows::side : 0);
}

QList<int> TreeView::leastWidths(int room) const
{
    const auto columns = header()->count();
    const int least = std::min(header()->minimumSectionSize(), room / std::max(columns, 1));
    QList<int> widths(columns, least);
    int sum = least * (columns - static_cast<int>(m_wholeColumns.size()));
    for (const int column : m_wholeColumns) {
        widths[column] = std::max(least, wholeWidth(column));
        sum += widths.at(column);
    }
    return sum <= room ? widths : QList<int>(columns, least);
}

void TreeView::reset()
{
    QTreeView::reset();
    share();
}

QString TreeView::columnState() const
{
    QStringList parts;
    for (const qreal one : m_shares)
        parts << QString::number(one, 'f', 4);
    return parts.join(QLatin1Char(' '));
}

void TreeView::restoreColumnState(const QString& state)
{
    QList<qreal> shares;
    qreal sum = 0;
    for (const QString& part : state.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        bool ok = false;
        const qreal one = part.toDouble(&ok);
        if (!ok || one <= 0 || one >= 1)
            return;
        shares << one;
        sum += one;
    }
    constexpr qreal slack = 0.02;
    if (shares.size() == m_shares.size() && std::abs(sum - 1) < slack)
        setColumnShares(shares);
}

void TreeView::share()
{
    if (m_shares.isEmpty() || !model())
        return;
    m_sharing = true;
    const int room = viewport()->width();
    const int columns = header()->count();
    const QList<int> least = leastWidths(room);
    int behind = std::accumulate(least.cbegin(), least.cend(), 0);
    int left = room;
    for (int column = 0; column < columns; ++column) {
        const bool last = column == columns - 1;
        behind -= least.at(column);
        const int wanted = last ? left : static_cast<int>(std::lround(room * m_shares.value(column, 0)));
        const int width = std::max(least.at(column), std::min(wanted, left - behind));
        header()->resizeSection(column, width);
        left -= width;
    }
    m_sharing = false;
}

void TreeView::takeSharesFromHead()
{
    if (m_sharing || QApplication::mouseButtons() == Qt::NoButton)
        return; // not by the user
    const qreal room = std::max(1, viewport()->width());
    qreal left = 1;
    for (int column = 0; column < m_shares.size(); ++column) {
        const bool last = column == m_shares.size() - 1;
        m_shares[column] = last ? std::max(0.01, left) : std::min(header()->sectionSize(column) / room, left);
        left -= m_shares.at(column);
    }
    share();
    Q_EMIT columnsDragged();
}

int TreeView::borderAt(int x) const
{
    if (m_shares.isEmpty() || !header()->isHidden())
        return -1;
    constexpr int reach = 3;
    int border = 0;
    for (int column = 0; column + 1 < header()->count(); ++column) {
        border += header()->sectionSize(column);
        if (std::abs(x - border) <= reach)
            return column;
    }
    return -1;
}

void TreeView::mouseMoveEvent(QMouseEvent* event)
{
    const int x = event->pos().x();
    if (m_draggedBorder >= 0) {
        const int column = m_draggedBorder;
        const int start = header()->sectionViewportPosition(column);
        const int both = header()->sectionSize(column) + header()->sectionSize(column + 1);
        const int least = std::min(header()->minimumSectionSize(), both / 2);
        const int width = std::clamp(x - start, least, both - least);
        const qreal sum = m_shares.at(column) + m_shares.at(column + 1);
        m_shares[column] = sum * width / std::max(1, both);
        m_shares[column + 1] = sum - m_shares.at(column);
        share();
        return;
    }
    const bool onBorder = event->buttons() == Qt::NoButton && borderAt(x) >= 0;
    if (onBorder != (viewport()->cursor().shape() == Qt::SplitHCursor))
        viewport()->setCursor(onBorder ? Qt::SplitHCursor : Qt::ArrowCursor);
    QTreeView::mouseMoveEvent(event);
}

void TreeView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_draggedBorder >= 0) {
        m_draggedBorder = -1;
        Q_EMIT columnsDragged();
        return;
    }
    QTreeView::mouseReleaseEvent(event);
}

void TreeView::showEvent(QShowEvent* event)
{
    // A layout made before the rows were told to be of one height has no height for them.
    if (uniformRowHeights())
        scheduleDelayedItemsLayout();
    QTreeView::showEvent(event);
}

bool TreeView::isOnExpander(const QModelIndex& index, const QPoint& position) const
{
    if (!index.isValid() || !itemsExpandable())
        return false;
    const QModelIndex first = index.siblingAtColumn(0);
    return model()->hasChildren(first) && rows::expanderRect(first, visualRect(first)).contains(position);
}

void TreeView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && borderAt(event->pos().x()) >= 0) {
        m_draggedBorder = borderAt(event->pos().x());
        return;
    }
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && isOnExpander(index, event->pos())) {
        const QModelIndex first = index.siblingAtColumn(0);
        setExpanded(first, !isExpanded(first));
        event->accept();
        return;
    }
    if (index.isValid())
        m_column = index.column();
    QTreeView::mousePressEvent(event);
}

void TreeView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid() && itemsExpandable() &&
        !isOnExpander(index, event->pos())) {
        const QModelIndex first = index.siblingAtColumn(0);
        if (model()->hasChildren(first))
            setExpanded(first, !isExpanded(first));
    }
    QTreeView::mouseDoubleClickEvent(event);
}

void TreeView::scrollToCurrentLater()
{
    QMetaObject::invokeMethod(
        this, [this] { scrollTo(currentIndex()); }, Qt::QueuedConnection);
}

void TreeView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        if (currentIndex().isValid())
            Q_EMIT copyRequested(currentIndex().siblingAtColumn(currentColumn()));
        return;
    }
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        if (currentIndex().isValid())
            Q_EMIT rowCopyRequested(currentIndex());
        return;
    }
    if (event->key() == Qt::Key_F1 && (event->modifiers() & Qt::ShiftModifier)) {
        showWhole();
        return;
    }
    const QPersistentModelIndex before = currentIndex();
    QTreeView::keyPressEvent(event);
    if (before != currentIndex())
        m_column = 0;
}

void TreeView::showWhole()
{
    const QModelIndex index = currentIndex().siblingAtColumn(currentColumn());
    if (!index.isValid())
        return;
    QStringList lines;
    for (int column = 0; column < model()->columnCount(index.parent()); ++column) {
        const QString cell = index.siblingAtColumn(column).data().toString();
        if (!cell.isEmpty())
            lines << cell;
    }
    const QRect rect = visualRect(index);
    QToolTip::showText(viewport()->mapToGlobal(rect.bottomLeft()), plainToolTip(lines.join(QLatin1Char('\n'))),
                       viewport());
}

void TreeView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QTreeView::drawRow(painter, option, index);
    if (hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0))
        painter->fillRect(0, option.rect.top(), focusBar, option.rect.height(), style::paletteOf(this).accent);
}

void TreeView::drawBranches(QPainter*, const QRect&, const QModelIndex&) const {}

void TreeView::focusInEvent(QFocusEvent* event)
{
    QTreeView::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                       event->reason() == Qt::ShortcutFocusReason;
    if (byKey && !currentIndex().isValid() && model() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
    viewport()->update();
}

void TreeView::focusOutEvent(QFocusEvent* event)
{
    QTreeView::focusOutEvent(event);
    viewport()->update();
}

void TreeView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    share();
    if (!uniformRowHeights())
        scheduleDelayedItemsLayout();
}

void TreeView::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        scheduleDelayedItemsLayout();
        share();
    }
}

} // namespace assayer::controls
