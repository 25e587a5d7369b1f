// SPDX-License-Identifier: Apache-2.0
#include "profile/resolution.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assayer;
using profile::Environment;
using profile::Profile;
using profile::VariableKind;

class TestEnvironment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void write_readsBackTheSame();
    void write_neverWritesASecret();
    void parse_refuses_data();
    void parse_refuses();
    void parse_keepsWhatItDoesNotKnow();
    void text_isResolved_data();
    void text_isResolved();
    void text_isRefused_data();
    void text_isRefused();
    void profile_isResolvedInEveryField();
    void profile_namesTheFieldOfEachError_data();
    void profile_namesTheFieldOfEachError();
    void profile_reportsAllErrors();
    void part_expectsNothingThatIsNotKnown_data();
    void part_expectsNothingThatIsNotKnown();
    void part_isBounded();
    void profile_secretVariableMustBeASecret();
    void expansion_isBounded_data();
    void expansion_isBounded();
};

namespace {

Environment environment()
{
    return {QStringLiteral("1b2c"),
            QStringLiteral("test"),
            {{QStringLiteral("tenant"), VariableKind::Plain, QStringLiteral("contoso.example")},
             {QStringLiteral("client-id.2"), VariableKind::Plain, QStringLiteral("1f7a9c3e")},
             {QStringLiteral("empty"), VariableKind::Plain, {}},
             {QStringLiteral("self"), VariableKind::Plain, QStringLiteral("{{self}}{{tenant}}")},
             {QStringLiteral("client_secret"), VariableKind::Secret}}};
}

/// A profile with that text in every field that may hold variables.
Profile everywhere(const QString& text, profile::AuthorityKind kind)
{
    Profile profile;
    profile.name = QStringLiteral("{{tenant}}");
    profile.authority = {kind, text, profile::EndpointVersion::V2, text, text};
    profile.clientId = text;
    profile.resources = {text};
    profile.audience = text;
    profile.scope = text;
    profile.parameters = {{text, text}};
    profile.expectations.audiences = {text, text};
    profile.expectations.roles = {text};
    profile.expectations.issuer = text;
    profile.expectations.client = text;
    profile.expectations.tenant = text;
    profile.connection.allowedHosts = {text};
    return profile;
}

QByteArray fileWith(const QByteArray& variables)
{
    return "{\"schema\":1,\"name\":\"test\",\"variables\":[" + variables + "]}";
}

} // namespace

void TestEnvironment::write_readsBackTheSame()
{
    const QByteArray text = profile::write(environment());
    const auto read = profile::parseEnvironment(text);
    QVERIFY2(read, read ? "" : qUtf8Printable(read.error().sentence));
    QCOMPARE(*read, environment());
    QCOMPARE(profile::write(*read), text);
}

void TestEnvironment::write_neverWritesASecret()
{
    Environment leaky = environment();
    leaky.variables = {{QStringLiteral("any"), VariableKind::Secret, QStringLiteral("canary-1")},
                       {QStringLiteral("client_secret"), VariableKind::Plain, QStringLiteral("canary-2")}};
    const QByteArray text = profile::write(leaky);
    QVERIFY2(!text.contains("canary"), text.constData());
    QVERIFY(profile::parseEnvironment(text));
}

void TestEnvironment::parse_refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, const QByteArray& text, const char* code, const char* field) {
        QTest::newRow(name) << text << QString::fromLatin1(code) << QString::fromLatin1(field);
    };
    row("nothing", "", "invalid-json", "");
    row("half", "{\"schema\":1,", "invalid-json", "");
    row("no schema", "{}", "schema", "schema");
    row("newer", "{\"schema\":2}", "schema", "schema");
    row("huge", QByteArray(1024 * 1024 + 1, ' '), "too-large", "");
    row("id", "{\"schema\":1,\"id\":\"../x\"}", "invalid-member", "id");
    row("variables", "{\"schema\":1,\"variables\":{}}", "invalid-member", "variables");
    row("variable", fileWith("7"), "invalid-member", "variables[0]");
    row("no name", fileWith("{\"value\":\"x\"}"), "invalid-member", "variables[0].name");
    row("bad name", fileWith("{\"name\":\"a b\"}"), "invalid-member", "variables[0].name");
    row("long name", fileWith("{\"name\":\"" + QByteArray(65, 'a') + "\"}"), "invalid-member", "variables[0].name");
    row("twice", fileWith("{\"name\":\"a\"},{\"name\":\"a\"}"), "invalid-member", "variables[1].name");
    row("kind", fileWith("{\"name\":\"a\",\"kind\":\"hidden\"}"), "invalid-member", "variables[0].kind");
    row("value", fileWith("{\"name\":\"a\",\"value\":7}"), "invalid-member", "variables[0].value");
    row("secret's value", fileWith("{\"name\":\"a\",\"kind\":\"secret\",\"value\":\"canary\"}"), "secret-in-profile",
        "variables[0].value");
    row("secret's name", fileWith("{\"name\":\"client_secret\",\"value\":\"canary\"}"), "secret-in-profile",
        "variables[0].value");
}

void TestEnvironment::parse_refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto read = profile::parseEnvironment(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().field, field);
    QVERIFY(!read.error().sentence.isEmpty());
    QVERIFY(!(read.error().sentence + read.error().detail).contains("canary"));
}

void TestEnvironment::parse_keepsWhatItDoesNotKnow()
{
    const auto read = profile::parseEnvironment(
        "{\"schema\":1,\"colour\":1.50,\"variables\":[{\"name\":\"a\",\"value\":\"b\",\"note\":[null]}]}");
    QVERIFY(read);
    const QByteArray text = profile::write(*read);
    QVERIFY(text.contains("\"colour\": 1.50") && text.contains("\"note\""));
}

void TestEnvironment::text_isResolved_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("resolved");
    QTest::newRow("none") << "plain } text { }}"
                          << "plain } text { }}";
    QTest::newRow("alone") << "{{tenant}}"
                           << "contoso.example";
    QTest::newRow("among") << "a{{tenant}}b{{client-id.2}}c"
                           << "acontoso.exampleb1f7a9c3ec";
    QTest::newRow("spaces") << "{{ tenant\t}}"
                            << "contoso.example";
    QTest::newRow("empty value") << "[{{empty}}]"
                                 << "[]";
    QTest::newRow("value is not looked at again") << "{{self}}"
                                                  << "{{self}}{{tenant}}";
    QTest::newRow("literal") << "\\{{tenant}}"
                             << "{{tenant}}";
    QTest::newRow("backslash and value") << "\\\\{{tenant}}"
                                         << "\\contoso.example";
    QTest::newRow("backslash and literal") << "\\\\\\{{tenant}}"
                                           << "\\{{tenant}}";
    QTest::newRow("backslash elsewhere") << "a\\b {{tenant}}\\"
                                         << "a\\b contoso.example\\";
    QTest::newRow("literal, then value") << "\\{{{{tenant}}"
                                         << "{{contoso.example";
    QTest::newRow("single braces") << "{{{tenant}}}"
                                   << "";
    QTest::newRow("only the escape") << "\\{{"
                                     << "{{";
}

void TestEnvironment::text_isResolved()
{
    QFETCH(QString, text);
    QFETCH(QString, resolved);
    const auto result = profile::resolveText(text, environment());
    if (resolved.isEmpty()) {
        QCOMPARE(result.error().code, "invalid-variable");
        return;
    }
    QVERIFY2(result, result ? "" : qUtf8Printable(result.error().sentence));
    QCOMPARE(*result, resolved);
}

void TestEnvironment::text_isRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("undefined") << "{{tennant}}"
                               << "undefined-variable"
                               << "tennant";
    QTest::newRow("case counts") << "{{Tenant}}"
                                 << "undefined-variable"
                                 << "Tenant";
    QTest::newRow("unclosed") << "x{{tenant"
                              << "invalid-variable"
                              << "}}";
    QTest::newRow("half closed") << "{{tenant}"
                                 << "invalid-variable"
                                 << "}}";
    QTest::newRow("no name") << "{{}}"
                             << "invalid-variable"
                             << "{{}}";
    QTest::newRow("not a name") << "{{a b}}"
                                << "invalid-variable"
                                << "a b";
    QTest::newRow("invisible") << QStringLiteral("{{ten\u200Bant}}") << "invalid-variable"
                               << "\\u{200B}";
    QTest::newRow("secret") << "{{client_secret}}"
                            << "secret-variable"
                            << "client_secret";
}

void TestEnvironment::text_isRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(QString, said);
    const auto result = profile::resolveText(text, environment(), QStringLiteral("scope"));
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QCOMPARE(result.error().field, "scope");
    QVERIFY2(result.error().sentence.contains(said), qUtf8Printable(result.error().sentence));
}

void TestEnvironment::profile_isResolvedInEveryField()
{
    for (const auto kind : {profile::AuthorityKind::Entra, profile::AuthorityKind::Issuer}) {
        const auto resolved = profile::resolve(everywhere(QStringLiteral("{{tenant}}"), kind), environment());
        QVERIFY(resolved);
        QCOMPARE(*resolved, everywhere(QStringLiteral("contoso.example"), kind));
    }
    const Profile example = profile::workedExample();
    QCOMPARE(*profile::resolve(example, profile::noEnvironment()), example);
}

void TestEnvironment::profile_namesTheFieldOfEachError_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("fields");
    const QStringList before{"authority.cloud", "authority.tenant", "authority.issuer", "client_id"};
    const QStringList after{"audience",
                            "scope",
                            "parameters[0].name",
                            "parameters[0].value",
                            "expectations.audiences[0]",
                            "expectations.audiences[1]",
                            "expectations.roles[0]",
                            "expectations.issuer",
                            "expectations.client",
                            "expectations.tenant",
                            "connection.allowed_hosts[0]"};
    QTest::newRow("Entra") << int(profile::AuthorityKind::Entra) << before + QStringList{"resource"} + after;
    QTest::newRow("issuer") << int(profile::AuthorityKind::Issuer) << before + QStringList{"resources[0]"} + after;
}

void TestEnvironment::profile_namesTheFieldOfEachError()
{
    QFETCH(int, kind);
    QFETCH(QStringList, fields);
    const Profile profile = everywhere(QStringLiteral("{{nope}}"), static_cast<profile::AuthorityKind>(kind));
    const auto resolved = profile::resolve(profile, environment());
    QVERIFY(!resolved);
    QStringList found;
    for (const support::Error& error : resolved.error()) {
        QCOMPARE(error.code, "undefined-variable");
        found.append(error.field);
    }
    QCOMPARE(found, fields);
    QCOMPARE(profile::variablesIn(profile), QStringList{"nope"});
}

void TestEnvironment::profile_reportsAllErrors()
{
    Profile profile;
    profile.clientId = QStringLiteral("{{a}}");
    profile.scope = QStringLiteral("{{b");
    profile.secretVariable = QStringLiteral("c");
    const auto resolved = profile::resolve(profile, profile::noEnvironment());
    QVERIFY(!resolved);
    QCOMPARE(resolved.error().size(), 3);
    QVERIFY(resolved.error().first().detail.contains("No environment"));
    QCOMPARE(resolved.error().last().field, "secret_variable");
}

void TestEnvironment::part_expectsNothingThatIsNotKnown_data()
{
    QTest::addColumn<QString>("unknown");  ///< the text that holds an undefined variable
    QTest::addColumn<QString>("expected"); ///< audiences; roles; issuer; client; tenant; tenant that is asked
    const QString all = QStringLiteral("api://contoso.example api://b;r;i;c;t;contoso.example");
    QTest::newRow("parameter") << "parameter" << all;
    QTest::newRow("resource") << "resource" << all;
    QTest::newRow("one audience of two") << "audience"
                                         << ";r;i;c;t;contoso.example";
    QTest::newRow("role") << "role"
                          << "api://contoso.example api://b;;i;c;t;contoso.example";
    QTest::newRow("issuer") << "issuer"
                            << "api://contoso.example api://b;r;;c;t;";
    QTest::newRow("client") << "client"
                            << "api://contoso.example api://b;r;i;;t;contoso.example";
    QTest::newRow("tenant") << "tenant"
                            << "api://contoso.example api://b;r;i;c;;";
    QTest::newRow("authority") << "authority"
                               << "api://contoso.example api://b;r;i;c;t;";
}

void TestEnvironment::part_expectsNothingThatIsNotKnown()
{
    QFETCH(QString, unknown);
    profile::Profile profile;
    profile.clientId = QStringLiteral("id");
    profile.authority.tenant = QStringLiteral("{{tenant}}");
    profile.resources = {QStringLiteral("api://x")};
    profile.parameters = {{QStringLiteral("name"), QStringLiteral("value")}};
    profile::Expectations& wanted = profile.expectations;
    wanted.audiences = {QStringLiteral("api://{{tenant}}"), QStringLiteral("api://b")};
    wanted.roles = {QStringLiteral("r")};
    wanted.issuer = QStringLiteral("i");
    wanted.client = QStringLiteral("c");
    wanted.tenant = QStringLiteral("t");
    const QHash<QString, QString*> texts{{QStringLiteral("parameter"), &profile.parameters[0].value},
                                         {QStringLiteral("resource"), &profile.resources[0]},
                                         {QStringLiteral("audience"), &wanted.audiences[1]},
                                         {QStringLiteral("role"), &wanted.roles[0]},
                                         {QStringLiteral("issuer"), &wanted.issuer},
                                         {QStringLiteral("client"), &wanted.client},
                                         {QStringLiteral("tenant"), &wanted.tenant},
                                         {QStringLiteral("authority"), &profile.authority.tenant}};
    texts.value(unknown)->append(QStringLiteral("{{nobody}}"));
    const profile::Profile part = profile::resolvedPart(profile, environment());
    const profile::Expectations& expected = part.expectations;
    QTEST(QStringList({expected.audiences.join(u' '), expected.roles.join(u' '), expected.issuer, expected.client,
                       expected.tenant, part.authority.tenant})
              .join(u';'),
          "expected");
    // What would stand in for it is not known either.
    QCOMPARE(part.clientId, unknown == u"client" ? QString() : QStringLiteral("id"));
    const bool isOfSomeAuthority = unknown == u"issuer" || unknown == u"authority";
    QCOMPARE(part.authority.kind, isOfSomeAuthority ? profile::AuthorityKind::Issuer : profile::AuthorityKind::Entra);
    QVERIFY(!profile::write(part).contains("{{"));
}

void TestEnvironment::part_isBounded()
{
    profile::Environment large = environment();
    large.variables = {{QStringLiteral("tenant"), profile::VariableKind::Plain, QString(60'000, u'x')}};
    profile::Profile profile;
    profile.expectations.roles = QStringList(10'000, QStringLiteral("{{tenant}}"));
    const profile::Profile part = profile::resolvedPart(profile, large);
    QVERIFY(part.expectations.roles.isEmpty());
}

void TestEnvironment::profile_secretVariableMustBeASecret()
{
    Profile profile;
    profile.secretVariable = QStringLiteral("client_secret");
    QVERIFY(profile::resolve(profile, environment()));
    QCOMPARE(profile::parse(profile::write(profile)).value().secretVariable, "client_secret");
    profile.secretVariable = QStringLiteral("tenant");
    const auto resolved = profile::resolve(profile, environment());
    QVERIFY(!resolved);
    QCOMPARE(resolved.error().first().code, "secret-variable");
}

void TestEnvironment::expansion_isBounded_data()
{
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("texts");
    QTest::newRow("one text") << 100'000 << 1;
    QTest::newRow("many texts") << 1 << 100'000;
    QTest::newRow("many undefined") << -1 << 100'000;
}

void TestEnvironment::expansion_isBounded()
{
    QFETCH(int, times);
    QFETCH(int, texts);
    Environment large;
    large.variables = {{QStringLiteral("v"), VariableKind::Plain, QString(60'000, u'x')}};
    Profile profile;
    const QString text = times < 0 ? QStringLiteral("{{nope}}") : QStringLiteral("{{v}}").repeated(times);
    profile.expectations.roles = QStringList(texts, text);
    QElapsedTimer timer;
    timer.start();
    const auto resolved = profile::resolve(profile, large);
    QVERIFY(!resolved);
    QVERIFY(resolved.error().size() <= 101);
    QVERIFY2(timer.elapsed() < 2000, "putting variables in takes for ever");
}

QTEST_APPLESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
