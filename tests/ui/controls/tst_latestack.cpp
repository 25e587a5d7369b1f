// SPDX-License-Identifier: Apache-2.0
#include "controls/latestack.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using assayer::controls::LateStack;

class tst_LateStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void page_isMadeWhenItIsShown();
    void page_isMadeOnce();
    void firstPage_isMadeAtOnce();
    void makeNext_makesTheOthersInTheirPlaces();
    void latePage_comesBesideTheOthersByTab();
};

namespace {

LateStack::Maker labelled(const QString& text, int& made)
{
    return [text, &made] {
        ++made;
        return new QLabel(text);
    };
}

QString textOf(const LateStack& stack, int index)
{
    const auto* label = qobject_cast<const QLabel*>(stack.widget(index));
    return label ? label->text() : QString();
}

} // namespace

void tst_LateStack::page_isMadeWhenItIsShown()
{
    LateStack stack;
    int made = 0;
    stack.addWidget(new QLabel("first"));
    const int late = stack.addLate(labelled("late", made));
    stack.addWidget(new QLabel("last"));
    stack.show();
    QCOMPARE(made, 0);
    QVERIFY(!stack.isMade(late));
    QSignalSpy told(&stack, &LateStack::pageMade);
    stack.setCurrentIndex(late);
    QCOMPARE(made, 1);
    QCOMPARE(stack.currentIndex(), late);
    QCOMPARE(textOf(stack, late), "late");
    QVERIFY(stack.widget(late)->isVisible());
    QCOMPARE(textOf(stack, 2), "last");
    QCOMPARE(stack.count(), 3);
    QCOMPARE(told.size(), 1);
}

void tst_LateStack::page_isMadeOnce()
{
    LateStack stack;
    int made = 0;
    stack.addWidget(new QLabel("first"));
    const int late = stack.addLate(labelled("late", made));
    stack.makePage(late);
    QCOMPARE(stack.currentIndex(), 0);
    const QWidget* page = stack.widget(late);
    stack.setCurrentIndex(late);
    stack.setCurrentIndex(0);
    stack.setCurrentIndex(late);
    stack.makePage(late);
    QCOMPARE(made, 1);
    QCOMPARE(stack.widget(late), page);
}

void tst_LateStack::firstPage_isMadeAtOnce()
{
    LateStack stack;
    int made = 0;
    stack.addLate(labelled("only", made));
    QCOMPARE(made, 1);
    QCOMPARE(textOf(stack, 0), "only");
    QVERIFY(stack.isMade(0));
}

void tst_LateStack::makeNext_makesTheOthersInTheirPlaces()
{
    LateStack stack;
    int made = 0;
    for (const char* text : {"0", "1", "2", "3"})
        stack.addLate(labelled(text, made));
    stack.setCurrentIndex(2);
    QCOMPARE(made, 2);
    QSignalSpy changed(&stack, &QStackedWidget::currentChanged);
    while (stack.makeNext()) {
    }
    QCOMPARE(made, 4);
    for (int index = 0; index < 4; ++index)
        QCOMPARE(textOf(stack, index), QString::number(index));
    QCOMPARE(stack.currentIndex(), 2);
    QCOMPARE(changed.size(), 0);
}

void tst_LateStack::latePage_comesBesideTheOthersByTab()
{
    QWidget window;
    auto* stack = new LateStack(&window);
    auto* first = new QLineEdit;
    stack->addWidget(first);
    auto* late = new QWidget;
    auto* one = new QLineEdit(late);
    auto* two = new QLineEdit(late);
    stack->addLate([late] { return late; });
    auto* behind = new QLineEdit(&window);
    stack->makePage(1);
    QStringList order;
    const QHash<const QWidget*, QString> names{{first, "first"}, {one, "one"}, {two, "two"}, {behind, "behind"}};
    for (const QWidget* at = stack->nextInFocusChain(); at != stack; at = at->nextInFocusChain()) {
        if (names.contains(at))
            order << names.value(at);
    }
    QCOMPARE(order, QStringList({"first", "one", "two", "behind"}));
}

QTEST_MAIN(tst_LateStack)
#include "tst_latestack.moc"
