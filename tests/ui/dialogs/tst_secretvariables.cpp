// SPDX-License-Identifier: Apache-2.0
#include "controls/plainlabel.h"
#include "controls/secretfield.h"
#include "store/keychain.h"
#include "ui/dialogs/environmentsfixture.h"

#include <QComboBox>
#include <QListWidget>

using namespace assayer;
using namespace assayer::dialogs;

/// The secrets in the dialog over the environments.
class TestSecretVariables : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_MAIN(TestSecretVariables)
#include "tst_secretvariables.moc"
