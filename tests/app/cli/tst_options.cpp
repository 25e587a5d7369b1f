// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <QTest>

using namespace assayer;
using namespace assayer::cli;

Q_DECLARE_METATYPE(QStringList)

class OptionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wrongUsage_isNamed_data();
    void wrongUsage_isNamed();
    void secretArgument_isRefusedAndNotRepeated_data();
    void secretArgument_isRefusedAndNotRepeated();
    void get_readsItsOptions();
    void inspect_readsItsOptions();
    void inspect_fetchesOnlyForANamedIssuer_data();
    void inspect_fetchesOnlyForANamedIssuer();
    void help_namesEveryOption_data();
    void help_namesEveryOption();
    void version_namesTheLibraries();
};

namespace {

support::Result<Invocation> parsed(const QStringList& arguments)
{
    return parseArguments(QStringList{QStringLiteral("assayer-cli")} + arguments);
}

template <typename T> T expectOptions(const QStringList& arguments)
{
    const auto invocation = parsed(arguments);
    if (!invocation || !std::holds_alternative<T>(*invocation)) {
        qFatal("not read: %s", qUtf8Printable(arguments.join(QLatin1Char(' '))));
    }
    return std::get<T>(*invocation);
}

} // namespace

void OptionsTest::wrongUsage_isNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const QStringList& arguments, const char* named) {
        QTest::newRow(name) << arguments << QString::fromLatin1(named);
    };
    row("no command", {}, "no command");
    row("unknown command", {"fetch"}, "get, check, profiles, inspect, explain, verify or practice");
    row("check without a path", {"check"}, "PATH");
    row("check, no jobs", {"check", ".", "--jobs", "0"}, "--jobs is a whole number from 1 to 32");
    row("check, too many jobs", {"check", ".", "--jobs", "33"}, "--jobs is a whole number from 1 to 32");
    row("check, format", {"check", ".", "--format", "xml"}, "sarif");
    row("check, two places of secrets", {"check", ".", "--secrets-env", "A", "--secrets-file", "b"}, "one place");
    row("check, a secret", {"check", ".", "--client-secret", "x"}, "not taken as an argument");
    row("profiles alone", {"profiles"}, "list");
    row("profiles, other word", {"profiles", "remove"}, "list");
    row("profiles show alone", {"profiles", "show"}, "PROFILE");
    row("profiles list with more", {"profiles", "list", "x"}, "nothing more");
    row("option before the command", {"--format", "json", "get", "practice"}, "command comes first");
    row("no profile", {"get"}, "PROFILE");
    row("empty profile", {"get", ""}, "PROFILE");
    row("two profiles", {"get", "a", "b"}, "1 argument");
    row("unknown option", {"get", "practice", "--colour"}, "--colour");
    row("missing value", {"get", "practice", "--format"}, "format");
    row("empty value", {"get", "practice", "--secret-file="}, "--secret-file");
    row("unknown format", {"get", "practice", "--format", "xml"}, "--format");
    row("format twice", {"get", "practice", "--format", "text", "--format", "json"}, "--format");
    row("two secrets", {"get", "p.json", "--secret-file", "a", "--secret-env", "B"}, "--secret-env");
    row("two readers of the input", {"get", "-", "--secret-file", "-"}, "--secret-file");
    row("flag with a value", {"inspect", "--offline=yes"}, "offline");
    row("any role of none", {"inspect", "--any-role"}, "--any-role");
    row("two sources of keys", {"inspect", "--jwks", "a", "--hmac-key-file", "b"}, "--hmac-key-file");
    row("token and keys from the input", {"inspect", "-", "--jwks", "-"}, "--jwks");
    row("issuer that is no address", {"inspect", "--issuer", "orders"}, "--issuer");
    row("issuer that is a file", {"inspect", "--issuer", "file:///etc/passwd"}, "--issuer");
    row("time that is no number", {"inspect", "--at", "now"}, "--at");
    row("negative time", {"inspect", "--at=-1"}, "--at");
    row("time with a plus", {"inspect", "--at", "+5"}, "--at");
    row("time with a space", {"inspect", "--at", " 5"}, "--at");
    row("time in milliseconds", {"inspect", "--at", "1790001000000000"}, "--at");
    row("time beyond 64 bits", {"inspect", "--at", "99999999999999999999"}, "--at");
    row("skew of two days", {"inspect", "--skew", "172800"}, "--skew");
    row("unknown version", {"inspect", "--token-version", "2"}, "--token-version");
    row("no cases", {"verify"}, "--cases");
    row("cases as argument", {"verify", "cases.jsonl"}, "argument");
    row("a practice tenant as Markdown", {"practice", "--format", "markdown"}, "--format");
    row("cases as text", {"verify", "--cases", "a", "--format", "text"}, "--format");
    row("port too large", {"practice", "--port", "65536"}, "--port");
}

void OptionsTest::wrongUsage_isNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto invocation = parsed(arguments);
    QVERIFY(!invocation);
    QCOMPARE(invocation.error().code, QStringLiteral("usage"));
    QVERIFY2(invocation.error().sentence.contains(named), qUtf8Printable(invocation.error().sentence));
}

void OptionsTest::secretArgument_isRefusedAndNotRepeated_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("--secret X") << QStringList{"get", "p.json", "--secret", "hunter2"};
    QTest::newRow("--secret=X") << QStringList{"get", "p.json", "--secret=hunter2"};
    QTest::newRow("--client-secret") << QStringList{"get", "p.json", "--client-secret", "hunter2"};
    QTest::newRow("--client_secret=X") << QStringList{"get", "p.json", "--client_secret=hunter2"};
    QTest::newRow("--password") << QStringList{"get", "p.json", "--password", "hunter2"};
    QTest::newRow("--token") << QStringList{"inspect", "--token", "hunter2"};
    QTest::newRow("-shunter2") << QStringList{"get", "p.json", "-shunter2"};
    QTest::newRow("a second argument") << QStringList{"get", "p.json", "hunter2"};
}

void OptionsTest::secretArgument_isRefusedAndNotRepeated()
{
    QFETCH(QStringList, arguments);
    const auto invocation = parsed(arguments);
    QVERIFY(!invocation);
    QVERIFY(!invocation.error().sentence.contains(QLatin1String("hunter2")));
    QVERIFY(!invocation.error().detail.contains(QLatin1String("hunter2")));
    if (arguments.size() > 2 && arguments.at(2).startsWith(QLatin1String("--"))) {
        QVERIFY2(invocation.error().sentence.contains(QLatin1String("--secret-file")),
                 qUtf8Printable(invocation.error().sentence));
    }
}

void OptionsTest::get_readsItsOptions()
{
    const auto options =
        expectOptions<GetOptions>({"get", "--format", "json", "p.json", "--secret-env", "SECRET", "--allow-host",
                                   "a.example", "--allow-host", "b.example", "--no-practice"});
    QCOMPARE(options.profile, QStringLiteral("p.json"));
    QCOMPARE(options.format, Format::Json);
    QCOMPARE(options.secretVariable, QStringLiteral("SECRET"));
    QCOMPARE(options.allowedHosts, (QStringList{"a.example", "b.example"}));
    QCOMPARE(options.practice, PracticeUse::Off);
}

void OptionsTest::inspect_readsItsOptions()
{
    const auto options = expectOptions<InspectOptions>(
        {"inspect",    "--audience", "api://a", "--audience", "b", "--role",          "R1",  "--role", "R2",
         "--any-role", "--tenant",   "t",       "--client",   "c", "--token-version", "1.0", "--at",   "1790001000",
         "--skew",     "0",          "--jwks",  "k.json"});
    QCOMPARE(options.file, QStringLiteral("-"));
    QCOMPARE(options.expectations.audiences, (QStringList{"api://a", "b"}));
    QCOMPARE(options.expectations.roles, (QStringList{"R1", "R2"}));
    QCOMPARE(options.expectations.roleMatch, profile::RoleMatch::Any);
    QCOMPARE(options.expectations.tenant, QStringLiteral("t"));
    QCOMPARE(options.expectations.client, QStringLiteral("c"));
    QVERIFY(options.expectations.tokenVersion == profile::TokenVersion::V1);
    QCOMPARE(options.expectations.skewSeconds, 0);
    QVERIFY(options.at == 1790001000);
    QCOMPARE(options.keysFile, QStringLiteral("k.json"));
}

void OptionsTest::inspect_fetchesOnlyForANamedIssuer_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<bool>("fetches");
    const QStringList issuer{"--issuer", "https://issuer.example/"};
    QTest::newRow("nothing") << QStringList{} << false;
    QTest::newRow("issuer") << issuer << true;
    QTest::newRow("issuer, offline") << issuer + QStringList{"--offline"} << false;
    QTest::newRow("issuer, keys") << issuer + QStringList{"--jwks", "k"} << false;
    QTest::newRow("issuer, shared key") << issuer + QStringList{"--hmac-key-file", "k"} << false;
    QTest::newRow("issuer that is no address, offline") << QStringList{"--issuer", "orders", "--offline"} << false;
    QTest::newRow("plain http allowed alone") << QStringList{"--allow-plain-http"} << false;
}

void OptionsTest::inspect_fetchesOnlyForANamedIssuer()
{
    QFETCH(QStringList, more);
    QFETCH(bool, fetches);
    const auto options = expectOptions<InspectOptions>(QStringList{"inspect", "token.txt"} + more);
    QCOMPARE(options.fetch == flow::Fetch::Allowed, fetches);
}

void OptionsTest::help_namesEveryOption_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("all") << QStringList{"--help"} << QStringList{"get", "inspect", "verify", "practice", "Exit codes"};
    QTest::newRow("get") << QStringList{"get", "--help"}
                         << QStringList{"--secret-file", "--secret-env", "--allow-host", "--no-practice", "--format"};
    QTest::newRow("inspect") << QStringList{"inspect", "--help"}
                             << QStringList{"--jwks",   "--hmac-key-file", "--issuer",          "--audience", "--role",
                                            "--tenant", "--any-role",      "--token-version",   "--at",       "--skew",
                                            "--client", "--offline",       "--allow-plain-http"};
    QTest::newRow("verify") << QStringList{"verify", "-h"} << QStringList{"--cases"};
    QTest::newRow("practice") << QStringList{"practice", "--help"} << QStringList{"--port"};
    QTest::newRow("check") << QStringList{"check", "--help"}
                           << QStringList{"--format text|json|junit|sarif\n", "proof"};
}

void OptionsTest::help_namesEveryOption()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, names);
    const QString text = expectOptions<Information>(arguments).text;
    for (const QString& name : names) {
        QVERIFY2(text.contains(name), qUtf8Printable(name));
    }
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        QVERIFY2(line.size() <= 110, qUtf8Printable(line));
    }
}

void OptionsTest::version_namesTheLibraries()
{
    const QString text = expectOptions<Information>({"--version"}).text;
    QVERIFY(text.startsWith(QLatin1String("assayer-cli ")));
    QVERIFY(text.contains(QLatin1String("Qt 6.")));
    QVERIFY(text.contains(QLatin1String("OpenSSL 3.")));
}

QTEST_GUILESS_MAIN(OptionsTest)
#include "tst_options.moc"
