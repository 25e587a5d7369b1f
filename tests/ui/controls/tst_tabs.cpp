// SPDX-License-Identifier: Apache-2.0
#include "controls/tabs.h"

#include "hostile.h"
#include "support/visibletext.h"

#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace assayer;
using namespace assayer::controls;

class tst_Tabs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void count_isPartOfTheName();
    void text_isLiteral_data() { hostileTexts(); }
    void text_isLiteral();
    void keys_moveBetweenPages();
    void gapsBetweenTexts_areAlike_data();
    void gapsBetweenTexts_areAlike();
    void stack_fitsItsCurrentPage();
    void tabsOfAHiddenBar_getTheirRoom();
};

void tst_Tabs::count_isPartOfTheName()
{
    TabBar bar;
    bar.add("Request");
    const int index = bar.add("Expectations");
    const int before = bar.sizeHint().width();
    bar.setCount(index, 4);
    QCOMPARE(bar.accessibleTabName(index), QStringLiteral("Expectations, 4"));
    QVERIFY(bar.sizeHint().width() > before);
    bar.setCount(index, 0);
    QCOMPARE(bar.accessibleTabName(index), QStringLiteral("Expectations"));
    QCOMPARE(bar.sizeHint().width(), before);
    bar.setCount(99, 1);
}

void tst_Tabs::text_isLiteral()
{
    QFETCH(QString, text);
    TabBar bar;
    const int index = bar.add(text);
    QCOMPARE(bar.accessibleTabName(index), support::visibleText(text));
    QVERIFY(bar.tabToolTip(index).isEmpty());
    bar.resize(200, 35);
    QVERIFY(!bar.grab().isNull());
}

void tst_Tabs::keys_moveBetweenPages()
{
    PageStack stack;
    auto* first = new QLabel("one");
    auto* second = new QLabel("two");
    stack.add(first, "One");
    stack.add(second, "Two");
    QSignalSpy changed(&stack, &PageStack::currentChanged);
    stack.show();
    QVERIFY(first->isVisible());
    QTest::keyClick(stack.bar(), Qt::Key_Right);
    QCOMPARE(stack.currentPage(), second);
    QVERIFY(second->isVisible());
    QVERIFY(!first->isVisible());
    QCOMPARE(changed.size(), 1);
    stack.setCurrentPage(first);
    QCOMPARE(stack.currentIndex(), 0);
    QVERIFY(stack.bar()->focusPolicy() & Qt::TabFocus);
}

void tst_Tabs::gapsBetweenTexts_areAlike_data()
{
    QTest::addColumn<int>("current");
    for (int current = 0; current < 4; ++current)
        QTest::addRow("%d", current) << current;
}

void tst_Tabs::gapsBetweenTexts_areAlike()
{
    QFETCH(int, current);
    TabBar bar;
    const QStringList texts{"Token", "Exchange", "Call API", "Roles"};
    for (const QString& text : texts)
        bar.add(text);
    bar.resize(500, 35);
    bar.show();
    bar.setCurrentIndex(current);
    QFont strong = bar.font();
    strong.setBold(true);
    for (int tab = 0; tab < texts.size(); ++tab) {
        const QFontMetrics metrics(tab == current ? strong : bar.font());
        QCOMPARE(bar.tabRect(tab).width() - metrics.horizontalAdvance(texts.at(tab)), 24);
    }
}

void tst_Tabs::stack_fitsItsCurrentPage()
{
    PageStack stack;
    auto* low = new QWidget;
    low->setFixedHeight(40);
    auto* high = new QWidget;
    high->setFixedHeight(400);
    stack.add(low, "Low");
    stack.add(high, "High");
    QVERIFY(stack.sizeHint().height() >= 400);
    stack.setFitsCurrentPage(true);
    QVERIFY(stack.minimumSizeHint().height() < 200);
    stack.setCurrentIndex(1);
    QCOMPARE(stack.currentPage(), high);
    QVERIFY2(stack.minimumSizeHint().height() >= 400, qPrintable(QString::number(stack.minimumSizeHint().height())));
}

void tst_Tabs::tabsOfAHiddenBar_getTheirRoom()
{
    QWidget page;
    QVBoxLayout layout(&page);
    TabBar bar;
    layout.addWidget(&bar);
    const int before = layout.sizeHint().height();
    bar.add("Azure CLI");
    const int with = layout.sizeHint().height();
    QVERIFY2(with >= before + 20, qPrintable(QString::number(with)));
    bar.removeTab(0);
    QCOMPARE(layout.sizeHint().height(), before);
}

QTEST_MAIN(tst_Tabs)
#include "tst_tabs.moc"
