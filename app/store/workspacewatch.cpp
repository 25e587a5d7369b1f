// SPDX-License-Identifier: Apache-2.0
#include "store/workspacewatch.h"

#include "store/workspacescanner.h"

#include <QDir>
#include <QElapsedTimer>

#include <algorithm>

namespace assayer::store {
namespace {

// A system has a few thousand watches for all programs together: changes in what has none are found by looking.
constexpr qsizetype mostWatched = 2000;
constexpr std::chrono::milliseconds together(50);
constexpr std::chrono::seconds lookAgain(3);

} // namespace

WorkspaceScanner::WorkspaceScanner(QString root)
    : m_root(std::move(root))
    , m_watcher(new QFileSystemWatcher(this))
    , m_soon(new QTimer(this))
    , m_again(new QTimer(this))
{
    m_soon->setSingleShot(true);
    m_soon->setInterval(together);
    m_again->setInterval(lookAgain);
    const auto soon = [this] {
        if (!m_soon->isActive()) {
            m_soon->start();
        }
    };
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
    connect(m_soon, &QTimer::timeout, this, &WorkspaceScanner::scan);
    connect(m_again, &QTimer::timeout, this, &WorkspaceScanner::scan);
}

void WorkspaceScanner::scan()
{
    QElapsedTimer took;
    took.start();
    auto listing = listWorkspace(m_root, m_last->listing);
    // A tree of very many files is not all that the machine is there for.
    constexpr std::chrono::milliseconds latest{60'000};
    const std::chrono::milliseconds looked(took.elapsed());
    m_again->setInterval(std::clamp(50 * looked, std::chrono::milliseconds(lookAgain), latest));
    if (!listing) {
        m_again->start();
        if (!std::exchange(m_failing, true)) {
            Q_EMIT failed(listing.error());
        }
        return;
    }
    m_failing = false;
    watch(*listing);
    const bool different = !m_listedOnce || !listing->sameAs(m_last->listing);
    m_listedOnce = true;
    if (different) {
        tell(*listing);
    } else {
        auto same = std::make_shared<Catalogue>(*m_last);
        same->listing = *std::move(listing); // other stamps
        m_last = std::move(same);
    }
}

void WorkspaceScanner::tell(const Listing& listing)
{
    m_last = std::make_shared<const Catalogue>(catalogueOf(listing, m_order, m_environment));
    Q_EMIT listed(m_last);
}

void WorkspaceScanner::setOrder(SortBy by)
{
    if (std::exchange(m_order, by) != by && m_listedOnce) {
        tell(Listing(m_last->listing));
    }
}

void WorkspaceScanner::setEnvironment(const QString& name)
{
    if (std::exchange(m_environment, name) != name && m_listedOnce) {
        tell(Listing(m_last->listing));
    }
}

void WorkspaceScanner::watch(const Listing& listing)
{
    QSet<QString> wanted{m_root};
    const auto want = [&](const QString& path) {
        if (wanted.size() < mostWatched) {
            wanted.insert(m_root + u'/' + path);
        }
    };
    if (!listing.environments.isEmpty() || QFileInfo(m_root + u'/' + environmentsFolder).isDir()) {
        want(environmentsFolder);
    }
    for (const QString& folder : listing.folders) {
        want(folder);
    }
    bool unsettled = false;
    for (auto stamp = listing.stamps.cbegin(); stamp != listing.stamps.cend(); ++stamp) {
        want(stamp.key());
        unsettled = unsettled || !stamp->settled;
    }
    const QStringList folders = m_watcher->directories();
    const QStringList files = m_watcher->files();
    QStringList gone;
    for (const QString& path : folders + files) {
        if (!wanted.remove(path)) {
            gone.append(path);
        }
    }
    if (!gone.isEmpty()) {
        m_watcher->removePaths(gone);
    }
    const QStringList refused =
        wanted.isEmpty() ? QStringList() : m_watcher->addPaths(QStringList(wanted.cbegin(), wanted.cend()));
    const bool all = refused.isEmpty() && listing.stamps.size() + listing.folders.size() < mostWatched;
    // A text of the same length within a clock's tick of the last shows in nothing but the text itself; and what was
    // made between the listing and the watch is seen by the next look.
    if (!all || unsettled) {
        m_again->start();
    } else {
        m_again->stop();
    }
}

WorkspaceWatch::WorkspaceWatch(const QString& root, QObject* parent)
    : QObject(parent)
    , m_scanner(new WorkspaceScanner(QDir::cleanPath(QDir(root).absolutePath())))
{
    m_scanner->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_scanner, &QObject::deleteLater);
    connect(m_scanner, &WorkspaceScanner::listed, this, &WorkspaceWatch::take);
    connect(m_scanner, &WorkspaceScanner::failed, this, &WorkspaceWatch::failed);
    m_thread.start(QThread::LowPriority);
    refresh();
}

WorkspaceWatch::~WorkspaceWatch()
{
    m_thread.requestInterruption();
    m_thread.quit();
    m_thread.wait();
}

void WorkspaceWatch::refresh()
{
    QMetaObject::invokeMethod(m_scanner, &WorkspaceScanner::scan, Qt::QueuedConnection);
}

void WorkspaceWatch::setOrder(SortBy by)
{
    QMetaObject::invokeMethod(
        m_scanner, [scanner = m_scanner, by] { scanner->setOrder(by); }, Qt::QueuedConnection);
}

void WorkspaceWatch::setEnvironment(const QString& name)
{
    QMetaObject::invokeMethod(
        m_scanner, [scanner = m_scanner, name] { scanner->setEnvironment(name); }, Qt::QueuedConnection);
}

void WorkspaceWatch::take(const std::shared_ptr<const Catalogue>& catalogue)
{
    m_catalogue = catalogue;
    Q_EMIT changed();
}

} // namespace assayer::store
