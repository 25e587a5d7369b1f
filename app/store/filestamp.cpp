// SPDX-License-Identifier: Apache-2.0
#include "store/filestamp.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_LINUX
#include <sys/stat.h>
#endif

namespace assayer::store {
namespace {

constexpr qint64 nanosecond = 1;
constexpr qint64 second = 1'000'000'000 * nanosecond;

/// A file that changed a moment ago may change again without its times showing it.
bool isSettled(const FileStamp& stamp)
{
    constexpr qint64 coarsestClock = 2 * second; // FAT's
    const qint64 now = QDateTime::currentMSecsSinceEpoch() * (second / 1000);
    return stamp.changed < now - coarsestClock && stamp.touched < now - coarsestClock;
}

} // namespace

#ifdef Q_OS_LINUX

FileFacts factsOf(const QString& path)
{
    struct stat found {};
    if (::lstat(QFile::encodeName(path).constData(), &found) != 0) {
        return {};
    }
    if (S_ISLNK(found.st_mode)) {
        return {FileKind::Link, {}};
    }
    if (S_ISDIR(found.st_mode)) {
        return {FileKind::Folder, {}};
    }
    if (!S_ISREG(found.st_mode)) {
        return {FileKind::Other, {}};
    }
    FileStamp stamp;
    stamp.size = found.st_size;
    stamp.changed = found.st_mtim.tv_sec * second + found.st_mtim.tv_nsec;
    stamp.touched = found.st_ctim.tv_sec * second + found.st_ctim.tv_nsec;
    stamp.number = found.st_ino;
    stamp.settled = isSettled(stamp);
    return {FileKind::File, stamp};
}

#else

FileFacts factsOf(const QString& path)
{
    const QFileInfo found(path);
    if (found.isSymLink()) {
        return {FileKind::Link, {}};
    }
    if (!found.exists()) {
        return {};
    }
    if (found.isDir()) {
        return {FileKind::Folder, {}};
    }
    if (!found.isFile()) {
        return {FileKind::Other, {}};
    }
    FileStamp stamp;
    stamp.size = found.size();
    stamp.changed = found.lastModified().toMSecsSinceEpoch() * (second / 1000);
    stamp.touched = found.metadataChangeTime().toMSecsSinceEpoch() * (second / 1000);
    stamp.settled = isSettled(stamp);
    return {FileKind::File, stamp};
}

#endif

} // namespace assayer::store
