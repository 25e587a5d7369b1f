// SPDX-License-Identifier: Apache-2.0
#include "controls/keyvaluelist.h"

#include "controls/rowpainter.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/palette.h"
#include "support/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace assayer::controls {

namespace {

constexpr int rowHeight = 20;
constexpr int headHeight = 26;
constexpr int nameColumn = 158;
constexpr int mostLines = 40;
constexpr qsizetype mostRows = 4000;
constexpr qsizetype lineLength = 2000;

enum Role { KindRole = Qt::UserRole + 1, NoteRole, CopyRole };
enum Kind { RowKind, HeadKind, TextKind };

class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem own = option;
        initStyleOption(&own, index);
        const style::Palette& palette = style::paletteOf(own.palette);
        painter->save();
        const int kind = index.siblingAtColumn(0).data(KindRole).toInt();
        const QFont base = QApplication::font();
        if (kind == HeadKind) {
            const QRect place = own.rect.adjusted(rows::side, 4, 0, 0);
            rows::drawLine(painter, place, rows::text(index, Qt::DisplayRole), style::strongFont(style::noteFont(base)),
                           palette.muted);
            painter->restore();
            return;
        }
        rows::drawGround(painter, own);
        const QFont font = style::valueFont(base);
        const bool name = index.column() == 0 && kind == RowKind;
        const QString note = rows::text(index, NoteRole);
        QRect place = room(own.rect, index.column());
        const int top = std::max(0, (style::scaled(rowHeight, base) - QFontMetrics(font).height()) / 2);
        place.setTop(place.top() + top);
        const QString text = rows::text(index, Qt::DisplayRole);
        const QColor ink = name ? palette.muted : palette.text;
        if (note.isEmpty()) {
            rows::drawWrapped(painter, place, text, font, ink, name ? 2 : mostLines);
        } else {
            place.setHeight(QFontMetrics(font).height());
            const int used = rows::drawLine(painter, place, text, font, ink);
            place.setLeft(place.left() + used + 8);
            rows::drawLine(painter, place, note, style::smallFont(base), palette.muted);
        }
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QFont base = QApplication::font();
        const int kind = index.siblingAtColumn(0).data(KindRole).toInt();
        if (kind == HeadKind)
            return {0, style::scaled(headHeight, base)};
        const auto* view = qobject_cast<const QTreeView*>(option.widget);
        const int whole = view ? view->viewport()->width() : 400;
        const int first = view ? view->columnWidth(0) : nameColumn;
        const int width = kind == TextKind ? whole : index.column() == 0 ? first : whole - first;
        const QFont font = style::valueFont(base);
        const QRect place = room(QRect(0, 0, width, 0), index.column());
        const bool single = !index.data(NoteRole).toString().isEmpty();
        const bool name = index.column() == 0 && kind == RowKind;
        const int text = single ? QFontMetrics(font).height()
                                : rows::drawWrapped(nullptr, place, rows::text(index, Qt::DisplayRole), font, {},
                                                    name ? 2 : mostLines);
        const int one = QFontMetrics(font).height();
        return {0, style::scaled(rowHeight, base) - one + text};
    }

private:
    static QRect room(const QRect& cell, int column)
    {
        return cell.adjusted(column == 0 ? rows::side : 0, 0, column == 0 ? -8 : -rows::side, 0);
    }
};

QStandardItem* item(const QString& text, Kind kind)
{
    auto* made = new QStandardItem(text);
    made->setData(kind, KindRole);
    made->setData(support::visibleText(text.left(rows::most)), Qt::AccessibleTextRole);
    made->setEditable(false);
    return made;
}

} // namespace

KeyValueList::KeyValueList(QWidget* parent)
    : QTreeView(parent)
    , m_model(new QStandardItemModel(0, 2, this))
{
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setIndentation(0);
    setRootIsDecorated(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrap(true);
    viewport()->setAutoFillBackground(false);
    setItemDelegate(new RowDelegate(this));
    setModel(m_model);
    header()->setStretchLastSection(true);
    header()->resizeSection(0, style::scaled(nameColumn, this));
}

void KeyValueList::setSections(const QList<Section>& sections)
{
    m_model->removeRows(0, m_model->rowCount());
    QList<int> spanned;
    const auto addLine = [&](const QString& text, Kind kind) {
        spanned << m_model->rowCount();
        m_model->appendRow(item(text, kind));
    };
    for (const Section& section : sections) {
        if (!section.title.isEmpty())
            addLine(section.title, HeadKind);
        for (const Row& row : section.rows) {
            const QString dots(12, QChar(0x2022));
            auto* value = item(row.hidden ? dots : row.value, RowKind);
            value->setData(row.note, NoteRole);
            value->setData(row.hidden ? QString() : row.value, CopyRole);
            if (row.hidden)
                value->setData(tr("hidden, %1").arg(support::visibleText(row.note)), Qt::AccessibleTextRole);
            m_model->appendRow({item(row.name, RowKind), value});
        }
        if (section.text.isEmpty())
            continue;
        for (const QString& line : section.text.split(QLatin1Char('\n'))) {
            for (qsizetype at = 0; at < std::max<qsizetype>(1, line.size()) && m_model->rowCount() < mostRows;
                 at += lineLength)
                addLine(line.mid(at, lineLength), TextKind);
        }
        if (m_model->rowCount() >= mostRows)
            addLine(tr("… the rest is not shown here"), TextKind);
    }
    for (const int row : spanned)
        setFirstColumnSpanned(row, {}, true);
}

QString KeyValueList::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex& index : rows) {
        const int kind = index.data(KindRole).toInt();
        const QString name = index.data().toString();
        lines << (kind == RowKind ? name + QStringLiteral(": ") + index.siblingAtColumn(1).data(CopyRole).toString()
                                  : name);
    }
    return lines.join(QLatin1Char('\n'));
}

void KeyValueList::copy() const
{
    const QString text = selectedText();
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void KeyValueList::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTreeView::keyPressEvent(event);
}

void KeyValueList::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* whole = menu->addAction(style::icon(QStringLiteral("copy")), tr("Copy"));
    whole->setEnabled(selectionModel()->hasSelection());
    connect(whole, &QAction::triggered, this, [this] { copy(); });
    const QModelIndex value = currentIndex().siblingAtColumn(1);
    QAction* one = menu->addAction(tr("Copy value"));
    const QString text = value.data(CopyRole).toString();
    one->setEnabled(!text.isEmpty());
    connect(one, &QAction::triggered, this, [text] { QApplication::clipboard()->setText(text); });
    menu->popup(event->globalPos());
}

void KeyValueList::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    header()->resizeSection(0, std::min(style::scaled(nameColumn, this), viewport()->width() * 2 / 5));
    scheduleDelayedItemsLayout();
}

void KeyValueList::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        scheduleDelayedItemsLayout();
}

} // namespace assayer::controls
