// SPDX-License-Identifier: Apache-2.0
// A secret is followed through the program: where it may not be, it is not, in whatever spelling.
#include "app/cli/fakeauthority.h"
#include "app/store/secretsession.h"

#include <QDirIterator>
#include <QTest>

#include <csignal>

#include <unistd.h>

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

// Changes under percent-encoding and in JSON, and is found in base64 at each of its three phases.
const QByteArray canary = "Zk4~canary\"+/=\\%ö-q8Q";

QList<QByteArray> spellings()
{
    QList<QByteArray> all{canary, canary.toPercentEncoding(), canary.toPercentEncoding("~", "", '%').toLower()};
    QByteArray json = canary;
    all.append(json.replace("\\", "\\\\").replace("\"", "\\\""));
    for (const auto option : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        for (int phase = 0; phase < 3; ++phase) {
            // Less the characters that depend on what stands before and behind.
            const QByteArray coded = (QByteArray(phase, 'x') + canary).toBase64(option | QByteArray::OmitTrailingEquals);
            all.append(coded.mid(phase == 0 ? 0 : phase + 1).chopped(2));
        }
    }
    const QString text = QString::fromUtf8(canary);
    QByteArray little;
    QByteArray big;
    for (const QChar c : text) {
        little.append(char(c.unicode() & 0xff)).append(char(c.unicode() >> 8));
        big.append(char(c.unicode() >> 8)).append(char(c.unicode() & 0xff));
    }
    all << little << big << canary.toHex();
    QByteArray form = canary.toPercentEncoding();
    all << form.replace("%20", "+") << QByteArray("Zk4~canary\\u0022") << QByteArray("Zk4~canary&quot;");
    return all;
}

/// The first spelling that is in the bytes.
QByteArray foundIn(const QByteArray& bytes)
{
    for (const QByteArray& spelling : spellings()) {
        if (bytes.contains(spelling)) {
            return spelling;
        }
    }
    return {};
}

/// The first file below the folder that has the canary in its text or name.
QString foundBelow(const QString& folder, const QStringList& except = {})
{
    QDirIterator files(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        if (!foundIn(QFile::encodeName(path)).isEmpty()) {
            return path;
        }
        if (files.fileInfo().isFile() && !except.contains(files.fileName()) && file.open(QIODevice::ReadOnly) &&
            !foundIn(file.readAll()).isEmpty()) {
            return path;
        }
    }
    return {};
}

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
    const QByteArray basic = "Authorization: Basic " + ("client:" + canary).toBase64();
    QVERIFY(!foundIn(basic).isEmpty());
    QVERIFY(!foundIn("a" + canary.toPercentEncoding() + "b").isEmpty());
    QVERIFY(!foundIn(QByteArray(reinterpret_cast<const char*>(QString::fromUtf8(canary).utf16()), 42)).isEmpty());
    QVERIFY(foundIn("Zk4~canar and nothing").isEmpty());
}

void CanaryTest::secret_isLeftNowhere_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray echo = "{\"error\":\"invalid_client\",\"error_description\":\"no such secret: " +
                            QByteArray(canary).replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    const QByteArray token = "{\"access_token\":\"opaque-token\",\"token_type\":\"Bearer\",\"expires_in\":60}";
    for (const char* format : {"text", "json", "markdown"}) {
        for (const char* from : {"--secret-file secret", "--secret-env ASSAYER_TEST_CANARY"}) {
            const QString arguments = QStringLiteral("get a.json %1 --format %2").arg(QLatin1String(from), QLatin1String(format));
            QTest::addRow("get %s %s, refused", format, from) << arguments << QByteArray("{\"error\":\"invalid_client\"}");
            QTest::addRow("get %s %s, echoed", format, from) << arguments << echo;
            QTest::addRow("get %s %s, token", format, from) << arguments << token;
        }
    }
    for (const char* format : {"text", "json", "junit", "sarif"}) {
        const QString arguments = QStringLiteral("check . --secrets-file secrets --format %1").arg(QLatin1String(format));
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
    session.environment().insert("ASSAYER_TEST_CANARY", QString::fromUtf8(canary));
    session.environment().insert("LC_ALL", "C.UTF-8");
    put(session.path("home/w/a.json"), profileFor(authority));
    put(session.path("home/w/basic.json"),
        profileFor(authority).replace("\"schema\": 1", "\"schema\": 1, \"secret_placement\": \"basic\""));
    put(session.path("home/w/secret"), canary + '\n');
    put(session.path("home/w/secrets"),
        "{\"fake\":\"" + QByteArray(canary).replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
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
    session.environment().insert("ASSAYER_TEST_CANARY", QString::fromUtf8(canary));
    session.environment().insert("LC_ALL", "C.UTF-8");
    put(session.path("home/w/a.json"), profileFor(authority));
    // As if somebody's commit had pointed the same profile to another client.
    put(session.path("home/moved/moved.json"), profileFor(authority).replace("\"client\"", "\"mallory\""));
    const auto kept =
        session.run(Service::Unlocked, QStringLiteral("'%1' '%2'").arg(QStringLiteral(KEEP_SECRET), session.path("home/w/a.json")));
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
    QTemporaryDir folder;
    put(folder.filePath("a.json"), profileFor(authority));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("ASSAYER_TEST_CANARY", QString::fromUtf8(canary));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ASSAYER_CLI),
                  {"get", folder.filePath("a.json"), "--secret-env", "ASSAYER_TEST_CANARY", "--format", "json"});
    QTRY_VERIFY(authority.asked().contains("/token"));
    const QString proc = QStringLiteral("/proc/%1/").arg(process.processId());
    const auto content = [&](const char* name) {
        QFile file(proc + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(content("cmdline").contains("--secret-env"));
    QVERIFY(foundIn(content("cmdline")).isEmpty());
    QVERIFY2(content("limits").contains("Max core file size        0                    0"), content("limits"));
#ifndef __SANITIZE_ADDRESS__
    // Who may not be dumped has files in /proc that are root's.
    const QFileInfo maps(proc + QStringLiteral("mem"));
    QCOMPARE(maps.ownerId(), 0U);
    if (::getuid() != 0) {
        QVERIFY(!QFile(proc + QStringLiteral("environ")).open(QIODevice::ReadOnly));
    }
#endif
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished());
    QVERIFY(foundIn(process.readAllStandardOutput() + process.readAllStandardError()).isEmpty());
}

QTEST_GUILESS_MAIN(CanaryTest)
#include "tst_canary.moc"
