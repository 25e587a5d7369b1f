// SPDX-License-Identifier: Apache-2.0
#include "inspection/words.h"

#include <QTest>

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
