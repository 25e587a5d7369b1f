// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;

class KindTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cause_followsTheClaims_data() { addRows("kind"); }
    void cause_followsTheClaims()
    {
        const Row row = fetchedRow();
        const QByteArray header = row.expected.isEmpty() ? plainHeader : row.expected.first().toUtf8();
        const Result result = *judge(snapshotWith(row.claims, header)).find(CheckId::Kind);
        compareCause(result, row.cause);
        if (row.cause == QLatin1String("proof-of-possession")) {
            QCOMPARE(result.status, result.claim == QLatin1String("cnf") ? Status::Warning : Status::Fail);
        } else if (!row.cause.isEmpty()) {
            QCOMPARE(result.status, Status::Fail);
        }
    }

    void everyCause_hasCasesAndNearMisses() { compareCoverage(CheckId::Kind, rowsOf("kind")); }
};

QTEST_GUILESS_MAIN(KindTest)
#include "tst_kind.moc"
