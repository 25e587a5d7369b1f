// SPDX-License-Identifier: Apache-2.0
#include "app/store/profiles.h"
#include "store/workspace.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assayer;
using namespace assayer::test;
using profile::Profile;
using store::Workspace;

/// What is deleted in a workspace, brought back, and deleted for good.
class RemovalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void remove_canBeUndone_data();
    void remove_canBeUndone();
    void remove_isPurged();
    void remove_followsNoLinkOutOfTheWorkspace();
    void purge_followsNoLinkAmongTheDeleted();
    void purge_takesNothingOfOthers();
};

void RemovalTest::remove_canBeUndone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<QString>("back");
    QTest::newRow("profile") << "a/Orders.json" << false << "a/Orders.json";
    QTest::newRow("profile, name taken by now") << "a/Orders.json" << true << "a/Orders 2.json";
    QTest::newRow("folder") << "a" << false << "a";
    QTest::newRow("folder, name taken by now") << "a" << true << "a 2";
    QTest::newRow("broken file") << "a/broken.json" << false << "a/broken.json";
    QTest::newRow("environments") << "environments" << false << "environments";
}

void RemovalTest::remove_canBeUndone()
{
    QFETCH(QString, path);
    QFETCH(bool, taken);
    QFETCH(QString, back);
    QTemporaryDir root;
    const Workspace workspace(root.path());
    QVERIFY(workspace.createFolder({}, "a"));
    QVERIFY(workspace.create("a", orders()));
    QVERIFY(workspace.create(profile::Environment{{}, "test", {}, {}}));
    put(root.filePath("a/broken.json"), "{");
    const auto removed = workspace.remove(path);
    QVERIFY(removed);
    QVERIFY(!QFile::exists(root.filePath(path)));
    const store::Listing without = workspace.list().value();
    for (const store::ProfileEntry& entry : without.profiles) {
        QVERIFY(!entry.path.startsWith(path));
    }
    if (taken) {
        QVERIFY(workspace.createFolder({}, "a") && workspace.create("a", orders()));
    }
    QCOMPARE(workspace.undo(*removed).value(), back);
    QVERIFY(QFile::exists(root.filePath(back)));
    QCOMPARE(workspace.undo(*removed).error().code, "absent");
    QVERIFY(!workspace.undo({"x.json", "../../etc/passwd"}));
    QVERIFY(!workspace.undo({"../x.json", removed->kept}));
    QVERIFY(!workspace.undo({"x.json", ".assayer/deleted/../../a"}));
}

void RemovalTest::remove_isPurged()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    const auto saved = workspace.create({}, orders()).value();
    const auto removed = workspace.remove(saved.path).value();
    workspace.purge(std::chrono::hours(1));
    QVERIFY(QFile::exists(root.filePath(removed.kept)));
    workspace.purge(std::chrono::hours(0));
    QVERIFY(!QFile::exists(root.filePath(removed.kept)));
}

void RemovalTest::remove_followsNoLinkOutOfTheWorkspace()
{
    QTemporaryDir root;
    QTemporaryDir outside;
    QVERIFY(QDir(outside.path()).mkpath(QStringLiteral("1-x")));
    QVERIFY(QDir(root.path()).mkpath(QStringLiteral(".assayer")));
    QVERIFY(QFile::link(outside.path(), root.filePath(QStringLiteral(".assayer/deleted"))));
    const Workspace workspace(root.path());
    const auto saved = workspace.create({}, orders());
    QVERIFY(saved);
    const auto removed = workspace.remove(saved->path);
    QVERIFY(!removed);
    QCOMPARE(removed.error().code, QStringLiteral("is-a-link"));
    QVERIFY(QFile::exists(root.filePath(saved->path)));
    workspace.purge(std::chrono::hours(0));
    QVERIFY(QFile::exists(outside.filePath(QStringLiteral("1-x"))));
}

void RemovalTest::purge_followsNoLinkAmongTheDeleted()
{
    QTemporaryDir root;
    QTemporaryDir outside;
    put(outside.filePath(QStringLiteral("folder/theirs.json")), "theirs");
    const Workspace workspace(root.path());
    const auto saved = workspace.create({}, orders()).value();
    const auto removed = workspace.remove(saved.path).value();
    // As a checkout may bring them along: also under a name like ours.
    const QString deleted = root.filePath(QStringLiteral(".assayer/deleted/"));
    QVERIFY(QFile::link(outside.path(), deleted + QStringLiteral("0-x")));
    QVERIFY(QFile::link(outside.path(), deleted + QStringLiteral("1700000000000-") + profile::newId()));
    workspace.purge(std::chrono::hours(0));
    QVERIFY(!QFile::exists(root.filePath(removed.kept)));
    QCOMPARE(contentOf(outside.filePath(QStringLiteral("folder/theirs.json"))), "theirs");
    QVERIFY(QFileInfo(deleted + QStringLiteral("0-x")).isSymLink());
}

void RemovalTest::purge_takesNothingOfOthers()
{
    QTemporaryDir root;
    const QString theirs = QStringLiteral(".assayer/deleted/0-notes/theirs.json");
    put(root.filePath(theirs), "theirs");
    Workspace(root.path()).purge(std::chrono::hours(0));
    QCOMPARE(contentOf(root.filePath(theirs)), "theirs");
}

QTEST_GUILESS_MAIN(RemovalTest)
#include "tst_removal.moc"
