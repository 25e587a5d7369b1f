// SPDX-License-Identifier: Apache-2.0
#include "controls/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace assayer::controls {

FlowLayout::FlowLayout(QWidget* parent, int spacing)
    : QLayout(parent)
    , m_spacing(spacing)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize one = item->sizeHint();
        size = {size.width() + (size.width() ? m_spacing : 0) + one.width(), std::max(size.height(), one.height())};
    }
    const QMargins margins = contentsMargins();
    return size.grownBy(margins);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::sizeIn(const QLayoutItem& item, int room)
{
    const QSize size = item.sizeHint();
    return {std::min(size.width(), std::max(room, item.minimumSize().width())), size.height()};
}

int FlowLayout::linesIn(int room) const
{
    int lines = 0;
    int x = 0;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const int width = sizeIn(*item, room).width();
        if (lines == 0 || x + width > room) {
            ++lines;
            x = 0;
        }
        x += width + m_spacing;
    }
    return lines;
}

/// Where one line is not enough, nothing stands on the last one alone: as many lines, each as short as may be.
int FlowLayout::evenRoom(int room) const
{
    const int lines = linesIn(room);
    if (lines < 2)
        return room;
    int least = 0;
    for (const QLayoutItem* item : m_items)
        least = std::max(least, item->isEmpty() ? 0 : sizeIn(*item, room).width());
    int most = room;
    while (least < most) {
        const int middle = (least + most) / 2;
        if (linesIn(middle) > lines)
            least = middle + 1;
        else
            most = middle;
    }
    return most;
}

int FlowLayout::arrange(const QRect& rect, bool apply) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    const int even = evenRoom(room.width());
    const QWidget* parent = parentWidget();
    const Qt::LayoutDirection direction = parent ? parent->layoutDirection() : Qt::LeftToRight;
    QList<std::pair<QLayoutItem*, QRect>> line;
    int x = room.left();
    int y = room.top();
    int height = 0;
    const auto endLine = [&] {
        for (const auto& [item, place] : line) {
            const int down = (height - place.height()) / 2;
            if (apply)
                item->setGeometry(QStyle::visualRect(direction, room, place.translated(0, down)));
        }
        line.clear();
        y += height;
        height = 0;
        x = room.left();
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = sizeIn(*item, room.width());
        if (!line.isEmpty() && x + size.width() > room.left() + even) {
            endLine();
            y += m_spacing;
        }
        line.append({item, QRect(QPoint(x, y), size)});
        x += size.width() + m_spacing;
        height = std::max(height, size.height());
    }
    endLine();
    return y - rect.top() + contentsMargins().bottom();
}

} // namespace assayer::controls
