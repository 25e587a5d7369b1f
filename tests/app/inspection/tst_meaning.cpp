// SPDX-License-Identifier: Apache-2.0
#include "inspection/words.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace assayer::inspection;
using assayer::checks::Family;
using assayer::jose::Section;
using assayer::jose::TokenKind;
using assayer::support::json::Value;

Q_DECLARE_METATYPE(Family)

namespace {

constexpr qint64 now = 1790001000;

Value parsed(const char* json)
{
    return assayer::support::json::parse(json).value_or(Value());
}

QString meaning(const char* name, const char* json, Section section = Section::Payload, Family family = Family::Entra)
{
    return meaningOf(section, QLatin1String(name), parsed(json), now, family);
}

Section sectionOf(const QJsonValue& row)
{
    return row[u"in"].toString() == u"payload" ? Section::Payload : Section::Header;
}

TokenKind kindOf(const QJsonValue& row)
{
    return row[u"in"].toString() == u"encrypted-header" ? TokenKind::Jwe : TokenKind::Jws;
}

/// The family that a row of the table is about.
Family familyOf(const QJsonValue& row)
{
    const QString name = row[u"issuer_family"].toString();
    return name == u"entra"      ? Family::Entra
           : name == u"b2c"      ? Family::B2c
           : name == u"auth0"    ? Family::Auth0
           : name == u"okta"     ? Family::Okta
           : name == u"keycloak" ? Family::Keycloak
           : name == u"cognito"  ? Family::Cognito
           : name == u"adfs"     ? Family::Adfs
                                 : Family::Other;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonArray facts()
{
    return QJsonDocument::fromJson(contentOf(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/claims.json")))
        .array();
}

void compareUse(const QJsonValue& row, const QString& words)
{
    const QString authorization = row[u"authorization"].toString();
    const QString begins = authorization == u"no"    ? QStringLiteral("No access may")
                           : authorization == u"yes" ? QStringLiteral("An API may decide access on it.")
                                                     : QStringLiteral("An API may decide access on it only with care");
    QVERIFY2(words.startsWith(begins), qPrintable(row[u"name"].toString() + u'\n' + words));
}

} // namespace

class MeaningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void relativeTime_isShort_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("now") << qint64(0) << "now";
        QTest::newRow("seconds") << qint64(59) << "in 59 s";
        QTest::newRow("a minute") << qint64(60) << "in 1 min";
        QTest::newRow("minutes") << qint64(39 * 60 + 59) << "in 39 min";
        QTest::newRow("an hour") << qint64(3600) << "in 1 h";
        QTest::newRow("ago") << qint64(-7500) << "2 h 5 min ago";
        QTest::newRow("days") << qint64(90000) << "in 1 d 1 h";
        QTest::newRow("nearly two years") << qint64(730) * 86400 << "in 730 d";
        QTest::newRow("years") << -(qint64(20782) * 86400 + 22 * 3600) << "56 years ago";
        QTest::newRow("the end") << std::numeric_limits<qint64>::max() << "in 292271023045 years";
        QTest::newRow("the beginning") << std::numeric_limits<qint64>::min() << "292271023045 years ago";
    }
    void relativeTime_isShort()
    {
        QFETCH(qint64, seconds);
        QTEST(relativeTime(seconds), "words");
    }

    void time_isDateAndRelative()
    {
        QCOMPARE(timeInWords(1790004500, now), QStringLiteral("21 Sep 2026 15:28:20, in 58 min"));
        QCOMPARE(timeInWords(0, 1), QStringLiteral("1 Jan 1970 00:00:00, 1 s ago"));
        QVERIFY(timeInWords(std::numeric_limits<qint64>::max(), now).contains(QLatin1String("no date")));
        QVERIFY(timeInWords(std::numeric_limits<qint64>::min(), now).contains(QLatin1String("no date")));
    }

    void claim_isSaidInWords_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const char* json, const char* part) {
            QTest::addRow("%s %s", name, json) << QByteArray(name) << QByteArray(json) << QString::fromUtf8(part);
        };
        row("exp", "1790004500", "in 58 min");
        row("exp", "1790004500.5", "in 58 min");
        row("azpacr", "\"1\"", "client secret");
        row("appidacr", "\"2\"", "certificate");
        row("idtyp", "\"app\"", "app-only");
        row("aud", "\"00000003-0000-0000-c000-000000000000\"", "Microsoft Graph");
        row("aud", "\"https://vault.azure.net\"", "Key Vault");
        row("aud", "[\"https://graph.microsoft.com\"]", "Microsoft Graph");
        row("iss", "\"https://login.microsoftonline.com/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/v2.0\"", "v2 issuer");
        row("iss", "\"https://sts.windows.net/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/\"", "v1 issuer");
        row("wids", "[\"62e90394-69f5-4237-9190-012177145e10\"]", "Global Administrator");
        row("xms_idrel", "\"7 10\"", "service principal");
        row("wids", "[\"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3\"]", "possibly Application Administrator");
        row("signin_state", "[\"kmsi\"]", "possibly keep me signed in");
        row("cnf", "{\"jkt\":\"x\",\"other\":1}", "jkt: DPoP thumbprint");
        row("amr", "[\"pwd\",\"mfa\",\"strange\"]", "pwd: password");
        row("acct", "1", "guest");
        row("hasgroups", "true", "look the groups up");
        row("pwd_exp", "90000", "1 d 1 h after iat");
        row("xms_tcdt", "1600000000", "Possibly: ");
        row("extn.skypeId", "\"x\"", "Directory extension");
        row("extension_0123456789abcdef0123456789abcdef_cost", "\"x\"", "Directory extension");
        row("iss", "\"https://contoso.b2clogin.com/tfp/x/v2.0/\"", "Azure AD B2C");
        row("iss", "\"https://shop.example/realms/shop\"", "Keycloak");
        row("iss", "\"https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0\"", "personal");
        row("appid", "\"797f4846-ba00-4fd7-ba43-dac1f8f63013\"", "Azure Resource Manager");
        row("roles", "[\"a\"]", "");
        row("tid", "\"9188040d-6c67-4c5b-b112-36a304b66dad\"", "personal");
    }
    void claim_isSaidInWords()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, json);
        QFETCH(QString, part);
        const QString words = meaning(name.constData(), json.constData());
        QVERIFY2(!words.isEmpty(), name);
        QVERIFY2(words.contains(part), qPrintable(words));
    }

    void encryptedHeader_saysHowItWasEncrypted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const char* value, const char* part) {
            QTest::addRow("%s %s", name, value)
                << QString::fromLatin1(name) << QString::fromLatin1(value) << QString::fromLatin1(part);
        };
        row("alg", "RSA-OAEP", "content key is encrypted with RSA-OAEP");
        row("alg", "dir", "shared key");
        row("alg", "RS256", "Key management");
        row("alg", "strange", "Key management");
        row("enc", "A256GCM", "content encrypted with AES of 256 bits");
        row("enc", "strange", "Content encryption");
        row("kid", "k", "encrypted to");
        row("typ", "JWT", "");
    }
    void encryptedHeader_saysHowItWasEncrypted()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, part);
        for (const Family family : {Family::Entra, Family::Other}) {
            const QString words = meaningOf(Section::Header, name, Value::string(value), now, family, TokenKind::Jwe);
            QVERIFY2(!words.isEmpty() && words.contains(part), qPrintable(words));
            QVERIFY2(!words.contains(QLatin1String("signed with")) && !words.contains(QLatin1String("RSA signature")),
                     qPrintable(words));
        }
        QVERIFY(meaning("alg", "\"RS256\"", Section::Header).contains(QLatin1String("RSA signature")));
    }

    void everyClaimOfTheTable_isSaid()
    {
        const QJsonArray rows = facts();
        QVERIFY(rows.size() >= 118);
        for (const QJsonValue& row : rows) {
            const QString fact = row[u"name"].toString();
            const QString name = fact == u"extn.<attribute>" ? QStringLiteral("extn.skypeId") : fact;
            const Section section = sectionOf(row);
            const Family family = familyOf(row);
            const QString words =
                meaningOf(section, name, Value::string(QStringLiteral("no such value")), now, family, kindOf(row));
            if (fact == u"<custom>") {
                QVERIFY2(words.isEmpty(), qPrintable(words));
                continue;
            }
            QVERIFY2(words.contains(row[u"explanation"].toString()), qPrintable(fact + u'\n' + words));
            QVERIFY2(words.startsWith(QLatin1String("Possibly: ")) == !row[u"verified"].toBool(),
                     qPrintable(fact + u'\n' + words));
            compareUse(row, useOf(section, name, family));
        }
    }

    void everyValueOfTheTable_isSaid()
    {
        int count = 0;
        for (const QJsonValue& row : facts()) {
            const QString name = row[u"name"].toString();
            const Section section = sectionOf(row);
            const QJsonObject values = row[u"values"].toObject();
            for (auto value = values.begin(); value != values.end(); ++value) {
                const bool placeholder = value.key().contains(u'{') || value.key().contains(u'…');
                if (placeholder || row[u"type"].toString() == u"object") {
                    continue;
                }
                const QString words =
                    meaningOf(section, name, Value::string(value.key()), now, familyOf(row), kindOf(row));
                QString wanted = value.value().toString().remove(QStringLiteral(" (unverified)"));
                // The tables of algorithms and resources say more.
                const bool elsewhere = (name == u"alg" && kindOf(row) == TokenKind::Jws) || name == u"aud";
                QVERIFY2(elsewhere ? !words.isEmpty() : words.contains(wanted), qPrintable(name + u'\n' + words));
                QVERIFY2(elsewhere || wanted == value.value().toString() ||
                             words.contains(QLatin1String("possibly"), Qt::CaseInsensitive),
                         qPrintable(words));
                ++count;
            }
        }
        QVERIFY(count > 70);
    }

    void everyWellKnownResource_isNamed()
    {
        const QJsonArray rows =
            QJsonDocument::fromJson(contentOf(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/resources.json")))
                .array();
        QVERIFY(rows.size() >= 40);
        for (const QJsonValue& row : rows) {
            const Value id = Value::string(row[u"app_id"].toString());
            for (const char* name : {"aud", "appid", "azp", "client_id"}) {
                QCOMPARE(meaningOf(Section::Payload, QLatin1String(name), id, now, Family::Entra),
                         row[u"name"].toString());
            }
        }
    }

    void algorithm_isDescribed()
    {
        QCOMPARE(meaning("alg", "\"RS256\"", Section::Header), QStringLiteral("RSA signature with SHA-256"));
        QVERIFY(meaning("alg", "\"none\"", Section::Header).contains(QLatin1String("unsigned")));
    }

    void unknown_staysEmpty()
    {
        QVERIFY(meaning("my_claim", "\"x\"").isEmpty());
        QVERIFY(meaning("exp", "\"x\"", Section::Signature).isEmpty());
        QVERIFY(!meaning("exp", "\"x\"").contains(QLatin1String("1970")));
        QVERIFY(meaning(QByteArray(300'000, 'x').constData(), "1").isEmpty());
    }

    void family_decidesWhatANameMeans_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<Family>("family");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("silent");
        const auto row = [](const char* name, const char* json, const char* title, Family family, const char* says,
                            const char* silent) {
            QTest::addRow("%s of %s", name, title) << QByteArray(name) << QByteArray(json) << family
                                                   << QString::fromUtf8(says) << QString::fromUtf8(silent);
        };
        row("ver", "\"1.0\"", "Entra", Family::Entra, "requestedAccessTokenVersion null or 1", "B2C");
        row("ver", "\"1.0\"", "B2C", Family::B2c, "B2C writes 1.0", "requestedAccessTokenVersion");
        row("ver", "1", "Okta", Family::Okta, "", "requestedAccessTokenVersion");
        row("scp", "\"a\"", "Entra", Family::Entra, "not app-only", "B2C:");
        row("scp", "\"a\"", "B2C", Family::B2c, "in app-only tokens the app role values", "not app-only");
        row("scp", "[\"a\"]", "Okta", Family::Okta, "in app-only tokens too", "not app-only");
        row("acr", "\"1\"", "Entra", Family::Entra, "met", "policy");
        row("acr", "\"1\"", "Keycloak", Family::Keycloak, "", "met");
        row("acr", "\"b2c_1_a\"", "B2C", Family::B2c, "policy", "ISO");
        row("preferred_username", "\"service-account-a\"", "Keycloak", Family::Keycloak, "service account", "proves");
        row("preferred_username", "\"a\"", "another authority", Family::Other, "", "proves");
        row("sub", "\"a@clients\"", "Auth0", Family::Auth0, "@clients", "oid");
        row("sub", "\"a\"", "B2C", Family::B2c, "", "equals oid");
        row("sub", "\"a\"", "External ID", Family::Ciam, "equals oid", "Auth0");
        row("oid", "\"a\"", "B2C", Family::B2c, "SERVICE PRINCIPAL", "");
        row("gty", "\"client-credentials\"", "Entra", Family::Entra, "", "machine");
        row("xms_tcdt", "1600000000", "another authority", Family::Other, "", "2020");
        row("exp", "1790004500", "another authority", Family::Other, "in 58 min", "");
        row("aud", "\"a\"", "another authority", Family::Other, "", "App ID URI");
    }
    void family_decidesWhatANameMeans()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, json);
        QFETCH(Family, family);
        QFETCH(QString, says);
        QFETCH(QString, silent);
        const QString words = meaning(name.constData(), json.constData(), Section::Payload, family);
        QVERIFY2(words.contains(says), qPrintable(words));
        QVERIFY2(silent.isEmpty() || !words.contains(silent), qPrintable(words));
    }
    void keyOfAnotherAuthority_isNoThumbprint()
    {
        QVERIFY(meaning("kid", "\"a\"", Section::Header).contains(QLatin1String("SHA-1")));
        for (const Family family : {Family::Auth0, Family::B2c, Family::Other})
            QVERIFY(!meaning("kid", "\"a\"", Section::Header, family).contains(QLatin1String("SHA-1")));
    }

    void use_isKnownForKnownClaims()
    {
        const auto use = [](const char* name, Family family) {
            return useOf(Section::Payload, QLatin1String(name), family);
        };
        QVERIFY(use("roles", Family::Entra).contains(QLatin1String("may decide")));
        QVERIFY(use("name", Family::Entra).startsWith(QLatin1String("No access")));
        QVERIFY(use("my_claim", Family::Entra).isEmpty());
        QVERIFY(use("acr", Family::Okta).isEmpty());
    }
};

QTEST_GUILESS_MAIN(MeaningTest)
#include "tst_meaning.moc"
