// SPDX-License-Identifier: Apache-2.0
#include "app/formats/settingssamples.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace assayer;
using namespace assayer::formats::testing;
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
};

namespace {

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
    {"schemes-audience.json", "ASP.NET Core JwtBearer", "", "public-v2", "", 300, false},
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
    // The one that asks for azp.
    QCOMPARE(settings.expectations.tokenVersion.has_value(), QByteArray(row.file) == "validate-jwt.xml");
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
    row("schemes-audience.json", "as ASP.NET Core 8 possibly does; version 7 possibly checks none");
    row("jwtbearer.json", "one final slash");
    row("jwtbearer-common.json", "{tenantid}");
    row("jwtbearer-common.json", "ValidateAudience is false");
    row("jwt-ownissuer.json", "ValidateLifetime is false");
    row("jwt-ownissuer.json", "Jwt:Key, Jwt:SecretKey");
    row("validate-jwt.xml", "ctry");
    row("validate-jwt.xml", "Only v2 tokens of Entra have azp");
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

QTEST_GUILESS_MAIN(ApiSettingsTest)
#include "tst_apisettings.moc"
