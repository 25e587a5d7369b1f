// SPDX-License-Identifier: Apache-2.0
#include "controls/treeview.h"

#include "controls/plainlabel.h"
#include "controls/rowpainter.h"
#include "style/fonts.h"
#include "style/palette.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

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
    header()->setStretchLastSection(true);
    connect(header(), &QHeaderView::sectionResized, this, [this] { m_dragged = m_dragged || !m_sharing; });
}

int TreeView::currentColumn() const
{
    const int columns = model() ? model()->columnCount() : 0;
    return std::clamp(m_column, 0, std::max(0, columns - 1));
}

void TreeView::setColumnShares(const QList<qreal>& shares)
{
    m_shares = shares;
    m_dragged = false;
    share();
}

void TreeView::share()
{
    if (m_shares.isEmpty() || m_dragged || !model())
        return;
    m_sharing = true;
    const int room = viewport()->width();
    int left = room;
    for (int column = 0; column < header()->count(); ++column) {
        const bool last = column == header()->count() - 1;
        const int width = last ? left : static_cast<int>(room * m_shares.value(column, 0));
        header()->resizeSection(column, std::max(width, header()->minimumSectionSize()));
        left -= width;
    }
    m_sharing = false;
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

void TreeView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        if (currentIndex().isValid())
            Q_EMIT copyRequested(currentIndex().siblingAtColumn(currentColumn()));
        return;
    }
    if (event->key() == Qt::Key_F1 && (event->modifiers() & Qt::ShiftModifier)) {
        showWhole();
        return;
    }
    QTreeView::keyPressEvent(event);
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
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        scheduleDelayedItemsLayout();
}

} // namespace assayer::controls
