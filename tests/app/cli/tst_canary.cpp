// SPDX-License-Identifier: Apache-2.0
// A secret is followed through the program: where it may not be, it is not, in whatever spelling.
#include "app/cli/fakeauthority.h"
#include "app/store/secretsession.h"
#include "support/canary.h"
#include "support/unprivileged.h"

#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace canary;
using Service = SecretSession::Service;

class CanaryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void search_findsEverySpelling();
    void secret_isLeftNowhere_data();
    void secret_isLeftNowhere();
    void keychain_givesTheSecret_data();
    void keychain_givesTheSecret();
    void process_cannotBeReadWhileItRuns();
};

namespace {

QByteArray profileFor(const FakeAuthority& authority)
{
    QByteArray profile = authority.profile();
    profile.replace("\"schema\": 1", "\"schema\": 1, \"id\": \"id-1\"");
    return profile;
}

/// Runs the shell's line, with the test's own event loop going on for its authority.
QString cli(const QString& arguments)
{
    return QStringLiteral("'%1' %2").arg(QStringLiteral(ASSAYER_CLI), arguments);
}

void put(const QString& path, const QByteArray& bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
}

} // namespace

void CanaryTest::search_findsEverySpelling()
{
    const QByteArray basic = "Authorization: Basic " + ("client:" + canary::secret).toBase64();
    QVERIFY(!foundIn(basic).isEmpty());
    QVERIFY(!foundIn("a" + canary::secret.toPercentEncoding() + "b").isEmpty());
    QVERIFY(
        !foundIn(QByteArray(reinterpret_cast<const char*>(QString::fromUtf8(canary::secret).utf16()), 42)).isEmpty());
    QVERIFY(foundIn("Zk4~canar and nothing").isEmpty());
}

void CanaryTest::secret_isLeftNowhere_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray echo =
        "{\"error\":\"invalid_client\",\"error_description\":\"no such secret: " + inJson(canary::secret) + "\"}";
    const QByteArray token = "{\"access_token\":\"opaque-token\",\"token_type\":\"Bearer\",\"expires_in\":60}";
    for (const char* format : {"text", "json", "markdown"}) {
        for (const char* from : {"--secret-file secret", "--secret-env ASSAYER_TEST_CANARY"}) {
            const QString arguments =
                QStringLiteral("get a.json %1 --format %2").arg(QLatin1String(from), QLatin1String(format));
            QTest::addRow("get %s %s, refused", format, from)
                << arguments << QByteArray("{\"error\":\"invalid_client\"}");
            QTest::addRow("get %s %s, echoed", format, from) << arguments << echo;
            QTest::addRow("get %s %s, token", format, from) << arguments << token;
        }
    }
    for (const char* format : {"text", "json", "junit", "sarif"}) {
        const QString arguments =
            QStringLiteral("check . --secrets-file secrets --format %1").arg(QLatin1String(format));
        QTest::addRow("check %s, echoed", format) << arguments << echo;
        QTest::addRow("check %s, token", format) << arguments << token;
    }
    QTest::newRow("basic, echoed") << QStringLiteral("get basic.json --secret-file secret --format json") << echo;
}

void CanaryTest::secret_isLeftNowhere()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, answer);
    FakeAuthority authority;
    authority.answerDiscovery(QStringLiteral("127.0.0.1"));
    authority.answer("/token", {"200 OK", answer});
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", QString::fromUtf8(canary::secret));
    session.environment().insert("LC_ALL", "C.UTF-8");
    put(session.path("home/w/a.json"), profileFor(authority));
    put(session.path("home/w/basic.json"),
        profileFor(authority).replace("\"schema\": 1", "\"schema\": 1, \"secret_placement\": \"basic\""));
    put(session.path("home/w/secret"), canary::secret + '\n');
    put(session.path("home/w/secrets"),
        "{\"a\":\"" + inJson(canary::secret) + "\",\"basic\":\"" + inJson(canary::secret) + "\"}");
    const auto outcome = session.run(Service::None, QStringLiteral("cd \"$HOME/w\" && ") + cli(arguments));
    QVERIFY2(authority.asked().contains("/token"), outcome.output + outcome.errors);
    QVERIFY2(foundIn(outcome.output).isEmpty(), outcome.output);
    QVERIFY2(foundIn(outcome.errors).isEmpty(), outcome.errors);
    const QString file = foundBelow(session.root(), {"secret", "secrets"});
    QVERIFY2(file.isEmpty(), qPrintable(file));
}

void CanaryTest::keychain_givesTheSecret_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<Service>("service");
    QTest::addColumn<bool>("sent");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char* name, const char* arguments, Service service, bool sent, const char* said) {
        QTest::newRow(name) << QString::fromLatin1(arguments) << service << sent << QByteArray(said);
    };
    row("get", "get a.json --format json", Service::Unlocked, true, "");
    row("check", "check . --format json", Service::Unlocked, true, "");
    row("switched off", "check a.json --format json --no-keychain", Service::Unlocked, false, "secret-missing");
    row("pointed elsewhere", "check moved.json --format json", Service::Unlocked, false, "secret-destination");
    row("locked", "check a.json --format json", Service::Locked, false, "keychain-locked");
    row("absent", "check a.json --format json", Service::None, false, "keychain-absent");
    row("denied", "check a.json --format json", Service::Refused, false, "keychain-denied");
    row("locked, asked for on no terminal", "get a.json", Service::Locked, false, "locked");
}

void CanaryTest::keychain_givesTheSecret()
{
    QFETCH(QString, arguments);
    QFETCH(Service, service);
    QFETCH(bool, sent);
    QFETCH(QByteArray, said);
    FakeAuthority authority;
    authority.answerDiscovery(QStringLiteral("127.0.0.1"));
    authority.answer("/token", {"401 Unauthorized", "{\"error\":\"invalid_client\"}"});
    SecretSession session;
    session.environment().insert("ASSAYER_TEST_CANARY", QString::fromUtf8(canary::secret));
    session.environment().insert("LC_ALL", "C.UTF-8");
    put(session.path("home/w/a.json"), profileFor(authority));
    // As if somebody's commit had pointed the same profile to another client.
    put(session.path("home/moved/moved.json"), profileFor(authority).replace("\"client\"", "\"mallory\""));
    const auto kept = session.run(
        Service::Unlocked, QStringLiteral("'%1' '%2'").arg(QStringLiteral(KEEP_SECRET), session.path("home/w/a.json")));
    QCOMPARE(kept.output.trimmed(), "kept in the keychain");
    const QString folder = arguments.contains(QLatin1String("moved")) ? QStringLiteral("moved") : QStringLiteral("w");
    const auto outcome =
        session.run(service, QStringLiteral("cd \"$HOME/%1\" && setsid ").arg(folder) + cli(arguments));
    QVERIFY2(authority.asked().contains("/token") == sent, outcome.output + outcome.errors);
    QVERIFY2((outcome.output + outcome.errors).contains(said), outcome.output + outcome.errors);
    QVERIFY2(foundIn(outcome.output + outcome.errors).isEmpty(), outcome.output + outcome.errors);
    const QString file = foundBelow(session.root());
    QVERIFY2(file.isEmpty(), qPrintable(file));
}

void CanaryTest::process_cannotBeReadWhileItRuns()
{
#ifndef Q_OS_LINUX
    QSKIP("Linux's /proc.");
#endif
    FakeAuthority authority;
    authority.answerDiscovery(QStringLiteral("127.0.0.1"));
    authority.answer("/token", {"200 OK", {}, true});
    Unprivileged program(QStringLiteral(ASSAYER_CLI));
    const QString profile = program.home() + QStringLiteral("/a.json");
    put(profile, profileFor(authority));
    QVERIFY(QFile::setPermissions(profile, QFile::ReadOwner | QFile::ReadOther));
    QProcess& process = program.process();
    QProcessEnvironment environment = process.processEnvironment();
    environment.insert("ASSAYER_TEST_CANARY", QString::fromUtf8(canary::secret));
    process.setProcessEnvironment(environment);
    process.setArguments({"get", profile, "--secret-env", "ASSAYER_TEST_CANARY", "--format", "json"});
    process.start();
    QTRY_VERIFY(authority.asked().contains("/token"));
    QFile arguments(QStringLiteral("/proc/%1/cmdline").arg(process.processId()));
    QVERIFY(arguments.open(QIODevice::ReadOnly));
    const QByteArray said = arguments.readAll();
    QVERIFY(said.contains("--secret-env"));
    QVERIFY(foundIn(said).isEmpty());
    QVERIFY(program.makesNoCoreDumps());
#ifndef __SANITIZE_ADDRESS__
    QVERIFY(program.isClosed());
#endif
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished());
    QVERIFY(foundIn(process.readAllStandardOutput() + process.readAllStandardError()).isEmpty());
}

QTEST_GUILESS_MAIN(CanaryTest)
#include "tst_canary.moc"
