// SPDX-License-Identifier: Apache-2.0
#include "controls/difftext.h"

#include "hostile.h"
#include "support/visibletext.h"

#include <QElapsedTimer>

using namespace assayer;
using namespace assayer::controls;

class tst_DiffText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void diff_marksWhatDiffers_data();
    void diff_marksWhatDiffers();
    void diff_coversBothTexts_data() { hostileTexts(); }
    void diff_coversBothTexts();
    void diff_isFastForLongTexts();
    void text_saysBothValuesAndWhere();
    void text_isLiteral_data() { hostileTexts(); }
    void text_isLiteral();
    void text_manyValuesAreFast();
    void text_wrapsInsteadOfCutting();
};

namespace {

QString marked(const QString& text, const QList<DiffRun>& runs)
{
    QString out;
    for (const DiffRun& run : runs) {
        const QString part = text.mid(run.start, run.length);
        out += run.differs ? QStringLiteral("[%1]").arg(part) : part;
    }
    return out;
}

} // namespace

void tst_DiffText::diff_marksWhatDiffers_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("firstMarked");
    QTest::addColumn<QString>("secondMarked");
    QTest::newRow("equal") << "api"
                           << "api"
                           << "api"
                           << "api";
    QTest::newRow("trailing slash") << "https://a/v2.0"
                                    << "https://a/v2.0/"
                                    << "https://a/v2.0"
                                    << "https://a/v2.0[/]";
    QTest::newRow("case") << "Orders.Read"
                          << "orders.Read"
                          << "[O]rders.Read"
                          << "[o]rders.Read";
    QTest::newRow("nothing in common") << "api://orders-api"
                                       << "2c7ab5ec"
                                       << "[api://orders-api]"
                                       << "[2c7ab5ec]";
    QTest::newRow("empty") << "a"
                           << ""
                           << "[a]"
                           << "";
    QTest::newRow("two places") << "abcdefgh"
                                << "aXcdefYh"
                                << "a[b]cdef[g]h"
                                << "a[X]cdef[Y]h";
    const QString smile = QString::fromUcs4(U"\U0001F600");
    const QString grin = QString::fromUcs4(U"\U0001F601");
    QTest::newRow("surrogates stay whole") << "abcd" + smile << "abcd" + grin << "abcd[" + smile + "]"
                                           << "abcd[" + grin + "]";
}

void tst_DiffText::diff_marksWhatDiffers()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const Diff found = diff(first, second);
    QTEST(marked(first, found.first), "firstMarked");
    QTEST(marked(second, found.second), "secondMarked");
}

void tst_DiffText::diff_coversBothTexts()
{
    QFETCH(QString, text);
    const QString other = text.mid(1) + QStringLiteral("x");
    const Diff found = diff(text, other);
    const auto whole = [](const QString& of, const QList<DiffRun>& runs) {
        QString joined;
        for (const DiffRun& run : runs)
            joined += of.mid(run.start, run.length);
        return joined;
    };
    QCOMPARE(whole(text, found.first), text);
    QCOMPARE(whole(other, found.second), other);
}

void tst_DiffText::diff_isFastForLongTexts()
{
    const QString first = QStringLiteral("a").repeated(200000) + QStringLiteral("b").repeated(200000);
    const QString second = QStringLiteral("a").repeated(200000) + QStringLiteral("c").repeated(200000);
    QElapsedTimer timer;
    timer.start();
    const Diff found = diff(first, second);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(found.first.first().length, 200000);
}

void tst_DiffText::text_saysBothValuesAndWhere()
{
    DiffText text;
    text.setValues({"https://a/v2.0"}, {"https://a/v2.0/"});
    QVERIFY(text.accessibleName().contains("https://a/v2.0; "));
    QVERIFY(text.accessibleName().contains("https://a/v2.0/"));
    QVERIFY(text.accessibleName().contains("15"));
    text.setValues({"Orders.Read"}, {});
    QVERIFY(text.accessibleName().contains("nothing"));
}

void tst_DiffText::text_isLiteral()
{
    QFETCH(QString, text);
    DiffText shown;
    shown.setValues({text}, {text + "x", text.left(2)});
    shown.resize(300, 400);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!shown.grab().isNull());
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    for (const char32_t c : shown.accessibleName().toUcs4())
        QVERIFY(!support::isInvisible(c));
}

void tst_DiffText::text_manyValuesAreFast()
{
    QStringList values;
    for (int i = 0; i < 200; ++i)
        values << QString(400, QLatin1Char('a')) + QString::number(i) + QString(400, QLatin1Char('b'));
    DiffText text;
    QElapsedTimer timer;
    timer.start();
    text.setValues(values, values);
    text.resize(300, 1000);
    QVERIFY(!text.grab().isNull());
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void tst_DiffText::text_wrapsInsteadOfCutting()
{
    DiffText text;
    text.setValues({"2c7ab5ec-01d4-4e7c-8a55-3f0d6b1f9e10"}, {"x"});
    QVERIFY(text.heightForWidth(200) > text.heightForWidth(800));
    text.clear();
    QCOMPARE(text.heightForWidth(200), 0);
}

QTEST_MAIN(tst_DiffText)
#include "tst_difftext.moc"
