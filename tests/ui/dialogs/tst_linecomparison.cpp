// SPDX-License-Identifier: Apache-2.0
#include "dialogs/linecomparison.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assayer::dialogs;

class TestLineComparison : public QObject {
    Q_OBJECT

    /// «=a» on both sides, «<a» only ours, «>a» only theirs, «a|b» beside each other and different.
    static QStringList printed(const QStringList& ours, const QStringList& theirs)
    {
        QStringList out;
        for (const LinePair& pair : compareLines(ours, theirs)) {
            const QString left = ours.value(pair.ours);
            const QString right = theirs.value(pair.theirs);
            if (!pair.differs)
                out << QLatin1Char('=') + left;
            else if (pair.theirs < 0)
                out << QLatin1Char('<') + left;
            else if (pair.ours < 0)
                out << QLatin1Char('>') + right;
            else
                out << left + QLatin1Char('|') + right;
        }
        return out;
    }

private Q_SLOTS:
    void lines_standBesideEachOther_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("printed");
        QTest::newRow("nothing") << ""
                                 << ""
                                 << "";
        QTest::newRow("the same") << "a b"
                                  << "a b"
                                  << "=a =b";
        QTest::newRow("all different") << "a b"
                                       << "c d"
                                       << "a|c b|d";
        QTest::newRow("one changed") << "a b c"
                                     << "a x c"
                                     << "=a b|x =c";
        QTest::newRow("one added here") << "a b c"
                                        << "a c"
                                        << "=a <b =c";
        QTest::newRow("one added there") << "a c"
                                         << "a b c"
                                         << "=a >b =c";
        QTest::newRow("one here, one there") << "a x b c"
                                             << "a b y c"
                                             << "=a <x =b >y =c";
        QTest::newRow("changed and added") << "a b c"
                                           << "a x y c"
                                           << "=a b|x >y =c";
        QTest::newRow("ours alone") << "a b"
                                    << ""
                                    << "<a <b";
        QTest::newRow("theirs alone") << ""
                                      << "a b"
                                      << ">a >b";
        QTest::newRow("the same line twice") << "a a"
                                             << "a"
                                             << "=a <a";
        QTest::newRow("moved") << "a b c"
                               << "c a b"
                               << ">c =a =b <c";
    }
    void lines_standBesideEachOther()
    {
        QFETCH(QString, ours);
        QFETCH(QString, theirs);
        QFETCH(QString, printed);
        const auto lines = [](const QString& text) { return text.split(QLatin1Char(' '), Qt::SkipEmptyParts); };
        QCOMPARE(TestLineComparison::printed(lines(ours), lines(theirs)), lines(printed));
    }

    void everyLine_isThereOnce()
    {
        QStringList ours;
        QStringList theirs;
        for (int i = 0; i < 40'000; ++i) {
            ours << QString::number(i * 3);
            theirs << QString::number(i * 2);
        }
        QElapsedTimer timer;
        timer.start();
        const QList<LinePair> pairs = compareLines(ours, theirs);
        qsizetype our = 0;
        qsizetype their = 0;
        for (const LinePair& pair : pairs) {
            if (pair.ours >= 0)
                QCOMPARE(pair.ours, our++);
            if (pair.theirs >= 0)
                QCOMPARE(pair.theirs, their++);
        }
        QCOMPARE(our, ours.size());
        QCOMPARE(their, theirs.size());
        QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestLineComparison)
#include "tst_linecomparison.moc"
