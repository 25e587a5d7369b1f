// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/status.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QList>

namespace assayer::models {

/// A row of the side bar. A tree is a list of them in the order in which they are drawn.
struct ProfileRow {
    enum class Kind {
        Group,   ///< a workspace, the practice tenant: a heading
        Folder,  ///< of a workspace
        Profile, ///< can be opened
        Broken,  ///< a file that cannot be read
        Note     ///< says something about what is above it, and does nothing
    };
    Kind kind = Kind::Profile;
    int depth = 0; ///< 0 for a group; never more than one deeper than the row above
    QString key;   ///< unique in the tree: an absolute path, or a name of the window's own
    QString name;
    QString note = {};   ///< «v2 · client secret», what is wrong with a broken file
    QString status = {}; ///< of its last verdict: "pass", "fail" …; empty if there is none
    bool fixed = false;  ///< it can be neither renamed, moved nor deleted; nothing can be put into it
    bool operator==(const ProfileRow&) const = default;
};

/// Profiles in their folders. What is done to it (another name, a drag) is sent on and not done: the rows come again
/// once it happened on the disk.
class ProfileTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        KindRole = FirstOwnRole ///< int: ProfileRow::Kind
    };

    using QAbstractItemModel::QAbstractItemModel;

    /// Changes rows in place where keys and depths stay the same, so that selection and expansion stay too.
    void setRows(const QList<ProfileRow>& rows);
    /// What is known of one row by now. Nothing happens if there is no such key.
    void setText(const QString& key, const QString& name, const QString& note);
    void setStatus(const QString& key, const QString& status);
    /// Invalid if there is no such key.
    [[nodiscard]] QModelIndex indexOfKey(const QString& key) const;
    [[nodiscard]] qsizetype count() const { return m_nodes.size(); }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// Takes no name itself: renameRequested() is sent.
    [[nodiscard]] bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                       const QModelIndex& parent) const override;
    [[nodiscard]] bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                    const QModelIndex& parent) override;

Q_SIGNALS:
    void renameRequested(const QString& key, const QString& name);
    /// Into the folder or group of that key.
    void moveRequested(const QString& key, const QString& into);

private:
    struct Node {
        ProfileRow row;
        int parent = -1;
        int place = 0; ///< among its parent's children
        QList<int> children;
    };

    [[nodiscard]] const Node& nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(int node) const;
    [[nodiscard]] const QList<int>& childrenOf(const QModelIndex& parent) const;
    [[nodiscard]] bool hasSameShape(const QList<ProfileRow>& rows) const;
    [[nodiscard]] const ProfileRow* dragged(const QMimeData* data) const;
    [[nodiscard]] QString spoken(const ProfileRow& row) const;
    void change(int node, const ProfileRow& row);

    QList<Node> m_nodes;
    QList<int> m_top;
    QHash<QString, int> m_places; ///< by key
};

} // namespace assayer::models
