// SPDX-License-Identifier: Apache-2.0
#include "models/profilelistmodel.h"

#include "models/valuetext.h"

namespace assayer::models {

namespace {

constexpr quintptr group = 0; // an entry's internal id is its group's row plus one

bool sameKeys(const QList<ProfileGroup>& a, const QList<ProfileGroup>& b)
{
    const auto keys = [](const QList<ProfileGroup>& groups) {
        QStringList all;
        for (const ProfileGroup& one : groups) {
            all << QString() << one.name;
            for (const ProfileEntry& entry : one.entries)
                all << entry.key;
        }
        return all;
    };
    return keys(a) == keys(b);
}

} // namespace

void ProfileListModel::setGroups(const QList<ProfileGroup>& groups)
{
    if (groups == m_groups)
        return;
    if (!sameKeys(groups, m_groups)) {
        beginResetModel();
        m_groups = groups;
        endResetModel();
        return;
    }
    m_groups = groups;
    for (int row = 0; row < m_groups.size(); ++row) {
        const QModelIndex parent = index(row, 0);
        if (const int count = rowCount(parent))
            Q_EMIT dataChanged(index(0, 0, parent), index(count - 1, 0, parent));
    }
}

QModelIndex ProfileListModel::indexOfKey(const QString& key) const
{
    for (int row = 0; row < m_groups.size(); ++row) {
        const QList<ProfileEntry>& entries = m_groups.at(row).entries;
        for (int entry = 0; entry < entries.size(); ++entry) {
            if (entries.at(entry).key == key)
                return index(entry, 0, index(row, 0));
        }
    }
    return {};
}

QModelIndex ProfileListModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : group);
}

QModelIndex ProfileListModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == group)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, group);
}

int ProfileListModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    return parent.internalId() == group ? static_cast<int>(m_groups.at(parent.row()).entries.size()) : 0;
}

int ProfileListModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant ProfileListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == group) {
        const ProfileGroup& one = m_groups.at(index.row());
        return role == Qt::DisplayRole ? QVariant(oneLine(one.name))
               : role == HeadingRole   ? QVariant(true)
                                       : QVariant();
    }
    const ProfileEntry& entry = m_groups.at(static_cast<int>(index.internalId()) - 1).entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(entry.name);
    case Qt::AccessibleTextRole:
        return entry.status.isEmpty()
                   ? tr("%1, %2", "a profile and its kind").arg(oneLine(entry.name), oneLine(entry.note))
                   : tr("%1, %2, last verdict: %3").arg(oneLine(entry.name), oneLine(entry.note), entry.status);
    case StatusRole:
        return entry.status.isEmpty() ? QStringLiteral("unchecked") : entry.status;
    case SummaryRole:
        return oneLine(entry.note);
    case HeadingRole:
        return false;
    case PathRole:
        return entry.key;
    default:
        return {};
    }
}

Qt::ItemFlags ProfileListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    return index.internalId() == group ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace assayer::models
