// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/dialogs.h"
#include "practice/practicetenant.h"
#include "store/keychain.h"
#include "style/theme.h"
#include "window/mainwindow.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

/// Answers instead of a person, and remembers what was asked.
class AnsweringDialogs final : public assayer::dialogs::Dialogs {
public:
    QString path; ///< for the next open or save
    bool allowHost = false;
    Unsaved unsaved = Unsaved::Discard;
    QString folder; ///< for the next workspace to open
    ConflictAnswer conflict = ConflictAnswer::Cancel;
    assayer::dialogs::DeleteAnswer deletion;
    std::optional<QString> name; ///< for the next thing that is named
    std::optional<assayer::dialogs::EnvironmentsEdit> environments;
    std::function<void()> meanwhile = [] {}; ///< while environments are edited
    QStringList asked;
    QList<assayer::store::Conflict> conflicts;
    QList<assayer::dialogs::DeleteQuestion> deletions;
    QList<assayer::dialogs::EnvironmentsView> environmentViews;
    QList<assayer::support::Error> told;

    QString openPath() override { return path; }
    QString savePath(const QString& suggestedName) override
    {
        asked << suggestedName;
        return path;
    }
    QString exportPath(const QString& suggestedName) override
    {
        asked << suggestedName;
        return path;
    }
    bool confirmHost(const QString& issuerHost, const QString& tokenHost) override
    {
        asked << issuerHost << tokenHost;
        return allowHost;
    }
    Unsaved unsavedChanges(const QString& profileName) override
    {
        asked << profileName;
        return unsaved;
    }
    Unsaved unsavedSecret(const QString& profileName, const QString& environmentName) override
    {
        asked << profileName << environmentName;
        return unsaved;
    }
    QString openFolder() override { return folder; }
    ConflictAnswer resolveConflict(const assayer::store::Conflict& both, const QString& profileName) override
    {
        asked << profileName;
        conflicts << both;
        return conflict;
    }
    assayer::dialogs::DeleteAnswer confirmDelete(const assayer::dialogs::DeleteQuestion& question) override
    {
        asked << question.name;
        deletions << question;
        return deletion;
    }
    std::optional<QString> askName(const QString& title, const QString&, const QString& initial) override
    {
        asked << title << initial;
        return name;
    }
    std::optional<QString> chooseFolder(const QString& moved, const QStringList& folders) override
    {
        asked << moved << folders;
        return name;
    }
    std::optional<assayer::dialogs::EnvironmentsEdit>
    editEnvironments(const assayer::dialogs::EnvironmentsView& view) override
    {
        environmentViews << view;
        meanwhile();
        return environments;
    }
    void tellProblem(const assayer::support::Error& error) override { told << error; }
    void showAbout() override { asked << QStringLiteral("about"); }
};

/// A call that never answers until it is cancelled.
class SilentCall final : public assayer::http::Call {
public:
    SilentCall(assayer::http::Request request, QObject* parent)
        : Call(parent)
        , m_request(std::move(request))
    {
    }
    void cancel() override
    {
        QTimer::singleShot(0, this, [this] {
            assayer::http::Reply reply;
            reply.exchange.purpose = m_request.purpose;
            reply.exchange.request.method = m_request.method;
            reply.exchange.request.url = m_request.url;
            reply.exchange.failure =
                assayer::http::Failure{assayer::http::FailureKind::Cancelled, QStringLiteral("cancelled"), {}};
            Q_EMIT finished(reply);
        });
    }

private:
    assayer::http::Request m_request;
};

class SilentTransport final : public assayer::http::Transport {
public:
    assayer::http::Call* send(const assayer::http::Request& request, QObject* parent) override
    {
        return new SilentCall(request, parent);
    }
};

/// The longest time that the event loop did not come round.
class Heartbeat {
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(2);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
                         [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_since.start();
        m_timer.start();
    }
    [[nodiscard]] qint64 longest() const { return std::max(m_longest, m_since.elapsed()); }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

/// The real window over the real practice tenant, with settings of its own.
struct WindowFixture {
    explicit WindowFixture(assayer::http::Transport* transport = nullptr)
        : settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    {
        environment.surroundings = {transport ? transport : &client, &keys, &clock(),
                                    [] { return practice().start(); }};
        environment.dialogs = &dialogs;
        environment.settings = &settings;
        environment.clipboard = QGuiApplication::clipboard();
        environment.secrets = secrets.get();
        environment.home = folder.filePath(QStringLiteral("profiles"));
        environment.example = assayer::profile::workedExample();
        environment.exampleSecret = assayer::practice::PracticeTenant::demoSecret();
        reopen();
    }
    void reopen()
    {
        window = std::make_unique<assayer::window::MainWindow>(environment);
        window->resize(1360, 860);
        window->show();
        // Shortcuts belong to the active window.
        (void)QTest::qWaitForWindowActive(window.get());
        // The hidden pages are made behind the first frame.
        QTRY_VERIFY(find<QWidget>("rolesPage") && find<QWidget>("manifestPage"));
    }
    static assayer::support::SystemClock& clock()
    {
        static assayer::support::SystemClock clock;
        return clock;
    }
    /// One for all windows of a test program: its keys take a while to make.
    static assayer::practice::PracticeTenant& practice()
    {
        static assayer::practice::PracticeTenant practice(clock());
        return practice;
    }
    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        return window->findChild<T*>(QLatin1String(name));
    }

    QTemporaryDir folder;
    QSettings settings;
    assayer::http::Client client;
    assayer::flow::KeyCache keys;
    AnsweringDialogs dialogs;
    std::unique_ptr<assayer::store::SecretStore> secrets = assayer::store::memoryStore();
    assayer::window::Environment environment;
    std::unique_ptr<assayer::window::MainWindow> window;
};
