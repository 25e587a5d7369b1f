// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

/// A program run by somebody without rights: root's processes have root's files in /proc whatever they forbid.
class Unprivileged {
public:
    explicit Unprivileged(const QString& program)
    {
        constexpr auto forAll = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup |
                                QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
        const QString copy = m_folder.filePath(QFileInfo(program).fileName());
        const QString home = m_folder.filePath(QStringLiteral("home"));
        if (!QFile::copy(program, copy) || !QDir().mkpath(home) || !QFile::setPermissions(m_folder.path(), forAll) ||
            !QFile::setPermissions(copy, forAll) ||
            !QFile::setPermissions(home, forAll | QFile::WriteGroup | QFile::WriteOther))
            qFatal("cannot copy %s", qUtf8Printable(program));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home);
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS"})
            environment.remove(QLatin1String(name));
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(home);
        m_process.setProgram(copy);
        if (::getuid() == 0)
            m_process.setChildProcessModifier([] {
                if (::setgid(nobody) != 0 || ::setuid(nobody) != 0)
                    ::_exit(126);
            });
    }
    ~Unprivileged()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    [[nodiscard]] QProcess& process() { return m_process; }
    [[nodiscard]] QString home() const { return m_folder.filePath(QStringLiteral("home")); }
    /// Whether its memory, and what it was started with, belong to root: then nobody of the same user may look at it.
    [[nodiscard]] bool isClosed() const
    {
        return QFileInfo(QStringLiteral("/proc/%1/mem").arg(m_process.processId())).ownerId() == 0;
    }
    [[nodiscard]] bool makesNoCoreDumps() const
    {
        QFile limits(QStringLiteral("/proc/%1/limits").arg(m_process.processId()));
        return limits.open(QIODevice::ReadOnly) &&
               limits.readAll().contains("Max core file size        0                    0");
    }

private:
    static constexpr uid_t nobody = 65534;
    QTemporaryDir m_folder;
    QProcess m_process;
};
