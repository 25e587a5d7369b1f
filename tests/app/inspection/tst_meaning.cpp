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
using assayer::jose::Section;
using assayer::support::json::Value;

namespace {

constexpr qint64 now = 1790001000;

Value parsed(const char* json)
{
    return assayer::support::json::parse(json).value_or(Value());
}

QString meaning(const char* name, const char* json, Section section = Section::Payload)
{
    return meaningOf(section, QLatin1String(name), parsed(json), now);
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

qsizetype countOf(const QJsonArray& rows, const QJsonValue& row)
{
    return std::count_if(rows.begin(), rows.end(), [&](const QJsonValue& each) {
        return each[u"name"] == row[u"name"] && each[u"in"] == row[u"in"];
    });
}

void compareUse(const QJsonValue& row, const QString& words, bool several)
{
    const QString authorization = row[u"authorization"].toString();
    const QString begins = authorization == u"no"    ? QStringLiteral("No access may")
                           : authorization == u"yes" ? QStringLiteral("An API may decide access on it.")
                                                     : QStringLiteral("An API may decide access on it only with care");
    QVERIFY2(words.startsWith(begins) || several, qPrintable(row[u"name"].toString() + u'\n' + words));
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
        QTest::newRow("the end") << std::numeric_limits<qint64>::max() << "in 106751991167300 d 15 h";
        QTest::newRow("the beginning") << std::numeric_limits<qint64>::min() << "106751991167300 d 15 h ago";
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
        row("gty", "\"client-credentials\"", "machine-to-machine");
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

    void everyClaimOfTheTable_isSaid()
    {
        const QJsonArray rows = facts();
        QVERIFY(rows.size() >= 118);
        for (const QJsonValue& row : rows) {
            const QString fact = row[u"name"].toString();
            const QString name = fact == u"extn.<attribute>" ? QStringLiteral("extn.skypeId") : fact;
            const auto section = row[u"in"].toString() == u"header" ? Section::Header : Section::Payload;
            const QString words = meaningOf(section, name, Value::string(QStringLiteral("no such value")), now);
            if (fact == u"<custom>") {
                QVERIFY2(words.isEmpty(), qPrintable(words));
                continue;
            }
            // Of two facts of one name (two families) the first is Entra's.
            const bool own = words.contains(row[u"explanation"].toString());
            QVERIFY2(own || countOf(rows, row) > 1, qPrintable(fact + u'\n' + words));
            QVERIFY2(!own || words.startsWith(QLatin1String("Possibly: ")) == !row[u"verified"].toBool(),
                     qPrintable(fact + u'\n' + words));
            compareUse(row, useOf(section, name), countOf(rows, row) > 1);
        }
    }

    void everyValueOfTheTable_isSaid()
    {
        int count = 0;
        for (const QJsonValue& row : facts()) {
            const QString name = row[u"name"].toString();
            const auto section = row[u"in"].toString() == u"header" ? Section::Header : Section::Payload;
            const QJsonObject values = row[u"values"].toObject();
            for (auto value = values.begin(); value != values.end(); ++value) {
                const bool placeholder = value.key().contains(u'{') || value.key().contains(u'…');
                if (placeholder || row[u"type"].toString() == u"object") {
                    continue;
                }
                const QString words = meaningOf(section, name, Value::string(value.key()), now);
                QString wanted = value.value().toString().remove(QStringLiteral(" (unverified)"));
                // The tables of algorithms and resources say more.
                const bool elsewhere = name == u"alg" || name == u"aud";
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
                QCOMPARE(meaningOf(Section::Payload, QLatin1String(name), id, now), row[u"name"].toString());
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

    void use_isKnownForKnownClaims()
    {
        QVERIFY(useOf(Section::Payload, QStringLiteral("roles")).contains(QLatin1String("may decide")));
        QVERIFY(useOf(Section::Payload, QStringLiteral("name")).startsWith(QLatin1String("No access")));
        QVERIFY(useOf(Section::Payload, QStringLiteral("my_claim")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(MeaningTest)
#include "tst_meaning.moc"
