// SPDX-License-Identifier: Apache-2.0
#include "app/cli/fakeauthority.h"
#include "app/cli/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <csignal>

class CheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void folder_isCheckedWhole();
    void exitCode_isTheWorst_data();
    void exitCode_isTheWorst();
    void junit_isOneSuiteAProfile();
    void sarif_namesCausesAndFiles();
    void text_isALineAProfile();
    void requests_areLimited();
    void signal_endsAll();
    void secrets_comeFromATable_data();
    void secrets_comeFromATable();
    void secretsTable_isRefused_data();
    void secretsTable_isRefused();
    void environment_isPutIn();
    void environmentsOfOneName_areRefused();
    void undefinedVariable_isNamed();
    void get_takesNamesAndEnvironments();
    void profiles_areListedAndShown();

private:
    void put(const QString& name, const QByteArray& content) const;
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] program::Outcome run(const QStringList& arguments, const program::Environment& more = {}) const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

/// Asks the practice tenant; passes as it is.
QByteArray practiceProfile(const QByteArray& name, const QByteArray& more = {})
{
    return "{\"schema\":1,\"name\":\"" + name +
           "\",\"authority\":{\"kind\":\"practice\",\"version\":\"v2\","
           "\"tenant\":\"6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914\"},"
           "\"client_id\":\"1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715\"" +
           more + "}";
}

QByteArray failing()
{
    return ",\"expectations\":{\"audiences\":[\"somebody-else\"]}";
}

} // namespace

void CheckTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void CheckTest::put(const QString& name, const QByteArray& content) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    program::writeFile(path(name), content);
}

program::Outcome CheckTest::run(const QStringList& arguments, const program::Environment& more) const
{
    program::Environment environment = more;
    environment.insert("HOME", path(".home"));
    environment.insert("XDG_CONFIG_HOME", path(".home/.config"));
    environment.insert("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    return program::run(arguments, {}, environment);
}

void CheckTest::folder_isCheckedWhole()
{
    const auto example = run({"profiles", "show", "practice"});
    QCOMPARE(example.code, 0);
    put("ok.json", example.output);
    put("prod/ok.json", example.output);
    put("prod/broken.json", "{\"schema\":1,");
    put("package.json", "{}");
    const auto outcome = run({"check", m_folder->path(), "--format", "json"});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    const QJsonArray results = outcome.json().value("results").toArray();
    QCOMPARE(results.size(), 3);
    QCOMPARE(results.at(0).toObject().value("path").toString(), path("ok.json"));
    QCOMPARE(results.at(0).toObject().value("inspection").toObject().value("verdict").toString(), "pass");
    QCOMPARE(results.at(2).toObject().value("path").toString(), path("prod/broken.json"));
    QCOMPARE(results.at(2).toObject().value("exit_code").toInt(), 3);
    const QJsonObject summary = outcome.json().value("summary").toObject();
    QCOMPARE(summary.value("pass").toInt(), 2);
    QCOMPARE(summary.value("no_token").toInt(), 1);
}

void CheckTest::exitCode_isTheWorst_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<int>("code");
    QTest::newRow("passes") << QStringList{"ok.json"} << 0;
    QTest::newRow("one fails") << QStringList{"ok.json", "fails.json"} << 1;
    QTest::newRow("one has no token") << QStringList{"fails.json", "none.json", "ok.json"} << 3;
    QTest::newRow("no such file") << QStringList{"nowhere.json"} << 3;
    QTest::newRow("empty folder") << QStringList{"empty"} << 3;
}

void CheckTest::exitCode_isTheWorst()
{
    QFETCH(QStringList, files);
    QFETCH(int, code);
    put("ok.json", run({"profiles", "show", "practice"}).output);
    put("fails.json",
        practiceProfile("fails", failing() + ",\"resource\":\"api://c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148\""));
    put("none.json", practiceProfile("none", ",\"resource\":\"api://nobody-knows\""));
    QVERIFY(QDir(m_folder->path()).mkpath("empty"));
    QStringList arguments{"check"};
    for (const QString& file : files) {
        arguments.append(path(file));
    }
    const auto outcome = run(arguments);
    QVERIFY2(outcome.code == code, qUtf8Printable(outcome.said));
}

void CheckTest::junit_isOneSuiteAProfile()
{
    put("a.json", run({"profiles", "show", "practice"}).output);
    put("b.json", practiceProfile("b <&> \\u0001\\u202e", ",\"resource\":\"api://nobody-knows\""));
    const auto outcome = run({"check", m_folder->path(), "--format", "junit"});
    QXmlStreamReader xml(outcome.output);
    QStringList suites;
    int cases = 0;
    int errors = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QLatin1String("testsuite")) {
            suites.append(xml.attributes().value("name").toString());
            QCOMPARE(xml.attributes().value("errors").toInt(), suites.size() == 2 ? 1 : 0);
        }
        cases += xml.name() == QLatin1String("testcase") ? 1 : 0;
        errors += xml.name() == QLatin1String("error") ? 1 : 0;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(suites.size(), 2);
    QCOMPARE(suites.last(), "b <&> \\u{0001}\\u{202E}");
    QCOMPARE(cases, 10);
    QCOMPARE(errors, 1);
}

void CheckTest::sarif_namesCausesAndFiles()
{
    put("with space.json",
        practiceProfile("fails", failing() + ",\"resource\":\"api://c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148\""));
    QProcess process;
    program::prepare(process, {"check", ".", "--format", "sarif"});
    process.setWorkingDirectory(m_folder->path());
    process.start();
    process.closeWriteChannel();
    const auto outcome = program::finish(process);
    QCOMPARE(outcome.json().value("version").toString(), "2.1.0");
    const QJsonObject sarif = outcome.json().value("runs").toArray().first().toObject();
    const QJsonArray results = sarif.value("results").toArray();
    QVERIFY2(!results.isEmpty(), qUtf8Printable(outcome.said));
    QStringList rules;
    const QJsonObject driver = sarif.value("tool").toObject().value("driver").toObject();
    for (const auto& rule : driver.value("rules").toArray()) {
        rules.append(rule.toObject().value("id").toString());
    }
    for (const auto& value : results) {
        const QJsonObject result = value.toObject();
        QVERIFY(rules.contains(result.value("ruleId").toString()));
        QVERIFY(!result.value("message").toObject().value("text").toString().isEmpty());
        const QJsonObject place =
            result.value("locations").toArray().first().toObject().value("physicalLocation").toObject();
        QCOMPARE(place.value("artifactLocation").toObject().value("uri").toString(), "with%20space.json");
    }
    QVERIFY(std::any_of(rules.begin(), rules.end(), [](const QString& r) { return r.startsWith("audience."); }));
}

void CheckTest::text_isALineAProfile()
{
    put("a.json", run({"profiles", "show", "practice"}).output);
    const auto outcome = run({"check", path("a.json")});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    QCOMPARE(outcome.output.trimmed().count('\n'), 1);
    QVERIFY(outcome.output.contains("1 passed"));
    QVERIFY(!outcome.output.contains("eyJ"));
}

void CheckTest::requests_areLimited()
{
    FakeAuthority authority;
    authority.answer("/.well-known/openid-configuration", {"200 OK", {}, true});
    QByteArray secrets;
    for (int i = 0; i < 10; ++i) {
        put(QStringLiteral("%1.json").arg(i), authority.profile());
        secrets += (secrets.isEmpty() ? "{\"" : ",\"") + path(QString::number(i)).toUtf8() + "\":\"x\"";
    }
    put(".secrets", secrets + '}');
    QProcess process;
    program::prepare(process, {"check", m_folder->path(), "--jobs", "3", "--secrets-file", path(".secrets")});
    process.start();
    QTRY_COMPARE(authority.asked().size(), 3);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    const auto outcome = program::finish(process);
    QCOMPARE(authority.asked().size(), 3);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(outcome.output.contains("10 without a token"));
}

void CheckTest::signal_endsAll()
{
    FakeAuthority authority;
    authority.answer("/.well-known/openid-configuration", {"200 OK", {}, true});
    put("a.json", authority.profile());
    put(".secrets", "{\"fake\":\"x\"}");
    QProcess process;
    program::prepare(process, {"check", path("a.json"), "--format", "json", "--secrets-file", path(".secrets")});
    process.start();
    QTRY_COMPARE(authority.asked().size(), 1);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    const auto outcome = program::finish(process);
    QVERIFY2(outcome.code == 3 && !outcome.json().isEmpty(), qUtf8Printable(outcome.said));
}

void CheckTest::secrets_comeFromATable_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("found");
    QTest::newRow("name") << QByteArray("fake") << true;
    QTest::newRow("path below the folder") << QByteArray("PATH") << true;
    QTest::newRow("id") << QByteArray("id-1") << true;
    QTest::newRow("another") << QByteArray("other") << false;
}

void CheckTest::secrets_comeFromATable()
{
    QFETCH(QByteArray, key);
    QFETCH(bool, found);
    FakeAuthority authority;
    QByteArray profile = authority.profile();
    profile.replace("\"schema\": 1", "\"schema\": 1, \"id\": \"id-1\"");
    put("dir/a.json", profile);
    key.replace("PATH", QFile::encodeName(path("dir/a")));
    const QString table = QString::fromUtf8("{\"" + key + "\":\"canary-secret\"}");
    const auto outcome =
        run({"check", m_folder->path(), "--secrets-env", "ASSAYER_TEST_SECRETS"}, {{"ASSAYER_TEST_SECRETS", table}});
    QCOMPARE(outcome.code, 3); // the authority knows nothing
    QCOMPARE(!authority.asked().isEmpty(), found);
    QVERIFY(!outcome.output.contains("canary") && !outcome.errors.contains("canary"));
}

void CheckTest::secretsTable_isRefused_data()
{
    QTest::addColumn<QString>("table");
    QTest::newRow("no JSON") << "canary";
    QTest::newRow("unset") << "";
    QTest::newRow("list") << "[\"canary\"]";
    QTest::newRow("number") << "{\"a\":7}";
    QTest::newRow("twice") << "{\"a\":\"canary\",\"a\":\"canary\"}";
}

void CheckTest::secretsTable_isRefused()
{
    QFETCH(QString, table);
    const auto outcome =
        run({"check", "practice", "--secrets-env", "ASSAYER_TEST_SECRETS"}, {{"ASSAYER_TEST_SECRETS", table}});
    QCOMPARE(outcome.code, 3);
    QVERIFY(outcome.errors.contains("secrets"));
    QVERIFY(!outcome.errors.contains("canary"));
}

void CheckTest::environment_isPutIn()
{
    FakeAuthority test;
    FakeAuthority prod;
    QByteArray profile = test.profile();
    profile.replace(test.base().toUtf8(), "{{issuer}}");
    put("api/a.json", profile);
    for (const auto& [name, authority] : {std::pair("test", &test), std::pair("prod", &prod)}) {
        put(QStringLiteral("environments/%1.json").arg(name),
            QByteArray("{\"schema\":1,\"name\":\"") + name + "\",\"variables\":[{\"name\":\"issuer\",\"value\":\"" +
                authority->base().toUtf8() + "\"}]}");
    }
    put(".secrets", "{\"fake\":\"x\"}");
    for (const QString& what : {path("api/a.json"), path("api"), m_folder->path()}) {
        const auto before = prod.asked().size();
        const auto outcome = run({"check", what, "--env", "prod", "--secrets-file", path(".secrets")});
        QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
        QVERIFY2(prod.asked().size() > before, qUtf8Printable(what + outcome.said));
        QVERIFY(test.asked().isEmpty());
    }
    const auto unknown = run({"check", path("api"), "--env", "staging", "--format", "json"});
    QCOMPARE(unknown.code, 3);
    QVERIFY2(unknown.output.contains("environment-not-found") && unknown.output.contains("prod, test"),
             qUtf8Printable(unknown.said));
}

void CheckTest::environmentsOfOneName_areRefused()
{
    FakeAuthority authority;
    put("a.json", authority.profile());
    put("environments/prod.json", "{\"schema\":1,\"name\":\"prod\"}");
    put("environments/merged.json", "{\"schema\":1,\"name\":\"prod\"}");
    const auto outcome = run({"check", path("a.json"), "--env", "prod", "--format", "json"});
    QCOMPARE(outcome.code, 3);
    QVERIFY(authority.asked().isEmpty());
    QVERIFY2(outcome.output.contains("ambiguous-environment"), qUtf8Printable(outcome.said));
    for (const char* file : {"environments/prod.json", "environments/merged.json"}) {
        QVERIFY2(outcome.output.contains(file), qUtf8Printable(outcome.said));
    }
    const auto list = run({"profiles", "list", "--workspace", m_folder->path()});
    QVERIFY2(list.output.contains("environments/merged.json"), qUtf8Printable(list.said));
}

void CheckTest::undefinedVariable_isNamed()
{
    put("a.json", practiceProfile("a", ",\"resource\":\"{{nope}}\""));
    const auto outcome = run({"get", path("a.json"), "--format", "json"});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.output.contains("undefined-variable") && outcome.output.contains("nope"),
             qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("resource"), qUtf8Printable(outcome.said));
}

void CheckTest::get_takesNamesAndEnvironments()
{
    const QByteArray example = run({"profiles", "show", "practice"}).output;
    put("prod/web app.json", QByteArray(example).replace("\"web app → web API\"", "\"Web {{x}}\""));
    put("dev/web app.json", QByteArray(example).replace("\"web app → web API\"", "\"other\""));
    for (const char* name : {"Web {{x}}", "web {{x}}", "prod/web app", "dev/web app.json", "other"}) {
        const auto outcome = run({"get", QLatin1String(name), "--workspace", m_folder->path()});
        QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    }
    put("third.json", QByteArray(example).replace("\"web app → web API\"", "\"other\""));
    const auto ambiguous = run({"get", "other", "--workspace", m_folder->path()});
    QCOMPARE(ambiguous.code, 3);
    QVERIFY2(ambiguous.output.contains("dev/web app.json, third.json"), qUtf8Printable(ambiguous.said));
}

void CheckTest::profiles_areListedAndShown()
{
    const QByteArray example = run({"profiles", "show", "practice"}).output;
    QVERIFY(run({"profiles", "list"}).output.isEmpty()); // the user's own workspace is not there yet
    put(".home/.config/assayer/profiles/own.json", example);
    put("prod/a.json", example);
    put("environments/test.json", "{\"schema\":1,\"name\":\"test\",\"variables\":[]}");
    put("broken.json", "{");
    auto outcome = run({"profiles", "list"});
    QVERIFY2(outcome.code == 0 && outcome.output.startsWith("own.json"), qUtf8Printable(outcome.said));
    outcome = run({"profiles", "list", "--workspace", m_folder->path(), "--format", "json"});
    QCOMPARE(outcome.json().value("profiles").toArray().first().toObject().value("path").toString(), "prod/a.json");
    QCOMPARE(outcome.json().value("environments").toArray().first().toString(), "test");
    QCOMPARE(outcome.json().value("broken").toArray().size(), 1);
    outcome = run({"profiles", "list", "--workspace", m_folder->path()});
    QVERIFY(outcome.errors.contains("broken.json"));
    QCOMPARE(run({"profiles", "show", "own"}).output, example);
    QCOMPARE(run({"profiles", "show", "nothing"}).code, 3);
    QCOMPARE(run({"profiles", "list", "--workspace", path("nowhere")}).code, 3);
}

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
