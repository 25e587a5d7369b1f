// SPDX-License-Identifier: Apache-2.0
#include "app/formats/settingssamples.h"

#include <QTest>

using namespace assayer;
using namespace assayer::formats::testing;
using formats::ApiSettings;

class SettingsTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void text_isReadAsWritten_data();
    void text_isReadAsWritten();
    void nonsense_isRefused_data();
    void nonsense_isRefused();
};

void SettingsTextTest::text_isReadAsWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("audiences");
    QTest::addColumn<int>("skew");
    const auto row = [](const char* name, const char* text, const char* audiences, int skew) {
        QTest::newRow(name) << QByteArray(text) << list(audiences) << skew;
    };
    row("byte order mark", "\xEF\xBB\xBF{\"issuerBaseURL\":\"https://i.example\",\"audience\":\"a\"}", "a", 5);
    row("comment before", "// mine\n/* and */ {\"issuerBaseURL\":\"https://i.example\",\"audience\":\"a\"}", "a", 5);
    row("slashes in a string", "{\"issuerBaseURL\":\"https://i.example\",\"audience\":\"a//b/*c*/\",}", "a//b/*c*/", 5);
    row("escaped quote", R"({"issuerBaseURL":"https://i.example","audience":"a\"//b"})", "a\"//b", 5);
    row("comma in a string", R"({"issuerBaseURL":"https://i.example","audience":"a,]"})", "a,]", 5);
    row("other case",
        R"({"azuread":{"INSTANCE":"https://login.microsoftonline.com","tenantid":"common","ClientID":"x"}})",
        "x api://x", 300);
    row("flat keys", R"({"AzureAd:Instance":"https://login.microsoftonline.com","AzureAd:TenantId":"common",
        "AzureAd:ClientId":"x"})",
        "x api://x", 300);
    row("nested section", R"({"Authentication":{"AzureAd":{"TenantId":"common","ClientId":"x"}}})", "x api://x", 300);
    row("the registration before another's",
        R"({"Graph":{"TenantId":"common","ClientId":"y"},"AzureAd":{"TenantId":"common","ClientId":"x"}})", "x api://x",
        300);
    row("twice", R"({"issuerBaseURL":"https://i.example","audience":"a","audience":"b"})", "b", 5);
    row("object literal", "auth({issuerBaseURL: 'https://i.example', audience: 'a', clockTolerance: 7})", "a", 7);
    row("assigned", "const options = { audience: 'a', jwksUri: 'https://i.example/keys', issuer: 'i' };", "a", 5);
    row("filled in by code", "auth({issuerBaseURL: process.env.ISSUER, audience: process.env.AUDIENCE || 'a'})", "", 5);
    row("skew below zero", R"({"issuerBaseURL":"https://i.example","audience":"a","clockTolerance":-1})", "a", 5);
    row("skew beyond a day", R"({"issuerBaseURL":"https://i.example","audience":"a","clockTolerance":86401})", "a", 5);
    row("a regular expression", "jwt.verify(t, k, { audience: [/api/i, 'a'], issuer: 'i' })", "a", 0);
    row("skew in words", R"({"issuer":"i","audience":"a","clockTolerance":"2 minutes"})", "a", 0);
    row("skew as time span",
        R"({"JwtBearer":{"Authority":"https://i.example","Audience":"a","TokenValidationParameters":{"ClockSkew":"01:00"}}})",
        "a", 3600);
    row("CDATA", "<validate-jwt><audiences><audience><![CDATA[a]]></audience></audiences></validate-jwt>", "a", 0);
    row("entities of XML", "<validate-jwt><audiences><audience>a&amp;b&#x20;c</audience></audiences></validate-jwt>",
        "a&b c", 0);
    row("empty policy", "<validate-azure-ad-token tenant-id='common'/>", "", 0);
    row("policy in capitals is none, the next is one",
        "<x><Validate-JWT/><validate-jwt clock-skew='00:00:10'><audiences><audience>a</audience></audiences>"
        "</validate-jwt></x>",
        "a", 10);
    row("YAML in one line", "spring: {security: {oauth2: {resourceserver: {jwt: {audiences: [a, b]}}}}}", "a b", 60);
    row("YAML alias", "x: &a api://x\nspring.security.oauth2.resourceserver.jwt:\n  audiences: *a\n  issuer-uri: i\n",
        "", 60);
    row("properties with a colon", "spring.security.oauth2.resourceserver.jwt.audiences: a,b", "a b", 60);
    row("properties with CR LF",
        "spring.security.oauth2.resourceserver.jwt.audiences=a\r\nspring.security.oauth2.resourceserver.jwt.issuer-uri="
        "i\r\n",
        "a", 60);
}

void SettingsTextTest::text_isReadAsWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, audiences);
    QFETCH(int, skew);
    const auto settings = formats::readApiSettings(text);
    QVERIFY2(settings, settings ? "" : qUtf8Printable(settings.error().code));
    if (audiences.join(u' ') == u"a&b c") {
        audiences = {QStringLiteral("a&b c")};
    }
    QCOMPARE(settings->expectations.audiences, audiences);
    QCOMPARE(settings->expectations.skewSeconds, skew);
}

void SettingsTextTest::nonsense_isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QByteArray& text, const char* code) {
        QTest::newRow(name) << text << QString::fromLatin1(code);
    };
    row("nothing", "", "empty");
    row("white space", " \r\n\t", "empty");
    row("byte order mark alone", "\xEF\xBB\xBF", "empty");
    row("prose", "The audience is invalid.", "not-settings");
    row("number", "42", "not-settings");
    row("empty object", "{}", "not-settings");
    row("another file", R"({"name":"orders","version":"1.0.0"})", "not-settings");
    row("package.json's scripts", R"({"scripts":{"audit":"npm audit"}})", "not-settings");
    row("another XML", "<configuration><appSettings/></configuration>", "not-settings");
    row("policy in a comment", "<a><!-- <validate-jwt/> --></a>", "not-settings");
    row("another policy", "<validate-jwt-like/>", "not-settings");
    row("an issuer that is not accepted",
        "<validate-jwt><issuers><issuer>https://a.example</issuer></issuers><required-claims><claim name='iss'><value>"
        "https://b.example</value></claim></required-claims></validate-jwt>",
        "contradiction");
    row("an audience that is not accepted, at Entra",
        "<validate-azure-ad-token><audiences><audience>a</audience></audiences><required-claims><claim name='aud'>"
        "<value>b</value></claim></required-claims></validate-azure-ad-token>",
        "contradiction");
    row("appid and azp, at Entra",
        "<validate-azure-ad-token><required-claims><claim name='appid'><value>a</value></claim><claim name='azp'>"
        "<value>a</value></claim></required-claims></validate-azure-ad-token>",
        "contradiction");
    row("another YAML", "server:\n  port: 80\n", "not-settings");
    row("another properties file", "server.port=80", "not-settings");
    row("token", "eyJhbGciOiJub25lIn0.e30.c2ln", "not-settings");
    row("UTF-16 with nothing in it", QByteArray("\xFF\xFE{\0}\0", 6), "not-settings");
    row("UTF-16 without a mark", QByteArray("{\0}\0", 4), "not-text");
    row("NUL", QByteArray("{\0}", 3), "not-text");
    row("Latin-1", "{\"audience\":\"\xE4\"}", "not-text");
    row("broken JSON", R"({"AzureAd":{"ClientSecret":"canary" "x"}})", "invalid-json");
    row("JSON cut", R"({"AzureAd":{"ClientSecret":"canary)", "invalid-json");
    row("two commas", R"({"audience":["a",,,]})", "invalid-json");
    row("broken XML", "<validate-jwt><audiences></validate-jwt>", "invalid-xml");
    row("XML cut", "<validate-jwt><audiences><audience>canary", "invalid-xml");
    row("entity",
        "<!DOCTYPE x [<!ENTITY e 'canary'>]><validate-jwt><audiences><audience>&e;</audience></audiences>"
        "</validate-jwt>",
        "invalid-xml");
    row("DTD in the policy", "<validate-jwt><!DOCTYPE x [<!ENTITY e 'a'>]></validate-jwt>", "invalid-xml");
    row("broken YAML", "spring:\n  security: [canary\n", "invalid-yaml");
}

void SettingsTextTest::nonsense_isRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto settings = formats::readApiSettings(text);
    QVERIFY2(!settings, settings ? qUtf8Printable(formats::toName(settings->middleware)) : "");
    QCOMPARE(settings.error().code, code);
    QVERIFY(!settings.error().sentence.isEmpty());
    QVERIFY(!(settings.error().sentence + settings.error().detail).contains(u"canary"));
}

QTEST_GUILESS_MAIN(SettingsTextTest)
#include "tst_settingstext.moc"
