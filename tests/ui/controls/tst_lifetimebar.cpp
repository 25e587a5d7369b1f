// SPDX-License-Identifier: Apache-2.0
#include "controls/lifetimebar.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace assayer::controls;

class tst_LifetimeBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_followTheTime_data();
    void withoutABeginning_isNotEarly();
    void words_followTheTime();
    void expired_isSentOnce();
    void times_mayBeNonsense_data();
    void times_mayBeNonsense();
    void size_leavesRoomForTheWords();
};

void tst_LifetimeBar::words_followTheTime_data()
{
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QString>("expires");
    QTest::addColumn<double>("fraction");
    QTest::newRow("fresh") << qint64(1000) << "expires in 1 h" << 0.0;
    QTest::newRow("later") << qint64(1000 + 1800) << "expires in 30 min" << 0.5;
    QTest::newRow("soon") << qint64(1000 + 3600 - 45) << "expires in 45 s" << 0.9875;
    QTest::newRow("this second") << qint64(1000 + 3600) << "expired just now" << 1.0;
    QTest::newRow("over") << qint64(1000 + 3600 + 600) << "expired 10 min ago" << 1.0;
    QTest::newRow("not yet") << qint64(1000 - 300) << "valid in 5 min" << 0.0;
}

void tst_LifetimeBar::words_followTheTime()
{
    QFETCH(qint64, now);
    LifetimeBar bar([now] { return now; });
    bar.setTimes({1000, std::nullopt, 1000 + 3600});
    QTEST(bar.expiresText(), "expires");
    QTEST(bar.fraction(), "fraction");
    QVERIFY(bar.accessibleName().contains(bar.expiresText()));
    QVERIFY(bar.accessibleName().contains(bar.issuedText()));
}

void tst_LifetimeBar::withoutABeginning_isNotEarly()
{
    LifetimeBar bar([] { return qint64(1000); });
    bar.setTimes({std::nullopt, std::nullopt, 1000 + 600});
    QCOMPARE(bar.expiresText(), QStringLiteral("expires in 10 min"));
    QCOMPARE(bar.fraction(), 0.0);
    bar.setTimes({std::nullopt, std::nullopt, 1000 - 600});
    QCOMPARE(bar.fraction(), 1.0);
}

void tst_LifetimeBar::expired_isSentOnce()
{
    qint64 now = 1000;
    LifetimeBar bar([&now] { return now; });
    QSignalSpy expired(&bar, &LifetimeBar::expired);
    bar.setTimes({900, std::nullopt, 1010});
    now = 1009;
    bar.refresh();
    QCOMPARE(expired.size(), 0);
    now = 1010;
    bar.refresh();
    bar.refresh();
    QCOMPARE(expired.size(), 1);
    bar.setTimes({900, std::nullopt, 1005}); // was over before it was shown
    bar.refresh();
    QCOMPARE(expired.size(), 1);
}

void tst_LifetimeBar::times_mayBeNonsense_data()
{
    using Times = LifetimeBar::Times;
    QTest::addColumn<Times>("times");
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    constexpr qint64 least = std::numeric_limits<qint64>::min();
    QTest::newRow("none") << Times{};
    QTest::newRow("no expiry") << Times{1000, std::nullopt, std::nullopt};
    QTest::newRow("only expiry") << Times{std::nullopt, std::nullopt, 2000};
    QTest::newRow("backwards") << Times{2000, std::nullopt, 1000};
    QTest::newRow("huge") << Times{1000, std::nullopt, most};
    QTest::newRow("least") << Times{least, least, least};
    QTest::newRow("whole range") << Times{least, std::nullopt, most};
}

void tst_LifetimeBar::times_mayBeNonsense()
{
    QFETCH(LifetimeBar::Times, times);
    LifetimeBar bar([] { return qint64(1795374120); });
    bar.setTimes(times);
    bar.resize(300, 20);
    QVERIFY(!bar.grab().isNull());
    QVERIFY(!bar.expiresText().isEmpty());
    QVERIFY(!bar.expiresText().contains(QLatin1Char('-')));
    QVERIFY(bar.fraction() >= 0 && bar.fraction() <= 1);
    bar.clear();
    QVERIFY(bar.accessibleName().isEmpty());
    QCOMPARE(bar.sizeHint(), QSize(0, 0));
}

void tst_LifetimeBar::size_leavesRoomForTheWords()
{
    LifetimeBar bar([] { return qint64(1000); });
    bar.setTimes({900, std::nullopt, 5000});
    QVERIFY(bar.minimumSizeHint().width() > bar.fontMetrics().horizontalAdvance(bar.expiresText()));
    QVERIFY(bar.sizeHint().width() > bar.minimumSizeHint().width());
}

QTEST_MAIN(tst_LifetimeBar)
#include "tst_lifetimebar.moc"
