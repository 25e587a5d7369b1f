// SPDX-License-Identifier: Apache-2.0
#include "support/duration.h"

#include <QTest>

#include <limits>

using namespace assayer::support;

class DurationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durationInWords_isShort_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("negative") << qint64(-5) << "5 s";
        QTest::newRow("none") << qint64(0) << "0 s";
        QTest::newRow("seconds") << qint64(59) << "59 s";
        QTest::newRow("a minute") << qint64(60) << "1 min";
        QTest::newRow("minutes") << qint64(3599) << "59 min";
        QTest::newRow("hours") << qint64(7500) << "2 h 5 min";
        QTest::newRow("whole hours") << qint64(7200) << "2 h";
        QTest::newRow("days") << qint64(3 * 86400 + 5) << "3 d";
        QTest::newRow("days and hours") << qint64(3 * 86400 + 2 * 3600) << "3 d 2 h";
        QTest::newRow("more than a year") << qint64(730 * 86400) << "730 d";
        QTest::newRow("years") << qint64(20782) * 86400 + 22 * 3600 << "56 years";
        QTest::newRow("the least number") << std::numeric_limits<qint64>::min() << "292271023045 years";
    }
    void durationInWords_isShort()
    {
        QFETCH(qint64, seconds);
        QTEST(durationInWords(seconds), "text");
    }
};

QTEST_GUILESS_MAIN(DurationTest)
#include "tst_duration.moc"
