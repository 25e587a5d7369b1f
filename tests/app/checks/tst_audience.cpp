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
