// SPDX-License-Identifier: Apache-2.0
#include "dialogs/variablelist.h"
#include "ui/dialogs/environmentsfixture.h"

#include <QAccessible>
#include <QListWidget>

using namespace assayer;
using namespace assayer::dialogs;
using profile::VariableKind;

class TestEnvironmentsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void start_showsTheCurrentOne()
    {
        const Shown shown(view());
        QCOMPARE(shown.find<QListWidget>("environments")->currentRow(), 1);
        QCOMPARE(shown.find<QLineEdit>("environmentName")->text(), QStringLiteral("prod"));
        QCOMPARE(shown.rows().size(), 2);
        QCOMPARE(shown.inRow<QLineEdit>(0, "variableValue")->text(), QStringLiteral("contoso"));
        QVERIFY(shown.inRow<QWidget>(1, "variableSecret")->isVisible());
        QVERIFY(!shown.inRow<QLineEdit>(1, "variableValue")->isVisible());
    }

    void nothingChanged_isAnEmptyEdit()
    {
        const Shown shown(view());
        shown.find<QListWidget>("environments")->setCurrentRow(0);
        shown.press("save");
        QVERIFY(!shown.dialog.isVisible());
        QVERIFY(shown.dialog.edit() && shown.dialog.edit()->changes.isEmpty());
        QCOMPARE(shown.dialog.edit()->current, QStringLiteral("dev"));
    }

    void escape_givesNothing()
    {
        Shown shown(view());
        shown.type(shown.find<QLineEdit>("environmentName"), QStringLiteral("x"));
        QTest::keyClick(&shown.dialog, Qt::Key_Escape);
        QVERIFY(!shown.dialog.isVisible());
        QVERIFY(!shown.dialog.edit());
    }

    void edits_ofSeveralComeOut()
    {
        const Shown shown(view());
        shown.type(shown.inRow<QLineEdit>(0, "variableValue"), QStringLiteral("fabrikam"));
        shown.find<QListWidget>("environments")->setCurrentRow(0);
        QCOMPARE(shown.inRow<QLineEdit>(0, "variableValue")->text(), QStringLiteral("contoso"));
        shown.type(shown.find<QLineEdit>("environmentName"), QStringLiteral("local"));
        QCOMPARE(shown.find<QListWidget>("environments")->item(0)->text(), QStringLiteral("local"));
        shown.press("save");
        const auto edit = shown.dialog.edit();
        QVERIFY(edit);
        QCOMPARE(edit->changes.size(), 2);
        QCOMPARE(edit->changes.at(0).environment.name, QStringLiteral("local"));
        QCOMPARE(edit->changes.at(1).environment.find(u"tenant")->value, QStringLiteral("fabrikam"));
    }

    void newOne_hasAFreeNameAndRows()
    {
        const Shown shown(view());
        shown.press("newEnvironment");
        QCOMPARE(shown.dialog.focusWidget(), shown.find<QLineEdit>("environmentName"));
        QTest::keyClicks(shown.dialog.focusWidget(), QStringLiteral("test"));
        QCOMPARE(shown.rows().size(), 0);
        shown.press("addVariable");
        QCOMPARE(shown.dialog.focusWidget(), shown.inRow<QLineEdit>(0, "variableName"));
        QTest::keyClicks(shown.dialog.focusWidget(), QStringLiteral("tenant"));
        shown.type(shown.inRow<QLineEdit>(0, "variableValue"), QStringLiteral("t"));
        shown.press("save");
        const auto edit = shown.dialog.edit();
        QVERIFY(edit);
        QCOMPARE(edit->changes.size(), 1);
        QVERIFY(edit->changes.first().path.isEmpty());
        QCOMPARE(edit->changes.first().environment.name, QStringLiteral("test"));
        QCOMPARE(edit->changes.first().environment.find(u"tenant")->value, QStringLiteral("t"));
        QCOMPARE(edit->current, QStringLiteral("test"));
    }

    void duplicate_takesEditsAlong()
    {
        const Shown shown(view());
        shown.type(shown.inRow<QLineEdit>(0, "variableValue"), QStringLiteral("fabrikam"));
        shown.press("duplicateEnvironment");
        QCOMPARE(shown.find<QLineEdit>("environmentName")->text(), QStringLiteral("prod copy"));
        QCOMPARE(shown.inRow<QLineEdit>(0, "variableValue")->text(), QStringLiteral("fabrikam"));
    }

    void remove_canBeDeclined()
    {
        const Shown shown(view(), {false, false});
        shown.press("deleteEnvironment");
        QCOMPARE(shown.find<QListWidget>("environments")->count(), 2);
    }

    void lastOneGone_saysWhatToDo()
    {
        const Shown shown(view());
        shown.press("deleteEnvironment");
        shown.press("deleteEnvironment");
        QVERIFY(!shown.find<QLineEdit>("environmentName")->isVisible());
        QVERIFY(!shown.find<QPushButton>("duplicateEnvironment")->isEnabled());
        shown.press("newEnvironment");
        QVERIFY(shown.find<QLineEdit>("environmentName")->isVisible());
    }

    void removedRow_isGone()
    {
        const Shown shown(view());
        QTest::keyClick(shown.inRow<QPushButton>(1, "removeVariable"), Qt::Key_Space);
        QCOMPARE(shown.rows().size(), 1);
        shown.press("save");
        QCOMPARE(shown.dialog.edit()->changes.first().forgotten, QStringList{QStringLiteral("key")});
    }

    void problem_keepsTheDialogAndIsSaidAtTheRow()
    {
        const Shown shown(view());
        shown.press("addVariable");
        QTest::keyClicks(shown.dialog.focusWidget(), QStringLiteral("a b"));
        shown.find<QListWidget>("environments")->setCurrentRow(0);
        shown.press("save");
        QVERIFY(shown.dialog.isVisible());
        // It is in the other environment: that one is shown.
        QCOMPARE(shown.find<QListWidget>("environments")->currentRow(), 1);
        auto* name = shown.inRow<QLineEdit>(2, "variableName");
        QCOMPARE(shown.dialog.focusWidget(), name);
        QVERIFY(shown.inRow<QWidget>(2, "variableProblem")->isVisible());
        QVERIFY(name->accessibleDescription().contains(QStringLiteral("Only letters")));
        shown.type(name, QStringLiteral("good"));
        QVERIFY(!shown.inRow<QWidget>(2, "variableProblem")->isVisible());
        shown.press("save");
        QVERIFY(!shown.dialog.isVisible());
    }

    void takenName_isSaidAtTheName()
    {
        const Shown shown(view());
        shown.type(shown.find<QLineEdit>("environmentName"), QStringLiteral("dev"));
        shown.press("save");
        QVERIFY(shown.dialog.isVisible());
        QVERIFY(shown.find<QLineEdit>("environmentName")->accessibleDescription().contains(QStringLiteral("already")));
    }

    void nameOfAnother_isSaidAtOnce()
    {
        const Shown shown(view());
        shown.type(shown.find<QLineEdit>("environmentName"), QStringLiteral("dev"));
        QVERIFY(shown.find<QLineEdit>("environmentName")->accessibleDescription().contains(QStringLiteral("already")));
        shown.type(shown.find<QLineEdit>("environmentName"), QStringLiteral("live"));
        QVERIFY(!shown.find<QLineEdit>("environmentName")->accessibleDescription().contains(QStringLiteral("already")));
    }

    void filesOfOneName_areMarkedWithWhy()
    {
        EnvironmentsView given = view();
        store::EnvironmentEntry merged = given.environments.last();
        merged.path = QStringLiteral("environments/merged.json");
        given.environments << merged;
        given.current = merged.path;
        const Shown shown(given);
        const auto* list = shown.find<QListWidget>("environments");
        QVERIFY(list->item(1)->icon().isNull());
        QVERIFY(!list->item(2)->icon().isNull());
        QVERIFY(list->item(2)->toolTip().contains(QStringLiteral("environments/prod.json")));
        const auto* name = shown.find<QLineEdit>("environmentName");
        QVERIFY(name->accessibleDescription().contains(QStringLiteral("environments/prod.json")));
        // Under another name it is one like the others, with all that was in it.
        shown.type(shown.find<QLineEdit>("environmentName"), QStringLiteral("live"));
        QVERIFY(list->item(2)->icon().isNull());
        QVERIFY(list->item(2)->toolTip().isEmpty());
        shown.press("save");
        QVERIFY(!shown.dialog.isVisible());
        const EnvironmentsEdit edit = *shown.dialog.edit();
        QCOMPARE(edit.changes.size(), 1);
        QCOMPARE(edit.changes.first().path, merged.path);
        QCOMPARE(edit.changes.first().environment.variables, merged.environment.variables);
    }

    void manyVariables_areKeptWithoutRows()
    {
        EnvironmentsView given = view();
        for (int i = 0; i < 20'000; ++i)
            given.environments[1].environment.variables.append(
                {QStringLiteral("v%1").arg(i), VariableKind::Plain, QString(50, u'x')});
        const Shown shown(given);
        QCOMPARE(shown.rows().size(), VariableList::mostRows);
        QVERIFY(!shown.find<QPushButton>("addVariable")->isEnabled());
        shown.type(shown.inRow<QLineEdit>(0, "variableValue"), QStringLiteral("y"));
        shown.press("save");
        const auto edit = shown.dialog.edit();
        QCOMPARE(edit->changes.first().environment.variables.size(), 20'002);
        QCOMPARE(edit->changes.first().environment.variables.last(),
                 given.environments.at(1).environment.variables.last());
    }

    void untypedValue_isNotRewritten()
    {
        EnvironmentsView given = view();
        const QString odd = QStringLiteral("two\nlines\u202e") + QString(60'000, u'x');
        given.environments[1].environment.variables[0].value = odd;
        const Shown shown(given);
        shown.type(shown.inRow<QLineEdit>(0, "variableName"), QStringLiteral("other"));
        shown.press("save");
        QCOMPARE(shown.dialog.edit()->changes.first().environment.find(u"other")->value, odd);
    }

    void control_hasAName()
    {
        const Shown shown(view());
        shown.press("addVariable");
        QStringList names;
        for (QWidget* widget = shown.dialog.nextInFocusChain(); widget != &shown.dialog;
             widget = widget->nextInFocusChain()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || !widget->isEnabled())
                continue;
            QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
            const QString name = spoken ? spoken->text(QAccessible::Name) : QString();
            QVERIFY2(!name.isEmpty(),
                     qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
            names << name << spoken->text(QAccessible::Description);
        }
        for (const char* name :
             {"Environments", "Name of the environment", "Name of tenant", "Kind of tenant", "Value of tenant",
              "Remove tenant", "Secret value of key", "Show the value of key", "Name of variable 3"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        // Save and Cancel come last.
        QVERIFY(names.indexOf(QStringLiteral("Save")) > names.indexOf(QStringLiteral("Name of variable 3")));
        QVERIFY(names.indexOf(QStringLiteral("Name of key")) > names.indexOf(QStringLiteral("Remove tenant")));
    }
};

QTEST_MAIN(TestEnvironmentsDialog)
#include "tst_environmentsdialog.moc"
