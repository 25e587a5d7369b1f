// SPDX-License-Identifier: Apache-2.0
#include "support/clock.h"

#include <QDateTime>
#include <QTest>

using namespace assayer::support;

class ClockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void systemClock_tellsUnixSeconds()
    {
        const qint64 before = QDateTime::currentSecsSinceEpoch();
        const qint64 now = SystemClock().now();
        QVERIFY(now >= before && now <= QDateTime::currentSecsSinceEpoch());
    }

    void fixedClock_standsUntilSet()
    {
        FixedClock clock(1790001000);
        QCOMPARE(clock.now(), 1790001000);
        clock.set(5);
        QCOMPARE(clock.now(), 5);
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
