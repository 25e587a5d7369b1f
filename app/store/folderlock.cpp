// SPDX-License-Identifier: Apache-2.0
#include "store/folderlock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QLockFile>
#include <QThread>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace assayer::store {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

tl::unexpected<support::Error> locked()
{
    return support::failure(QStringLiteral("locked"),
                            Text::tr("Another window or program of Assayer is changing this workspace: try again."));
}

tl::unexpected<support::Error> notWritable(const QString& why)
{
    return support::failure(QStringLiteral("not-writable"), Text::tr("This workspace cannot be changed."), why);
}

} // namespace

FolderLock::FolderLock() = default;

FolderLock::FolderLock(FolderLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_file(std::move(other.m_file))
{
}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_file, other.m_file);
    return *this;
}

#ifdef Q_OS_UNIX

// QLockFile sleeps longer with every attempt, so that whoever saves often starves the others; and the system frees a
// lock of its own when a process dies, whatever number the next one gets.
support::Result<FolderLock> FolderLock::take(const QString& file, std::chrono::milliseconds limit)
{
    FolderLock lock;
    lock.m_descriptor =
        ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
    if (lock.m_descriptor < 0) {
        return notWritable(qt_error_string());
    }
    constexpr unsigned long patience = 2; // milliseconds
    const QDeadlineTimer deadline(limit);
    while (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return notWritable(qt_error_string());
        }
        if (deadline.hasExpired()) {
            return locked();
        }
        QThread::msleep(patience);
    }
    return lock;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

#else

support::Result<FolderLock> FolderLock::take(const QString& file, std::chrono::milliseconds limit)
{
    FolderLock lock;
    lock.m_file = std::make_unique<QLockFile>(file);
    if (!lock.m_file->tryLock(static_cast<int>(limit.count()))) {
        return lock.m_file->error() == QLockFile::LockFailedError ? locked() : notWritable({});
    }
    return lock;
}

FolderLock::~FolderLock() = default;

#endif

} // namespace assayer::store
