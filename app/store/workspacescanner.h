// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/listing.h"

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

Q_SIGNALS:
    void listed(const std::shared_ptr<const Listing>& listing);
    void failed(const assayer::support::Error& error);

private:
    void watch(const Listing& listing);

    const QString m_root;
    std::shared_ptr<const Listing> m_last = std::make_shared<const Listing>();
    bool m_listedOnce = false;
    bool m_failing = false;
    // Children, to move with this into its thread.
    QFileSystemWatcher* m_watcher;
    QTimer* m_soon;
    QTimer* m_again;
};

} // namespace assayer::store
