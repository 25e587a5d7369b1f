// SPDX-License-Identifier: Apache-2.0
#include "models/profiletreemodel.h"

#include "models/valuetext.h"
#include "support/pathbelow.h"

#include <QMimeData>

#include <algorithm>

namespace assayer::models {

using support::isBelow;
using Kind = ProfileRow::Kind;

namespace {

// A row's key, for this model alone: it means nothing to another program.
const QString draggedType = QStringLiteral("application/x-assayer-profile");

bool isPlace(const ProfileRow& row)
{
    return (row.kind == Kind::Group || row.kind == Kind::Folder) && !row.fixed;
}

} // namespace

QList<int> ProfileTreeModel::drawnOrder() const
{
    QList<int> order;
    order.reserve(m_nodes.size());
    const auto add = [this, &order](const auto& self, const QList<int>& nodes) -> void {
        for (const int node : nodes) {
            order.append(node);
            self(self, m_nodes.at(node).children);
        }
    };
    add(add, m_top);
    return order;
}

void ProfileTreeModel::addAsked(const QList<ProfileRow>& rows, const QSet<QString>& asked, QList<ProfileRow>& all) const
{
    for (const ProfileRow& row : rows) {
        all.append(row);
        if (row.late && asked.contains(row.key))
            addAsked(m_inside(row.key), asked, all);
    }
}

void ProfileTreeModel::setRows(const QList<ProfileRow>& rows)
{
    QSet<QString> asked;
    for (const Node& node : std::as_const(m_nodes)) {
        if (node.asked)
            asked.insert(node.row.key);
    }
    QList<ProfileRow> all;
    all.reserve(rows.size());
    addAsked(rows, asked, all);

    const QList<int> order = drawnOrder();
    const auto hasSameShape = [this](int node, const ProfileRow& row) {
        const ProfileRow& old = m_nodes.at(node).row;
        return old.key == row.key && old.depth == row.depth && old.kind == row.kind && old.late == row.late;
    };
    if (std::ranges::equal(order, all, hasSameShape)) {
        for (qsizetype at = 0; at < all.size(); ++at)
            change(order.at(at), all.at(at));
        return;
    }
    beginResetModel();
    m_nodes.clear();
    m_nodes.reserve(all.size());
    m_top.clear();
    m_places.clear();
    m_places.reserve(all.size());
    append(all, -1);
    for (const QString& key : std::as_const(asked)) {
        if (const int node = m_places.value(key, -1); node >= 0)
            m_nodes[node].asked = m_nodes.at(node).row.late;
    }
    endResetModel();
}

void ProfileTreeModel::append(const QList<ProfileRow>& rows, int parent)
{
    const int base = parent < 0 ? 0 : m_nodes.at(parent).row.depth + 1;
    QList<int> open; // the row of each depth above the one at hand
    for (const ProfileRow& row : rows) {
        const int node = static_cast<int>(m_nodes.size());
        open.resize(std::clamp<qsizetype>(row.depth - base, 0, open.size()));
        const int above = open.isEmpty() ? parent : open.last();
        QList<int>& siblings = above < 0 ? m_top : m_nodes[above].children;
        const int place = static_cast<int>(siblings.size());
        siblings.append(node);
        m_nodes.append({row, above, place, false, {}});
        m_places.insert(row.key, node);
        open.append(node);
    }
}

void ProfileTreeModel::change(int node, const ProfileRow& row)
{
    if (m_nodes.at(node).row == row)
        return;
    m_nodes[node].row = row;
    const QModelIndex index = indexOf(node);
    Q_EMIT dataChanged(index, index);
}

void ProfileTreeModel::setText(const QString& key, const QString& name, const QString& note)
{
    const int node = m_places.value(key, -1);
    if (node < 0)
        return;
    ProfileRow row = m_nodes.at(node).row;
    row.name = name;
    row.note = note;
    change(node, row);
}

void ProfileTreeModel::setStatus(const QString& key, const QString& status)
{
    const int node = m_places.value(key, -1);
    if (node < 0)
        return;
    ProfileRow row = m_nodes.at(node).row;
    row.status = status;
    change(node, row);
}

QModelIndex ProfileTreeModel::indexOfKey(const QString& key) const
{
    const int node = m_places.value(key, -1);
    return node < 0 ? QModelIndex() : indexOf(node);
}

QModelIndex ProfileTreeModel::reach(const QString& key)
{
    while (!m_places.contains(key)) {
        // The innermost of the rows that it may be in.
        QString above = key;
        int node = -1;
        while (node < 0 && above.contains(u'/')) {
            above.truncate(above.lastIndexOf(u'/'));
            node = m_places.value(above, -1);
        }
        if (node < 0 || !canFetchMore(indexOf(node)))
            return {};
        fetchMore(indexOf(node));
    }
    return indexOfKey(key);
}

QModelIndex ProfileTreeModel::indexOf(int node) const
{
    return node < 0 ? QModelIndex() : createIndex(m_nodes.at(node).place, 0, static_cast<quintptr>(node));
}

const ProfileTreeModel::Node& ProfileTreeModel::nodeOf(const QModelIndex& index) const
{
    return m_nodes.at(static_cast<int>(index.internalId()));
}

const QList<int>& ProfileTreeModel::childrenOf(const QModelIndex& parent) const
{
    return parent.isValid() ? nodeOf(parent).children : m_top;
}

QModelIndex ProfileTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent) ? indexOf(childrenOf(parent).at(row)) : QModelIndex();
}

QModelIndex ProfileTreeModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(nodeOf(index).parent) : QModelIndex();
}

int ProfileTreeModel::rowCount(const QModelIndex& parent) const
{
    return static_cast<int>(childrenOf(parent).size());
}

int ProfileTreeModel::columnCount(const QModelIndex&) const
{
    return 1;
}

bool ProfileTreeModel::hasChildren(const QModelIndex& parent) const
{
    return canFetchMore(parent) || !childrenOf(parent).isEmpty();
}

bool ProfileTreeModel::canFetchMore(const QModelIndex& parent) const
{
    return m_inside && parent.isValid() && nodeOf(parent).row.late && !nodeOf(parent).asked;
}

void ProfileTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    const int node = static_cast<int>(parent.internalId());
    m_nodes[node].asked = true;
    const QList<ProfileRow> rows = m_inside(m_nodes.at(node).row.key);
    if (rows.isEmpty())
        return;
    const int depth = m_nodes.at(node).row.depth + 1;
    const auto direct = std::ranges::count(rows, depth, &ProfileRow::depth);
    beginInsertRows(parent, 0, static_cast<int>(direct) - 1);
    append(rows, node);
    endInsertRows();
}

QString ProfileTreeModel::spoken(const ProfileRow& row) const
{
    const QString name = oneLine(row.name);
    const QString note = oneLine(row.note);
    switch (row.kind) {
    case Kind::Group:
    case Kind::Folder:
    case Kind::Note:
        return note.isEmpty() ? name : tr("%1, %2", "a folder or a profile, and what is said of it").arg(name, note);
    case Kind::Broken:
        return tr("%1, cannot be read: %2").arg(name, note);
    case Kind::Profile:
        break;
    }
    return row.status.isEmpty() ? tr("%1, %2", "a folder or a profile, and what is said of it").arg(name, note)
                                : tr("%1, %2, last verdict: %3").arg(name, note, row.status);
}

QVariant ProfileTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ProfileRow& row = nodeOf(index).row;
    const bool heading = row.kind == Kind::Group || row.kind == Kind::Folder;
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(row.name);
    case Qt::EditRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case StatusRole:
        if (heading || row.kind == Kind::Note)
            return QString();
        if (row.kind == Kind::Broken)
            return QStringLiteral("warning");
        return row.status.isEmpty() ? QStringLiteral("unchecked") : row.status;
    case SummaryRole:
        return oneLine(row.note);
    case HeadingRole:
        return heading;
    case PathRole:
        return row.key;
    case KindRole:
        return static_cast<int>(row.kind);
    case LateRole:
        return row.late;
    default:
        return {};
    }
}

bool ProfileTreeModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    // Copies: what is done at once may bring other rows.
    const ProfileRow row = nodeOf(index).row;
    const QString name = value.toString().trimmed();
    if (!name.isEmpty() && name != row.name)
        Q_EMIT renameRequested(row.key, name);
    return false;
}

Qt::ItemFlags ProfileTreeModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const ProfileRow& row = nodeOf(index).row;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (row.kind == Kind::Note)
        return Qt::ItemIsEnabled;
    if (!row.fixed && row.kind != Kind::Group)
        flags |= Qt::ItemIsDragEnabled;
    if (!row.fixed && (row.kind == Kind::Folder || row.kind == Kind::Profile))
        flags |= Qt::ItemIsEditable;
    if (isPlace(row))
        flags |= Qt::ItemIsDropEnabled;
    return flags;
}

Qt::DropActions ProfileTreeModel::supportedDropActions() const
{
    return Qt::MoveAction;
}

QStringList ProfileTreeModel::mimeTypes() const
{
    return {draggedType};
}

QMimeData* ProfileTreeModel::mimeData(const QModelIndexList& indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    data->setData(draggedType, nodeOf(indexes.first()).row.key.toUtf8());
    return data;
}

const ProfileRow* ProfileTreeModel::dragged(const QMimeData* data) const
{
    const int node = data ? m_places.value(QString::fromUtf8(data->data(draggedType)), -1) : -1;
    return node < 0 ? nullptr : &m_nodes.at(node).row;
}

bool ProfileTreeModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int, const QModelIndex& parent) const
{
    const ProfileRow* row = dragged(data);
    if (!row || !parent.isValid())
        return false;
    const Node* into = &nodeOf(parent);
    if (!isPlace(into->row))
        return false;
    // Within its own workspace, which the topmost row stands for, and no folder into itself.
    const Node* top = into;
    while (top->parent >= 0)
        top = &m_nodes.at(top->parent);
    const bool isItself = row->key == into->row.key || isBelow(into->row.key, row->key);
    const int parentOfRow = m_nodes.at(m_places.value(row->key)).parent;
    const bool isThere = parentOfRow >= 0 && m_nodes.at(parentOfRow).row.key == into->row.key;
    return isBelow(row->key, top->row.key) && !isItself && !isThere;
}

bool ProfileTreeModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                    const QModelIndex& parent)
{
    // False in any case: the view must not remove the row, it goes when the file has gone.
    if (canDropMimeData(data, action, row, column, parent))
        Q_EMIT moveRequested(QString(dragged(data)->key), QString(nodeOf(parent).row.key));
    return false;
}

} // namespace assayer::models
