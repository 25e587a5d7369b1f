// SPDX-License-Identifier: Apache-2.0
#include "controls/waystrip.h"

#include "hostile.h"
#include "style/theme.h"
#include "support/visibletext.h"

#include <QTest>

using namespace assayer;
using namespace assayer::controls;

class tst_WayStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void name_isTheWholeWay();
    void click_foldsAndUnfolds();
    void keys_foldAndUnfold();
    void setFolded_folds();
    void folded_isOneLine();
    void brokenStation_isNotPaintedLikeAPassedOne();
    void text_isLiteral_data() { hostileTexts(); }
    void text_isLiteral();
    void anyWidth_paints_data();
    void anyWidth_paints();

private:
    static void fill(WayStrip& strip, style::State last = style::State::Fail);
    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};
};

void tst_WayStrip::fill(WayStrip& strip, style::State last)
{
    strip.setWay({{"Orders worker", "client secret", style::State::Pass},
                  {"Contoso", "Entra ID · v2.0", style::State::Pass},
                  {"Token", "v2.0 · 1 role", style::State::Pass},
                  {"Orders API", "expects api://orders-api", last}},
                 {{"asked", style::State::Pass}, {"signed", style::State::Pass}, {"audience", last}},
                 "Orders worker asked Contoso; Orders API refuses the audience.");
}

void tst_WayStrip::name_isTheWholeWay()
{
    WayStrip strip;
    fill(strip);
    QVERIFY(strip.accessibleName().contains("Orders API refuses the audience."));
}

void tst_WayStrip::click_foldsAndUnfolds()
{
    WayStrip strip;
    fill(strip);
    strip.resize(strip.sizeHint());
    const int open = strip.sizeHint().height();
    QTest::mouseClick(&strip, Qt::LeftButton);
    QVERIFY(strip.isFolded());
    QVERIFY(strip.sizeHint().height() < open);
    QTest::mouseClick(&strip, Qt::LeftButton);
    QVERIFY(!strip.isFolded());
    QCOMPARE(strip.sizeHint().height(), open);
}

void tst_WayStrip::keys_foldAndUnfold()
{
    WayStrip strip;
    fill(strip);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        const bool before = strip.isFolded();
        QTest::keyClick(&strip, key);
        QCOMPARE(strip.isFolded(), !before);
    }
    const bool before = strip.isFolded();
    QTest::keyClick(&strip, Qt::Key_A);
    QCOMPARE(strip.isFolded(), before);
}

void tst_WayStrip::setFolded_folds()
{
    WayStrip strip;
    strip.setFolded(true);
    QVERIFY(strip.isFolded());
}

void tst_WayStrip::folded_isOneLine()
{
    WayStrip strip;
    fill(strip);
    const QString line = strip.oneLine();
    QCOMPARE(line, QString::fromUtf8("Orders worker → ✓ asked → Contoso → ✓ signed → Token → ✕ audience → Orders API"));
}

void tst_WayStrip::brokenStation_isNotPaintedLikeAPassedOne()
{
    WayStrip broken;
    WayStrip passed;
    fill(broken, style::State::Fail);
    fill(passed, style::State::Pass);
    for (WayStrip* strip : {&broken, &passed})
        strip->resize(1000, strip->sizeHint().height());
    QVERIFY(broken.grab().toImage() != passed.grab().toImage());
    QVERIFY(broken.oneLine() != passed.oneLine()); // never by colour alone
}

void tst_WayStrip::text_isLiteral()
{
    QFETCH(QString, text);
    WayStrip strip;
    strip.resize(800, 70);
    strip.setWay({{text, text, style::State::Pass}, {text, text, style::State::Fail}}, {{text, style::State::Fail}},
                 text);
    (void)strip.grab();
    QVERIFY(strip.accessibleName().contains(support::visibleText(text)));
    QVERIFY(strip.oneLine().size() < 2'000 * 3);
    QVERIFY(!strip.oneLine().contains(QChar(0x202e)));
    QVERIFY(!strip.oneLine().contains(u'\n'));
}

void tst_WayStrip::anyWidth_paints_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 40, 200, 300, 700, 1100, 4000})
        QTest::addRow("%d", width) << width;
}

void tst_WayStrip::anyWidth_paints()
{
    QFETCH(int, width);
    WayStrip strip;
    fill(strip);
    for (const bool folded : {false, true}) {
        strip.setFolded(folded);
        strip.resize(width, strip.sizeHint().height());
        QCOMPARE(strip.grab().size(), strip.size());
    }
    strip.setWay({}, {}, {});
    (void)strip.grab();
}

QTEST_MAIN(tst_WayStrip)
#include "tst_waystrip.moc"
