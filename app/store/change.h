// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/workspace.h"

/// How a workspace's files are changed. Private to this folder.
namespace assayer::store {

/// The file's absolute path, if the path is below the workspace and leads over no link. "invalid-path", "absent".
[[nodiscard]] support::Result<QString> checkedPath(const QString& root, const QString& path);

[[nodiscard]] tl::unexpected<support::Error> invalidPath(const QString& path);

/// "orders.json" → {"orders", ".json"}; a folder has no ending.
[[nodiscard]] std::pair<QString, QString> nameAndEnding(const QString& path);

/// With its parents, for the user alone. "not-writable".
[[nodiscard]] support::Result<void> makeFolder(const QString& path);

/// One change, under the workspace's lock for as long as it lives.
class Change {
public:
    [[nodiscard]] static support::Result<Change> begin(const QString& root, std::chrono::milliseconds lockLimit);

    /// In a folder that is no workspace, where nothing of ours is to lie: under the lock of the workspace `home`, if
    /// that can be taken at all. replace() alone.
    [[nodiscard]] static support::Result<Change> beginElsewhere(const QString& folder, const QString& home,
                                                                std::chrono::milliseconds lockLimit);

    /// The text that stands there now; empty if there is none that can be read.
    [[nodiscard]] QByteArray textAt(const QString& path) const;
    /// Puts the text in the place of the one that `base` stands for. Where an unreadable one was set aside, if so.
    [[nodiscard]] tl::expected<QString, SaveFailure> replace(const QString& path, const QByteArray& text,
                                                             const Revision& base) const;
    /// A new file under a name that is free. Its path.
    [[nodiscard]] support::Result<QString> add(const QString& folder, const QString& name, const QString& ending,
                                               const QByteArray& text) const;
    [[nodiscard]] support::Result<QString> addFolder(const QString& parent, const QString& name) const;
    /// Another name for a file or folder, where it is: a free one. The new path.
    [[nodiscard]] support::Result<QString> give(const QString& path, const QString& name, const QString& ending) const;
    [[nodiscard]] support::Result<QString> move(const QString& path, const QString& folder) const;
    [[nodiscard]] support::Result<Removed> remove(const QString& path) const;
    [[nodiscard]] support::Result<QString> restore(const Removed& removed) const;
    /// Really deletes what was removed before that moment, in Unix milliseconds.
    void purge(qint64 before) const;

private:
    enum class Where { Workspace, Elsewhere };
    Change(QString root, std::optional<FolderLock> lock, Where where);
    [[nodiscard]] support::Result<QString> checked(const QString& path) const;
    [[nodiscard]] support::Result<QString> setAside(const QString& path, const QByteArray& text) const;
    [[nodiscard]] support::Result<QString> relocate(const QString& from, const QString& path) const;
    [[nodiscard]] QString absolute(const QString& path) const;
    [[nodiscard]] QStringList namesIn(const QString& folder) const;

    QString m_root;
    std::optional<FolderLock> m_lock;
    Where m_where;
};

} // namespace assayer::store
