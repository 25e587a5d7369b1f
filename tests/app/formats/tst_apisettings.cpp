// SPDX-License-Identifier: Apache-2.0
#include "app/formats/settingsdata.h"
#include "formats/apisettings.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace assayer;
using formats::ApiSettings;

class ApiSettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sample_becomesExpectations_data();
    void sample_becomesExpectations();
    void samples_allHaveARow();
    void sample_saysWhatWasAssumed_data();
    void sample_saysWhatWasAssumed();
    void sample_keepsNoSecret_data();
    void sample_keepsNoSecret();
    void text_isReadAsWritten_data();
    void text_isReadAsWritten();
    void nonsense_isRefused_data();
    void nonsense_isRefused();
    void expectations_followTheToken_data();
    void expectations_followTheToken();
    void everythingAccepted_isExpected_data();
    void everythingAccepted_isExpected();
};

namespace {

const QString tenant = QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60");
const QString api = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
const QString client = QStringLiteral("4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a");
const QString otherClient = QStringLiteral("91b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d");

/// Space-separated, with {T}, {A}, {C}, {D} for the ids and the names of issuers for issuers.
QStringList list(const char* written)
{
    QString text = QString::fromLatin1(written);
    text.replace(QLatin1String("public-v1"), QLatin1String("https://sts.windows.net/{T}/"));
    text.replace(QLatin1String("public-v2"), QLatin1String("https://login.microsoftonline.com/{T}/v2.0"));
    text.replace(QLatin1String("{T}"), tenant);
    text.replace(QLatin1String("{A}"), api);
    text.replace(QLatin1String("{C}"), client);
    text.replace(QLatin1String("{D}"), otherClient);
    return text.split(u' ', Qt::SkipEmptyParts);
}

ApiSettings read(const QString& name)
{
    const auto settings = formats::readApiSettings(formats::testing::sample(name));
    if (!settings) {
        qFatal("%s: %s", qUtf8Printable(name), qUtf8Printable(settings.error().sentence));
    }
    return *settings;
}

struct Row {
    const char* file;
    const char* middleware;
    const char* audiences;
    const char* issuers;
    const char* others; ///< clients, roles
    int skew;
    bool ofTenant;
};

// clang-format off
constexpr Row rows[]{
    {"azuread.json", "Microsoft.Identity.Web", "{A} api://{A}", "public-v2 public-v1", "", 300, true},
    {"azuread-audience.json", "Microsoft.Identity.Web", "api://orders.example.com api://orders.example.com/", "public-v2 public-v1", "", 90, true},
    {"azuread-section.json", "Microsoft.Identity.Web", "{A} api://{A}", "https://login.microsoftonline.us/{T}/v2.0 public-v1", "", 300, true},
    {"azuread-common.json", "Microsoft.Identity.Web", "{A} api://{A}", "", "", 300, false},
    {"azuread-domain.json", "Microsoft.Identity.Web", "", "", "", 300, false},
    {"azuread.env", "Microsoft.Identity.Web", "{A} api://{A}", "public-v2 public-v1", "", 300, true},
    {"azureadb2c.json", "Microsoft.Identity.Web", "{A}", "", "", 300, false},
    {"schemes-bearer.json", "ASP.NET Core JwtBearer", "{A} api://orders.example.com api://orders.example.com/", "public-v1 public-v2", "", 300, false},
    {"schemes-audience.json", "ASP.NET Core JwtBearer", "", "", "", 300, false},
    {"jwtbearer.json", "ASP.NET Core JwtBearer", "api://orders.example.com/ api://orders.example.com", "public-v1", "", 300, true},
    {"jwtbearer-common.json", "ASP.NET Core JwtBearer", "", "https://login.microsoftonline.com/{tenantid}/v2.0", "", 300, false},
    {"jwt-ownissuer.json", "ASP.NET Core JwtBearer", "orders", "https://issuer.example/", "", 300, false},
    {"validate-jwt.xml", "Azure API Management", "api://orders.example.com {A}", "public-v1 public-v2", "{C} any:Orders.Read any:Orders.Write", 30, false},
    {"validate-jwt-minimal.xml", "Azure API Management", "", "", "", 0, false},
    {"validate-azure-ad-token.xml", "Azure API Management", "api://{A}", "public-v2 public-v1", "{C} {D} all:Orders.Read all:Orders.Write", 0, true},
    {"validate-azure-ad-token-named.xml", "Azure API Management", "", "", "", 0, false},
    {"spring.yml", "Spring Security", "{A} api://orders.example.com", "public-v2", "", 60, true},
    {"spring-issuer.yml", "Spring Security", "", "public-v1", "", 60, true},
    {"spring.properties", "Spring Security", "api://orders.example.com {A}", "public-v1", "", 60, true},
    {"spring-keys.properties", "Spring Security", "{A}", "", "", 60, false},
    {"spring-azure.yml", "Azure Spring starter", "api://orders.example.com {A}", "public-v2 public-v1", "", 60, true},
    {"spring-azure.properties", "Azure Spring starter", "{A}", "https://login.partner.microsoftonline.cn/{T}/v2.0 https://sts.chinacloudapi.cn/{T}/", "", 60, true},
    {"express.json", "express-oauth2-jwt-bearer", "{A}", "public-v2", "", 5, true},
    {"express-v1.js", "express-oauth2-jwt-bearer", "api://orders.example.com api://orders.example.com/", "public-v1", "", 60, true},
    {"express-auth0.json", "express-oauth2-jwt-bearer", "https://orders.example.com", "https://contoso.eu.auth0.com https://contoso.eu.auth0.com/", "", 5, false},
    {"passport.json", "passport-azure-ad", "{A} spn:{A}", "public-v1", "", 300, true},
    {"passport-issuers.json", "passport-azure-ad", "api://orders.example.com spn:api://orders.example.com", "public-v1 public-v2", "", 60, false},
    {"jose.json", "jose", "{A}", "public-v2", "", 10, false},
    {"jsonwebtoken.js", "jsonwebtoken", "api://orders.example.com", "public-v1", "", 0, false},
    {"verifier.json", "jose", "a b", "", "", 5, false},
};
// clang-format on

} // namespace

void ApiSettingsTest::sample_becomesExpectations_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < int(std::size(rows)); ++index) {
        QTest::newRow(rows[index].file) << index;
    }
}

void ApiSettingsTest::sample_becomesExpectations()
{
    QFETCH(int, index);
    const Row& row = rows[index];
    const ApiSettings settings = read(QString::fromLatin1(row.file));
    QCOMPARE(formats::toName(settings.middleware), QString::fromLatin1(row.middleware));
    QCOMPARE(settings.expectations.audiences, list(row.audiences));
    QCOMPARE(settings.issuers, list(row.issuers));
    QCOMPARE(settings.expectations.issuer, settings.issuers.value(0));
    QStringList others = settings.clients;
    const bool any = settings.expectations.roleMatch == profile::RoleMatch::Any;
    for (const QString& role : settings.expectations.roles) {
        others += (any ? QStringLiteral("any:") : QStringLiteral("all:")) + role;
    }
    QCOMPARE(others, list(row.others));
    QCOMPARE(settings.expectations.client, settings.clients.value(0));
    QCOMPARE(settings.expectations.skewSeconds, row.skew);
    QCOMPARE(settings.expectations.tenant, row.ofTenant ? tenant : QString());
    QVERIFY(!settings.expectations.tokenVersion);
    const bool verifier = QByteArray(row.middleware).startsWith('j');
    QCOMPARE(settings.expectations.middleware.has_value(), !verifier);
}

void ApiSettingsTest::samples_allHaveARow()
{
    QStringList named;
    for (const Row& row : rows) {
        named += QString::fromLatin1(row.file);
    }
    named.sort();
    QCOMPARE(named, formats::testing::sampleNames());
}

void ApiSettingsTest::sample_saysWhatWasAssumed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* file, const char* words) {
        QTest::addRow("%s: %s", file, words) << QString::fromLatin1(file) << QString::fromLatin1(words);
    };
    row("azuread.json", "client ID in tokens of version 2.0");
    row("azuread.json", "IDW10201");
    row("azuread-common.json", "any tenant");
    row("azuread-domain.json", "domain");
    row("azuread-domain.json", "AzureAd:ClientId");
    row("azuread-audience.json", "AzureAd:ClientSecret, ConnectionStrings:Orders");
    row("azuread.env", "AzureAd__ClientSecret");
    row("schemes-bearer.json", "other schemes");
    row("schemes-bearer.json", "SigningKeys");
    row("schemes-audience.json", "not Audience");
    row("schemes-audience.json", "the issuer is not checked, only its keys");
    row("jwtbearer.json", "one final slash");
    row("jwtbearer-common.json", "{tenantid}");
    row("jwtbearer-common.json", "ValidateAudience is false");
    row("jwt-ownissuer.json", "ValidateLifetime is false");
    row("jwt-ownissuer.json", "Jwt:Key, Jwt:SecretKey");
    row("validate-jwt.xml", "ctry");
    row("validate-jwt-minimal.xml", "keys of its own");
    row("validate-azure-ad-token-named.xml", "tenant-id");
    row("spring.yml", "for one Spring profile");
    row("spring-issuer.yml", "its default was taken");
    row("spring-issuer.yml", "audiences");
    row("spring.properties", "maps roles");
    row("spring-keys.properties", "no issuer-uri");
    row("spring-azure.yml", "both token versions");
    row("express-v1.js", "at+jwt");
    row("express-auth0.json", "final slash");
    row("passport.json", "spn:");
    row("passport-issuers.json", "without scp");
    row("jose.json", "requiredClaims");
    row("verifier.json", "jose's or jsonwebtoken's");
}

void ApiSettingsTest::sample_saysWhatWasAssumed()
{
    QFETCH(QString, file);
    QFETCH(QString, words);
    const QStringList notes = read(file).notes;
    QVERIFY2(!notes.filter(words).isEmpty(), qUtf8Printable(notes.join(u'\n')));
    QVERIFY(std::all_of(notes.begin(), notes.end(), [](const QString& note) { return note.endsWith(u'.'); }));
    QCOMPARE(QSet<QString>(notes.begin(), notes.end()).size(), notes.size());
}

void ApiSettingsTest::sample_keepsNoSecret_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& name : formats::testing::sampleNames()) {
        const QByteArray text = formats::testing::sample(name);
        if (text.contains("canary") || text.contains("Y2FuYXJ5")) {
            QTest::newRow(qUtf8Printable(name)) << name;
        }
    }
}

void ApiSettingsTest::sample_keepsNoSecret()
{
    QFETCH(QString, file);
    const ApiSettings settings = read(file);
    profile::Profile holder;
    holder.expectations = settings.expectations;
    const QString all = settings.notes.join(u' ') + settings.issuers.join(u' ') + settings.clients.join(u' ') +
                        QString::fromUtf8(profile::write(holder));
    QVERIFY2(!all.contains(u"canary") && !all.contains(u"Y2FuYXJ5"), qUtf8Printable(all));
    QVERIFY2(settings.notes.join(u' ').contains(u"not kept"), qUtf8Printable(settings.notes.join(u'\n')));
}

void ApiSettingsTest::text_isReadAsWritten_data()
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

void ApiSettingsTest::text_isReadAsWritten()
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

void ApiSettingsTest::nonsense_isRefused_data()
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

void ApiSettingsTest::nonsense_isRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto settings = formats::readApiSettings(text);
    QVERIFY2(!settings, settings ? qUtf8Printable(formats::toName(settings->middleware)) : "");
    QCOMPARE(settings.error().code, code);
    QVERIFY(!settings.error().sentence.isEmpty());
    QVERIFY(!(settings.error().sentence + settings.error().detail).contains(u"canary"));
}

void ApiSettingsTest::expectations_followTheToken_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("expectedIssuer");
    QTest::addColumn<QString>("expectedClient");
    QTest::addColumn<QStringList>("audiences");
    const auto row = [](const char* name, const char* file, const char* issuer, const QString& byClient,
                        const char* expectedIssuer, const QString& expectedClient, const char* audiences) {
        QTest::newRow(name) << QString::fromLatin1(file) << list(issuer).value(0) << byClient
                            << list(expectedIssuer).value(0) << expectedClient << list(audiences);
    };
    const QString elsewhere = QStringLiteral("someone else");
    row("its own version, v1", "azuread.json", "public-v1", client, "public-v1", {}, "api://{A}");
    row("its own version, v2", "azuread.json", "public-v2", client, "public-v2", {}, "{A}");
    row("another tenant's, v1", "azuread.json", "https://sts.windows.net/a3d9e7b1-4c62-4f08-b5e9-7d1c0f2a8b34/", client,
        "public-v1", {}, "api://{A}");
    row("another cloud's, v2", "azuread.json", "https://login.microsoftonline.us/{T}/v2.0", client, "public-v2", {},
        "{A}");
    row("no issuer", "azuread.json", "", client, "public-v2", {}, "{A} api://{A}");
    row("configured audience", "azuread-audience.json", "public-v1", client, "public-v1", {},
        "api://orders.example.com api://orders.example.com/");
    row("nothing checked", "azuread-common.json", "public-v1", client, "", {}, "api://{A}");
    row("first client", "validate-azure-ad-token.xml", "public-v2", client, "public-v2", client, "api://{A}");
    row("second client", "validate-azure-ad-token.xml", "public-v2", otherClient, "public-v2", otherClient,
        "api://{A}");
    row("neither client", "validate-azure-ad-token.xml", "public-v2", elsewhere, "public-v2", client, "api://{A}");
    row("final slash", "express-auth0.json", "https://contoso.eu.auth0.com/", client, "https://contoso.eu.auth0.com/",
        {}, "https://orders.example.com");
}

void ApiSettingsTest::expectations_followTheToken()
{
    QFETCH(QString, file);
    QFETCH(QString, issuer);
    QFETCH(QString, client);
    QFETCH(QString, expectedIssuer);
    QFETCH(QString, expectedClient);
    QFETCH(QStringList, audiences);
    const profile::Expectations expectations = formats::expectationsFor(read(file), issuer, client);
    QCOMPARE(expectations.issuer, expectedIssuer);
    QCOMPARE(expectations.client, expectedClient);
    QCOMPARE(expectations.audiences, audiences);
}

void ApiSettingsTest::everythingAccepted_isExpected_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("byClient");
    for (const char* file : {"azuread.json", "validate-azure-ad-token.xml"}) {
        QTest::addRow("%s, no token yet", file) << QString::fromLatin1(file) << QString() << QString();
        QTest::addRow("%s, v1", file) << QString::fromLatin1(file) << list("public-v1").first() << client;
        QTest::addRow("%s, v2", file) << QString::fromLatin1(file) << list("public-v2").first() << otherClient;
    }
}

void ApiSettingsTest::everythingAccepted_isExpected()
{
    QFETCH(QString, file);
    QFETCH(QString, issuer);
    QFETCH(QString, byClient);
    const ApiSettings settings = read(file);
    const profile::Expectations expected = formats::expectationsFor(settings, issuer, byClient);
    const auto sorted = [](QStringList texts) {
        texts.removeAll(QString());
        texts.sort();
        return texts;
    };
    QVERIFY(settings.issuers.size() > 1 || settings.clients.size() > 1);
    QCOMPARE(sorted(expected.moreIssuers + QStringList{expected.issuer}), sorted(settings.issuers));
    QCOMPARE(sorted(expected.moreClients + QStringList{expected.client}), sorted(settings.clients));
}

QTEST_GUILESS_MAIN(ApiSettingsTest)
#include "tst_apisettings.moc"
