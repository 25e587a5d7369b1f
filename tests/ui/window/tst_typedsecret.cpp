// SPDX-License-Identifier: Apache-2.0
#include "profile/resolution.h"
#include "ui/window/environmentsfixture.h"

#include <QTest>

using namespace assayer;
using Unsaved = dialogs::Dialogs::Unsaved;

namespace {

/// a.json is open in «dev», and a secret was typed and not saved.
struct Fixture : EnvironmentsFixture {
    Fixture()
    {
        choose(QStringLiteral("dev"));
        typeSecret(QStringLiteral("typed"));
        dialogs.asked.clear();
    }
    /// The profile has the secret of «dev» by now, and is not saved.
    void nameVariable()
    {
        keepSecret(support::Secret::fromText(QStringLiteral("of-dev")));
        typeSecret(QStringLiteral("{{app_secret}}"));
        QTRY_COMPARE(secret(), QStringLiteral("of-dev"));
    }
    [[nodiscard]] QString secret() const { return QString::fromUtf8(window->session().secret().reveal()); }
    [[nodiscard]] QString chosen() const { return selector()->currentData().toString(); }
    [[nodiscard]] QString note() const { return window->secret().note().text; }
};

} // namespace

class TestTypedSecret : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void switching_asksWhatBecomesOfIt_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("there");
        QTest::addColumn<QString>("back");
        QTest::newRow("saved") << int(Unsaved::Save) << "test"
                               << ""
                               << "typed";
        QTest::newRow("thrown away") << int(Unsaved::Discard) << "test"
                                     << ""
                                     << "";
        QTest::newRow("stayed") << int(Unsaved::Cancel) << "dev"
                                << "typed"
                                << "typed";
    }
    void switching_asksWhatBecomesOfIt()
    {
        QFETCH(int, answer);
        Fixture fixture;
        fixture.dialogs.unsaved = static_cast<Unsaved>(answer);
        fixture.choose(QStringLiteral("test"));
        QCOMPARE(fixture.dialogs.asked, (QStringList{QStringLiteral("a"), QStringLiteral("dev")}));
        QTEST(fixture.chosen(), "chosen");
        QTEST(fixture.window->session().environment().name, "chosen");
        QTEST(fixture.secret(), "there");
        fixture.choose(QStringLiteral("dev"));
        QFETCH(QString, back);
        QTRY_COMPARE(fixture.secret(), back);
        QVERIFY(!fixture.text(QStringLiteral("a.json")).contains("typed"));
    }

    void switching_asksNothingWhereItIsForTheSame()
    {
        Fixture fixture;
        fixture.dialogs.unsaved = Unsaved::Cancel;
        fixture.typeSecret(QStringLiteral("x"));
        fixture.window->session().edit(namedProfile(QStringLiteral("no variables")));
        fixture.choose(QStringLiteral("test"));
        QVERIFY(fixture.dialogs.asked.isEmpty());
        QCOMPARE(fixture.chosen(), QStringLiteral("test"));
        QCOMPARE(fixture.secret(), QStringLiteral("x"));
    }

    void environmentChangedOnDisk_putsItAsideUntilItIsBack()
    {
        Fixture fixture;
        profile::Environment other = fixture.dev;
        other.variables[0].value = QStringLiteral("elsewhere.example");
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(other));
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("elsewhere.example")));
        QVERIFY(fixture.secret().isEmpty());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
        QVERIFY2(fixture.note().contains(QLatin1String("comes back")), qPrintable(fixture.note()));
        QVERIFY(fixture.dialogs.asked.isEmpty());
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(fixture.dev));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("typed"));
        QCOMPARE(fixture.secretEdit()->text(), QStringLiteral("typed"));
        QVERIFY(fixture.window->isWindowModified());
        QVERIFY(!fixture.note().contains(QLatin1String("comes back")));
    }

    void anotherProfile_hasNothingOfIt()
    {
        Fixture fixture;
        profile::Environment other = fixture.dev;
        other.variables[0].value = QStringLiteral("elsewhere.example");
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(other));
        QTRY_VERIFY(fixture.note().contains(QLatin1String("comes back")));
        fixture.put(QStringLiteral("b.json"), withVariables());
        fixture.openRow(QStringLiteral("b.json"));
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(fixture.dev));
        QTRY_VERIFY(fixture.shows("tenant", fixture.dev.variables.first().value));
        QVERIFY(fixture.secret().isEmpty());
        QVERIFY(!fixture.note().contains(QLatin1String("comes back")));
    }

    void variableThatItReplaced_isBackMeanwhile()
    {
        Fixture fixture;
        fixture.nameVariable();
        fixture.window->saveProfile();
        fixture.typeSecret(QStringLiteral("own"));
        profile::Environment other = fixture.dev;
        other.variables[0].value = QStringLiteral("elsewhere.example");
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(other));
        QTRY_VERIFY(fixture.secret().isEmpty());
        QCOMPARE(fixture.window->session().profile().secretVariable, QStringLiteral("app_secret"));
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(fixture.dev));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("own"));
        QVERIFY(fixture.window->session().profile().secretVariable.isEmpty());
        QTest::keyClick(fixture.secretEdit(), Qt::Key_Escape);
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-dev"));
    }

    void environmentWithoutAnId_getsOneToKeepIt()
    {
        EnvironmentsFixture fixture;
        const QByteArray byHand = R"({ "name": "hand", "schema": 1,
  "variables": [ { "value": "hand.example", "name": "tenant" } ] })";
        const QString file = QStringLiteral("environments/hand.json");
        fixture.put(file, byHand);
        QTRY_COMPARE(fixture.selector()->count(), 4);
        fixture.choose(QStringLiteral("hand"));
        fixture.typeSecret(QStringLiteral("typed"));
        fixture.window->saveProfile();
        const profile::Environment written = profile::parseEnvironment(fixture.text(file)).value();
        QVERIFY(!written.id.isEmpty());
        QVERIFY(fixture.text(file).contains("[ { \"value\": \"hand.example\", \"name\": \"tenant\" } ]"));
        QTRY_COMPARE(fixture.window->session().environment().id, written.id);
        fixture.choose(QStringLiteral("dev"));
        fixture.choose(QStringLiteral("hand"));
        QTRY_COMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("typed"));
    }

    void deletedProfile_bringsItBackWhereItWasTypedAlone()
    {
        Fixture fixture;
        fixture.dialogs.deletion.remove = true;
        fixture.act("deleteProfileAction");
        QTRY_VERIFY(!fixture.row(QStringLiteral("a.json")).isValid());
        fixture.choose(QStringLiteral("test"));
        fixture.act("undoDeleteAction");
        QTRY_COMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        QVERIFY(fixture.secret().isEmpty());
        QVERIFY2(fixture.note().contains(QLatin1String("comes back")), qPrintable(fixture.note()));
        fixture.choose(QStringLiteral("dev"));
        QCOMPARE(fixture.secret(), QStringLiteral("typed"));
    }

    void deletedProfile_hasTheVariableOfAnotherEnvironmentMeanwhile()
    {
        Fixture fixture;
        fixture.nameVariable();
        fixture.window->saveProfile();
        const profile::Profile resolved = *profile::resolve(fixture.onDisk(QStringLiteral("a.json")), fixture.test);
        bool done = false;
        QObject context;
        fixture.secrets->write(
            store::secretKeyOf(fixture.test, QStringLiteral("app_secret")),
            {support::Secret::fromText(QStringLiteral("of-test")), 1, store::destinationOf(resolved), {}}, &context,
            [&done](const auto&) { done = true; });
        QTRY_VERIFY(done);
        fixture.typeSecret(QStringLiteral("own"));
        fixture.dialogs.deletion.remove = true;
        fixture.act("deleteProfileAction");
        QTRY_VERIFY(!fixture.row(QStringLiteral("a.json")).isValid());
        fixture.choose(QStringLiteral("test"));
        fixture.act("undoDeleteAction");
        QTRY_COMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-test"));
        QVERIFY(fixture.secretEdit()->text().isEmpty());
        QCOMPARE(fixture.window->session().profile().secretVariable, QStringLiteral("app_secret"));
        fixture.window->saveProfile();
        QCOMPARE(fixture.onDisk(QStringLiteral("a.json")).secretVariable, QStringLiteral("app_secret"));
        fixture.choose(QStringLiteral("dev"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("own"));
        QVERIFY(fixture.window->session().profile().secretVariable.isEmpty());
    }

    void deletedProfile_hasTheSecretOfTheVariableThatWasTyped()
    {
        Fixture fixture;
        fixture.window->saveProfile();
        fixture.nameVariable();
        fixture.dialogs.deletion.remove = true;
        fixture.act("deleteProfileAction");
        QTRY_VERIFY(!fixture.row(QStringLiteral("a.json")).isValid());
        fixture.act("undoDeleteAction");
        QTRY_COMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        QCOMPARE(fixture.window->session().profile().secretVariable, QStringLiteral("app_secret"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-dev"));
    }

    void putAside_isAskedAboutAndComesBackWithAnUndo()
    {
        Fixture fixture;
        fixture.put(QStringLiteral("b.json"), withVariables());
        QTRY_VERIFY(fixture.row(QStringLiteral("b.json")).isValid());
        profile::Environment other = fixture.dev;
        other.variables[0].value = QStringLiteral("elsewhere.example");
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(other));
        QTRY_VERIFY(fixture.note().contains(QLatin1String("comes back")));
        for (const Unsaved answer : {Unsaved::Cancel, Unsaved::Save}) {
            fixture.dialogs.asked.clear();
            fixture.dialogs.unsaved = answer;
            fixture.list()->setCurrentIndex(fixture.row(QStringLiteral("b.json")));
            QCOMPARE(fixture.dialogs.asked, QStringList{QStringLiteral("a")});
            QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        }
        fixture.dialogs.deletion.remove = true;
        fixture.act("deleteProfileAction");
        QTRY_VERIFY(!fixture.row(QStringLiteral("a.json")).isValid());
        fixture.act("undoDeleteAction");
        QTRY_COMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        QVERIFY2(fixture.note().contains(QLatin1String("comes back")), qPrintable(fixture.note()));
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(fixture.dev));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("typed"));
    }

    void variableDefinedMeanwhile_keepsIt_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::addColumn<bool>("saved");
        QTest::newRow("typed for a file's") << false << false;
        QTest::newRow("typed for a new one") << true << false;
        QTest::newRow("saved for this run") << false << true;
    }
    void variableDefinedMeanwhile_keepsIt()
    {
        QFETCH(bool, isNew);
        QFETCH(bool, saved);
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        profile::Environment lacking = fixture.dev;
        lacking.variables.removeFirst();
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(lacking));
        QTRY_COMPARE(fixture.window->session().environment(), lacking);
        if (isNew) {
            fixture.window->newProfile();
            fixture.setTenant(QStringLiteral("{{tenant}}"));
            fixture.find<QLineEdit>("clientId")->setText(QStringLiteral("client"));
        }
        fixture.typeSecret(QStringLiteral("typed"));
        if (saved)
            fixture.window->saveProfile();
        fixture.put(QStringLiteral("environments/dev.json"), profile::write(fixture.dev));
        QTRY_COMPARE(fixture.window->session().environment(), fixture.dev);
        QCOMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("typed"));
        QCOMPARE(fixture.secretEdit()->text(), QStringLiteral("typed"));
        QVERIFY(fixture.window->isWindowModified());
        // Another environment's is it not for all that.
        fixture.dialogs.unsaved = Unsaved::Cancel;
        fixture.choose(QStringLiteral("test"));
        QCOMPARE(fixture.selector()->currentData().toString(), QStringLiteral("dev"));
    }

    void typedBeforeAnEnvironmentWasChosen_isForThatOne()
    {
        EnvironmentsFixture fixture;
        fixture.typeSecret(QStringLiteral("typed"));
        fixture.choose(QStringLiteral("dev"));
        QVERIFY(fixture.dialogs.asked.isEmpty());
        QCOMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("typed"));
        fixture.window->saveProfile();
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::Loaded);
    }
};

QTEST_MAIN(TestTypedSecret)
#include "tst_typedsecret.moc"
