// SPDX-License-Identifier: Apache-2.0
#include "app/store/profiles.h"
#include "store/workspace.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace assayer;
using namespace assayer::test;
using profile::Profile;
using store::Workspace;

class WorkspaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void create_makesOneFile();
    void create_takesAFreeName();
    void create_refusesWhatCouldNotBeReadBack();
    void save_replacesWhatWasRead();
    void save_givesAnId();
    void save_ofTheSameTextIsNoConflict();
    void save_neverOverwritesAChange_data();
    void save_neverOverwritesAChange();
    void save_overAnUnreadableFileKeepsIt();
    void rename_keepsTheId();
    void duplicate_hasAnIdOfItsOwn();
    void move_keepsTheFile();
    void folder_canBeMadeRenamedAndMoved();
    void path_cannotLeadOut_data();
    void path_cannotLeadOut();
    void environment_isKept();
    void profile_isNoneOfTheEnvironments();
    void lock_isWaitedForOnlySoLong();
    void everything_isPrivate();
};

void WorkspaceTest::create_makesOneFile()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    Profile profile = orders();
    profile.id = QStringLiteral("copied-from-elsewhere");
    const auto saved = workspace.create({}, profile);
    QVERIFY(saved);
    QCOMPARE(saved->path, "Orders.json");
    QVERIFY(profile::isId(saved->value.id) && saved->value.id != profile.id);
    QCOMPARE(QDir(root.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{"Orders.json"});
    const auto loaded = workspace.load(saved->path);
    QVERIFY(loaded);
    QCOMPARE(loaded->profile, saved->value);
    QCOMPARE(loaded->revision, saved->revision);
    QCOMPARE(contentOf(root.filePath("Orders.json")), profile::write(saved->value));
}

void WorkspaceTest::create_takesAFreeName()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    put(root.filePath("orders.JSON"), "somebody's");
    QCOMPARE(workspace.create({}, orders())->path, "Orders 2.json");
    QCOMPARE(workspace.create({}, orders())->path, "Orders 3.json");
    QCOMPARE(contentOf(root.filePath("orders.JSON")), "somebody's");
    QCOMPARE(workspace.create("no folder", orders()).error().code, "absent");
}

void WorkspaceTest::create_refusesWhatCouldNotBeReadBack()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    Profile profile = orders();
    profile.scope = QStringLiteral("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln");
    const auto saved = workspace.create({}, profile);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, "secret-in-profile");
    QCOMPARE(saved.error().field, "scope");
    QVERIFY(QDir(root.path()).entryList(QDir::Files).isEmpty());
}

void WorkspaceTest::save_replacesWhatWasRead()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    auto saved = workspace.create({}, orders()).value();
    for (int i = 0; i < 3; ++i) {
        saved.value.clientId += u'x';
        const auto again = workspace.save(saved.path, saved.value, saved.revision);
        QVERIFY(again);
        QCOMPARE(workspace.load(saved.path)->profile, saved.value);
        saved = *again;
    }
}

void WorkspaceTest::save_givesAnId()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    put(root.filePath("a.json"), profile::write(orders()));
    const auto loaded = workspace.load("a.json").value();
    QVERIFY(loaded.profile.id.isEmpty());
    const auto saved = workspace.save("a.json", loaded.profile, loaded.revision);
    QVERIFY(saved && !saved->value.id.isEmpty());
    QCOMPARE(workspace.load("a.json")->profile.id, saved->value.id);
}

void WorkspaceTest::save_ofTheSameTextIsNoConflict()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    const auto first = workspace.create({}, orders()).value();
    Profile changed = first.value;
    changed.clientId = QStringLiteral("c-2");
    const auto second = workspace.save(first.path, changed, first.revision);
    QVERIFY(second);
    const auto third = workspace.save(first.path, changed, first.revision); // as another window that did the same
    QVERIFY(third);
    QCOMPARE(third->revision, second->revision);
}

void WorkspaceTest::save_neverOverwritesAChange_data()
{
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<bool>("removed");
    QTest::addColumn<bool>("readable");
    Profile other = orders();
    other.clientId = QStringLiteral("theirs");
    QTest::newRow("changed") << profile::write(other) << false << true;
    QTest::newRow("removed") << QByteArray() << true << false;
    QTest::newRow("emptied") << QByteArray("") << false << false;
    QTest::newRow("half merged") << QByteArray("<<<<<<< HEAD\n{\"schema\":1") << false << false;
}

void WorkspaceTest::save_neverOverwritesAChange()
{
    QFETCH(QByteArray, theirs);
    QFETCH(bool, removed);
    QFETCH(bool, readable);
    QTemporaryDir root;
    const Workspace workspace(root.path());
    const auto saved = workspace.create({}, orders()).value();
    const QString file = root.filePath(saved.path);
    if (removed) {
        QVERIFY(QFile::remove(file));
    } else {
        put(file, theirs);
    }
    Profile ours = saved.value;
    ours.clientId = QStringLiteral("ours");
    const auto failed = workspace.save(saved.path, ours, saved.revision);
    QVERIFY(!failed);
    QCOMPARE(failed.error().error.code, "conflict");
    const store::Conflict conflict = failed.error().conflict.value();
    QCOMPARE(conflict.removed, removed);
    QCOMPARE(conflict.theirText, theirs);
    QCOMPARE(conflict.ourText, profile::write(ours));
    QCOMPARE(conflict.theirProfile.has_value(), readable);
    QCOMPARE(contentOf(file), removed ? QByteArray("(none)") : theirs);
    // The user chose ours.
    const auto chosen = workspace.save(saved.path, ours, conflict.theirRevision);
    QVERIFY(chosen);
    QCOMPARE(workspace.load(saved.path)->profile, ours);
    QCOMPARE(chosen->setAside.isEmpty(), readable || removed);
}

void WorkspaceTest::save_overAnUnreadableFileKeepsIt()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    put(root.filePath("a.json"), "{\"schema\":1,");
    const auto saved = workspace.save("a.json", orders(), store::revisionOf("{\"schema\":1,"));
    QVERIFY(saved);
    QCOMPARE(saved->setAside, "a (unreadable).json");
    QCOMPARE(contentOf(root.filePath(saved->setAside)), "{\"schema\":1,");
}

void WorkspaceTest::rename_keepsTheId()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    const auto saved = workspace.create({}, orders()).value();
    const auto other = workspace.create({}, orders()).value();
    const auto renamed = workspace.rename(saved.path, QStringLiteral("../Prod: orders?"), saved.revision);
    QVERIFY(renamed);
    QCOMPARE(renamed->path, "Prod- orders.json");
    QCOMPARE(renamed->value.name, "../Prod: orders?");
    QCOMPARE(renamed->value.id, saved.value.id);
    QCOMPARE(workspace.load(renamed->path)->revision, renamed->revision);
    QCOMPARE(workspace.rename(other.path, "x", saved.revision).error().error.code, "conflict");
    QCOMPARE(workspace.load(other.path)->name, "Orders");
    // To its own name, in other letters.
    const auto again = workspace.rename(renamed->path, "PROD- orders", renamed->revision);
    QVERIFY(again);
    QCOMPARE(again->path, "PROD- orders.json");
}

void WorkspaceTest::duplicate_hasAnIdOfItsOwn()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    QVERIFY(workspace.createFolder({}, "prod"));
    const auto saved = workspace.create("prod", orders()).value();
    const auto copy = workspace.duplicate(saved.path, "Orders (copy)");
    QVERIFY(copy);
    QCOMPARE(copy->path, "prod/Orders (copy).json");
    QVERIFY(!copy->value.id.isEmpty() && copy->value.id != saved.value.id);
    QCOMPARE(copy->value.clientId, saved.value.clientId);
}

void WorkspaceTest::move_keepsTheFile()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    QVERIFY(workspace.createFolder({}, "a") && workspace.createFolder("a", "b"));
    const auto saved = workspace.create({}, orders()).value();
    const auto there = workspace.create("a/b", orders()).value();
    const QByteArray content = contentOf(root.filePath(saved.path));
    QCOMPARE(workspace.move(saved.path, "a/b").value(), "a/b/Orders 2.json");
    QCOMPARE(contentOf(root.filePath("a/b/Orders 2.json")), content);
    QCOMPARE(contentOf(root.filePath(there.path)), profile::write(there.value));
    QCOMPARE(workspace.move("a/b/Orders 2.json", "a/b").value(), "a/b/Orders 2.json");
    QCOMPARE(workspace.move("a/b/Orders 2.json", {}).value(), "Orders 2.json");
    QCOMPARE(workspace.move("a", "a/b").error().code, "invalid-path");
    QCOMPARE(workspace.move("a", "a").error().code, "invalid-path");
    QCOMPARE(workspace.move("none.json", "a").error().code, "absent");
    QCOMPARE(workspace.move("Orders 2.json", "environments").error().code, "invalid-path");
}

void WorkspaceTest::folder_canBeMadeRenamedAndMoved()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    QCOMPARE(workspace.createFolder({}, "dev").value(), "dev");
    QCOMPARE(workspace.createFolder({}, "DEV").value(), "DEV 2");
    QCOMPARE(workspace.createFolder({}, ".git").value(), "git");
    QCOMPARE(workspace.createFolder({}, "environments").value(), "environments 2");
    QVERIFY(workspace.create("dev", orders()));
    QCOMPARE(workspace.renameFolder("dev", "test/").value(), "test");
    QCOMPARE(workspace.move("test", "git").value(), "git/test");
    const auto listing = workspace.list().value();
    QCOMPARE(listing.folders, (QStringList{"DEV 2", "environments 2", "git", "git/test"}));
    QCOMPARE(listing.profiles.first().path, "git/test/Orders.json");
}

void WorkspaceTest::path_cannotLeadOut_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    for (const char* path :
         {"", "/etc/passwd", "../a.json", "a/../../a.json", "./a.json", "a//b.json", ".assayer/x.json",
          ".git/config.json", "a\\b.json", "C:/a.json", "link/a.json", "link/deeper/a.json"}) {
        QTest::newRow(path) << QString::fromLatin1(path) << "invalid-path";
    }
    QTest::newRow("NUL") << QStringLiteral("a%1.json").arg(QChar(u'\0')) << "invalid-path";
    QTest::newRow("a file that is a link") << "filelink.json"
                                           << "is-a-link";
}

void WorkspaceTest::path_cannotLeadOut()
{
    QFETCH(QString, path);
    QFETCH(QString, code);
    QTemporaryDir top;
    QVERIFY(QDir(top.path()).mkpath("root") && QDir(top.path()).mkpath("outside/deeper"));
    const QByteArray outside = profile::write(orders());
    for (const char* name : {"a.json", "outside/a.json", "outside/deeper/a.json"}) {
        put(top.filePath(QLatin1String(name)), outside);
    }
    QVERIFY(QFile::link(top.filePath("outside"), top.filePath("root/link")));
    QVERIFY(QFile::link(top.filePath("a.json"), top.filePath("root/filelink.json")));
    const Workspace workspace(top.filePath("root"));
    QCOMPARE(workspace.load(path).error().code, code);
    Profile other = orders();
    other.clientId = QStringLiteral("written");
    QCOMPARE(workspace.save(path, other, store::revisionOf(outside)).error().error.code, code);
    if (code == QLatin1String("invalid-path")) {
        QCOMPARE(workspace.remove(path).error().code, code);
        QCOMPARE(workspace.move(path, "x").error().code, code);
        if (!path.isEmpty()) {
            QCOMPARE(workspace.create(path, other).error().code, code);
        }
    }
    QCOMPARE(contentOf(top.filePath("a.json")), outside);
    QCOMPARE(contentOf(top.filePath("outside/a.json")), outside);
    QCOMPARE(workspace.list()->profiles.size(), 0);
}

void WorkspaceTest::profile_isNoneOfTheEnvironments()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    const auto environment = workspace.create(profile::Environment{{}, "test", {}, {}}).value();
    const QByteArray text = contentOf(root.filePath(environment.path));
    const auto saved = workspace.save(environment.path, orders(), environment.revision);
    QVERIFY(!saved && !saved.error().conflict);
    QCOMPARE(saved.error().error.code, "invalid-path");
    QCOMPARE(workspace.create("environments", orders()).error().code, "invalid-path");
    QCOMPARE(contentOf(root.filePath(environment.path)), text);
}

void WorkspaceTest::environment_isKept()
{
    QTemporaryDir root;
    const Workspace workspace(root.path());
    profile::Environment environment;
    environment.name = QStringLiteral("Test / eu");
    environment.variables = {{"tenant", profile::VariableKind::Plain, "contoso.example"},
                             {"client_secret", profile::VariableKind::Secret, "canary"}};
    const auto saved = workspace.create(environment);
    QVERIFY(saved);
    QCOMPARE(saved->path, "environments/Test - eu.json");
    QVERIFY(!contentOf(root.filePath(saved->path)).contains("canary"));
    auto listing = workspace.list().value();
    QCOMPARE(listing.environments.size(), 1);
    QVERIFY(listing.profiles.isEmpty() && listing.folders.isEmpty() && listing.broken.isEmpty());
    auto changed = listing.environment(u"Test / eu")->environment;
    changed.variables[0].value = QStringLiteral("fabrikam.example");
    QVERIFY(workspace.save(saved->path, changed, saved->revision));
    const auto conflict = workspace.save(saved->path, environment, saved->revision);
    QCOMPARE(conflict.error().conflict->theirEnvironment->variables[0].value, "fabrikam.example");
    QCOMPARE(workspace.loadEnvironment(saved->path)->environment, changed);
}

void WorkspaceTest::lock_isWaitedForOnlySoLong()
{
    QTemporaryDir root;
    const Workspace workspace(root.path(), std::chrono::milliseconds(50));
    const auto saved = workspace.create({}, orders()).value();
    {
        const auto held = store::FolderLock::take(root.filePath(".assayer/lock"), std::chrono::milliseconds(0));
        QVERIFY(held);
        QCOMPARE(workspace.create({}, orders()).error().code, "locked");
        QCOMPARE(workspace.save(saved.path, orders(), saved.revision).error().error.code, "locked");
        QVERIFY(workspace.load(saved.path)); // reading needs no lock
    }
    QVERIFY(workspace.create({}, orders()));
}

void WorkspaceTest::everything_isPrivate()
{
    QTemporaryDir top;
    const QString root = top.filePath("deep/er");
    const Workspace workspace(root);
    QVERIFY(workspace.prepare());
    const auto saved = workspace.create({}, orders()).value();
    QVERIFY(workspace.remove(saved.path));
    QVERIFY(workspace.create({}, orders()));
    struct stat facts {};
    for (const char* name : {"", "/.assayer", "/.assayer/deleted"}) {
        QCOMPARE(::stat(QFile::encodeName(root + QLatin1String(name)).constData(), &facts), 0);
        QCOMPARE(facts.st_mode & 0777, 0700U);
    }
    for (const char* name : {"/Orders.json", "/.assayer/lock", "/.assayer/.gitignore"}) {
        QCOMPARE(::stat(QFile::encodeName(root + QLatin1String(name)).constData(), &facts), 0);
        QCOMPARE(facts.st_mode & 0777, 0600U);
    }
}

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
