// SPDX-License-Identifier: Apache-2.0
#include "style/portal.h"

#include <QFile>

#ifdef ASSAYER_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace assayer::style {

namespace {
constexpr int answerLimit = 3000; // ms
constexpr uint preferDark = 1;
} // namespace

#ifdef ASSAYER_DBUS

bool Portal::isPossible()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

void Portal::start()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        Q_EMIT answered();
        return;
    }
    const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
    const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
    const QString settings = QStringLiteral("org.freedesktop.portal.Settings");
    // The header only declares the type, and a slot with a type that Qt does not know is not connected.
    qRegisterMetaType<QDBusVariant>();
    bus.connect(service, path, settings, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, settings, QStringLiteral("Read"));
    call << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, answerLimit), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (reply.isValid())
            report(reply.value().variant());
        done->deleteLater();
        Q_EMIT answered();
    });
}

void Portal::settingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == QLatin1String("org.freedesktop.appearance") && key == QLatin1String("color-scheme"))
        report(value.variant());
}

void Portal::report(QVariant value)
{
    // «Read» wraps the value in a variant once more than «SettingChanged» does.
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint scheme = value.toUInt(&isNumber);
    if (isNumber)
        Q_EMIT darkReported(scheme == preferDark);
}

#else

bool Portal::isPossible()
{
    return false;
}
void Portal::start() {}
void Portal::settingChanged(const QString&, const QString&, const QDBusVariant&) {}
void Portal::report(QVariant) {}

#endif

} // namespace assayer::style
