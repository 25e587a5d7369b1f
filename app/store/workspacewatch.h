// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/profileindex.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace assayer::store {

class WorkspaceScanner;

/// Keeps the listing of a workspace up to date, whoever changes it: our own windows, a program, an editor, git. Lists
/// and watches in a thread of its own, so that its owner's never waits. Owned by whoever shows the workspace.
class WorkspaceWatch final : public QObject {
    Q_OBJECT
public:
    /// Begins at once; changed() or failed() comes once it was listed.
    explicit WorkspaceWatch(const QString& root, QObject* parent = nullptr);
    /// Ends a listing that is under way after the file that it is at.
    ~WorkspaceWatch() override;

    /// The latest; empty before the first changed().
    [[nodiscard]] const Listing& listing() const { return m_catalogue->listing; }
    /// The same with its order and its index, which are made in the thread too.
    [[nodiscard]] const Catalogue& catalogue() const { return *m_catalogue; }
    /// Another order (by name until then); changed() comes with it.
    void setOrder(SortBy by);
    /// The one of that name is what variables stand for (none until then); changed() comes with it.
    void setEnvironment(const QString& name);
    /// Look again, for instance when the window becomes active: a network's folder tells of no changes.
    void refresh();

Q_SIGNALS:
    /// Something is different from before: the listing as a whole. Changes that come together are told together,
    /// at most every 50 ms.
    void changed();
    /// The workspace as a whole cannot be listed; the listing is as before. Comes again only after it could.
    void failed(const assayer::support::Error& error);

private:
    void take(const std::shared_ptr<const Catalogue>& catalogue);

    std::shared_ptr<const Catalogue> m_catalogue = std::make_shared<const Catalogue>();
    QThread m_thread;
    WorkspaceScanner* m_scanner; ///< lives in the thread
};

} // namespace assayer::store
