// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

/// A scratch home with a session bus of its own for each command that is run in it; the keyring's files stay.
class SecretSession {
public:
    enum class Service {
        Unlocked, ///< gnome-keyring with an open collection
        Locked,   ///< gnome-keyring with a locked one, and nobody to ask for its password
        Refused,  ///< a service runs, but the bus lets nobody talk to it
        None,     ///< a bus without a service
        NoBus
    };

    struct Outcome {
        QByteArray output;
        QByteArray errors;
        int code = -1;
    };

    SecretSession()
    {
        for (const char* name : {"home", "run", "tmp"}) {
            QDir(m_folder.path()).mkdir(QLatin1String(name));
            QFile::setPermissions(path(QLatin1String(name)), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
    }

    static bool isPossible()
    {
        for (const char* program : {"dbus-run-session", "gnome-keyring-daemon"}) {
            if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] QString root() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    QProcessEnvironment& environment() { return m_environment; }

    /// Runs the shell's line, at most a minute.
    Outcome run(Service service, const QString& line, const QByteArray& input = {})
    {
        QProcess process;
        start(process, service, line);
        process.write(input);
        process.closeWriteChannel();
        Outcome outcome;
        // The event loop goes on: servers of the test live in it.
        if (QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000)) {
            outcome.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        } else {
            process.kill();
            process.waitForFinished();
        }
        outcome.output = process.readAllStandardOutput();
        outcome.errors = process.readAllStandardError();
        return outcome;
    }

    /// The same, to be talked with.
    void start(QProcess& process, Service service, const QString& line) const
    {
        QProcessEnvironment environment = m_environment;
        environment.insert(QStringLiteral("HOME"), path(QStringLiteral("home")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), path(QStringLiteral("run")));
        environment.insert(QStringLiteral("TMPDIR"), path(QStringLiteral("tmp")));
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS",
                                 "DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL", "XDG_CURRENT_DESKTOP"}) {
            environment.remove(QLatin1String(name));
        }
        if (m_busAddress.isEmpty()) {
            environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        } else {
            environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_busAddress);
        }
        process.setProcessEnvironment(environment);
        const QString shell = QStringLiteral("sh");
        const QString option = QStringLiteral("-c");
        if (service == Service::NoBus) {
            process.start(shell, {option, line});
        } else {
            process.start(QStringLiteral("dbus-run-session"),
                          {QStringLiteral("--config-file=") + busConfiguration(service), QStringLiteral("--"), shell,
                           option, keyring(service) + line});
        }
    }

    void setBusAddress(const QString& address) { m_busAddress = address; }

private:
    // The daemon goes with its bus. It says that it runs before the bus knows its name.
    static QString keyring(Service service)
    {
        const QString wait =
            QStringLiteral("n=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / "
                           "org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; "
                           "do n=$((n+1)); [ $n -lt 2000 ] || exit 99; done; ");
        switch (service) {
        case Service::Unlocked:
        case Service::Refused:
            return QStringLiteral(
                       "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ") +
                   wait;
        case Service::Locked:
            return QStringLiteral("gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; ") + wait;
        case Service::None:
        case Service::NoBus:
            break;
        }
        return {};
    }

    /// A bus that starts nothing by itself, so that no prompt or service of the machine comes into it.
    QString busConfiguration(Service service) const
    {
        const QString file = path(QStringLiteral("bus.conf"));
        QFile out(file);
        if (out.open(QIODevice::WriteOnly)) {
            out.write(
                "<busconfig><type>session</type><listen>unix:tmpdir=" + QFile::encodeName(path(QStringLiteral("tmp"))) +
                "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                "<allow eavesdrop=\"true\"/><allow own=\"*\"/>");
            if (service == Service::Refused) {
                out.write("<deny send_destination=\"org.freedesktop.secrets\"/>");
            }
            out.write("</policy></busconfig>");
        }
        return file;
    }

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QString m_busAddress;
};
