// SPDX-License-Identifier: Apache-2.0
#include "ui/window/workspacefixture.h"

#include <QMenu>
#include <QTest>

using namespace assayer;
using Answer = dialogs::Dialogs::ConflictAnswer;

class TestWorkspaces : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newProfile_isSavedIntoTheWorkspace()
    {
        WorkspaceFixture desk;
        desk.window->newProfile();
        desk.setTenant(QStringLiteral("contoso.onmicrosoft.com"));
        desk.dialogs.name = QStringLiteral("Orders worker → Orders API");
        desk.window->saveProfile();
        QVERIFY(desk.dialogs.told.isEmpty());
        const QString file = QStringLiteral("Orders worker → Orders API.json");
        QCOMPARE(desk.onDisk(file).authority.tenant, QStringLiteral("contoso.onmicrosoft.com"));
        QCOMPARE(QFile::permissions(desk.path(file)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QTRY_VERIFY(desk.row(file).isValid());
        QCOMPARE(desk.window->desk().key(), desk.path(file));
        QVERIFY(!desk.window->isWindowModified());
        // Thinking better of the name leaves all as it was.
        desk.window->newProfile();
        desk.setTenant(QStringLiteral("other"));
        desk.dialogs.name.reset();
        desk.window->saveProfile();
        QVERIFY(desk.window->isWindowModified());
        QCOMPARE(QDir(desk.environment.home).entryList(QDir::Files).size(), 1);
    }

    void changeOnDisk_appears()
    {
        WorkspaceFixture desk;
        profile::Profile profile = namedProfile(QStringLiteral("a"));
        desk.put(QStringLiteral("prod/a.json"), profile);
        desk.openRow(QStringLiteral("prod/a.json"));
        profile.authority.tenant = QStringLiteral("from-git");
        desk.put(QStringLiteral("prod/a.json"), profile);
        QTRY_COMPARE(desk.tenant(), QStringLiteral("from-git"));
        QVERIFY(!desk.window->isWindowModified());
        desk.put(QStringLiteral("prod/b.json"), namedProfile(QStringLiteral("b")));
        QTRY_VERIFY(desk.row(QStringLiteral("prod/b.json")).isValid());
        QVERIFY(QFile::remove(desk.path(QStringLiteral("prod/b.json"))));
        QTRY_VERIFY(!desk.row(QStringLiteral("prod/b.json")).isValid());
    }

    void renamedOnDisk_isFollowed()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        desk.openRow(QStringLiteral("a.json"));
        QVERIFY(QFile::rename(desk.path(QStringLiteral("a.json")), desk.path(QStringLiteral("z.json"))));
        QTRY_COMPARE(desk.window->desk().key(), desk.path(QStringLiteral("z.json")));
    }

    void deletedOnDisk_isSaidAndComesBackBySaving()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        desk.openRow(QStringLiteral("a.json"));
        QVERIFY(QFile::remove(desk.path(QStringLiteral("a.json"))));
        QTRY_VERIFY(desk.note(QStringLiteral("a.json")).contains(QLatin1String("deleted")));
        desk.dialogs.conflict = Answer::Ours;
        desk.window->saveProfile();
        QCOMPARE(desk.onDisk(QStringLiteral("a.json")).name, QStringLiteral("a"));
    }

    void bothSidesChanged_theUserChooses_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<QString>("onDisk");
        QTest::addColumn<QString>("inForm");
        QTest::newRow("ours") << int(Answer::Ours) << "ours"
                              << "ours";
        QTest::newRow("theirs") << int(Answer::Theirs) << "theirs"
                                << "theirs";
        QTest::newRow("neither") << int(Answer::Cancel) << "theirs"
                                 << "ours";
    }
    void bothSidesChanged_theUserChooses()
    {
        QFETCH(int, answer);
        WorkspaceFixture desk;
        profile::Profile profile = namedProfile(QStringLiteral("a"));
        desk.put(QStringLiteral("a.json"), profile);
        desk.openRow(QStringLiteral("a.json"));
        desk.setTenant(QStringLiteral("ours"));
        profile.authority.tenant = QStringLiteral("theirs");
        desk.put(QStringLiteral("a.json"), profile);
        QTRY_VERIFY(desk.note(QStringLiteral("a.json")).contains(QLatin1String("on the disk")));
        QCOMPARE(desk.tenant(), QStringLiteral("ours"));
        desk.dialogs.conflict = static_cast<Answer>(answer);
        desk.window->saveProfile();
        QCOMPARE(desk.dialogs.conflicts.size(), 1);
        QVERIFY(desk.dialogs.conflicts.first().theirProfile);
        QTEST(desk.onDisk(QStringLiteral("a.json")).authority.tenant, "onDisk");
        QTEST(desk.tenant(), "inForm");
    }

    void renameOverAForeignChange_losesNothing()
    {
        WorkspaceFixture desk;
        profile::Profile profile = namedProfile(QStringLiteral("a"));
        desk.put(QStringLiteral("a.json"), profile);
        desk.openRow(QStringLiteral("a.json"));
        desk.setTenant(QStringLiteral("ours"));
        profile.authority.tenant = QStringLiteral("theirs");
        desk.put(QStringLiteral("a.json"), profile);
        Q_EMIT desk.side()->renameRequested(desk.path(QStringLiteral("a.json")), QStringLiteral("b"));
        desk.window->saveProfile();
        QCOMPARE(desk.dialogs.conflicts.size(), 1);
        QCOMPARE(desk.onDisk(QStringLiteral("b.json")).authority.tenant, QStringLiteral("theirs"));
    }

    void revertedText_isTaken()
    {
        WorkspaceFixture desk;
        const profile::Profile before = namedProfile(QStringLiteral("a"));
        desk.put(QStringLiteral("a.json"), before);
        desk.openRow(QStringLiteral("a.json"));
        desk.setTenant(QStringLiteral("saved"));
        desk.window->saveProfile();
        QTRY_VERIFY(!desk.note(QStringLiteral("a.json")).contains(QLatin1String("changed")));
        QTRY_VERIFY(desk.window->desk().isListed());
        desk.put(QStringLiteral("a.json"), before);
        QTRY_COMPARE(desk.tenant(), before.authority.tenant);
    }

    void row_isRenamedMovedCopiedDeletedAndBroughtBack()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        desk.put(QStringLiteral("prod/x.json"), namedProfile(QStringLiteral("x")));
        desk.openRow(QStringLiteral("a.json"));
        const QString id = desk.window->session().profile().id;
        // Typing goes on while the name changes.
        desk.setTenant(QStringLiteral("typed"));
        Q_EMIT desk.side()->renameRequested(desk.path(QStringLiteral("a.json")), QStringLiteral("b"));
        QVERIFY2(desk.dialogs.told.isEmpty(), qPrintable(desk.dialogs.told.value(0).sentence));
        QTRY_VERIFY(desk.row(QStringLiteral("b.json")).isValid());
        QCOMPARE(desk.window->desk().key(), desk.path(QStringLiteral("b.json")));
        QCOMPARE(desk.tenant(), QStringLiteral("typed"));
        desk.window->saveProfile();
        QVERIFY(desk.dialogs.conflicts.isEmpty());
        QCOMPARE(desk.onDisk(QStringLiteral("b.json")).authority.tenant, QStringLiteral("typed"));

        QTRY_VERIFY(desk.row(QStringLiteral("prod")).isValid());
        Q_EMIT desk.side()->moveRequested(desk.path(QStringLiteral("b.json")), desk.path(QStringLiteral("prod")));
        QTRY_VERIFY(desk.row(QStringLiteral("prod/b.json")).isValid());
        QCOMPARE(desk.window->desk().key(), desk.path(QStringLiteral("prod/b.json")));
        QCOMPARE(desk.onDisk(QStringLiteral("prod/b.json")).id, id);

        Q_EMIT desk.side()->renameRequested(desk.path(QStringLiteral("prod")), QStringLiteral("live"));
        QTRY_VERIFY(desk.row(QStringLiteral("live/b.json")).isValid());
        QTRY_COMPARE(desk.window->desk().key(), desk.path(QStringLiteral("live/b.json")));

        desk.list()->setCurrentIndex(desk.row(QStringLiteral("live/b.json")));
        desk.act("duplicateProfileAction");
        QTRY_VERIFY(desk.row(QStringLiteral("live/b (copy).json")).isValid());
        QCOMPARE(desk.window->desk().key(), desk.path(QStringLiteral("live/b (copy).json")));
        QVERIFY(desk.window->session().profile().id != id);

        desk.dialogs.deletion = {true, false};
        desk.act("deleteProfileAction");
        QTRY_VERIFY(!desk.row(QStringLiteral("live/b (copy).json")).isValid());
        QCOMPARE(desk.dialogs.deletions.size(), 1);
        QVERIFY(!QFile::exists(desk.path(QStringLiteral("live/b (copy).json"))));
        desk.act("undoDeleteAction");
        QVERIFY2(desk.dialogs.told.isEmpty(), qPrintable(desk.dialogs.told.value(0).sentence));
        QVERIFY(QFile::exists(desk.path(QStringLiteral("live/b (copy).json"))));
        QTRY_VERIFY(desk.row(QStringLiteral("live/b (copy).json")).isValid());
        QVERIFY(!desk.window->findChild<QAction*>(QStringLiteral("undoDeleteAction"))->isEnabled());

        // A folder with all that is in it.
        QTRY_COMPARE(desk.list()->model()->rowCount(desk.row(QStringLiteral("live"))), 3);
        desk.list()->setCurrentIndex(desk.row(QStringLiteral("live")));
        desk.act("deleteProfileAction");
        QCOMPARE(desk.dialogs.deletions.last().profiles, 3);
        QTRY_VERIFY(!desk.row(QStringLiteral("live")).isValid());
        desk.act("undoDeleteAction");
        QTRY_VERIFY(desk.row(QStringLiteral("live/x.json")).isValid());
        QVERIFY(desk.dialogs.told.isEmpty());
    }

    void foldersAndMoving_needNoMouse()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        desk.openRow(QStringLiteral("a.json"));
        desk.dialogs.name = QStringLiteral("prod");
        desk.act("newFolderAction");
        QTRY_VERIFY(desk.row(QStringLiteral("prod")).isValid());
        desk.list()->setCurrentIndex(desk.row(QStringLiteral("a.json")));
        desk.dialogs.asked.clear();
        desk.act("moveProfileAction");
        QCOMPARE(desk.dialogs.asked, (QStringList{QStringLiteral("a"), QStringLiteral("prod")}));
        QTRY_VERIFY(desk.row(QStringLiteral("prod/a.json")).isValid());
        QCOMPARE(desk.window->desk().key(), desk.path(QStringLiteral("prod/a.json")));
        // A new profile goes where the marked row is.
        desk.window->newProfile();
        desk.dialogs.name = QStringLiteral("b");
        desk.window->saveProfile();
        QVERIFY(QFile::exists(desk.path(QStringLiteral("prod/b.json"))));
    }

    void folder_standsBelowItsOwn()
    {
        WorkspaceFixture desk;
        for (const char* path : {"prod/inner/a.json", "prod-eu/b.json", "prod/c.json"})
            desk.put(QLatin1String(path), namedProfile(QLatin1String(path)));
        QTRY_VERIFY(desk.row(QStringLiteral("prod/inner/a.json")).isValid());
        QCOMPARE(desk.row(QStringLiteral("prod/inner")).parent(), desk.row(QStringLiteral("prod")));
        QCOMPARE(desk.row(QStringLiteral("prod-eu")).parent(),
                 WorkspaceFixture::rowOf(*desk.window, desk.environment.home));
        QCOMPARE(desk.row(QStringLiteral("prod/inner/a.json")).parent(), desk.row(QStringLiteral("prod/inner")));
    }

    void order_isChosenAndRemembered()
    {
        WorkspaceFixture desk;
        profile::Profile profile = namedProfile(QStringLiteral("a"));
        profile.clientId = QStringLiteral("9");
        desk.put(QStringLiteral("a.json"), profile);
        profile = namedProfile(QStringLiteral("b"));
        profile.clientId = QStringLiteral("1");
        desk.put(QStringLiteral("b.json"), profile);
        QTRY_VERIFY(desk.row(QStringLiteral("b.json")).isValid());
        QVERIFY(desk.row(QStringLiteral("a.json")).row() < desk.row(QStringLiteral("b.json")).row());
        for (QAction* action : desk.find<QMenu>("orderMenu")->actions()) {
            if (action->text().contains(QLatin1String("Client")))
                action->trigger();
        }
        QTRY_VERIFY(desk.row(QStringLiteral("b.json")).row() < desk.row(QStringLiteral("a.json")).row());
        desk.reopen();
        QTRY_VERIFY(desk.row(QStringLiteral("a.json")).isValid());
        QVERIFY(desk.row(QStringLiteral("b.json")).row() < desk.row(QStringLiteral("a.json")).row());
    }

    void refusedDeletion_leavesAll()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        desk.openRow(QStringLiteral("a.json"));
        desk.act("deleteProfileAction");
        QCOMPARE(desk.dialogs.deletions.size(), 1);
        QVERIFY(QFile::exists(desk.path(QStringLiteral("a.json"))));
        QCOMPARE(desk.window->desk().key(), desk.path(QStringLiteral("a.json")));
    }

    void typing_findsByNameClientResourceAndTenant()
    {
        WorkspaceFixture desk;
        for (int i = 0; i < 20; ++i) {
            profile::Profile profile = namedProfile(QStringLiteral("service %1").arg(i));
            profile.clientId = QStringLiteral("client-%1-id").arg(i);
            profile.authority.tenant = QStringLiteral("tenant%1.example").arg(i);
            profile.resources = {QStringLiteral("api://resource-%1").arg(i)};
            desk.put(QStringLiteral("team/%1.json").arg(i), profile);
        }
        QTRY_VERIFY(desk.row(QStringLiteral("team/7.json")).isValid());
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* find = desk.find<QLineEdit>("findProfile");
        QVERIFY(find->hasFocus());
        for (const char* typed : {"service 7", "client-7-id", "tenant7.example", "resource-7", "7 service"}) {
            find->setText(QLatin1String(typed));
            QVERIFY2(desk.row(QStringLiteral("team/7.json")).isValid(), typed);
            QVERIFY2(!desk.row(QStringLiteral("team/8.json")).isValid(), typed);
        }
        find->setText(QStringLiteral("service 7"));
        QTest::keyClick(find, Qt::Key_Return);
        QCOMPARE(desk.window->desk().key(), desk.path(QStringLiteral("team/7.json")));
        find->setText(QStringLiteral("nothing has this"));
        QCOMPARE(desk.list()->model()->rowCount(), 1);
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(desk.row(QStringLiteral("team/8.json")).isValid());
        QCOMPARE(desk.side()->markedKey(), desk.path(QStringLiteral("team/7.json")));
    }

    void brokenFile_isShownToldAndKept()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), QByteArray("{\"schema\": 1, \"name\": "));
        QTRY_VERIFY(desk.row(QStringLiteral("a.json")).isValid());
        QVERIFY(!desk.note(QStringLiteral("a.json")).isEmpty());
        desk.list()->setCurrentIndex(desk.row(QStringLiteral("a.json")));
        QVERIFY(desk.dialogs.told.isEmpty());
        Q_EMIT desk.list()->activated(desk.row(QStringLiteral("a.json")));
        QCOMPARE(desk.dialogs.told.size(), 1);
        QCOMPARE(desk.window->desk().key(), window::ProfileBook::exampleKey);
        QCOMPARE(desk.text(QStringLiteral("a.json")), QByteArray("{\"schema\": 1, \"name\": "));
        // It can be deleted, and nothing else is.
        desk.list()->setCurrentIndex(desk.row(QStringLiteral("a.json")));
        desk.dialogs.deletion = {true, false};
        desk.act("deleteProfileAction");
        QCOMPARE(desk.dialogs.deletions.value(0).kind, dialogs::DeleteQuestion::Kind::Broken);
        QTRY_VERIFY(!desk.row(QStringLiteral("a.json")).isValid());
    }

    void fileThatBreaks_isSetAside()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        desk.openRow(QStringLiteral("a.json"));
        desk.setTenant(QStringLiteral("ours"));
        desk.put(QStringLiteral("a.json"), QByteArray("<<<<<<< HEAD\n{"));
        desk.dialogs.conflict = Answer::Ours;
        desk.window->saveProfile();
        QCOMPARE(desk.onDisk(QStringLiteral("a.json")).authority.tenant, QStringLiteral("ours"));
        QByteArray kept;
        for (const QString& name : QDir(desk.environment.home).entryList(QDir::Files)) {
            if (name != QLatin1String("a.json"))
                kept = desk.text(name);
        }
        QCOMPARE(kept, QByteArray("<<<<<<< HEAD\n{"));
    }

    void verdict_staysBesideAProfileUnderAnotherName()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        desk.openRow(QStringLiteral("a.json"));
        desk.window->session().inspect("eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.");
        QTRY_COMPARE(desk.row(QStringLiteral("a.json")).data(models::StatusRole).toString(), QStringLiteral("fail"));
        Q_EMIT desk.side()->renameRequested(desk.path(QStringLiteral("a.json")), QStringLiteral("b"));
        QTRY_COMPARE(desk.row(QStringLiteral("b.json")).data(models::StatusRole).toString(), QStringLiteral("fail"));
        desk.reopen();
        QTRY_COMPARE(desk.row(QStringLiteral("b.json")).data(models::StatusRole).toString(), QStringLiteral("fail"));
    }

    void openedFolder_staysBesideTheUsersOwn()
    {
        WorkspaceFixture desk;
        const QString folder = desk.folder.filePath(QStringLiteral("checkout"));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QStringLiteral("/team.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(profile::write(namedProfile(QStringLiteral("team"))));
        file.close();
        desk.dialogs.folder = folder;
        desk.act("openFolderAction");
        const QString key = folder + QStringLiteral("/team.json");
        QTRY_VERIFY(WorkspaceFixture::rowOf(*desk.window, key).isValid());
        desk.reopen();
        QTRY_VERIFY(WorkspaceFixture::rowOf(*desk.window, key).isValid());
        desk.list()->setCurrentIndex(WorkspaceFixture::rowOf(*desk.window, folder));
        desk.act("closeFolderAction");
        QTRY_VERIFY(!WorkspaceFixture::rowOf(*desk.window, key).isValid());
        QVERIFY(QFile::exists(key));
        QVERIFY(!QDir(folder).exists(QStringLiteral(".assayer")));
    }

    void twoWindows_workOnOneWorkspace()
    {
        WorkspaceFixture desk;
        desk.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        window::MainWindow other(desk.environment);
        other.show();
        desk.openRow(QStringLiteral("a.json"));
        auto* otherList = other.findChild<QTreeView*>(QStringLiteral("profileList"));
        QTRY_VERIFY(WorkspaceFixture::rowOf(other, desk.path(QStringLiteral("a.json"))).isValid());
        otherList->setCurrentIndex(WorkspaceFixture::rowOf(other, desk.path(QStringLiteral("a.json"))));
        auto* otherTenant = other.findChild<QLineEdit*>(QStringLiteral("tenant"));
        // What one saves, the other has.
        desk.setTenant(QStringLiteral("first"));
        desk.window->saveProfile();
        QTRY_COMPARE(otherTenant->text(), QStringLiteral("first"));
        // What both change, the second to save is asked about.
        otherTenant->setText(QStringLiteral("second"));
        desk.setTenant(QStringLiteral("third"));
        desk.window->saveProfile();
        desk.dialogs.conflict = Answer::Ours;
        other.saveProfile();
        QCOMPARE(desk.dialogs.conflicts.size(), 1);
        QCOMPARE(desk.onDisk(QStringLiteral("a.json")).authority.tenant, QStringLiteral("second"));
        QTRY_COMPARE(desk.tenant(), QStringLiteral("second"));
        // Another name is followed.
        Q_EMIT desk.side()->renameRequested(desk.path(QStringLiteral("a.json")), QStringLiteral("b"));
        QTRY_COMPARE(other.desk().key(), desk.path(QStringLiteral("b.json")));
        QVERIFY(!other.isWindowModified());
        QVERIFY(desk.dialogs.told.isEmpty());
    }
};

QTEST_MAIN(TestWorkspaces)
#include "tst_workspaces.moc"
