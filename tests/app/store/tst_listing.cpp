// SPDX-License-Identifier: Apache-2.0
#include "app/store/profiles.h"
#include "store/profileindex.h"
#include "store/workspace.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <cstdio>
#include <sys/stat.h>
#endif

using namespace assayer;
using namespace assayer::test;
using profile::Profile;
using store::Listing;
using store::Workspace;

class ListingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listing_isATree();
    void listing_leavesOutWhatIsNotOurs();
    void environmentsOfInnerWorkspaces_areNoProfiles();
    void listing_notesWhatIsBroken();
    void profileThatWasThere_isBrokenNotGone();
    void listing_leavesNothingOutWithoutAWord();
    void listing_endsInLinkedAndDeepFolders();
    void listing_readsOnlyWhatChanged();
    void timePutBack_hidesNoChange();
    void missingFolder_isSaid();
    void environmentsOfOneName_areFoundByNone();
    void find_matchesWordsEverywhere_data();
    void find_matchesWordsEverywhere();
    void sort_isNatural();
};

void ListingTest::listing_isATree()
{
    QTemporaryDir root;
    put(root.filePath("b.json"), named("B"));
    put(root.filePath("prod/eu/a.JSON"), named(""));
    put(root.filePath("environments/test.json"), "{\"schema\":1,\"name\":\"test\"}");
    QVERIFY(QDir(root.path()).mkpath("empty"));
    const Listing listing = store::listWorkspace(root.path()).value();
    QCOMPARE(pathsOf(listing), (QStringList{"b.json", "prod/eu/a.JSON"}));
    QCOMPARE(listing.profiles.at(1).name, "a");
    QCOMPARE(listing.folders, (QStringList{"empty", "prod", "prod/eu"}));
    QCOMPARE(listing.environments.first().name, "test");
    QVERIFY(listing.find(u"b.json") && !listing.find(u"none.json"));
    QVERIFY(listing.environment(u"test") && !listing.environment(u"prod"));
}

void ListingTest::environmentsOfOneName_areFoundByNone()
{
    QTemporaryDir root;
    put(root.filePath("environments/a.json"), "{\"schema\":1,\"name\":\"prod\"}");
    put(root.filePath("environments/prod.json"), "{\"schema\":1}"); // its file's name is its own
    put(root.filePath("environments/test.json"), "{\"schema\":1,\"name\":\"test\"}");
    const Listing listing = store::listWorkspace(root.path()).value();
    QCOMPARE(listing.environments.size(), 3);
    QVERIFY(!listing.environment(u"prod"));
    QVERIFY(listing.environment(u"test"));
    const auto both = listing.environmentsNamed(u"prod");
    QCOMPARE(both.size(), 2);
    QCOMPARE(both.first()->path, "environments/a.json");
    QCOMPARE(both.last()->path, "environments/prod.json");
}

void ListingTest::listing_leavesOutWhatIsNotOurs()
{
    QTemporaryDir root;
    put(root.filePath("package.json"), "{\"name\":\"x\",\"password\":\"y\"}");
    put(root.filePath("list.json"), "[1,2]");
    put(root.filePath("tsconfig.json"), "{ // a comment\n" + QByteArray(100, ' ') + "}");
    put(root.filePath("oidc.json"),
        "{ // of a web page\n\"authority\": \"https://login.example.com\", \"client_id\": \"spa\", "
        "\"redirect_uri\": \"https://app.example.com/\", }");
    put(root.filePath(".hidden.json"), named("x"));
    put(root.filePath(".git/config.json"), named("x"));
    put(root.filePath("note.txt"), "x");
    put(root.filePath("b.json.QWERTY"), "half of a sav");
    const Listing listing = store::listWorkspace(root.path()).value();
    QVERIFY(listing.profiles.isEmpty());
    QVERIFY2(listing.broken.isEmpty(), qPrintable(listing.broken.value(0).path));
}

void ListingTest::environmentsOfInnerWorkspaces_areNoProfiles()
{
    QTemporaryDir root;
    const QByteArray environment = R"({"schema":1,"name":"test","variables":[{"name":"tenant","value":"t"}]})";
    put(root.filePath("shop/environments/test.json"), environment);
    put(root.filePath("shop/environments/empty.json"), "{\"schema\":1,\"name\":\"empty\"}");
    put(root.filePath("environments/old/test.json"), environment);
    put(root.filePath("elsewhere.json"), environment);
    // Where somebody keeps profiles in a folder of that name.
    put(root.filePath("shop/environments/prod.json"), named("prod"));
    const Listing listing = store::listWorkspace(root.path()).value();
    QCOMPARE(pathsOf(listing), QStringList{"shop/environments/prod.json"});
    QVERIFY(listing.environments.isEmpty() && listing.broken.isEmpty());
    QCOMPARE(pathsOf(store::listWorkspace(root.path(), listing).value()), pathsOf(listing));
}

void ListingTest::listing_notesWhatIsBroken()
{
    QTemporaryDir root;
    put(root.filePath("empty.json"), "");
    put(root.filePath("merge.json"), "<<<<<<< HEAD\n" + named("x"));
    put(root.filePath("newer.json"), "{\"schema\":2}");
    put(root.filePath("secret.json"), "{\"schema\":1,\"client_secret\":\"canary\"}");
    put(root.filePath("zeros.json"), QByteArray(500, '\0'));
    put(root.filePath("large.json"), QByteArray(1024 * 1024 + 1, 'x'));
    put(root.filePath("environments/bad.json"), "{\"schema\":1,\"variables\":7}");
    put(root.filePath("environments/cut.json"),
        R"({"name":"an environment with a long name","variables":[{"name":"tenant","value":)");
    QVERIFY(QFile::link("/etc/hostname", root.filePath("link.json")));
    const Listing listing = store::listWorkspace(root.path()).value();
    QStringList found;
    for (const store::BrokenFile& file : listing.broken) {
        found.append(file.path + u' ' + file.error.code);
        QVERIFY(!file.error.sentence.isEmpty());
        QVERIFY(!(file.error.sentence + file.error.detail).contains("canary"));
    }
    QCOMPARE(found, (QStringList{"empty.json invalid-json", "environments/bad.json invalid-member",
                                 "environments/cut.json invalid-json", "large.json too-large", "link.json is-a-link",
                                 "merge.json invalid-json", "newer.json schema", "secret.json secret-in-profile",
                                 "zeros.json invalid-json"}));
}

void ListingTest::profileThatWasThere_isBrokenNotGone()
{
    QTemporaryDir root;
    put(root.filePath("a.json"), named("A"));
    Listing listing = store::listWorkspace(root.path()).value();
    put(root.filePath("a.json"), "{\"nothing\": \"of ours is in this text, which an editor has cut somewhere\",");
    for (int look = 0; look < 2; ++look) {
        listing = store::listWorkspace(root.path(), listing).value();
        QCOMPARE(listing.broken.size(), 1);
        QCOMPARE(listing.broken.first().error.code, "invalid-json");
    }
    put(root.filePath("a.json"), "{\"of\": \"others\"}");
    QVERIFY(store::listWorkspace(root.path(), listing)->broken.isEmpty());
}

void ListingTest::listing_leavesNothingOutWithoutAWord()
{
#ifdef Q_OS_LINUX
    QTemporaryDir root;
    put(root.filePath("good.json"), named("x"));
    for (const QByteArray name : {"co:lon.json", "back\\slash.json", "caf\xe9.json"}) {
        const QByteArray path = QFile::encodeName(root.path()) + '/' + name;
        QCOMPARE(::rename(QFile::encodeName(root.filePath("good.json")).constData(), path.constData()), 0);
        put(root.filePath("good.json"), named("x"));
    }
    QCOMPARE(::mkdir((QFile::encodeName(root.path()) + "/d\xe9p\xf4t").constData(), 0700), 0);
    put(root.filePath("some:thing.json"), "{\"of\":\"others\"}");
    const Listing listing = store::listWorkspace(root.path()).value();
    QCOMPARE(pathsOf(listing), QStringList{"good.json"});
    const QStringList expected{"back\\slash.json", "caf\\xE9.json", "co:lon.json", "d\\xE9p\\xF4t"};
    // Also when nothing has to be read again.
    for (const Listing& one : {listing, store::listWorkspace(root.path(), listing).value()}) {
        QStringList broken;
        for (const store::BrokenFile& file : one.broken) {
            broken.append(file.path);
            QCOMPARE(file.error.code, "invalid-path");
        }
        QCOMPARE(broken, expected);
    }
#endif
}

void ListingTest::listing_endsInLinkedAndDeepFolders()
{
    QTemporaryDir root;
    QVERIFY(QFile::link(root.path(), root.filePath("loop")));
    QString deep = root.path();
    for (int i = 0; i < 60; ++i) {
        deep += QStringLiteral("/d");
    }
    put(deep + QStringLiteral("/x.json"), named("x"));
    const Listing listing = store::listWorkspace(root.path()).value();
    QVERIFY(listing.profiles.isEmpty());
    QCOMPARE(listing.broken.size(), 1);
    QCOMPARE(listing.broken.first().error.code, "too-many-files");
}

void ListingTest::listing_readsOnlyWhatChanged()
{
    QTemporaryDir root;
    put(root.filePath("a.json"), named("A"));
    put(root.filePath("b.json"), named("B"));
    put(root.filePath("broken.json"), "{");
    put(root.filePath("foreign.json"), "{}");
    Listing before = store::listWorkspace(root.path()).value();
    before.profiles[0].name = QStringLiteral("from before");
    before.profiles[1].name = QStringLiteral("from before");
    // A moment ago: the stamps tell nothing yet.
    QCOMPARE(store::listWorkspace(root.path(), before)->profiles.at(0).name, "A");
    for (store::FileStamp& stamp : before.stamps) {
        stamp.settled = true;
    }
    before.stamps["b.json"].changed -= 1;
    const Listing after = store::listWorkspace(root.path(), before).value();
    QCOMPARE(after.profiles.size(), 2);
    QCOMPARE(after.profiles.at(0).name, "from before");
    QCOMPARE(after.profiles.at(1).name, "B");
    QCOMPARE(after.broken.size(), 1);
    QCOMPARE(after.stamps.size(), 4);
}

void ListingTest::timePutBack_hidesNoChange()
{
    QTemporaryDir root;
    const QString path = root.filePath("a.json");
    put(path, named("A"));
    Listing before = store::listWorkspace(root.path()).value();
    for (store::FileStamp& stamp : before.stamps) {
        stamp.settled = true;
    }
    const QDateTime time = QFileInfo(path).lastModified();
    const auto reverted = [&] {
        put(path, named("B"));
        QFile file(path);
        const bool set = file.open(QIODevice::ReadWrite) && file.setFileTime(time, QFileDevice::FileModificationTime);
        file.close();
        return set ? store::listWorkspace(root.path(), before)->profiles.at(0).name : QString();
    };
    // Once the system's clock has ticked.
    QTRY_COMPARE(reverted(), QStringLiteral("B"));
}

void ListingTest::missingFolder_isSaid()
{
    QCOMPARE(store::listWorkspace(QStringLiteral("/nowhere/at/all")).error().code, "absent");
    QTemporaryDir root;
    put(root.filePath("file"), "");
    QCOMPARE(store::listWorkspace(root.filePath("file")).error().code, "absent");
}

void ListingTest::find_matchesWordsEverywhere_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<int>>("found");
    QTest::newRow("all") << "" << QList<int>{0, 1, 2, 3};
    QTest::newRow("name") << "orders" << QList<int>{1, 0, 3};
    QTest::newRow("beginning first") << "or" << QList<int>{1, 0, 3};
    QTest::newRow("case") << "ORDERS" << QList<int>{1, 0, 3};
    QTest::newRow("two words") << "prod orders" << QList<int>{0};
    QTest::newRow("accents") << "bestell uber" << QList<int>{2};
    QTest::newRow("client") << "1f7a-prod" << QList<int>{0};
    QTest::newRow("resource") << "api://orders" << QList<int>{3};
    QTest::newRow("tenant") << "contoso" << QList<int>{1};
    QTest::newRow("folder") << "dir/" << QList<int>{2};
    QTest::newRow("no words across texts") << "prodc" << QList<int>{};
    QTest::newRow("variable") << "{{client}}" << QList<int>{3};
    QTest::newRow("what it stands for") << "99aa" << QList<int>{3};
    QTest::newRow("within a text") << "api://shop-test" << QList<int>{2};
    QTest::newRow("a secret's name alone") << "hidden" << QList<int>{2};
    QTest::newRow("nothing") << "zzz" << QList<int>{};
}

void ListingTest::find_matchesWordsEverywhere()
{
    QFETCH(QString, typed);
    QFETCH(QList<int>, found);
    Listing listing;
    const auto add = [&](const QString& path, const QString& name) -> Profile& {
        listing.profiles.append({path, name, {}, {}, 0});
        return listing.profiles.last().profile;
    };
    add("1.json", "my orders prod").clientId = QStringLiteral("1F7A-prod");
    add("2.json", "Orders").authority.tenant = QStringLiteral("contoso.example");
    add("dir/3.json", QStringLiteral("Über Bestellungen"));
    add("4.json", "shop").resources = {QStringLiteral("api://orders")};
    listing.profiles[3].profile.clientId = QStringLiteral("{{client}}");
    listing.profiles[2].profile.resources = {QStringLiteral("api://shop-{{ stage }}")};
    listing.profiles[2].profile.scope = QStringLiteral("{{hidden}}");
    using profile::VariableKind;
    profile::Environment environment;
    environment.variables = {{QStringLiteral("client"), VariableKind::Plain, QStringLiteral("99AA-client")},
                             {QStringLiteral("stage"), VariableKind::Plain, QStringLiteral("test")},
                             {QStringLiteral("hidden"), VariableKind::Secret, QStringLiteral("zzz")}};
    QList<int> positions;
    for (const qsizetype position : store::ProfileIndex(listing, environment).find(typed)) {
        positions.append(static_cast<int>(position));
    }
    QCOMPARE(positions, found);
}

void ListingTest::sort_isNatural()
{
    Listing listing;
    int changedAt = 0;
    for (const char* name : {"api 10", "Api 2", "web", "api 1"}) {
        listing.profiles.append({QStringLiteral("%1.json").arg(changedAt), QLatin1String(name), {}, {}, ++changedAt});
    }
    QCOMPARE(store::sorted(listing, store::SortBy::Name), (QList<qsizetype>{3, 1, 0, 2}));
    QCOMPARE(store::sorted(listing, store::SortBy::LastChanged), (QList<qsizetype>{3, 2, 1, 0}));
    QCOMPARE(store::sorted(listing, store::SortBy::Path), (QList<qsizetype>{0, 1, 2, 3}));
}

QTEST_GUILESS_MAIN(ListingTest)
#include "tst_listing.moc"
