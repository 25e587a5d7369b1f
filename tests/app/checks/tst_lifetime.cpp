// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

#include "profile/names.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;

namespace {

/// What the cell says beside the claims: the skew, or a rule of the API's settings.
void expect(Snapshot& snapshot, const QString& cell)
{
    for (const auto& rule : assayer::profile::ruleNames) {
        if (cell == rule.text)
            snapshot.expectations.rules += rule.value;
    }
    if (snapshot.expectations.rules.isEmpty())
        snapshot.expectations.skewSeconds = cell.toInt();
}

} // namespace

class LifetimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cause_followsTheTimes_data() { addRows("lifetime"); }
    void cause_followsTheTimes()
    {
        const Row row = fetchedRow();
        Snapshot snapshot = snapshotOf(tokenOf(plainHeader, row.claims));
        if (!row.expected.isEmpty()) {
            expect(snapshot, row.expected.first());
        }
        const Result result = *judge(snapshot).find(CheckId::Lifetime);
        compareCause(result, row.cause);
        if (row.cause == QLatin1String("clock-skew")) {
            QCOMPARE(result.status, Status::Warning);
        } else if (row.cause == QLatin1String("not-expected")) {
            QCOMPARE(result.status, Status::Unchecked);
        } else if (!row.cause.isEmpty()) {
            QCOMPARE(result.status, Status::Fail);
        }
    }

    void everyCause_hasCasesAndNearMisses() { compareCoverage(CheckId::Lifetime, rowsOf("lifetime")); }

    void manyDigits_takeNoTime()
    {
        const QByteArray digits(500'000, '9');
        Snapshot snapshot =
            snapshotOf(tokenOf(plainHeader, "{\"exp\":0." + digits + "e" + QByteArray("-999999999999999999999") + "}"));
        QCOMPARE(judge(snapshot).find(CheckId::Lifetime)->cause, QStringLiteral("lifetime.expired"));
        snapshot = snapshotOf(tokenOf(plainHeader, "{\"exp\":" + digits + "}"));
        QCOMPARE(judge(snapshot).find(CheckId::Lifetime)->cause, QStringLiteral("lifetime.malformed"));
    }

    void clockOutOfRange_overflowsNothing()
    {
        Snapshot snapshot = snapshotWith("{}");
        snapshot.now = std::numeric_limits<qint64>::max();
        snapshot.expectations.skewSeconds = std::numeric_limits<int>::max();
        QCOMPARE(judge(snapshot).find(CheckId::Lifetime)->status, Status::Fail);
        snapshot.now = std::numeric_limits<qint64>::min();
        QCOMPARE(judge(snapshot).find(CheckId::Lifetime)->cause, QStringLiteral("lifetime.not-yet-valid"));
    }
};

QTEST_GUILESS_MAIN(LifetimeTest)
#include "tst_lifetime.moc"
