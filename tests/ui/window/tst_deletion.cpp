// SPDX-License-Identifier: Apache-2.0
#include "store/folderlock.h"
#include "ui/window/workspacefixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assayer;

namespace {

struct Fixture : WorkspaceFixture {
    Fixture()
    {
        put(QStringLiteral("prod/a.json"), namedProfile(QStringLiteral("a")));
        put(QStringLiteral("b.json"), namedProfile(QStringLiteral("b")));
        openRow(QStringLiteral("prod/a.json"));
    }
    void remove(const QString& below)
    {
        // Marked, not opened: a folder, or the open one itself.
        list()->setCurrentIndex(row(below));
        dialogs.deletion.remove = true;
        act("deleteProfileAction");
        QTRY_VERIFY(!row(below).isValid());
    }
    [[nodiscard]] QString secret() const { return QString::fromUtf8(window->session().secret().reveal()); }
};

} // namespace

class TestDeletion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void undo_bringsBackWhatWasNotSaved_data()
    {
        QTest::addColumn<QString>("removed");
        QTest::newRow("profile") << "prod/a.json";
        QTest::newRow("folder") << "prod";
    }
    void undo_bringsBackWhatWasNotSaved()
    {
        QFETCH(QString, removed);
        Fixture fixture;
        fixture.setTenant(QStringLiteral("typed"));
        fixture.typeSecret(QStringLiteral("typed-secret"));
        fixture.remove(removed);
        QVERIFY(fixture.dialogs.deletions.first().isUnsaved);
        QCOMPARE(fixture.window->desk().key(), window::ProfileBook::untitledKey);
        QVERIFY(fixture.secret().isEmpty());
        fixture.act("undoDeleteAction");
        QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("prod/a.json")));
        QCOMPARE(fixture.tenant(), QStringLiteral("typed"));
        QCOMPARE(fixture.secret(), QStringLiteral("typed-secret"));
        QCOMPARE(fixture.secretEdit()->text(), QStringLiteral("typed-secret"));
        QVERIFY(fixture.window->isWindowModified());
        QVERIFY(fixture.onDisk(QStringLiteral("prod/a.json")).authority.tenant != QLatin1String("typed"));
        fixture.window->saveProfile();
        QVERIFY(fixture.dialogs.conflicts.isEmpty());
        QCOMPARE(fixture.onDisk(QStringLiteral("prod/a.json")).authority.tenant, QStringLiteral("typed"));
    }

    void undoOfAFolder_opensTheProfileAgain()
    {
        Fixture fixture;
        fixture.remove(QStringLiteral("prod"));
        QVERIFY(!fixture.dialogs.deletions.first().isUnsaved);
        fixture.act("undoDeleteAction");
        QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("prod/a.json")));
        QVERIFY(!fixture.window->isWindowModified());
    }

    void undoBesideUnsavedChanges_asksAboutThose_data()
    {
        QTest::addColumn<int>("unsaved");
        QTest::addColumn<bool>("back");
        QTest::newRow("cancel") << int(dialogs::Dialogs::Unsaved::Cancel) << false;
        QTest::newRow("discard") << int(dialogs::Dialogs::Unsaved::Discard) << true;
    }
    void undoBesideUnsavedChanges_asksAboutThose()
    {
        QFETCH(int, unsaved);
        QFETCH(bool, back);
        Fixture fixture;
        fixture.setTenant(QStringLiteral("of-a"));
        fixture.remove(QStringLiteral("prod"));
        fixture.openRow(QStringLiteral("b.json"));
        fixture.setTenant(QStringLiteral("of-b"));
        fixture.dialogs.asked.clear();
        fixture.dialogs.unsaved = static_cast<dialogs::Dialogs::Unsaved>(unsaved);
        fixture.act("undoDeleteAction");
        QCOMPARE(fixture.dialogs.asked, QStringList{QStringLiteral("b")});
        QCOMPARE(fixture.tenant(), back ? QStringLiteral("of-a") : QStringLiteral("of-b"));
        QCOMPARE(QFile::exists(fixture.path(QStringLiteral("prod/a.json"))), back);
        QCOMPARE(fixture.window->findChild<QAction*>(QStringLiteral("undoDeleteAction"))->isEnabled(), !back);
    }

    void undoBesideAnotherProfile_leavesThatOpen()
    {
        Fixture fixture;
        fixture.remove(QStringLiteral("prod"));
        fixture.openRow(QStringLiteral("b.json"));
        fixture.act("undoDeleteAction");
        QVERIFY(QFile::exists(fixture.path(QStringLiteral("prod/a.json"))));
        QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("b.json")));
    }

    void undoUnderABusyLock_isToldSoonAndStaysPossible()
    {
        Fixture fixture;
        fixture.setTenant(QStringLiteral("typed"));
        fixture.remove(QStringLiteral("prod"));
        {
            const auto other =
                store::FolderLock::take(fixture.path(QStringLiteral(".assayer/lock")), std::chrono::milliseconds(100));
            QVERIFY(other);
            QElapsedTimer since;
            since.start();
            fixture.act("undoDeleteAction");
            // What a person waits for; the store's own patience is two seconds.
            QVERIFY2(since.elapsed() < 1'900, qPrintable(QString::number(since.elapsed())));
        }
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QCOMPARE(fixture.dialogs.told.first().code, QStringLiteral("locked"));
        QVERIFY(!QFile::exists(fixture.path(QStringLiteral("prod/a.json"))));
        fixture.act("undoDeleteAction");
        QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("prod/a.json")));
        QCOMPARE(fixture.tenant(), QStringLiteral("typed"));
    }
};

QTEST_MAIN(TestDeletion)
#include "tst_deletion.moc"
