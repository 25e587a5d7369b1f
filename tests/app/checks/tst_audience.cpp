// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;

namespace {

Result judgeRow(const Row& row)
{
    Snapshot snapshot = snapshotOf(row);
    snapshot.expectations.audiences = row.expected;
    snapshot.callAddress = QStringLiteral("https://orders.contoso.example/v1/list?page=2");
    snapshot.others = {{QStringLiteral("Billing"), {QStringLiteral("api://billing"), billingApi}}};
    return *judge(snapshot).find(CheckId::Audience);
}

} // namespace

class AudienceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cause_isTheOneThatExplainsMost_data() { addRows("audience"); }
    void cause_isTheOneThatExplainsMost()
    {
        const Row row = fetchedRow();
        const Result result = judgeRow(row);
        compareCause(result, row.cause);
        if (row.cause == QLatin1String("resource-alias"))
            QCOMPARE(result.status, Status::Warning);
        else if (row.cause == QLatin1String("not-expected"))
            QCOMPARE(result.status, Status::Unchecked);
        else if (!row.cause.isEmpty())
            QCOMPARE(result.status, Status::Fail);
    }

    void everyCause_hasCasesAndNearMisses() { compareCoverage(CheckId::Audience, rowsOf("audience")); }

    void request_decides_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char* name, const char* cause, const char* expected, const char* asked,
                            const char* claims) {
            QTest::newRow(name) << withIds(claims) << QString::fromUtf8(withIds(expected))
                                << QString::fromUtf8(withIds(asked)) << QString::fromLatin1(cause);
        };
        row("asked by the expected name", "v2-token", "@uri", "@uri", "{}");
        row("as a scope", "v2-token", "@uri", "@uri/.default", "{}");
        row("in another case", "v2-token", "api://Orders", "api://orders", "{}");
        row("a client ID in a v1 token", "guid-vs-uri", "@uri", "@uri", "{\"ver\":\"1.0\"}");
        row("the scope is expected", "default-suffix", "@uri/.default", "@uri/.default", "{}");
        row("the scope is expected, the name was asked for", "default-suffix", "@uri/.default", "@uri", "{}");
        row("the scope of another is expected", "other", "@uri/.default", "api://billings", "{}");
        row("another API was asked for", "other", "@uri", "api://billings", "{}");
        row("another one by its ID", "other", "@uri", "@other", "{}");
        row("by the ID that came", "v2-token", "@uri", "@api", "{}");
        row("by a URI with the ID that came", "v2-token", "@uri", "api://@api/.default", "{}");
        row("nobody knows", "v2-token", "@uri", "", "{}");
        row("another profile's API", "other-profile", "@uri", "api://billing/.default", "{}");
        row("the name in a v1 token, an ID expected", "v1-token", "@api", "api://orders",
            "{\"aud\":\"api://orders\",\"ver\":\"1.0\"}");
        row("another name in a v1 token", "other", "@api", "api://billings",
            "{\"aud\":\"api://orders\",\"ver\":\"1.0\"}");
        row("Graph came", "microsoft-graph", "@uri", "@uri", "{\"aud\":\"@graph\"}");
        row("one slash more came", "trailing-slash", "@uri", "@uri", "{\"aud\":\"@uri/\"}");
    }
    void request_decides()
    {
        QFETCH(QByteArray, claims);
        QFETCH(QString, expected);
        QFETCH(QString, asked);
        QFETCH(QString, cause);
        Snapshot snapshot = snapshotWith(claims);
        snapshot.expectations.audiences = QStringList{expected};
        snapshot.requestedResource = asked;
        snapshot.others = {{QStringLiteral("Billing"), {QStringLiteral("api://billing"), billingApi}}};
        compareCause(*judge(snapshot).find(CheckId::Audience), cause);
    }

    void duplicateAudience_fails()
    {
        Snapshot snapshot = snapshotOf(tokenOf(plainHeader, withIds("{\"aud\":\"@api\",\"aud\":\"x\"}")));
        const Result result = *judge(snapshot).find(CheckId::Audience);
        QCOMPARE(result.cause, QStringLiteral("audience.other"));
        QCOMPARE(result.status, Status::Fail);
        QCOMPARE(result.arguments.value(QStringLiteral("reason")), QStringLiteral("duplicate"));
        snapshot.expectations.audiences.clear();
        QCOMPARE(judge(snapshot).find(CheckId::Audience)->status, Status::Fail);
    }

    void arguments_nameTheTwoThings()
    {
        Snapshot snapshot = snapshotWith("{\"aud\":[\"https://a.example\",\"api://orders/\"]}");
        snapshot.expectations.audiences =
            QStringList{QStringLiteral("https://b.example"), QStringLiteral("api://orders")};
        const Result result = *judge(snapshot).find(CheckId::Audience);
        QCOMPARE(result.cause, QStringLiteral("audience.trailing-slash"));
        QCOMPARE(result.arguments.value(QStringLiteral("audience")), QStringLiteral("api://orders/"));
        QCOMPARE(result.arguments.value(QStringLiteral("expectation")), QStringLiteral("api://orders"));
        QCOMPARE(result.actual, (QStringList{QStringLiteral("https://a.example"), QStringLiteral("api://orders/")}));
    }

    void lookalike_isSaid()
    {
        Snapshot snapshot = snapshotWith("{\"aud\":\"api://\\u043Erders\"}");
        snapshot.expectations.audiences = QStringList{QStringLiteral("api://orders")};
        QCOMPARE(judge(snapshot).find(CheckId::Audience)->arguments.value(QStringLiteral("reason")),
                 QStringLiteral("lookalike"));
    }

    void damagedToken_leavesItUnchecked()
    {
        const Snapshot snapshot = snapshotOf(assayer::jose::takeApart("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4Iiw.c2ln"));
        const Result result = *judge(snapshot).find(CheckId::Audience);
        QCOMPARE(result.status, Status::Unchecked);
        QCOMPARE(result.cause, QStringLiteral("audience.other"));
    }
};

QTEST_GUILESS_MAIN(AudienceTest)
#include "tst_audience.moc"
