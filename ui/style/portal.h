// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

class QDBusVariant;

namespace assayer::style {

/// Asks the desktop portal for org.freedesktop.appearance color-scheme and reports it and its changes. Lives on a
/// thread of its own, because connecting to a bus that hangs blocks.
class Portal : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void start();
    /// Whether there is a session bus to ask without one being started for us.
    [[nodiscard]] static bool isPossible();

Q_SIGNALS:
    void darkReported(bool dark);
    void answered(); ///< once: with a scheme, a refusal or nothing; not where the bus hangs

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void report(QVariant value);
};

} // namespace assayer::style
