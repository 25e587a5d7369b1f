// SPDX-License-Identifier: Apache-2.0
#include "app/cli/fakeauthority.h"
#include "app/cli/program.h"
#include "support/rawserver.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

class GetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void practice_passes_data();
    void practice_passes();
    void practice_textIsATreeForPeople();
    void output_holdsNoTokenAndNoSecret_data();
    void output_holdsNoTokenAndNoSecret();
    void wrongSecret_endsWithTheAuthoritysWords();
    void practice_canBeSwitchedOff_data();
    void practice_canBeSwitchedOff();
    void brokenProfile_isExplained_data();
    void brokenProfile_isExplained();
    void profile_isReadFromStandardInput();
    void foreignTokenHost_isRefusedWithTheOptionNamed();
    void foreignTokenHost_isUsedWhenAllowed();
    void hostileWords_areEscaped_data();
    void hostileWords_areEscaped();
    void signal_cancels_data();
    void signal_cancels();
    void endlessHeader_doesNotHoldTheEnd();
    void closedReader_isNoCrash();
    void fullDisk_isReported();

private:
    [[nodiscard]] QString file(const QString& name, const QByteArray& content) const;
    QTemporaryDir m_folder;
};

namespace {

const QByteArray canary = "kanarienvogel~8Q-geheim+/=";

} // namespace

QString GetTest::file(const QString& name, const QByteArray& content) const
{
    const QString path = m_folder.filePath(name);
    program::writeFile(path, content);
    return path;
}

void GetTest::practice_passes_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("practice") << "practice";
    QTest::newRow("worked example") << "worked example";
}

void GetTest::practice_passes()
{
    QFETCH(QString, name);
    const auto outcome = program::run({"get", name, "--format", "json"});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.errors.isEmpty(), qUtf8Printable(outcome.said));
    const QJsonObject json = outcome.json();
    QCOMPARE(json.value("verdict").toString(), QStringLiteral("pass"));
    QCOMPARE(json.value("kind").toString(), QStringLiteral("jws"));
    QCOMPARE(json.value("checks").toArray().size(), 9);
    for (const auto& check : json.value("checks").toArray()) {
        QVERIFY2(check.toObject().value("status").toString() == QLatin1String("pass"), qUtf8Printable(outcome.said));
    }
    QCOMPARE(json.value("header").toObject().value("alg").toString(), QStringLiteral("RS256"));
    QCOMPARE(json.value("claims").toObject().value("roles").toArray(), QJsonArray{"Test.Application.Permission"});
    QVERIFY(json.value("exchanges").toArray().size() >= 2);
}

void GetTest::practice_textIsATreeForPeople()
{
    const auto outcome = program::run({"get", "practice"});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    for (const char* part : {"Audience", "Signature", "Test.Application.Permission", "iss"}) {
        QVERIFY2(outcome.output.contains(part), part);
    }
    QVERIFY2(!outcome.output.contains('\x1b'), "colour without a terminal");
    QVERIFY(outcome.output.endsWith('\n'));
}

void GetTest::output_holdsNoTokenAndNoSecret_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("text") << "text";
    QTest::newRow("json") << "json";
}

void GetTest::output_holdsNoTokenAndNoSecret()
{
    QFETCH(QString, format);
    static const QRegularExpression token(QStringLiteral("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]{20}"));
    const auto outcome = program::run({"get", "practice", "--format", format});
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
    QVERIFY(!QString::fromUtf8(outcome.output).contains(token));
    QVERIFY(!outcome.output.contains("dem8Q~"));
}

void GetTest::wrongSecret_endsWithTheAuthoritysWords()
{
    const QString secret = file("secret", canary + '\n');
    for (const char* format : {"text", "json"}) {
        const auto outcome =
            program::run({"get", "practice", "--secret-file", secret, "--format", QLatin1String(format)});
        QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
        QVERIFY2(outcome.output.contains("7000215"), qUtf8Printable(outcome.said));
        QVERIFY2(outcome.output.contains("invalid_client"), qUtf8Printable(outcome.said));
        for (const QByteArray& spelling :
             {canary, canary.toPercentEncoding(), canary.toBase64(), canary.toHex(), canary.left(12)}) {
            QVERIFY2(!outcome.output.contains(spelling), spelling.constData());
            QVERIFY2(!outcome.errors.contains(spelling), spelling.constData());
        }
    }
}

void GetTest::practice_canBeSwitchedOff_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("variable");
    QTest::newRow("option") << QStringList{"--no-practice"} << QString();
    QTest::newRow("environment") << QStringList{} << QStringLiteral("1");
}

void GetTest::practice_canBeSwitchedOff()
{
    QFETCH(QStringList, options);
    QFETCH(QString, variable);
    const auto outcome = program::run(QStringList{"get", "practice", "--format", "json"} + options, {},
                                      {{"ASSAYER_NO_PRACTICE", variable}});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("practice-off"), qUtf8Printable(outcome.said));
}

void GetTest::brokenProfile_isExplained_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << QByteArray("{\"schema\": 1, \"name\": \"x");
    QTest::newRow("no JSON") << QByteArray("tenant = contoso\n");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\x00\xff\xfe\x01",
                                          8);
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("no schema") << QByteArray("{}");
    QTest::newRow("newer schema") << QByteArray("{\"schema\": 99}");
    QTest::newRow("wrong type") << QByteArray("{\"schema\": 1, \"client_id\": 5}");
    QTest::newRow("unknown kind") << QByteArray("{\"schema\": 1, \"authority\": {\"kind\": \"okta\"}}");
    QTest::newRow("a secret in it") << "{\"schema\": 1, \"client_secret\": \"" + canary + "\"}";
    QTest::newRow("nothing to ask") << QByteArray("{\"schema\": 1}");
    QTest::newRow("plain http") << QByteArray("{\"schema\": 1, \"client_id\": \"c\", \"authority\": {\"kind\": "
                                              "\"issuer\", \"issuer\": \"http://issuer.example\"}}");
    QTest::newRow("file address") << QByteArray("{\"schema\": 1, \"client_id\": \"c\", \"authority\": {\"kind\": "
                                                "\"issuer\", \"issuer\": \"file:///etc/passwd\"}}");
    QTest::newRow("larger than a profile is") << QByteArray(2 * 1024 * 1024, ' ');
}

void GetTest::brokenProfile_isExplained()
{
    QFETCH(QByteArray, content);
    const QString profile = file("broken.json", content);
    const QString secret = file("secret", "s3cret\n");
    const auto outcome = program::run({"get", profile, "--format", "json", "--secret-file", secret});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(!outcome.json().value("error").toObject().isEmpty(), qUtf8Printable(outcome.said));
    QVERIFY2(!outcome.output.contains(canary), "the file's secret is repeated");
    const auto text = program::run({"get", profile, "--secret-file", secret});
    QCOMPARE(text.code, 3);
    QVERIFY(!text.output.isEmpty());
    QVERIFY(!text.output.contains(canary));
}

void GetTest::profile_isReadFromStandardInput()
{
    QFile example(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/practice/worked-example.json"));
    QVERIFY(example.open(QIODevice::ReadOnly));
    const auto outcome = program::run({"get", "-"}, example.readAll());
    QVERIFY2(outcome.code == 0, qUtf8Printable(outcome.said));
}

void GetTest::foreignTokenHost_isRefusedWithTheOptionNamed()
{
    FakeAuthority authority;
    authority.answerDiscovery("localhost");
    const auto outcome = program::run({"get", "-", "--secret-env", "CANARY", "--format", "json"}, authority.profile(),
                                      {{"CANARY", QString::fromLatin1(canary)}});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.errors.contains("--allow-host localhost"), qUtf8Printable(outcome.said));
    QVERIFY2(outcome.output.contains("host-not-allowed"), qUtf8Printable(outcome.said));
    QVERIFY(!authority.asked().contains("/token"));
}

void GetTest::foreignTokenHost_isUsedWhenAllowed()
{
    FakeAuthority authority;
    authority.answerDiscovery("localhost");
    authority.answer("/token", {"401 Unauthorized", "{\"error\":\"invalid_client\",\"error_description\":\"nobody\"}"});
    const auto outcome =
        program::run({"get", "-", "--secret-env", "CANARY", "--format", "json", "--allow-host", "localhost"},
                     authority.profile(), {{"CANARY", QString::fromLatin1(canary)}});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(authority.asked().contains("/token"));
    QVERIFY2(outcome.output.contains("nobody"), qUtf8Printable(outcome.said));
}

void GetTest::hostileWords_areEscaped_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("text") << "text";
    QTest::newRow("json") << "json";
}

void GetTest::hostileWords_areEscaped()
{
    QFETCH(QString, format);
    FakeAuthority authority;
    authority.answerDiscovery("127.0.0.1");
    authority.answer("/token", {"400 Bad Request", "{\"error\":\"bad\\u001b[31m\",\"error_description\":"
                                                   "\"\\u202e\\u009b2J\xe2\x80\xaeredro\\r\\nforged: line\"}"});
    const auto outcome = program::run({"get", "-", "--secret-env", "CANARY", "--format", format}, authority.profile(),
                                      {{"CANARY", "secret"}});
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    for (const char* raw : {"\x1b", "\xe2\x80\xae", "\xc2\x9b", "\r", "\nforged"}) {
        QVERIFY2(!outcome.output.contains(raw), qUtf8Printable(outcome.said));
    }
    QVERIFY(outcome.output.contains("forged"));
}

void GetTest::signal_cancels_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void GetTest::signal_cancels()
{
    QFETCH(int, number);
    FakeAuthority authority;
    authority.answerDiscovery("127.0.0.1");
    authority.answer("/token", {{}, {}, true});
    QProcess process;
    program::prepare(process, {"get", "-", "--secret-env", "CANARY", "--format", "json"},
                     {{"CANARY", QString::fromLatin1(canary)}});
    process.start();
    process.write(authority.profile());
    process.closeWriteChannel();
    QTRY_VERIFY(authority.asked().contains("/token"));

    QFile arguments(QStringLiteral("/proc/%1/cmdline").arg(process.processId()));
    QVERIFY(arguments.open(QIODevice::ReadOnly));
    const QByteArray seen = arguments.readAll();
    QVERIFY(seen.contains("--secret-env"));
    QVERIFY(!seen.contains(canary));

    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), number), 0);
    const auto outcome = program::finish(process);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY2(outcome.json().contains("error"), qUtf8Printable(outcome.said));
    QVERIFY(!outcome.output.contains(canary));
}

void GetTest::endlessHeader_doesNotHoldTheEnd()
{
    assayer::test::RawServer authority;
    const QByteArray base = authority.url(QString()).toEncoded();
    bool flooding = false;
    authority.answerWith([&](QTcpSocket& socket, const QByteArray& request) {
        if (request.startsWith("POST")) {
            flooding = true;
            assayer::test::RawServer::flood(socket, "HTTP/1.1 200 OK\r\n", "X-More: " + QByteArray(60000, 'a') + "\r\n",
                                            Q_INT64_C(1) << 40);
            return;
        }
        socket.write(assayer::test::RawServer::response("200 OK", R"({"issuer":")" + base + R"(","token_endpoint":")" +
                                                                      base + R"(/token"})"));
        socket.disconnectFromHost();
    });
    QProcess process;
    program::prepare(process, {"get", "-", "--secret-env", "CANARY"}, {{"CANARY", QString::fromLatin1(canary)}});
    process.start();
    process.write(R"({"schema":1,"client_id":"c","authority":{"kind":"issuer","issuer":")" + base + R"("}})");
    process.closeWriteChannel();
    QTRY_VERIFY(flooding);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    // The library's own thread would be waited for five seconds.
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 3000);
    QCOMPARE(process.exitCode(), 3);
    QVERIFY(process.readAllStandardOutput().contains("Cancelled"));
}

void GetTest::closedReader_isNoCrash()
{
    QProcess process;
    program::prepare(process, {"get", "practice"});
    process.start();
    QVERIFY(process.waitForStarted());
    process.closeReadChannel(QProcess::StandardOutput);
    const auto outcome = program::finish(process);
    QVERIFY(!outcome.crashed);
    QVERIFY2(outcome.errors.isEmpty(), qUtf8Printable(outcome.said));
}

void GetTest::fullDisk_isReported()
{
    QProcess process;
    program::prepare(process, {"get", "practice"});
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start();
    const auto outcome = program::finish(process);
    QVERIFY2(outcome.code == 3, qUtf8Printable(outcome.said));
    QVERIFY(outcome.errors.contains("cannot be written"));
}

QTEST_GUILESS_MAIN(GetTest)
#include "tst_get.moc"
