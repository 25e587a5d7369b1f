// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/status.h"

#include <QAbstractItemModel>
#include <QList>

namespace assayer::models {

/// One profile as the list shows it.
struct ProfileEntry {
    QString key; ///< what opening it needs: a file's path, or a name of the window's own
    QString name;
    QString note;   ///< «v2 · client secret», a folder
    QString status; ///< of its last verdict: "pass", "fail" …; empty if there is none
    bool operator==(const ProfileEntry&) const = default;
};
struct ProfileGroup {
    QString name;
    QList<ProfileEntry> entries;
    bool operator==(const ProfileGroup&) const = default;
};

/// Profiles in their groups.
class ProfileListModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    /// Changes rows in place where the keys stay the same, so that the selection stays too.
    void setGroups(const QList<ProfileGroup>& groups);
    /// Invalid if there is no such key.
    [[nodiscard]] QModelIndex indexOfKey(const QString& key) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<ProfileGroup> m_groups;
};

} // namespace assayer::models
