// SPDX-License-Identifier: Apache-2.0
#include "store/atomicfile.h"

#include "support/visibletext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>

#ifdef Q_OS_UNIX
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <cerrno>

namespace assayer::store {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

QString shown(const QString& path)
{
    return support::visibleText(QFileInfo(path).fileName());
}

tl::unexpected<support::Error> isLink(const QString& path)
{
    return support::failure(QStringLiteral("is-a-link"),
                            Text::tr("«%1» is a link to somewhere else, which is not followed.").arg(shown(path)));
}

tl::unexpected<support::Error> notWritten(const QString& path, bool full, const QString& why)
{
    if (full) {
        return support::failure(
            QStringLiteral("disk-full"),
            Text::tr("There is no room left on the disk for «%1»: it is as it was before.").arg(shown(path)), why);
    }
    return support::failure(QStringLiteral("not-writable"),
                            Text::tr("«%1» could not be saved: it is as it was before.").arg(shown(path)), why);
}

#ifdef Q_OS_UNIX

/// Whether the last failed call failed for want of room.
bool isFull()
{
    return errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
}

bool isRefusedByKind()
{
    return errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/// Also what the system only finds out when the bytes must really be there.
bool syncFile(const QFileDevice& file)
{
    return ::fsync(file.handle()) == 0 || isRefusedByKind();
}

#else

bool isFull()
{
    return false;
}

bool syncFile(const QFileDevice&)
{
    return true;
}

#endif

support::Result<void> writeWhole(QFileDevice& file, const QString& path, QByteArrayView bytes)
{
    // QSaveFile says that all is well although a write was short: every step is asked for itself.
    errno = 0;
    const bool whole = file.write(bytes.data(), bytes.size()) == bytes.size() && file.flush() && syncFile(file) &&
                       file.error() == QFileDevice::NoError;
    if (!whole) {
        const bool full = isFull() || file.error() == QFileDevice::ResourceError;
        return notWritten(path, full, file.error() == QFileDevice::NoError ? qt_error_string() : file.errorString());
    }
    if (file.size() != bytes.size()) {
        return notWritten(path, true, {});
    }
    return {};
}

/// The bytes as a private file beside the one that they are for.
template <typename File>
support::Result<void> writeBeside(File& file, const QString& path, QByteArrayView bytes, const LastLook& lastLook)
{
    // Before the first byte. Where the system knows no such modes, the folder's own hold.
    (void)file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    auto written = writeWhole(file, path, bytes);
    return written && lastLook ? lastLook() : written;
}

#ifdef Q_OS_UNIX

/// Whether there is no room behind the file's name for what QSaveFile adds to it.
bool hasLongName(const QString& path)
{
    constexpr qsizetype longest = 255;
    constexpr qsizetype added = 7; // a dot and six characters
    return QFile::encodeName(QFileInfo(path).fileName()).size() > longest - added;
}

/// As QSaveFile does it, under a short name of its own.
support::Result<void> writeLongNamed(const QString& path, QByteArrayView bytes, const LastLook& lastLook)
{
    QTemporaryFile file(QFileInfo(path).absolutePath() + QStringLiteral("/.assayer-XXXXXX"));
    errno = 0;
    if (!file.open()) {
        return notWritten(path, isFull(), file.errorString());
    }
    const QByteArray temporary = QFile::encodeName(file.fileName());
    return writeBeside(file, path, bytes, lastLook).and_then([&]() -> support::Result<void> {
        // Over a folder that fails, as it should.
        if (::rename(temporary.constData(), QFile::encodeName(path).constData()) != 0) {
            return notWritten(path, isFull(), qt_error_string());
        }
        file.setAutoRemove(false);
        syncFolder(QFileInfo(path).absolutePath());
        return {};
    });
}

#endif

} // namespace

support::Result<void> writeFile(const QString& path, QByteArrayView bytes, const LastLook& lastLook)
{
    if (QFileInfo(path).isSymLink()) {
        return isLink(path);
    }
#ifdef Q_OS_UNIX
    if (hasLongName(path)) {
        return writeLongNamed(path, bytes, lastLook);
    }
#endif
    QSaveFile file(path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return notWritten(path, isFull(), file.errorString());
    }
    const auto written = writeBeside(file, path, bytes, lastLook);
    if (!written) {
        file.cancelWriting();
        return written;
    }
    if (!file.commit()) {
        return notWritten(path, false, file.errorString());
    }
    syncFolder(QFileInfo(path).absolutePath());
    return {};
}

support::Result<QByteArray> readFile(const QString& path, qsizetype limit)
{
    const auto failed = [&](const char* code, const QString& why) {
        return support::failure(QLatin1String(code), Text::tr("«%1» cannot be read.").arg(shown(path)), why);
    };
    const QFileInfo facts(path);
    if (facts.isSymLink()) {
        return isLink(path);
    }
    if (!facts.exists()) {
        return failed("absent", Text::tr("It is not there."));
    }
    if (!facts.isFile()) {
        return failed("no-file", Text::tr("It is no ordinary file."));
    }
    QFile file(path);
#ifdef Q_OS_UNIX
    // What was looked at a moment ago may have been exchanged: neither a link nor a pipe may catch us.
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    struct stat kind {};
    if (descriptor < 0) {
        return failed(errno == ENOENT ? "absent" : "not-readable", qt_error_string());
    }
    if (::fstat(descriptor, &kind) != 0 || !S_ISREG(kind.st_mode)) {
        ::close(descriptor);
        return failed("no-file", Text::tr("It is no ordinary file."));
    }
    const bool opened = file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
#else
    const bool opened = file.open(QIODevice::ReadOnly);
#endif
    if (!opened) {
        return failed("not-readable", file.errorString());
    }
    QByteArray bytes = file.read(std::min(limit, static_cast<qsizetype>(file.size())) + 1);
    if (!file.atEnd()) { // it grows while it is read
        bytes += file.read(limit + 1 - bytes.size());
    }
    if (file.error() != QFileDevice::NoError) {
        return failed("not-readable", file.errorString());
    }
    if (bytes.size() > limit) {
        return failed("too-large", Text::tr("It is larger than %1 KiB.").arg(limit / 1024));
    }
    return bytes;
}

void syncFolder(const QString& path)
{
#ifdef Q_OS_UNIX
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void)::fsync(folder);
        ::close(folder);
    }
#else
    Q_UNUSED(path);
#endif
}

} // namespace assayer::store
