// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/status.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QList>
#include <QSet>

#include <functional>

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
    bool late = false;   ///< what is in it is asked for when it is opened
    bool operator==(const ProfileRow&) const = default;
};

/// Profiles in their folders. What is done to it (another name, a drag) is sent on and not done: the rows come again
/// once it happened on the disk.
class ProfileTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        KindRole = FirstOwnRole, ///< int: ProfileRow::Kind
        LateRole                 ///< bool: what is in it was, or will be, asked for when it is opened
    };

    /// The rows in a late one, all of them one deeper than it; late ones may be among them.
    using Inside = std::function<QList<ProfileRow>(const QString& key)>;

    using QAbstractItemModel::QAbstractItemModel;

    void setInside(Inside inside) { m_inside = std::move(inside); }
    /// Changes rows in place where keys and depths stay the same, so that selection and expansion stay too.
    void setRows(const QList<ProfileRow>& rows);
    /// What is known of one row by now. Nothing happens if there is no such key.
    void setText(const QString& key, const QString& name, const QString& note);
    void setStatus(const QString& key, const QString& status);
    /// Invalid if there is no such key, or what it is in was not asked for yet.
    [[nodiscard]] QModelIndex indexOfKey(const QString& key) const;
    /// The same, once the late rows that it may be in were asked for theirs.
    [[nodiscard]] QModelIndex reach(const QString& key);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
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
        int place = 0;      ///< among its parent's children
        bool asked = false; ///< late, and by now what is in it is there
        QList<int> children;
    };

    [[nodiscard]] const Node& nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(int node) const;
    [[nodiscard]] const QList<int>& childrenOf(const QModelIndex& parent) const;
    void append(const QList<ProfileRow>& rows, int parent);
    /// The nodes as they stand below one another.
    [[nodiscard]] QList<int> drawnOrder() const;
    /// Those rows, with what is in the late ones of `asked`.
    void addAsked(const QList<ProfileRow>& rows, const QSet<QString>& asked, QList<ProfileRow>& all) const;
    [[nodiscard]] const ProfileRow* dragged(const QMimeData* data) const;
    [[nodiscard]] QString spoken(const ProfileRow& row) const;
    void change(int node, const ProfileRow& row);

    Inside m_inside;
    QList<Node> m_nodes; ///< parents before what is in them
    QList<int> m_top;
    QHash<QString, int> m_places; ///< by key
};

} // namespace assayer::models
