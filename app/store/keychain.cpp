// SPDX-License-Identifier: Apache-2.0
#include "store/keychain.h"

#include "store/keychainprobe.h"
#include "store/storedtext.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

#ifdef ASSAYER_WITH_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace assayer::store {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

support::Error trouble(const char* code, const QString& sentence, const QString& detail = {})
{
    return {QLatin1String(code), sentence, detail, QStringLiteral("clientSecret")};
}

support::Error absent(const QString& detail)
{
    return trouble("keychain-absent", Text::tr("There is no keychain on this system, or it does not run."), detail);
}

#ifdef ASSAYER_WITH_KEYCHAIN

support::Error locked()
{
    return trouble("keychain-locked", Text::tr("The system's keychain is locked."),
                   Text::tr("Unlock it and try again."));
}

support::Error denied(const QString& detail)
{
    return trouble("keychain-denied", Text::tr("The system's keychain denied access."), detail);
}

support::Error tooSlow(std::chrono::milliseconds limit)
{
    return trouble("keychain-timeout", Text::tr("The system's keychain does not answer."),
                   Text::tr("It was waited for %1 s.").arg(std::chrono::ceil<std::chrono::seconds>(limit).count()));
}

/// What the library's word for a fault means, where the keychain is in that state.
support::Error meaningOf(QKeychain::Error error, const QString& words, KeychainState state)
{
    switch (error) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return absent(words);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return state == KeychainState::Locked ? locked() : denied(words);
    default:
        break;
    }
    switch (state) {
    case KeychainState::Absent:
        return absent(words);
    case KeychainState::Locked:
        return locked();
    case KeychainState::Denied:
        return denied(words);
    case KeychainState::Open:
        break;
    }
    return trouble("keychain-failed", Text::tr("The system's keychain failed."), words);
}

/// One question to the keychain: ends once, with the library's answer or when the time is over. The library's own job
/// cannot be stopped: it is left to itself, and to `stuck`.
class Question final : public QObject {
public:
    using Ended = std::function<void(const support::Error* error, QKeychain::Job* job)>;

    Question(std::unique_ptr<QKeychain::Job> job, std::chrono::milliseconds limit, std::shared_ptr<int> stuck,
             QObject* context, Ended ended)
        : m_context(context)
        , m_ended(std::move(ended))
        , m_limit(limit)
        , m_stuck(std::move(stuck))
    {
        connect(context, &QObject::destroyed, this, &QObject::deleteLater);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { timeOut(); });
        m_timer.start(m_limit);
        if (*m_stuck > 0) { // the library asks one thing after the other
            m_timer.start(0);
            return;
        }
        m_job = job.release();
        m_job->setAutoDelete(false);
        connect(m_job, &QKeychain::Job::finished, this, [this] { answered(); });
        connect(m_job, &QKeychain::Job::finished, m_job, &QObject::deleteLater);
        m_job->start();
    }

private:
    void timeOut()
    {
        if (m_job && !m_answered) {
            ++*m_stuck;
            connect(m_job, &QKeychain::Job::finished, m_job, [stuck = m_stuck] { --*stuck; });
        }
        const support::Error error = tooSlow(m_limit);
        end(&error);
    }

    void answered()
    {
        m_answered = true;
        const QKeychain::Error error = m_job->error();
        const bool reading = qobject_cast<QKeychain::ReadPasswordJob*>(m_job);
        const bool nothing = error == QKeychain::EntryNotFound;
        if (error == QKeychain::NoError || (nothing && !reading)) {
            end(nullptr);
            return;
        }
        probeKeychain(this, [this, error, nothing, words = m_job->errorString()](KeychainState state) {
            if (nothing && state != KeychainState::Locked) {
                end(nullptr);
                return;
            }
            const support::Error meaning = meaningOf(error, words, state);
            end(&meaning);
        });
    }

    void end(const support::Error* error)
    {
        m_timer.stop();
        deleteLater();
        const Ended ended = std::exchange(m_ended, {});
        if (ended && m_context) {
            ended(error, m_job);
        }
    }

    QPointer<QObject> m_context;
    Ended m_ended;
    std::chrono::milliseconds m_limit;
    std::shared_ptr<int> m_stuck;
    QTimer m_timer;
    QPointer<QKeychain::Job> m_job;
    bool m_answered = false;
};

class Keychain final : public SecretStore {
public:
    Keychain(QString service, std::chrono::milliseconds limit)
        : m_service(std::move(service))
        , m_limit(limit)
    {
    }

    void read(const SecretKey& key, QObject* context, Answer<std::optional<StoredSecret>> answer) override
    {
        ask(std::make_unique<QKeychain::ReadPasswordJob>(m_service), key, context,
            [answer = std::move(answer)](const support::Error* error, QKeychain::Job* job) {
                auto* reading = qobject_cast<QKeychain::ReadPasswordJob*>(job);
                if (error) {
                    answer(tl::unexpected(*error));
                } else if (!reading || reading->error() == QKeychain::EntryNotFound) {
                    answer(std::optional<StoredSecret>());
                } else {
                    answer(std::optional(unpacked(support::Secret(reading->binaryData()))));
                }
            });
    }

    void write(const SecretKey& key, const StoredSecret& secret, QObject* context, Answer<Stored> answer) override
    {
        const support::Secret bytes = packed(secret);
        if (bytes.size() > largest) {
            const auto error =
                trouble("keychain-too-long", Text::tr("The system's keychain holds at most %1 bytes.").arg(largest));
            QMetaObject::invokeMethod(
                context, [error, answer = std::move(answer)] { answer(tl::unexpected(error)); }, Qt::QueuedConnection);
            return;
        }
        auto job = std::make_unique<QKeychain::WritePasswordJob>(m_service);
        job->setBinaryData(QByteArray(bytes.reveal().data(), bytes.size()));
        ask(std::move(job), key, context,
            [answer = std::move(answer)](const support::Error* error, QKeychain::Job*) {
                answer(error ? support::Result<Stored>(tl::unexpected(*error)) : Stored{});
            });
    }

    void remove(const SecretKey& key, QObject* context, Answer<bool> answer) override
    {
        ask(std::make_unique<QKeychain::DeletePasswordJob>(m_service), key, context,
            [answer = std::move(answer)](const support::Error* error, QKeychain::Job* job) {
                const bool there = job && job->error() == QKeychain::NoError;
                answer(error ? support::Result<bool>(tl::unexpected(*error)) : there);
            });
    }

private:
#ifdef Q_OS_WIN
    static constexpr qsizetype largest = 2560;
#else
    static constexpr qsizetype largest = 64 * 1024;
#endif

    void ask(std::unique_ptr<QKeychain::Job> job, const SecretKey& key, QObject* context, Question::Ended ended)
    {
        job->setKey(key.text);
        job->setInsecureFallback(false);
        new Question(std::move(job), m_limit, m_stuck, context, std::move(ended)); // deletes itself
    }

    const QString m_service;
    const std::chrono::milliseconds m_limit;
    std::shared_ptr<int> m_stuck = std::make_shared<int>(0);
};

#else

class Keychain final : public SecretStore {
public:
    Keychain(const QString&, std::chrono::milliseconds) {}

    void read(const SecretKey&, QObject* context, Answer<std::optional<StoredSecret>> answer) override
    {
        refuse(context, std::move(answer));
    }
    void write(const SecretKey&, const StoredSecret&, QObject* context, Answer<Stored> answer) override
    {
        refuse(context, std::move(answer));
    }
    void remove(const SecretKey&, QObject* context, Answer<bool> answer) override
    {
        refuse(context, std::move(answer));
    }

private:
    template <typename Value> static void refuse(QObject* context, Answer<Value> answer)
    {
        QMetaObject::invokeMethod(
            context,
            [answer = std::move(answer)] {
                answer(tl::unexpected(absent(Text::tr("This build of the program knows no keychain."))));
            },
            Qt::QueuedConnection);
    }
};

#endif

} // namespace

std::unique_ptr<SecretStore> systemKeychain(const QString& service, std::chrono::milliseconds limit)
{
    return std::make_unique<Keychain>(service, limit);
}

} // namespace assayer::store
