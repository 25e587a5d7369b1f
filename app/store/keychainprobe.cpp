// SPDX-License-Identifier: Apache-2.0
#include "store/keychainprobe.h"

#ifdef ASSAYER_WITH_DBUS
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#endif

namespace assayer::store {

#ifdef ASSAYER_WITH_DBUS

namespace {

using Answer = std::function<void(KeychainState)>;

const QString service = QStringLiteral("org.freedesktop.secrets");

void call(const QDBusMessage& message, QObject* context, std::function<void(const QDBusMessage&)> next)
{
    constexpr int limit = 2000; // milliseconds
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, limit), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, next = std::move(next)] {
        watcher->deleteLater();
        next(watcher->reply());
    });
}

void askLocked(QObject* context, Answer answer)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/secrets/aliases/default"),
                                                          QStringLiteral("org.freedesktop.DBus.Properties"),
                                                          QStringLiteral("Get"));
    message << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    call(message, context, [answer = std::move(answer)](const QDBusMessage& reply) {
        if (reply.type() == QDBusMessage::ErrorMessage) {
            const bool denied = QDBusError(reply).type() == QDBusError::AccessDenied;
            answer(denied ? KeychainState::Denied : KeychainState::Open);
            return;
        }
        const bool locked = reply.arguments().value(0).value<QDBusVariant>().variant().toBool();
        answer(locked ? KeychainState::Locked : KeychainState::Open);
    });
}

} // namespace

void probeKeychain(QObject* context, Answer answer)
{
    if (!QDBusConnection::sessionBus().isConnected()) {
        QMetaObject::invokeMethod(
            context, [answer = std::move(answer)] { answer(KeychainState::Absent); }, Qt::QueuedConnection);
        return;
    }
    const QString bus = QStringLiteral("org.freedesktop.DBus");
    QDBusMessage message =
        QDBusMessage::createMethodCall(bus, QStringLiteral("/org/freedesktop/DBus"), bus, QStringLiteral("NameHasOwner"));
    message << service;
    call(message, context, [context, answer = std::move(answer)](const QDBusMessage& reply) {
        if (reply.arguments().value(0).toBool()) {
            askLocked(context, answer);
        } else {
            answer(KeychainState::Absent);
        }
    });
}

#else

void probeKeychain(QObject* context, std::function<void(KeychainState)> answer)
{
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer)] { answer(KeychainState::Open); }, Qt::QueuedConnection);
}

#endif

} // namespace assayer::store
