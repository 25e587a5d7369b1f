// SPDX-License-Identifier: Apache-2.0
#include "store/foldernames.h"

#include <QDir>
#include <QFile>
#include <QStringDecoder>

#ifdef Q_OS_LINUX
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#endif

namespace assayer::store {

#ifdef Q_OS_LINUX

namespace {

QString spelt(QByteArrayView name)
{
    QString text;
    for (const char byte : name) {
        const auto value = static_cast<unsigned char>(byte);
        const QByteArray hex = QByteArray(1, byte).toHex().toUpper();
        text += QLatin1StringView(value < 0x80 ? QByteArray(1, byte) : "\\x" + hex);
    }
    return text;
}

bool mayBeOurs(DIR* folder, const char* name)
{
    struct stat found {};
    return QByteArrayView(name).endsWith(".json") ||
           (::fstatat(::dirfd(folder), name, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(found.st_mode));
}

} // namespace

FolderNames namesIn(const QString& folder)
{
    // Qt's own iterators leave out what they cannot decode.
    FolderNames found;
    DIR* entries = ::opendir(QFile::encodeName(folder).constData());
    if (!entries) {
        return found;
    }
    QStringDecoder decode(QStringDecoder::System, QStringDecoder::Flag::Stateless);
    while (const dirent* entry = ::readdir(entries)) {
        const char* name = entry->d_name;
        if (name[0] == '.') {
            continue;
        }
        const QString text = decode(QByteArrayView(name));
        if (!decode.hasError()) {
            found.names.append(text);
        } else if (mayBeOurs(entries, name)) {
            found.undecodable.append(spelt(QByteArrayView(name)));
        }
        decode.resetState();
    }
    ::closedir(entries);
    return found;
}

#else

FolderNames namesIn(const QString& folder)
{
    return {QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Unsorted), {}};
}

#endif

} // namespace assayer::store
