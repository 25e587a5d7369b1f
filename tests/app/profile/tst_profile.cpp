// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.h"

#include <QTest>

using namespace assayer;
using profile::Profile;

class TestProfile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workedExample_isThePracticeTenants();
    void write_readsBackTheSame_data();
    void write_readsBackTheSame();
    void write_isStable_data();
    void write_isStable();
    void write_keepsWhatItDoesNotKnow();
    void write_keepsNumbersOfUnknownMembers();
    void write_leavesOutWhatSaysNothing();
    void write_ordersMembersAndIndents();
    void write_neverWritesASecretAmongParameters();
    void keepManifest_refusesWhatMustNotBeInAProfile_data();
    void keepManifest_refusesWhatMustNotBeInAProfile();
    void keepManifest_keepsTheSameOnce();
    void parse_readsEveryMember();
    void accepted_standInOneLine_data();
    void accepted_standInOneLine();
    void parse_takesOneResourceOrSeveral_data();
    void parse_takesOneResourceOrSeveral();
};

namespace {

Profile entraProfile()
{
    Profile profile;
    profile.name = QStringLiteral("Orders, «prod»");
    profile.authority.cloud = QStringLiteral("usgov");
    profile.authority.version = profile::EndpointVersion::V1;
    profile.authority.tenant = QStringLiteral("contoso.example");
    profile.clientId = QStringLiteral("1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715");
    profile.resources = {QStringLiteral("https://orders.contoso.example/")};
    return profile;
}

Profile issuerProfile()
{
    Profile profile;
    profile.name = QStringLiteral("tab\tand \"quotes\" \\ and \u202E");
    profile.authority.kind = profile::AuthorityKind::Issuer;
    profile.authority.issuer = QStringLiteral("https://id.example/realms/a");
    profile.id = QStringLiteral("5b0e-1");
    profile.secretVariable = QStringLiteral("client_secret");
    profile.clientId = QStringLiteral("client one");
    profile.placement = profile::SecretPlacement::BasicRaw;
    profile.resources = {QStringLiteral("urn:a"), QStringLiteral("urn:b"), QString()};
    profile.audience = QStringLiteral("https://api.example/");
    profile.scope = QStringLiteral("read write");
    profile.parameters = {{QStringLiteral("x"), QStringLiteral("1")}, {QStringLiteral("x"), QString()}};
    profile.expectations.audiences = {QStringLiteral("a"), QStringLiteral("b")};
    profile.expectations.roles = {QStringLiteral("R1"), QStringLiteral("R2")};
    profile.expectations.roleMatch = profile::RoleMatch::Any;
    profile.expectations.issuer = QStringLiteral("i");
    profile.expectations.client = QStringLiteral("c");
    profile.expectations.tenant = QStringLiteral("t");
    profile.expectations.tokenVersion = profile::TokenVersion::V1;
    profile.expectations.skewSeconds = 0;
    profile.expectations.middleware = profile::Middleware::Spring;
    profile.expectations.rules = {profile::Rule::RolesUnmapped, profile::Rule::ExpiryOptional};
    profile.expectations.scopes = {QStringLiteral("s1"), QStringLiteral("s2")};
    profile.expectations.moreIssuers = {QStringLiteral("i2"), QStringLiteral("i3")};
    profile.expectations.moreClients = {QStringLiteral("c2")};
    profile.manifests = {
        {QStringLiteral("api.json"), R"({"appId":"a","appRoles":[{"id":"r","value":"R1"}],"later":1.50})"},
        {QString(), R"({"value":[]})", {{QStringLiteral("side"), R"("api")"}}}};
    profile.connection.deadlineSeconds = 600;
    profile.connection.allowPlainHttp = true;
    profile.connection.allowedHosts = {QStringLiteral("token.example")};
    return profile;
}

Profile leftoverProfile()
{
    Profile profile = issuerProfile();
    profile.authority.tenant = QStringLiteral("left over from another kind");
    profile.authority.cloud = QStringLiteral("china");
    profile.authority.version = profile::EndpointVersion::V1;
    profile.expectations.roles.clear();
    return profile;
}

Profile emptyResource()
{
    Profile profile = entraProfile();
    profile.resources = {QString()};
    return profile;
}

void addProfiles()
{
    QTest::addColumn<Profile>("profile");
    QTest::newRow("default") << Profile();
    QTest::newRow("entra") << entraProfile();
    QTest::newRow("issuer") << issuerProfile();
    QTest::newRow("members of another kind") << leftoverProfile();
    QTest::newRow("an empty resource") << emptyResource();
    QTest::newRow("worked example") << profile::workedExample();
}

} // namespace

void TestProfile::workedExample_isThePracticeTenants()
{
    const Profile profile = profile::workedExample();
    QCOMPARE(profile.authority.kind, profile::AuthorityKind::Practice);
    QCOMPARE(profile.authority.version, profile::EndpointVersion::V2);
    QCOMPARE(profile.authority.tenant, QStringLiteral("6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914"));
    QCOMPARE(profile.clientId, QStringLiteral("1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715"));
    QCOMPARE(profile.resources, QStringList{QStringLiteral("api://c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148")});
    QCOMPARE(profile.expectations.audiences, QStringList{QStringLiteral("c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148")});
    QCOMPARE(profile.expectations.roles, QStringList{QStringLiteral("Test.Application.Permission")});
    QCOMPARE(profile.expectations.tokenVersion, profile::TokenVersion::V2);
}

void TestProfile::write_readsBackTheSame_data()
{
    addProfiles();
}

void TestProfile::write_readsBackTheSame()
{
    QFETCH(Profile, profile);
    const support::Result<Profile> read = profile::parse(profile::write(profile));
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence));
    QCOMPARE(*read, profile);
}

void TestProfile::write_isStable_data()
{
    addProfiles();
}

void TestProfile::write_isStable()
{
    QFETCH(Profile, profile);
    const QByteArray text = profile::write(profile);
    QVERIFY(text.endsWith("}\n"));
    const support::Result<Profile> read = profile::parse(text);
    QVERIFY(read);
    QCOMPARE(profile::write(*read), text);
}

void TestProfile::write_keepsWhatItDoesNotKnow()
{
    const QByteArray text =
        R"({"schema":1,"x-top":[1,{"a":null}],"authority":{"kind":"issuer","issuer":"https://i","x-a":true},
        "parameters":[{"name":"n","value":"v","x-p":"p"}],"expectations":{"x-e":{"deep":{"deeper":[]}}},
        "connection":{"x-c":"c"},"zz":"last"})";
    const support::Result<Profile> read = profile::parse(text);
    QVERIFY(read);
    const QByteArray written = profile::write(*read);
    for (const QByteArray& member : {QByteArray("\"x-top\""), QByteArray("\"x-a\": true"), QByteArray("\"x-p\": \"p\""),
                                     QByteArray("\"deeper\": []"), QByteArray("\"x-c\": \"c\"")}) {
        QVERIFY2(written.contains(member), (member + " in " + written).constData());
    }
    QVERIFY(written.indexOf("x-top") < written.indexOf("\"zz\""));
    QCOMPARE(*profile::parse(written), *read);
}

void TestProfile::write_keepsNumbersOfUnknownMembers()
{
    const QByteArray text = R"({"schema":1,"n":[1.0,1e400,12345678901234567890123,-0]})";
    const support::Result<Profile> read = profile::parse(text);
    QVERIFY(read);
    QCOMPARE(read->unknown.size(), 1);
    QCOMPARE(read->unknown.first().json, QByteArray("[1.0,1e400,12345678901234567890123,-0]"));
    QVERIFY(profile::write(*read).contains("12345678901234567890123"));
}

void TestProfile::write_leavesOutWhatSaysNothing()
{
    const QByteArray text = profile::write(Profile());
    for (const char* name : {"name", "tenant", "client_id", "resource", "audience", "scope", "parameters",
                             "expectations", "connection", "issuer"}) {
        QVERIFY2(!text.contains(QByteArray("\"") + name + "\""), name);
    }
}

void TestProfile::write_ordersMembersAndIndents()
{
    Profile profile = entraProfile();
    profile.expectations.skewSeconds = 60;
    const QByteArray expected = R"({
    "schema": 1,
    "name": "Orders, «prod»",
    "authority": {
        "kind": "entra",
        "cloud": "usgov",
        "version": "v1",
        "tenant": "contoso.example"
    },
    "client_id": "1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715",
    "secret_placement": "body",
    "resource": "https://orders.contoso.example/",
    "expectations": {
        "skew": 60
    }
}
)";
    QCOMPARE(profile::write(profile), expected);
}

void TestProfile::write_neverWritesASecretAmongParameters()
{
    Profile profile = issuerProfile();
    profile.parameters = {{QStringLiteral("Client-Secret"), QStringLiteral("canary-8d1f")},
                          {QStringLiteral("assertion"), QStringLiteral("canary-77aa")},
                          {QStringLiteral("tenant_hint"), QStringLiteral("kept")}};
    const QByteArray text = profile::write(profile);
    QVERIFY(!text.contains("canary"));
    QVERIFY(text.contains("kept"));
    const support::Result<Profile> read = profile::parse(text);
    QVERIFY(read);
    QCOMPARE(read->parameters.first().name, QStringLiteral("Client-Secret"));
    QVERIFY(read->parameters.first().value.isEmpty());
}

void TestProfile::keepManifest_refusesWhatMustNotBeInAProfile_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::newRow("no JSON") << QByteArray("{") << QStringLiteral("invalid-json");
    QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("invalid-json");
    QTest::newRow("a credential") << QByteArray(R"({"passwordCredentials":[{"secretText":"x"}]})")
                                  << QStringLiteral("secret-in-profile");
    QTest::newRow("too much") << QByteArray("{\"a\":\"" + QByteArray(256 * 1024, 'a') + "\"}")
                              << QStringLiteral("too-large");
}

void TestProfile::keepManifest_refusesWhatMustNotBeInAProfile()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    Profile profile;
    const auto kept = profile::keepManifest(profile, {QStringLiteral("m"), json});
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, code);
    QVERIFY(profile.manifests.isEmpty());
}

void TestProfile::keepManifest_keepsTheSameOnce()
{
    Profile profile;
    QVERIFY(profile::keepManifest(profile, {QStringLiteral("a"), "{ \"appId\": \"x\" }"}));
    QVERIFY(profile::keepManifest(profile, {QStringLiteral("b"), "{\"appId\":\"x\"}"}));
    QCOMPARE(profile.manifests.size(), 1);
    QCOMPARE(profile.manifests.first().json, QByteArray("{\"appId\":\"x\"}"));
}

void TestProfile::parse_readsEveryMember()
{
    const support::Result<Profile> read = profile::parse(R"({"schema": 1, "name": "n",
        "authority": {"kind": "entra", "cloud": "china", "version": "v1", "tenant": "t"},
        "client_id": "c", "secret_placement": "basic", "resource": "r", "audience": "a", "scope": "s",
        "parameters": [{"name": "p", "value": "v"}, {}],
        "expectations": {"audiences": ["x"], "roles": ["y"], "role_match": "any", "issuer": "i", "client": "cl",
                         "tenant": "tt", "token_version": "1.0", "skew": 86400, "middleware": "aspnetcore",
                         "rules": ["expiry-ignored", "roles-or-scopes", "expiry-ignored"], "scopes": ["sc"]},
        "manifests": [{"name": "m.json", "manifest": {"appId": "i"}}],
        "connection": {"deadline": 1, "allow_plain_http": true, "allowed_hosts": ["h"]}})");
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence));
    Profile expected;
    expected.name = QStringLiteral("n");
    expected.authority.cloud = QStringLiteral("china");
    expected.authority.version = profile::EndpointVersion::V1;
    expected.authority.tenant = QStringLiteral("t");
    expected.clientId = QStringLiteral("c");
    expected.placement = profile::SecretPlacement::Basic;
    expected.resources = {QStringLiteral("r")};
    expected.audience = QStringLiteral("a");
    expected.scope = QStringLiteral("s");
    expected.parameters = {{QStringLiteral("p"), QStringLiteral("v")}, {}};
    expected.expectations.audiences = {QStringLiteral("x")};
    expected.expectations.roles = {QStringLiteral("y")};
    expected.expectations.roleMatch = profile::RoleMatch::Any;
    expected.expectations.issuer = QStringLiteral("i");
    expected.expectations.client = QStringLiteral("cl");
    expected.expectations.tenant = QStringLiteral("tt");
    expected.expectations.tokenVersion = profile::TokenVersion::V1;
    expected.expectations.skewSeconds = 86400;
    expected.expectations.middleware = profile::Middleware::AspNetCore;
    expected.expectations.rules = {profile::Rule::RolesOrScopes, profile::Rule::ExpiryIgnored};
    expected.expectations.scopes = {QStringLiteral("sc")};
    expected.manifests = {{QStringLiteral("m.json"), R"({"appId":"i"})"}};
    expected.connection.deadlineSeconds = 1;
    expected.connection.allowPlainHttp = true;
    expected.connection.allowedHosts = {QStringLiteral("h")};
    QCOMPARE(*read, expected);
}

void TestProfile::accepted_standInOneLine_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("issuers");
    QTest::addColumn<QStringList>("clients");
    const auto row = [](const char* line, const QStringList& issuers, const QStringList& clients) {
        QTest::newRow(line) << QString::fromLatin1(line) << issuers << clients;
    };
    const QString a = QStringLiteral("https://a");
    const QString b = QStringLiteral("https://b");
    row("", {QString()}, {QString()});
    row("https://a", {a}, {a});
    row("https://a https://b", {a, b}, {a + u' ' + b});
    row("https://a ", {a + u' '}, {a + u' '});
    row("client one", {QStringLiteral("client one")}, {QStringLiteral("client one")});
    row("https://a, https://b", {a + u',', b}, {a, b});
}

void TestProfile::accepted_standInOneLine()
{
    QFETCH(QString, line);
    QFETCH(QStringList, issuers);
    QFETCH(QStringList, clients);
    Profile profile;
    expectIssuers(profile.expectations, line);
    expectClients(profile.expectations, line);
    QCOMPARE(QStringList{profile.expectations.issuer} + profile.expectations.moreIssuers, issuers);
    QCOMPARE(QStringList{profile.expectations.client} + profile.expectations.moreClients, clients);
    QCOMPARE(issuersInLine(profile.expectations), line);
    QCOMPARE(clientsInLine(profile.expectations), line);
}

void TestProfile::parse_takesOneResourceOrSeveral_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("resources");
    const QString a = QStringLiteral("a");
    QTest::newRow("one") << QByteArray(R"({"schema":1,"resource":"a"})") << QStringList{a};
    QTest::newRow("empty") << QByteArray(R"({"schema":1,"resource":""})") << QStringList();
    QTest::newRow("two") << QByteArray(R"({"schema":1,"resources":["a","b"]})") << QStringList{a, QStringLiteral("b")};
    QTest::newRow("none") << QByteArray(R"({"schema":1,"resources":[]})") << QStringList();
}

void TestProfile::parse_takesOneResourceOrSeveral()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, resources);
    const support::Result<Profile> read = profile::parse(text);
    QVERIFY(read);
    QCOMPARE(read->resources, resources);
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
