// SPDX-License-Identifier: Apache-2.0
#include "app/store/profiles.h"
#include "store/workspace.h"
#include "store/workspacewatch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assayer;
using namespace assayer::test;
using profile::Profile;
using store::Listing;
using store::Workspace;

class WatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void watch_noticesChangesOfOthers();
    void watch_noticesAnEditInPlace();
    void watch_followsTheEnvironment();
    void watch_saysOnceWhatFailed();
};

void WatchTest::watch_noticesChangesOfOthers()
{
    QTemporaryDir root;
    put(root.filePath("a.json"), named("A"));
    store::WorkspaceWatch watch(root.path());
    QSignalSpy changed(&watch, &store::WorkspaceWatch::changed);
    QTRY_COMPARE(pathsOf(watch.listing()), QStringList{"a.json"});
    // As another window does it, as git does it, and as a file manager does it.
    QVERIFY(Workspace(root.path()).create({}, profile::workedExample()));
    QTRY_COMPARE(watch.listing().profiles.size(), 2);
    put(root.filePath("new/b.json"), named("B"));
    QTRY_COMPARE(watch.listing().profiles.size(), 3);
    put(root.filePath("new/c.json"), named("C"));
    QTRY_COMPARE(watch.listing().profiles.size(), 4);
    QVERIFY(QFile::rename(root.filePath("a.json"), root.filePath("new/a.json")));
    QTRY_VERIFY(watch.listing().find(u"new/a.json") && !watch.listing().find(u"a.json"));
    QVERIFY(QDir(root.filePath("new")).removeRecursively());
    QTRY_COMPARE(watch.listing().profiles.size(), 1);
    put(root.filePath("environments/test.json"), "{\"schema\":1,\"name\":\"test\"}");
    QTRY_COMPARE(watch.listing().environments.size(), 1);
    put(root.filePath("environments/prod.json"), "{\"schema\":1,\"name\":\"prod\"}");
    QTRY_COMPARE(watch.listing().environments.size(), 2);
    QVERIFY(changed.size() >= 7);
}

void WatchTest::watch_noticesAnEditInPlace()
{
    QTemporaryDir root;
    put(root.filePath("a.json"), named("A"));
    store::WorkspaceWatch watch(root.path());
    QTRY_COMPARE(watch.listing().profiles.size(), 1);
    for (const char* name : {"B", "C", "D"}) { // of the same length, at once
        put(root.filePath("a.json"), named(QLatin1String(name)));
        QTRY_COMPARE(watch.listing().profiles.value(0).name, QLatin1String(name));
    }
    put(root.filePath("a.json"), "{\"schema\":");
    QTRY_COMPARE(watch.listing().broken.size(), 1);
    put(root.filePath("a.json"), named("E"));
    QTRY_COMPARE(watch.listing().profiles.value(0).name, "E");
}

void WatchTest::watch_followsTheEnvironment()
{
    QTemporaryDir root;
    Profile profile = profile::workedExample();
    profile.authority.tenant = QStringLiteral("{{tenant}}");
    profile.resources = {QStringLiteral("api://{{tenant}}")};
    put(root.filePath("a.json"), profile::write(profile));
    const auto environment = [](const char* tenant) {
        return QByteArray(R"({"schema":1,"variables":[{"name":"tenant","value":"%1"}]})").replace("%1", tenant);
    };
    put(root.filePath("environments/dev.json"), environment("one.example"));
    put(root.filePath("environments/test.json"), environment("two.example"));
    store::WorkspaceWatch watch(root.path());
    const auto finds = [&watch](const char* typed) {
        return !watch.catalogue().index.find(QLatin1String(typed)).isEmpty();
    };
    QTRY_COMPARE(watch.listing().environments.size(), 2);
    QVERIFY(!finds("one.example") && finds("{{tenant}}"));
    QVERIFY(watch.catalogue().apis.at(0).audiences.isEmpty());
    watch.setEnvironment(QStringLiteral("dev"));
    QTRY_VERIFY(finds("one.example"));
    QVERIFY(watch.catalogue().apis.at(0).audiences.contains(QStringLiteral("api://one.example")));
    watch.setEnvironment(QStringLiteral("test"));
    QTRY_VERIFY(finds("two.example") && !finds("one.example"));
    put(root.filePath("environments/test.json"), environment("three.example"));
    QTRY_VERIFY(finds("three.example") && !finds("two.example"));
}

void WatchTest::watch_saysOnceWhatFailed()
{
    QTemporaryDir top;
    store::WorkspaceWatch watch(top.filePath("later"));
    QSignalSpy failed(&watch, &store::WorkspaceWatch::failed);
    QTRY_COMPARE(failed.size(), 1);
    put(top.filePath("later/a.json"), named("A"));
    watch.refresh();
    QTRY_COMPARE(watch.listing().profiles.size(), 1);
    QCOMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(WatchTest)
#include "tst_watch.moc"
