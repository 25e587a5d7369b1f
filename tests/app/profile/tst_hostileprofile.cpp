// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.h"

#include <QTest>

using namespace assayer;

class TestHostileProfile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parse_refusesWithTheMembersName_data();
    void parse_refusesWithTheMembersName();
    void parse_refusesSecretsWithoutRepeatingThem_data();
    void parse_refusesSecretsWithoutRepeatingThem();
    void parse_takesNamesThatOnlyLookAlike_data();
    void parse_takesNamesThatOnlyLookAlike();
    void parse_survivesTruncationAtEveryByte();
    void parse_survivesEveryByteFlipped();
    void parse_refusesHugeFiles();
    void parse_makesHostileNamesVisible();
};

void TestHostileProfile::parse_refusesWithTheMembersName_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, const char* text, const char* code, const char* field) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(code) << QString::fromLatin1(field);
    };
    row("empty", "", "invalid-json", "");
    row("blank", " \n", "invalid-json", "");
    row("not JSON", "schema: 1", "invalid-json", "");
    row("trailing comma", R"({"schema":1,})", "invalid-json", "");
    row("comment", R"({"schema":1/*x*/})", "invalid-json", "");
    row("two values", R"({"schema":1}{})", "invalid-json", "");
    row("not UTF-8", "{\"schema\":1,\"name\":\"\xFF\"}", "invalid-json", "");
    row("overlong UTF-8", "{\"schema\":1,\"name\":\"\xC0\xAF\"}", "invalid-json", "");
    row("UTF-16", "\xFF\xFE{", "invalid-json", "");
    row("byte order mark", "\xEF\xBB\xBF{\"schema\":1}", "invalid-json", "");
    row("null", "null", "schema", "schema");
    row("array", "[]", "schema", "schema");
    row("no schema", "{}", "schema", "schema");
    row("schema as text", R"({"schema":"1"})", "schema", "schema");
    row("schema zero", R"({"schema":0})", "schema", "schema");
    row("schema negative", R"({"schema":-1})", "schema", "schema");
    row("schema half", R"({"schema":1.5})", "schema", "schema");
    row("schema newer", R"({"schema":2})", "schema", "schema");
    row("schema huge", R"({"schema":1e999})", "schema", "schema");
    row("manifests no list", R"({"schema":1,"manifests":{}})", "invalid-member", "manifests");
    row("manifest no object", R"({"schema":1,"manifests":[7]})", "invalid-member", "manifests[0]");
    row("manifest without one", R"({"schema":1,"manifests":[{"name":"a"}]})", "invalid-member",
        "manifests[0].manifest");
    row("manifest a text", R"({"schema":1,"manifests":[{"manifest":"{}"}]})", "invalid-member",
        "manifests[0].manifest");
    row("manifest with a credential", R"({"schema":1,"manifests":[{"manifest":{"a":[{"secretText":"x"}]}}]})",
        "secret-in-profile", "manifests[0].manifest.a[0].secretText");
    row("rule unknown", R"({"schema":1,"expectations":{"rules":["expiry-ignored","x"]}})", "invalid-member",
        "expectations.rules");
    row("rules no list", R"({"schema":1,"expectations":{"rules":"expiry-ignored"}})", "invalid-member",
        "expectations.rules");
    row("middleware unknown", R"({"schema":1,"expectations":{"middleware":"x"}})", "invalid-member",
        "expectations.middleware");
    row("name a number", R"({"schema":1,"name":7})", "invalid-member", "name");
    row("name null", R"({"schema":1,"name":null})", "invalid-member", "name");
    row("authority a text", R"({"schema":1,"authority":"entra"})", "invalid-member", "authority");
    row("authority without kind", R"({"schema":1,"authority":{}})", "invalid-member", "authority.kind");
    row("unknown kind", R"({"schema":1,"authority":{"kind":"Entra"}})", "invalid-member", "authority.kind");
    row("unknown version", R"({"schema":1,"authority":{"kind":"entra","version":"v3"}})", "invalid-member",
        "authority.version");
    row("version a number", R"({"schema":1,"authority":{"kind":"entra","version":2}})", "invalid-member",
        "authority.version");
    row("tenant an array", R"({"schema":1,"authority":{"kind":"entra","tenant":[]}})", "invalid-member",
        "authority.tenant");
    row("client_id an object", R"({"schema":1,"client_id":{}})", "invalid-member", "client_id");
    row("unknown placement", R"({"schema":1,"secret_placement":"header"})", "invalid-member", "secret_placement");
    row("resource an array", R"({"schema":1,"resource":["a"]})", "invalid-member", "resource");
    row("resources a text", R"({"schema":1,"resources":"a"})", "invalid-member", "resources");
    row("resources of numbers", R"({"schema":1,"resources":["a",1]})", "invalid-member", "resources");
    row("resource and resources", R"({"schema":1,"resource":"a","resources":["b"]})", "invalid-member", "resources");
    row("parameters an object", R"({"schema":1,"parameters":{"a":"b"}})", "invalid-member", "parameters");
    row("parameters of texts", R"({"schema":1,"parameters":[{"name":"a"},"b"]})", "invalid-member", "parameters[1]");
    row("parameter's value", R"({"schema":1,"parameters":[{"name":"a","value":1}]})", "invalid-member",
        "parameters[0].value");
    row("audiences a text", R"({"schema":1,"expectations":{"audiences":"a"}})", "invalid-member",
        "expectations.audiences");
    row("role_match", R"({"schema":1,"expectations":{"role_match":"ALL"}})", "invalid-member",
        "expectations.role_match");
    row("token_version", R"({"schema":1,"expectations":{"token_version":"2"}})", "invalid-member",
        "expectations.token_version");
    row("skew negative", R"({"schema":1,"expectations":{"skew":-1}})", "invalid-member", "expectations.skew");
    row("skew too long", R"({"schema":1,"expectations":{"skew":86401}})", "invalid-member", "expectations.skew");
    row("skew half", R"({"schema":1,"expectations":{"skew":0.5}})", "invalid-member", "expectations.skew");
    row("skew huge", R"({"schema":1,"expectations":{"skew":99999999999999999999}})", "invalid-member",
        "expectations.skew");
    row("skew a text", R"({"schema":1,"expectations":{"skew":"300"}})", "invalid-member", "expectations.skew");
    row("deadline zero", R"({"schema":1,"connection":{"deadline":0}})", "invalid-member", "connection.deadline");
    row("deadline too long", R"({"schema":1,"connection":{"deadline":601}})", "invalid-member", "connection.deadline");
    row("allow_plain_http", R"({"schema":1,"connection":{"allow_plain_http":1}})", "invalid-member",
        "connection.allow_plain_http");
    row("allowed_hosts", R"({"schema":1,"connection":{"allowed_hosts":"h"}})", "invalid-member",
        "connection.allowed_hosts");
    row("twice", R"({"schema":1,"name":"a","name":"b"})", "invalid-member", "name");
    row("twice, escaped", R"({"schema":1,"name":"a","n\u0061me":"b"})", "invalid-member", "name");
    row("twice, within", R"({"schema":1,"expectations":{"skew":1,"skew":2}})", "invalid-member", "expectations.skew");
    row("twice, unknown", R"({"schema":1,"x":[{"y":1,"y":1}]})", "invalid-member", "x[0].y");
}

void TestHostileProfile::parse_refusesWithTheMembersName()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const support::Result<profile::Profile> read = profile::parse(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().field, field);
    QVERIFY(!read.error().sentence.isEmpty());
    QVERIFY2(code != u"invalid-member" || read.error().sentence.contains(field), qPrintable(read.error().sentence));
}

void TestHostileProfile::parse_refusesSecretsWithoutRepeatingThem_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
    row("client_secret", R"({"schema":1,"client_secret":"canary"})");
    row("before the schema", R"({"client_secret":"canary"})");
    row("camel case", R"({"schema":1,"clientSecret":"canary"})");
    row("hyphen", R"({"schema":1,"client-secret":"canary"})");
    row("space and case", R"({"schema":1,"Client Secret":"canary"})");
    row("escaped", R"({"schema":1,"client\u005fsecret":"canary"})");
    row("no text", R"({"schema":1,"secret":["canary"]})");
    row("secret", R"({"schema":1,"authority":{"kind":"entra","secret":"canary"}})");
    row("password", R"({"schema":1,"password":"canary"})");
    row("client_assertion", R"({"schema":1,"client_assertion":"canary"})");
    row("access_token", R"({"schema":1,"x":[{"y":{"access_token":"canary"}}]})");
    row("private_key", R"({"schema":1,"expectations":{"private_key":"canary"}})");
    row("parameter", R"({"schema":1,"parameters":[{"name":"client_secret","value":"canary"}]})");
    row("parameter, value first", R"({"schema":1,"parameters":[{"value":"canary","name":"Password"}]})");
    row("parameter, no text", R"({"schema":1,"parameters":[{"name":"client_secret","value":["canary"]}]})");
    row("key in PEM", "{\"schema\":1,\"scope\":\"-----BEGIN RSA PRIVATE KEY-----\\ncanary\"}");
    row("token as a value", R"({"schema":1,"note":"eyJhbGciOiJub25lIn0.canary.sig"})");
    row("twice", R"({"schema":1,"secret":"canary","secret":"canary"})");
}

void TestHostileProfile::parse_refusesSecretsWithoutRepeatingThem()
{
    QFETCH(QByteArray, text);
    const support::Result<profile::Profile> read = profile::parse(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("secret-in-profile"));
    const QString all = read.error().sentence + read.error().detail + read.error().field;
    QVERIFY2(!all.contains(u"canary"), qPrintable(all));
    QVERIFY(!read.error().field.isEmpty());
}

void TestHostileProfile::parse_takesNamesThatOnlyLookAlike_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
    row("secret_placement", R"({"schema":1,"secret_placement":"basic"})");
    row("secret_hint", R"({"schema":1,"secret_hint":"abc"})");
    row("password_policy", R"({"schema":1,"password_policy":true})");
    row("token_version", R"({"schema":1,"expectations":{"token_version":"2.0"}})");
    row("parameter without value", R"({"schema":1,"parameters":[{"name":"client_secret","value":""}]})");
    row("scope that begins alike", R"({"schema":1,"scope":"eyJ.and more words"})");
    row("dotted text", R"({"schema":1,"scope":"eye.witness.read"})");
    row("public key", "{\"schema\":1,\"x\":\"-----BEGIN PUBLIC KEY-----\"}");
}

void TestHostileProfile::parse_takesNamesThatOnlyLookAlike()
{
    QFETCH(QByteArray, text);
    const support::Result<profile::Profile> read = profile::parse(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence));
}

void TestHostileProfile::parse_survivesTruncationAtEveryByte()
{
    const QByteArray whole = profile::write(profile::workedExample()).trimmed();
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const support::Result<profile::Profile> read = profile::parse(whole.first(length));
        QVERIFY2(!read, qPrintable(QString::number(length)));
        QCOMPARE(read.error().code, QStringLiteral("invalid-json"));
    }
}

void TestHostileProfile::parse_survivesEveryByteFlipped()
{
    const QByteArray whole = profile::write(profile::workedExample());
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char mask : {'\x01', '\x20', '\x7F'}) {
            QByteArray text = whole;
            text[at] = static_cast<char>(text[at] ^ mask);
            const support::Result<profile::Profile> read = profile::parse(text);
            // Whatever was made of it is sound: it writes and reads back the same.
            if (read) {
                QCOMPARE(*profile::parse(profile::write(*read)), *read);
            } else {
                QVERIFY(!read.error().sentence.isEmpty());
            }
        }
    }
}

void TestHostileProfile::parse_refusesHugeFiles()
{
    const QByteArray start = "{\"schema\":1,\"name\":\"";
    const QByteArray end = "\"}";
    const qsizetype limit = 1024 * 1024;
    const QByteArray largest = start + QByteArray(limit - start.size() - end.size(), 'n') + end;
    QVERIFY(profile::parse(largest));
    const support::Result<profile::Profile> read = profile::parse(largest + ' ');
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("too-large"));
    QVERIFY(!profile::parse(QByteArray(limit, '[')));
    QVERIFY(!profile::parse("{\"schema\":1,\"x\":" + QByteArray(500, '[') + QByteArray(500, ']') + "}"));
}

void TestHostileProfile::parse_makesHostileNamesVisible()
{
    const QByteArray text = "{\"schema\":1,\"x\\u202E\\u001B[31m" + QByteArray(5000, 'y') + "\":{\"a\":1,\"a\":2}}";
    const support::Result<profile::Profile> read = profile::parse(text);
    QVERIFY(!read);
    QVERIFY(!read.error().sentence.contains(QChar(0x202E)));
    QVERIFY(!read.error().sentence.contains(QChar(0x1B)));
    QVERIFY(read.error().sentence.size() < 400);
}

QTEST_GUILESS_MAIN(TestHostileProfile)
#include "tst_hostileprofile.moc"
