// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <memory>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
#endif

/// A file system of 64 KiB of its own, for this process alone; gone with the process. Needs the right to mount, as
/// root or as root of a user namespace: null without it. Before any thread is started.
class SmallDisk {
public:
    static std::unique_ptr<SmallDisk> mounted()
    {
        auto disk = std::unique_ptr<SmallDisk>(new SmallDisk);
#ifdef Q_OS_LINUX
        if (disk->m_folder.isValid() && enterNamespace() &&
            ::mount("tmpfs", QFile::encodeName(disk->path()).constData(), "tmpfs", 0, "size=64k,mode=0700") == 0) {
            return disk;
        }
#endif
        return nullptr;
    }

    ~SmallDisk()
    {
#ifdef Q_OS_LINUX
        ::umount(QFile::encodeName(path()).constData());
#endif
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] QString path() const { return m_folder.path(); }
    /// Takes the room that is left, but for so many bytes (to whole pages).
    void fill(qsizetype leave = 0) const
    {
        QFile filler(path() + QStringLiteral("/filler"));
        (void)filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        while (filler.write(QByteArray(4096, 'x')) == 4096) {
        }
        (void)filler.resize(filler.size() - leave);
    }
    void empty() const { QFile::remove(path() + QStringLiteral("/filler")); }

private:
    SmallDisk() = default;

#ifdef Q_OS_LINUX
    static void write(const char* path, const QByteArray& text)
    {
        QFile file(QString::fromLatin1(path));
        (void)file.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        file.write(text);
    }

    static bool enterNamespace()
    {
        const auto user = QByteArray::number(::getuid());
        const auto group = QByteArray::number(::getgid());
        if (::unshare(CLONE_NEWNS) != 0) {
            if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
                return false;
            }
            write("/proc/self/setgroups", "deny");
            write("/proc/self/uid_map", "0 " + user + " 1");
            write("/proc/self/gid_map", "0 " + group + " 1");
        }
        return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }
#endif

    QTemporaryDir m_folder;
};
