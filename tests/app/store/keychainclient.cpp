// SPDX-License-Identifier: Apache-2.0
// Asks the system's keychain in a process of its own, as each one has one session bus for all its life. Arguments, in
// order: «limit=MS», «front» (memory in front of it), «squat» (be a Secret Service that never answers), «write=KEY»,
// «read=KEY», «remove=KEY». The secret is in ASSAYER_TEST_CANARY. Prints a line for each question.
#include "store/keychain.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#ifdef ASSAYER_TEST_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#endif

#include <cstdio>

using namespace assayer;

namespace {

#ifdef ASSAYER_TEST_DBUS
class Silent final : public QDBusVirtualObject {
public:
    QString introspect(const QString&) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection&) override
    {
        message.setDelayedReply(true);
        return true;
    }
};

void squat(QObject* parent)
{
    auto* silent = new Silent;
    silent->setParent(parent);
    auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("squatter"));
    bus.registerVirtualObject(QStringLiteral("/"), silent, QDBusConnection::SubPath);
    if (!bus.registerService(QStringLiteral("org.freedesktop.secrets"))) {
        qFatal("the name is taken");
    }
}
#endif

void say(const QByteArray& line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

QByteArray wordsFor(const support::Error& error)
{
    return "error " + error.code.toUtf8() + " «" + error.sentence.toUtf8() + "» " + error.detail.toUtf8();
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    const QByteArray canary = qgetenv("ASSAYER_TEST_CANARY");
    int limit = 10'000;
    bool front = false;
    std::unique_ptr<store::SecretStore> store;
    QObject context;
    for (const QString& argument : application.arguments().mid(1)) {
        const QString command = argument.section(u'=', 0, 0);
        const store::SecretKey key{QStringLiteral("assayer/test/") + argument.section(u'=', 1)};
        if (command == QLatin1String("limit")) {
            limit = argument.section(u'=', 1).toInt();
            continue;
        }
        if (command == QLatin1String("front")) {
            front = true;
            continue;
        }
#ifdef ASSAYER_TEST_DBUS
        if (command == QLatin1String("squat")) {
            squat(&context);
            continue;
        }
#endif
        if (!store) {
            store = store::systemKeychain(QStringLiteral("assayer-test"), std::chrono::milliseconds(limit));
            store = front ? store::secretStore(std::move(store)) : std::move(store);
        }
        QElapsedTimer timer;
        timer.start();
        bool inside = true;
        int answers = 0;
        const auto end = [&](const QByteArray& line) {
            ++answers;
            say(command.toUtf8() + ' ' + line + (inside ? " FROM INSIDE" : ""));
            application.quit();
        };
        if (command == QLatin1String("write")) {
            const store::StoredSecret secret{support::Secret(QByteArray(canary)), 1795377720, QStringLiteral("there"), {}};
            store->write(key, secret, &context, [&](const support::Result<store::Stored>& stored) {
                end(!stored                                       ? wordsFor(stored.error())
                    : stored->kept == store::Kept::Keychain ? QByteArray("kept in the keychain")
                                                                  : "kept for this run: " + wordsFor(*stored->trouble));
            });
        } else if (command == QLatin1String("read")) {
            store->read(key, &context, [&](const support::Result<std::optional<store::StoredSecret>>& read) {
                if (!read || !*read) {
                    end(read ? "nothing" : wordsFor(read.error()));
                    return;
                }
                const bool same = (*read)->secret.reveal() == canary && (*read)->setAt == 1795377720 &&
                                  (*read)->destination == QLatin1String("there");
                end(QByteArray(same ? "the same" : "another") +
                    ((*read)->kept == store::Kept::Keychain ? " from the keychain" : " from this run"));
            });
        } else {
            store->remove(key, &context, [&](const support::Result<bool>& removed) {
                end(removed ? "done" : wordsFor(removed.error()));
            });
        }
        inside = false;
        application.exec();
        if (timer.elapsed() > limit + 3000 || answers != 1) {
            say("TOO LATE " + QByteArray::number(timer.elapsed()));
        }
    }
    return 0;
}
