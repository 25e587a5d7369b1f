// SPDX-License-Identifier: Apache-2.0
#include "window/settings.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using assayer::window::Settings;

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leftLock_doesNotHoldUp_data()
    {
        QTest::addColumn<QByteArray>("lock");
        // This process lives and bears the name, as one with a used-again number does.
        const QByteArray living = QByteArray::number(QCoreApplication::applicationPid()) + "\n" +
                                  QCoreApplication::applicationName().toUtf8() + "\n" +
                                  QSysInfo::machineHostName().toUtf8() + "\n\n\n";
        QTest::newRow("of a living process") << living;
        QTest::newRow("killed while it was written") << QByteArray();
        QTest::newRow("nonsense") << QByteArray("\x00\xff?\n-1", 6);
    }
    void leftLock_doesNotHoldUp()
    {
        QFETCH(QByteArray, lock);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("settings.ini"));
        QElapsedTimer elapsed;
        {
            Settings settings(path, QSettings::IniFormat);
            QFile left(path + QStringLiteral(".lock"));
            QVERIFY(left.open(QIODevice::WriteOnly));
            left.write(lock);
            left.close();
            settings.setValue(QStringLiteral("key"), 1);
            elapsed.start();
        }
        QVERIFY2(elapsed.elapsed() < 10'000, qPrintable(QString::number(elapsed.elapsed())));
        QCOMPARE(Settings(path, QSettings::IniFormat).value(QStringLiteral("key")).toInt(), 1);
    }

    void readOnlyFolder_isNoWait()
    {
        Settings settings(QStringLiteral("/proc/nowhere/settings.ini"), QSettings::IniFormat);
        settings.setValue(QStringLiteral("key"), 1);
        QElapsedTimer elapsed;
        elapsed.start();
        settings.sync();
        QVERIFY(elapsed.elapsed() < 10'000);
        QCOMPARE(settings.status(), QSettings::AccessError);
    }
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
