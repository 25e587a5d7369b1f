// SPDX-License-Identifier: Apache-2.0
#include "app/cli/fakeauthority.h"
#include "app/cli/program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

/// Where «check» takes profiles, environments and secrets from, and where not.
class CheckSourcesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void secretOfAName_goesToNoneOfSeveral();
    void secretOfAPath_goesToItAlone();
    void unlistableNames_areNotPassedOver();
    void environment_isNotTakenFromElsewhere_data();
    void environment_isNotTakenFromElsewhere();
    void environment_isNotTakenFromWhereEverybodyWrites();
    void keychainsError_isSaidOfEach();
    void folder_doesNotHideAProfile();
    void file_isCheckedOnce();
    void environmentsFile_isNoProfile();
    void environmentsNamedWithProfiles_areSaidAndPassedOver();
    void unsetVariable_isNamed();
    void listOfAnUnknownEnvironment_fails();
    void manyPaths_takeOneListing();

private:
    void put(const QString& name, const QByteArray& content) const;
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] program::Outcome run(const QStringList& arguments, const program::Environment& more = {}) const;
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_example; ///< passes without a secret
};

namespace {

QByteArray asking(const FakeAuthority& authority, const QByteArray& more = {})
{
    return authority.profile().replace("\"schema\": 1", "\"schema\": 1" + more);
}

QByteArray environmentNamed(const QByteArray& name)
{
    return "{\"schema\":1,\"name\":\"" + name + "\",\"variables\":[]}";
}

} // namespace

void CheckSourcesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_example = run({"profiles", "show", "practice"}).output;
    QVERIFY(!m_example.isEmpty());
}

void CheckSourcesTest::put(const QString& name, const QByteArray& content) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    program::writeFile(path(name), content);
}

/// In the test's folder.
program::Outcome CheckSourcesTest::run(const QStringList& arguments, const program::Environment& more) const
{
    program::Environment environment = more;
    environment.insert("HOME", path(".home"));
    environment.insert("XDG_CONFIG_HOME", path(".home/.config"));
    environment.insert("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    QProcess process;
    program::prepare(process, arguments, environment);
    process.setWorkingDirectory(m_folder->path());
    process.start();
    process.closeWriteChannel();
    return program::finish(process);
}

void CheckSourcesTest::secretOfAName_goesToNoneOfSeveral()
{
    FakeAuthority ours;
    FakeAuthority strangers;
    put("checkout/orders.json", asking(ours));
    put("checkout/zz.json", asking(strangers));
    put("secrets.json", "{\"fake\":\"canary-secret\"}");
    const auto outcome = run({"check", "checkout", "--no-keychain", "--secrets-file", "secrets.json"});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(ours.asked().isEmpty() && strangers.asked().isEmpty(), qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("checkout/orders.json, checkout/zz.json"), qUtf8Printable(outcome.said));
    QVERIFY(!outcome.said.contains("canary"));
}

void CheckSourcesTest::secretOfAPath_goesToItAlone()
{
    FakeAuthority ours;
    FakeAuthority strangers;
    put("checkout/orders.json", asking(ours));
    put("checkout/zz.json", asking(strangers));
    put("secrets.json", "{\"checkout/orders\":\"canary-secret\"}");
    const auto outcome = run({"check", "./checkout", "--no-keychain", "--secrets-file", "secrets.json"});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(!ours.asked().isEmpty() && strangers.asked().isEmpty(), qUtf8Printable(outcome.said));
}

void CheckSourcesTest::unlistableNames_areNotPassedOver()
{
    put("skip/good.json", m_example);
    put("skip/co:lon.json", m_example);
    put("skip/back\\slash.json", m_example);
    put("x.json", m_example);
    const QByteArray target = QFile::encodeName(path("skip")) + "/caf\xe9.json";
    QCOMPARE(std::rename(QFile::encodeName(path("x.json")).constData(), target.constData()), 0);
    const auto outcome = run({"check", "skip"});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("4 checked: 1 passed") && outcome.output.contains("3 without a token"),
             qUtf8Printable(outcome.said));
}

void CheckSourcesTest::environment_isNotTakenFromElsewhere_data()
{
    QTest::addColumn<QString>("place"); // of the environments
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("code");
    QTest::newRow("the folder's own") << "repo/api" << QStringList() << 0;
    QTest::newRow("of a folder above") << "repo" << QStringList() << 0;
    QTest::newRow("above the repository") << "." << QStringList() << 3;
    QTest::newRow("the user's own") << ".home/.config/assayer/profiles" << QStringList() << 3;
    QTest::newRow("the user's own, named")
        << ".home/.config/assayer/profiles" << QStringList{"--workspace", ".home/.config/assayer/profiles"} << 0;
}

void CheckSourcesTest::environment_isNotTakenFromElsewhere()
{
    QFETCH(QString, place);
    QFETCH(QStringList, more);
    QFETCH(int, code);
    put("repo/.git/HEAD", "x");
    put("repo/api/a.json", m_example);
    put(place + "/environments/dev.json", environmentNamed("dev"));
    for (const QString& what : {QStringLiteral("repo/api"), QStringLiteral("repo/api/a.json")}) {
        const auto outcome = run(QStringList{"check", what, "--env", "dev", "--format", "json"} + more);
        QVERIFY2(outcome.code == code, qUtf8Printable(outcome.said));
        QCOMPARE(outcome.output.contains("environment-not-found"), code != 0);
    }
}

void CheckSourcesTest::environment_isNotTakenFromWhereEverybodyWrites()
{
#ifdef Q_OS_UNIX
    constexpr auto everybody =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    put("open/mine/a.json", m_example);
    put("open/environments/dev.json", environmentNamed("dev"));
    const QStringList check{"check", path("open/mine/a.json"), "--env", "dev", "--format", "json"};
    QCOMPARE(run(check).code, 0);
    for (const QString& folder : {path("open"), path("open/environments")}) {
        QVERIFY(QFile::setPermissions(folder, everybody));
        const auto outcome = run(check);
        QVERIFY2(outcome.code == 3 && outcome.output.contains("environment-not-found"), qUtf8Printable(outcome.said));
        QVERIFY(QFile::setPermissions(folder, mine));
    }
#endif
}

void CheckSourcesTest::keychainsError_isSaidOfEach()
{
    FakeAuthority authority;
    put("w/a.json", asking(authority, ", \"id\": \"id-1\""));
    put("w/b.json", asking(authority, ", \"id\": \"id-2\""));
    const auto outcome = run({"check", "w", "--format", "json"});
    const QJsonArray results = outcome.json().value("results").toArray();
    QCOMPARE(results.size(), 2);
    QStringList codes;
    for (const auto& result : results) {
        const QJsonObject inspection = result.toObject().value("inspection").toObject();
        codes.append(inspection.value("error").toObject().value("code").toString());
    }
    QVERIFY2(codes.first().startsWith("keychain-"), qUtf8Printable(outcome.said));
    QCOMPARE(codes.last(), codes.first());
}

void CheckSourcesTest::folder_doesNotHideAProfile()
{
    put("two/inside.json", m_example);
    put("w/two.json", m_example);
    const QStringList workspace{"--workspace", "w"};
    auto outcome = run(QStringList{"get", "two"} + workspace);
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    outcome = run(QStringList{"profiles", "show", "two"} + workspace);
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    outcome = run(QStringList{"get", "./two"} + workspace);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    outcome = run(QStringList{"check", "two", "--format", "json"} + workspace);
    QVERIFY2(outcome.code == 3 && outcome.output.contains("ambiguous-profile"), qUtf8Printable(outcome.said));
    for (const QString& clear : {QStringLiteral("./two"), QStringLiteral("two/"), QStringLiteral("two.json")}) {
        outcome = run(QStringList{"check", clear} + workspace);
        QVERIFY2(outcome.code == 0 && outcome.output.contains("1 checked"), qUtf8Printable(outcome.said));
    }
    outcome = run({"check", "two"}); // no profile of that name
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
}

void CheckSourcesTest::file_isCheckedOnce()
{
    put("w/two.json", m_example);
    const auto outcome = run({"check", "w", "w/two.json", "./w/../w/two.json", "two", "--workspace", "w"});
    QVERIFY2(outcome.code == 0 && outcome.output.contains("1 checked"), qUtf8Printable(outcome.said));
}

void CheckSourcesTest::environmentsFile_isNoProfile()
{
    put("w/a.json", m_example);
    put("w/environments/broken.json", "{");
    auto outcome = run({"check", "w"});
    QVERIFY2(outcome.code == 0 && outcome.output.contains("1 checked"), qUtf8Printable(outcome.said));
    QVERIFY2(outcome.errors.contains("w/environments/broken.json"), qUtf8Printable(outcome.said));
    outcome = run({"check", "w", "--env", "broken", "--format", "json"});
    QVERIFY2(outcome.code == 3 && outcome.output.contains("invalid-json"), qUtf8Printable(outcome.said));
}

void CheckSourcesTest::environmentsNamedWithProfiles_areSaidAndPassedOver()
{
    put("w/a.json", m_example);
    put("w/environments/dev.json", environmentNamed("dev"));
    const auto outcome = run({"check", path("w/a.json"), path("w/environments/dev.json")});
    QVERIFY2(outcome.code == 0 && outcome.output.contains("1 checked"), qUtf8Printable(outcome.said));
    QVERIFY2(outcome.errors.contains("dev.json"), qUtf8Printable(outcome.said));
    const auto shown = run({"profiles", "show", path("w/environments/dev.json")});
    QVERIFY2(shown.code != 0 && shown.errors.contains("environment"), qUtf8Printable(shown.said));
}

void CheckSourcesTest::unsetVariable_isNamed()
{
    for (const program::Environment& environment : {program::Environment(), {{"ASSAYER_TEST_SECRETS", ""}}}) {
        const auto outcome = run({"check", "practice", "--secrets-env", "ASSAYER_TEST_SECRETS"}, environment);
        QCOMPARE(outcome.code, 3);
        QVERIFY2(outcome.errors.contains("ASSAYER_TEST_SECRETS is not set"), qUtf8Printable(outcome.said));
    }
}

void CheckSourcesTest::listOfAnUnknownEnvironment_fails()
{
    put("w/a.json", m_example);
    put("w/environments/dev.json", environmentNamed("dev"));
    QCOMPARE(run({"profiles", "list", "--workspace", "w", "--env", "dev"}).code, 0);
    const auto outcome = run({"profiles", "list", "--workspace", "w", "--env", "nope"});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.errors.contains("nope") && outcome.output.isEmpty(), qUtf8Printable(outcome.said));
}

void CheckSourcesTest::manyPaths_takeOneListing()
{
    constexpr int count = 800;
    put("environments/dev.json", environmentNamed("dev"));
    QStringList paths;
    QStringList names;
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "p" + QByteArray::number(i);
        put(name + ".json", QByteArray(R"({"schema":1,"name":"%1","authority":{"kind":"entra","tenant":"{{none}}"}})")
                                .replace("%1", name));
        paths << path(name + ".json");
        names << name;
    }
    for (const QStringList& asked : {paths, QStringList{"--workspace", m_folder->path()} + names}) {
        QElapsedTimer timer;
        timer.start();
        const program::Outcome outcome = run(QStringList{"check", "--env", "dev", "--no-keychain"} + asked);
        QVERIFY2(outcome.output.count("Undefined variable") >= count, outcome.output.left(2'000).constData());
        // A listing for each of them took a minute.
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
    }
}

QTEST_GUILESS_MAIN(CheckSourcesTest)
#include "tst_checksources.moc"
