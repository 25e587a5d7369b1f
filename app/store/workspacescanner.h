// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/profileindex.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <memory>

namespace assayer::store {

/// The part of WorkspaceWatch in its thread. Private to this folder.
class WorkspaceScanner final : public QObject {
    Q_OBJECT
public:
    explicit WorkspaceScanner(QString root);

    void scan();
    void setOrder(SortBy by);
    void setEnvironment(const QString& name);

Q_SIGNALS:
    void listed(const std::shared_ptr<const Catalogue>& catalogue);
    void failed(const assayer::support::Error& error);

private:
    void watch(const Listing& listing);
    void tell(const Listing& listing);

    const QString m_root;
    SortBy m_order = SortBy::Name;
    QString m_environment;
    std::shared_ptr<const Catalogue> m_last = std::make_shared<const Catalogue>();
    bool m_listedOnce = false;
    bool m_failing = false;
    // Children, to move with this into its thread.
    QFileSystemWatcher* m_watcher;
    QTimer* m_soon;
    QTimer* m_again;
};

} // namespace assayer::store
