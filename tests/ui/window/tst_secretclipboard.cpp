// SPDX-License-Identifier: Apache-2.0
#include "window/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace assayer;
using window::SecretClipboard;

class TestSecretClipboard : public QObject {
    Q_OBJECT

    static QClipboard& clipboard() { return *QGuiApplication::clipboard(); }
    static support::Secret secret() { return support::Secret::fromText(QStringLiteral("s3cr3t-~ö")); }
    static QString text() { return QStringLiteral("s3cr3t-~ö"); }

private Q_SLOTS:
    void init() { clipboard().setText(QStringLiteral("before")); }

    void secret_isMarkedForManagers()
    {
        SecretClipboard secrets(clipboard());
        secrets.copy(secret());
        const QMimeData* data = clipboard().mimeData();
        QCOMPARE(data->text(), text());
        QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
        for (const char* format : {"ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory",
                                   "CanUploadToCloudClipboard"})
            QCOMPARE(
                data->data(QStringLiteral("application/x-qt-windows-mime;value=\"%1\"").arg(QLatin1String(format))),
                QByteArray(4, '\0'));
        QVERIFY(!data->hasHtml());
    }

    void secret_staysForHalfAMinute()
    {
        SecretClipboard secrets(clipboard());
        QCOMPARE(secrets.limit(), std::chrono::seconds(30));
        QVERIFY(!secrets.isWaiting());
        secrets.copy(secret());
        QVERIFY(secrets.isWaiting());
        QCoreApplication::processEvents();
        QCOMPARE(clipboard().text(), text());
    }

    void time_takesItAway()
    {
        SecretClipboard secrets(clipboard(), std::chrono::milliseconds(0));
        QSignalSpy cleared(&secrets, &SecretClipboard::cleared);
        secrets.copy(secret());
        QTRY_COMPARE(cleared.size(), 1);
        QVERIFY(clipboard().text().isEmpty());
        QVERIFY(!secrets.isWaiting());
    }

    void time_leavesWhatSomebodyElseCopied_data()
    {
        QTest::addColumn<QString>("other");
        QTest::newRow("another text") << QStringLiteral("something else");
        QTest::newRow("a part of it") << QStringLiteral("s3cr3t");
        QTest::newRow("it with more") << QStringLiteral("s3cr3t-~ö\n");
    }
    void time_leavesWhatSomebodyElseCopied()
    {
        QFETCH(QString, other);
        SecretClipboard secrets(clipboard(), std::chrono::milliseconds(0));
        QSignalSpy cleared(&secrets, &SecretClipboard::cleared);
        secrets.copy(secret());
        clipboard().setText(other);
        QTRY_VERIFY(!secrets.isWaiting());
        QCOMPARE(clipboard().text(), other);
        QCOMPARE(cleared.size(), 0);
    }

    /// A clipboard manager takes it over: the text is there, and it is not ours any more.
    void time_takesItFromWhoTookItOver()
    {
        SecretClipboard secrets(clipboard(), std::chrono::milliseconds(0));
        secrets.copy(secret());
        clipboard().setText(text());
        QTRY_VERIFY(!secrets.isWaiting());
        QVERIFY(clipboard().text().isEmpty());
    }

    void end_takesItAway()
    {
        auto secrets = std::make_unique<SecretClipboard>(clipboard());
        secrets->copy(secret());
        secrets.reset();
        QVERIFY(clipboard().text().isEmpty());
    }

    void end_leavesWhatSomebodyElseCopied()
    {
        auto secrets = std::make_unique<SecretClipboard>(clipboard());
        secrets->copy(secret());
        clipboard().setText(QStringLiteral("other"));
        secrets.reset();
        QCOMPARE(clipboard().text(), QStringLiteral("other"));
    }

    void end_withoutACopyTouchesNothing()
    {
        std::make_unique<SecretClipboard>(clipboard()).reset();
        QCOMPARE(clipboard().text(), QStringLiteral("before"));
    }

    void secondCopy_countsAlone()
    {
        SecretClipboard secrets(clipboard());
        secrets.copy(secret());
        secrets.copy(support::Secret::fromText(QStringLiteral("second")));
        secrets.clear();
        QVERIFY(clipboard().text().isEmpty());
        clipboard().setText(QStringLiteral("second"));
        secrets.clear();
        QCOMPARE(clipboard().text(), QStringLiteral("second"));
    }

    void nothing_isNotCopied()
    {
        SecretClipboard secrets(clipboard());
        secrets.copy({});
        QCOMPARE(clipboard().text(), QStringLiteral("before"));
        QVERIFY(!secrets.isWaiting());
    }
};

QTEST_MAIN(TestSecretClipboard)
#include "tst_secretclipboard.moc"
