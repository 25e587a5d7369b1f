// SPDX-License-Identifier: Apache-2.0
#include "controls/formfield.h"
#include "controls/plainlabel.h"
#include "controls/secretfield.h"
#include "dialogs/environmentsdialog.h"
#include "dialogs/variablelist.h"
#include "dialogs/variablerow.h"
#include "store/keychain.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace assayer;
using namespace assayer::dialogs;
using profile::VariableKind;

namespace {

constexpr qint64 setAt = 1'795'377'720;

EnvironmentsView view(store::SecretStore* secrets = nullptr)
{
    EnvironmentsView made;
    for (const char* name : {"dev", "prod"}) {
        store::EnvironmentEntry entry;
        entry.path = QStringLiteral("environments/%1.json").arg(QLatin1String(name));
        entry.name = QLatin1String(name);
        entry.environment.id = QStringLiteral("id-") + QLatin1String(name);
        entry.environment.name = QLatin1String(name);
        entry.environment.variables = {{QStringLiteral("tenant"), VariableKind::Plain, QStringLiteral("contoso")},
                                       {QStringLiteral("key"), VariableKind::Secret}};
        made.environments << entry;
    }
    made.current = QStringLiteral("environments/prod.json");
    made.secrets = secrets;
    made.now = setAt;
    return made;
}

/// The dialog on the screen, and its parts as a person finds them.
struct Shown {
    explicit Shown(const EnvironmentsView& given, DeleteAnswer answer = {true, false})
        : dialog(given, [this, answer](const DeleteQuestion& question) {
            asked << question;
            return answer;
        })
    {
        dialog.show();
    }
    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        return dialog.findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] QList<VariableRow*> rows() const
    {
        QList<VariableRow*> visible;
        for (VariableRow* row : dialog.findChildren<VariableRow*>()) {
            if (row->isVisible())
                visible << row;
        }
        return visible;
    }
    template <typename T> [[nodiscard]] T* inRow(int row, const char* name) const
    {
        return rows().at(row)->findChild<T*>(QLatin1String(name));
    }
    void press(const char* button) const { QTest::keyClick(find<QPushButton>(button), Qt::Key_Space); }
    void type(QLineEdit* edit, const QString& text) const
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    QList<DeleteQuestion> asked;
    EnvironmentsDialog dialog;
};

} // namespace

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

    void remove_asksAboutSecrets()
    {
        const Shown shown(view(), {true, true});
        shown.press("deleteEnvironment");
        QCOMPARE(shown.asked.size(), 1);
        QCOMPARE(shown.asked.first().name, QStringLiteral("prod"));
        QVERIFY(shown.asked.first().mayHaveSecret);
        QCOMPARE(shown.find<QListWidget>("environments")->count(), 1);
        QCOMPARE(shown.find<QLineEdit>("environmentName")->text(), QStringLiteral("dev"));
        shown.press("save");
        const auto edit = shown.dialog.edit();
        QVERIFY(edit && edit->changes.size() == 1 && edit->changes.first().removed);
        QCOMPARE(edit->changes.first().forgotten, QStringList{QStringLiteral("key")});
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

    void deletionOfACopy_leavesTheOthersSecrets()
    {
        EnvironmentsView given = view();
        given.environments.last().environment.id = given.environments.first().environment.id;
        const Shown shown(given, {false, false});
        shown.press("deleteEnvironment");
        QCOMPARE(shown.asked.size(), 1);
        QVERIFY(!shown.asked.first().mayHaveSecret);
        QVERIFY(shown.asked.first().sharesSecret);
    }

    void enteredSecret_saysWhereItMayGo()
    {
        EnvironmentsView given = view();
        for (const char* name : {"Orders", "Billing", "Elsewhere", "Other"}) {
            store::ProfileEntry entry;
            entry.name = QLatin1String(name);
            entry.profile.secretVariable = QStringLiteral("key");
            entry.profile.authority.tenant = QStringLiteral("{{tenant}}.example");
            entry.profile.clientId = QStringLiteral("client-1");
            given.profiles << entry;
        }
        given.profiles[2].profile.authority.kind = profile::AuthorityKind::Issuer;
        given.profiles[2].profile.authority.issuer = QStringLiteral("https://issuer.example\u202e");
        given.profiles[3].profile.secretVariable = QStringLiteral("another");
        const Shown shown(given);
        const auto* said = shown.inRow<controls::PlainLabel>(1, "variableMeantFor");
        QVERIFY(!said->isVisible());
        auto* secret = shown.inRow<controls::SecretField>(1, "variableSecret")->lineEdit();
        shown.type(secret, QStringLiteral("s"));
        QVERIFY(said->isVisible());
        QCOMPARE(said->fullText(),
                 QStringLiteral("May go to tenant contoso.example as client client-1 (Orders, Billing); "
                                "https://issuer.example\\u{202E} as client client-1 (Elsewhere). Anywhere else only "
                                "once you type {{key}} there."));
        QCOMPARE(secret->accessibleDescription(), said->fullText());
        // What the variables stand for is part of it.
        shown.type(shown.inRow<QLineEdit>(0, "variableValue"), QStringLiteral("fabrikam"));
        QVERIFY(said->fullText().contains(QStringLiteral("fabrikam.example")));
        shown.type(shown.inRow<QLineEdit>(1, "variableName"), QStringLiteral("unnamed"));
        QVERIFY(said->fullText().startsWith(QStringLiteral("No profile names it")));
        secret->clear();
        QVERIFY(!said->isVisible());
    }

    void plainMadeSecret_takesTheValueAlong()
    {
        const Shown shown(view());
        auto* kind = shown.inRow<QComboBox>(0, "variableKind");
        kind->setCurrentIndex(1);
        auto* field = shown.inRow<controls::SecretField>(0, "variableSecret");
        QVERIFY(field->isVisible() && !field->isShown());
        QCOMPARE(field->secret().reveal().toByteArray(), QByteArray("contoso"));
        QVERIFY(shown.inRow<QLineEdit>(0, "variableValue")->text().isEmpty());
        shown.press("save");
        const auto edit = shown.dialog.edit();
        QCOMPARE(edit->changes.first().secrets.value(QStringLiteral("tenant")).reveal().toByteArray(),
                 QByteArray("contoso"));
        QVERIFY(edit->changes.first().environment.find(u"tenant")->value.isEmpty());
    }

    void secretMadePlain_isNotPutIntoTheOpen()
    {
        const Shown shown(view());
        auto* kind = shown.inRow<QComboBox>(0, "variableKind");
        kind->setCurrentIndex(1);
        kind->setCurrentIndex(0);
        QVERIFY(shown.inRow<QLineEdit>(0, "variableValue")->text().isEmpty());
        QVERIFY(shown.inRow<controls::SecretField>(0, "variableSecret")->isEmpty());
    }

    void keptSecret_isLoadedOnlyToBeShown()
    {
        const auto store = store::memoryStore();
        const EnvironmentsView given = view(store.get());
        store->write(store::secretKeyOf(given.environments.at(1).environment, QStringLiteral("key")),
                     {support::Secret::fromText(QStringLiteral("s3cr3t")), setAt, {}, {}}, this,
                     [](const support::Result<store::Stored>&) {});
        const Shown shown(given);
        auto* field = shown.inRow<controls::SecretField>(1, "variableSecret");
        QTRY_COMPARE(field->lineEdit()->placeholderText(),
                     QStringLiteral("set on 22 Nov 2026, kept for this run only"));
        QVERIFY(field->isEmpty());
        QTest::keyClick(field->toggle(), Qt::Key_Space);
        QTRY_COMPARE(field->lineEdit()->text(), QStringLiteral("s3cr3t"));
        QVERIFY(field->isShown());
        QTest::keyClick(field->toggle(), Qt::Key_Space);
        QVERIFY(field->isEmpty());
        // Looking at it is no change.
        QTest::keyClick(field->toggle(), Qt::Key_Space);
        QTRY_VERIFY(!field->isEmpty());
        shown.press("save");
        QVERIFY(shown.dialog.edit()->changes.isEmpty());
    }

    void unsetSecret_isSaidToBe()
    {
        const auto store = store::memoryStore();
        const Shown shown(view(store.get()));
        auto* field = shown.inRow<controls::SecretField>(1, "variableSecret");
        QTRY_COMPARE(field->lineEdit()->placeholderText(), QStringLiteral("not set"));
        QTest::keyClicks(field->lineEdit(), QStringLiteral("new"));
        shown.press("save");
        QCOMPARE(shown.dialog.edit()->changes.first().secrets.value(QStringLiteral("key")).reveal().toByteArray(),
                 QByteArray("new"));
    }

    void enteredSecret_outlivesTheSelection()
    {
        const Shown shown(view());
        auto* field = shown.inRow<controls::SecretField>(1, "variableSecret");
        QTest::keyClicks(field->lineEdit(), QStringLiteral("new"));
        field->setShown(true);
        field->setShown(false);
        QCOMPARE(field->secret().reveal().toByteArray(), QByteArray("new"));
        auto* list = shown.find<QListWidget>("environments");
        list->setCurrentRow(0);
        list->setCurrentRow(1);
        QCOMPARE(shown.inRow<controls::SecretField>(1, "variableSecret")->secret().reveal().toByteArray(),
                 QByteArray("new"));
    }

    void fact_isSaidInWords_data()
    {
        QTest::addColumn<bool>("set");
        QTest::addColumn<qint64>("at");
        QTest::addColumn<bool>("inKeychain");
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<QString>("words");
        QTest::newRow("not set") << false << qint64(0) << true << ""
                                 << "not set";
        QTest::newRow("set") << true << setAt << true << ""
                             << "set on 22 Nov 2026, kept in the keychain";
        QTest::newRow("for this run") << true << setAt << false << ""
                                      << "set on 22 Nov 2026, kept for this run only";
        QTest::newRow("not known when") << true << qint64(0) << true << ""
                                        << "kept in the keychain";
        QTest::newRow("nonsense") << true << std::numeric_limits<qint64>::max() << true << ""
                                  << "kept in the keychain";
        QTest::newRow("trouble") << false << qint64(0) << true << "The system's keychain is locked."
                                 << "The system's keychain is locked.";
    }
    void fact_isSaidInWords()
    {
        QFETCH(bool, set);
        QFETCH(qint64, at);
        QFETCH(bool, inKeychain);
        QFETCH(QString, trouble);
        QFETCH(QString, words);
        QCOMPARE(factInWords({set, at, inKeychain ? store::Kept::Keychain : store::Kept::ThisRun, trouble}), words);
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
