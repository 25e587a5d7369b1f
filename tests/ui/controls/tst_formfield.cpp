// SPDX-License-Identifier: Apache-2.0
#include "controls/formfield.h"

#include "controls/plainlabel.h"
#include "controls/secretfield.h"
#include "hostile.h"
#include "style/style.h"
#include "style/theme.h"
#include "support/visibletext.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace assayer;
using namespace assayer::controls;

class tst_FormField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void label_isBuddyAndName();
    void label_mayDifferFromTheName();
    void problem_isShownMarkedAndSaid_data();
    void problem_isShownMarkedAndSaid();
    void problem_isLiteral_data() { hostileTexts(); }
    void problem_isLiteral();
    void hint_returnsWhenTheProblemGoes();
    void grid_hasOneColumnWhereNarrow();
    void grid_alignsLabels();
    void grid_hiddenFieldTakesNoRoom();
    void grid_tabsInOrder();
    void leading_comesFirstByTab();

private:
    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};
};

void tst_FormField::label_isBuddyAndName()
{
    auto* edit = new QLineEdit;
    FormField field("&Tenant", edit);
    QCOMPARE(field.label()->buddy(), edit);
    QCOMPARE(edit->accessibleName(), QStringLiteral("Tenant"));
    QCOMPARE(field.label()->textFormat(), Qt::PlainText);

    auto* secret = new SecretField;
    FormField composite("Client &secret", secret);
    QCOMPARE(composite.label()->buddy(), secret->lineEdit());
    QCOMPARE(secret->lineEdit()->accessibleName(), QStringLiteral("Client secret"));
}

void tst_FormField::label_mayDifferFromTheName()
{
    auto* edit = new QLineEdit;
    FormField field("Credential", edit);
    field.setAccessibleLabel("Client secret");
    QCOMPARE(edit->accessibleName(), QStringLiteral("Client secret"));
    QCOMPARE(field.label()->text(), QStringLiteral("Credential"));
}

void tst_FormField::problem_isShownMarkedAndSaid_data()
{
    QTest::addColumn<FormField::Severity>("severity");
    QTest::addColumn<style::Mark>("mark");
    QTest::newRow("error") << FormField::Severity::Error << style::Mark::Fail;
    QTest::newRow("warning") << FormField::Severity::Warning << style::Mark::Warning;
}

void tst_FormField::problem_isShownMarkedAndSaid()
{
    QFETCH(FormField::Severity, severity);
    QFETCH(style::Mark, mark);
    auto* edit = new QLineEdit;
    FormField field("Tenant", edit);
    field.show();
    field.setProblem(severity, "A space is not allowed.");
    auto* note = field.findChild<PlainLabel*>("note");
    QVERIFY(note->isVisible());
    QCOMPARE(note->fullText(), QStringLiteral("A space is not allowed."));
    QVERIFY(edit->accessibleDescription().contains("A space is not allowed."));
    QCOMPARE(style::mark(edit), mark);
    field.clearProblem();
    QVERIFY(!note->isVisible());
    QVERIFY(edit->accessibleDescription().isEmpty());
    QCOMPARE(style::mark(edit), style::Mark::None);
}

void tst_FormField::problem_isLiteral()
{
    QFETCH(QString, text);
    auto* edit = new QLineEdit;
    FormField field("Tenant", edit);
    field.setProblem(FormField::Severity::Error, text);
    QCOMPARE(field.findChild<PlainLabel*>("note")->textFormat(), Qt::PlainText);
    QCOMPARE(field.problem(), support::visibleText(text));
    for (const char32_t c : edit->accessibleDescription().toUcs4())
        QVERIFY(!support::isInvisible(c));
    QVERIFY(field.minimumSizeHint().width() < 500);
}

void tst_FormField::hint_returnsWhenTheProblemGoes()
{
    auto* edit = new QLineEdit;
    FormField field("Resource", edit);
    field.show();
    field.setHint("sends", {}, "scope=api://x/.default");
    QVERIFY(edit->accessibleDescription().contains("scope=api://x/.default"));
    field.setProblem(FormField::Severity::Error, "wrong");
    QVERIFY(!edit->accessibleDescription().contains("scope="));
    field.clearProblem();
    QCOMPARE(field.findChild<PlainLabel*>("note")->fullText(), QStringLiteral("sends"));
    QVERIFY(edit->accessibleDescription().contains("scope=api://x/.default"));
}

void tst_FormField::grid_hasOneColumnWhereNarrow()
{
    FormGrid grid;
    for (int i = 0; i < 4; ++i)
        grid.add(new FormField(QStringLiteral("Field %1").arg(i), new QLineEdit));
    grid.resize(1000, 200);
    grid.show();
    QCOMPARE(grid.columns(), 2);
    grid.resize(400, 400);
    QCOMPARE(grid.columns(), 1);
    QVERIFY(grid.minimumSizeHint().width() < 400);
}

void tst_FormField::grid_alignsLabels()
{
    FormGrid grid;
    auto* first = new FormField("Id", new QLineEdit);
    auto* second = new FormField("Widerrufsbenachrichtigungsempfänger", new QLineEdit);
    grid.add(first);
    grid.add(second);
    grid.resize(500, 200);
    grid.show();
    const int left = first->editor()->mapTo(&grid, QPoint()).x();
    QCOMPARE(second->editor()->mapTo(&grid, QPoint()).x(), left);
    QVERIFY(second->label()->width() >= second->label()->sizeHint().width());
}

void tst_FormField::grid_hiddenFieldTakesNoRoom()
{
    FormGrid grid;
    QList<FormField*> fields;
    for (int i = 0; i < 3; ++i) {
        fields << new FormField(QStringLiteral("Field %1").arg(i), new QLineEdit);
        grid.add(fields.last());
    }
    grid.resize(400, 300);
    grid.show();
    const int before = fields.at(2)->y();
    fields.at(1)->hide();
    QTRY_VERIFY(fields.at(2)->y() < before);
    fields.at(1)->show();
    QTRY_COMPARE(fields.at(2)->y(), before);
}

void tst_FormField::grid_tabsInOrder()
{
    QWidget window;
    FormGrid grid(&window);
    QList<QLineEdit*> edits;
    for (int i = 0; i < 4; ++i) {
        edits << new QLineEdit;
        grid.add(new FormField(QStringLiteral("Field %1").arg(i), edits.last()));
    }
    grid.resize(1000, 200);
    window.resize(1000, 200);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    edits.first()->setFocus();
    for (QLineEdit* edit : edits) {
        QCOMPARE(QApplication::focusWidget(), edit);
        QTest::keyClick(edit, Qt::Key_Tab);
    }
}

void tst_FormField::leading_comesFirstByTab()
{
    auto* secret = new SecretField;
    FormField field("Client secret", secret);
    auto* leading = new QComboBox;
    leading->setObjectName("leading");
    field.setLeading(leading);
    auto* trailing = new QPushButton;
    trailing->setObjectName("trailing");
    field.setTrailing(trailing);
    QStringList order;
    for (QWidget* at = field.nextInFocusChain(); at != &field; at = at->nextInFocusChain()) {
        if (at->focusPolicy() != Qt::NoFocus && !at->objectName().isEmpty())
            order << at->objectName();
    }
    QCOMPARE(order.join(u' '), QStringLiteral("leading secret copySecret showSecret trailing"));
}

QTEST_MAIN(tst_FormField)
#include "tst_formfield.moc"
