// SPDX-License-Identifier: Apache-2.0
#include "ui/window/workspacefixture.h"
#include "window/statusbar.h"

#include <QTest>

using namespace assayer;

namespace {

const QString file = QStringLiteral("a.json");
const QString aside = QStringLiteral("a (unreadable).json");

/// a.json is open.
struct Fixture : WorkspaceFixture {
    Fixture()
    {
        put(file, namedProfile(QStringLiteral("a")));
        openRow(file);
        QTRY_VERIFY(window->desk().isListed());
    }
    /// Its file holds that text, and the window says so.
    void breakWith(const QByteArray& text)
    {
        put(file, text);
        QTRY_VERIFY2(note(file).contains(QLatin1String("Saving")), qPrintable(note(file)));
    }
    [[nodiscard]] QString said() const { return window->findChild<window::StatusBar*>()->said(); }
};

} // namespace

/// The file of the open profile cannot be read any more.
class TestBrokenFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fault_isSaidAsTheSideBarSaysIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("half merged") << QByteArray("<<<<<<< HEAD\n{\"schema\": 1") << "not valid JSON";
        QTest::newRow("of a newer version") << QByteArray("{\"schema\": 2}") << "newer version";
        QTest::newRow("a secret in it") << QByteArray(R"({"schema": 1, "client_secret": "canary"})") << "secret";
    }
    void fault_isSaidAsTheSideBarSaysIt()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        Fixture fixture;
        fixture.breakWith(text);
        // An empty text may come before it.
        QTRY_VERIFY2(fixture.note(file).contains(said), qPrintable(fixture.note(file)));
        QVERIFY2(fixture.said().contains(said), qPrintable(fixture.said()));
        QVERIFY(!(fixture.note(file) + fixture.said()).contains(QLatin1String("canary")));
        // Mended, there is nothing more to say.
        fixture.put(file, namedProfile(QStringLiteral("mended")));
        QTRY_COMPARE(fixture.note(file), QStringLiteral("practice tenant"));
    }

    void save_setsItAsideAndSaysSo()
    {
        Fixture fixture;
        const QByteArray text("<<<<<<< HEAD\n{\"schema\": 1");
        fixture.breakWith(text);
        fixture.act("saveAction");
        QVERIFY(fixture.dialogs.conflicts.isEmpty());
        QVERIFY(fixture.dialogs.told.isEmpty());
        QCOMPARE(fixture.onDisk(file).name, QStringLiteral("a"));
        QCOMPARE(fixture.text(aside), text);
        QVERIFY2(fixture.said().contains(aside), qPrintable(fixture.said()));
        QTRY_VERIFY(fixture.row(aside).isValid());
        QTRY_COMPARE(fixture.note(file), QStringLiteral("practice tenant"));
    }

    void mendedMeanwhile_isAskedAbout()
    {
        Fixture fixture;
        fixture.setTenant(QStringLiteral("ours"));
        fixture.breakWith("{");
        profile::Profile theirs = namedProfile(QStringLiteral("theirs"));
        fixture.put(file, theirs);
        fixture.window->saveProfile();
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QCOMPARE(fixture.onDisk(file), theirs);
    }

    void fileThatNoSaveReplaces_isNotSaidToBe()
    {
        Fixture fixture;
        QVERIFY(QFile::remove(fixture.path(file)));
        QVERIFY(QFile::link(QStringLiteral("/etc/hostname"), fixture.path(file)));
        QTRY_VERIFY2(fixture.note(file).contains(QLatin1String("link")), qPrintable(fixture.note(file)));
        QVERIFY(!fixture.note(file).contains(QLatin1String("Saving")));
        fixture.window->saveProfile();
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QVERIFY(QFileInfo(fixture.path(file)).isSymLink());
    }
};

QTEST_MAIN(TestBrokenFile)
#include "tst_brokenfile.moc"
