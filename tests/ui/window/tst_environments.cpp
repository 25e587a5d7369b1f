// SPDX-License-Identifier: Apache-2.0
#include "ui/window/environmentsfixture.h"

#include <QTest>

using namespace assayer;

class TestEnvironments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void undefinedVariable_isAnErrorAtItsField()
    {
        EnvironmentsFixture fixture;
        QCOMPARE(fixture.tenant(), QStringLiteral("{{tenant}}"));
        QVERIFY(fixture.field("tenant")->problem().contains(QLatin1String("tenant")));
        fixture.window->getToken();
        QVERIFY(!fixture.window->session().isRunning());
        fixture.choose(QStringLiteral("dev"));
        QVERIFY(!fixture.field("tenant")->hasProblem());
    }

    /// A variable that nobody defined is no expectation: taken literally, every token would be rejected for it.
    void undefinedExpectation_isNotJudged()
    {
        EnvironmentsFixture fixture;
        profile::Profile profile = withVariables();
        profile.expectations.audiences = {QStringLiteral("{{audience}}")};
        fixture.window->session().edit(profile);
        fixture.window->session().inspect("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIn0.c2ln");
        QTRY_VERIFY(fixture.window->session().hasInspection());
        const inspection::Inspection& shown = fixture.window->session().inspection();
        const checks::Result* audience = shown.checklist.find(checks::CheckId::Audience);
        QVERIFY(audience);
        QCOMPARE(audience->status, checks::Status::Unchecked);
        QVERIFY(shown.expectations.audiences.isEmpty());
        QVERIFY(!shown.expectations.issuer.contains(u'{') && !shown.expectations.tenant.contains(u'{'));
        const auto* remark = fixture.find<controls::PlainLabel>("verdictRemark");
        QVERIFY2(remark->fullText().contains(QStringLiteral("Undefined variable")), qPrintable(remark->fullText()));
        QVERIFY(fixture.row(QStringLiteral("a.json")).data(models::StatusRole).toString() != QLatin1String("fail"));
    }

    void undefinedVariable_isAtTheEditorOfTheList_data()
    {
        using profile::Profile;
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QByteArray>("editor");
        const auto row = [](const char* name, const char* editor, void (*change)(Profile&)) {
            Profile profile = namedProfile(QStringLiteral("b"));
            change(profile);
            QTest::newRow(name) << profile << QByteArray(editor);
        };
        row("second issuer", "expected_issuer",
            [](Profile& p) { p.expectations.moreIssuers = {QStringLiteral("https://{{x}}/")}; });
        row("second client", "expected_client",
            [](Profile& p) { p.expectations.moreClients = {QStringLiteral("{{x}}")}; });
        row("single resource", "resource", [](Profile& p) { p.resources = {QStringLiteral("api://{{x}}")}; });
        row("scope", "middleware", [](Profile& p) { p.expectations.scopes = {QStringLiteral("{{x}}")}; });
        row("parameter", "parameters", [](Profile& p) {
            // The form has them for such an authority alone.
            p.authority.kind = profile::AuthorityKind::Issuer;
            p.authority.issuer = QStringLiteral("https://idp.example");
            p.parameters = {{QStringLiteral("a"), QStringLiteral("{{x}}")}};
        });
        row("host", "allowedHosts", [](Profile& p) { p.connection.allowedHosts = {QStringLiteral("{{x}}")}; });
    }
    void undefinedVariable_isAtTheEditorOfTheList()
    {
        QFETCH(profile::Profile, profile);
        QFETCH(QByteArray, editor);
        EnvironmentsFixture fixture;
        fixture.put(QStringLiteral("b.json"), profile);
        fixture.openRow(QStringLiteral("b.json"));
        fixture.typeSecret(QStringLiteral("typed"));
        fixture.window->getToken();
        QVERIFY(!fixture.window->session().isRunning());
        controls::FormField* field = fixture.field(editor.constData());
        QVERIFY(field);
        QVERIFY(field->problem().contains(u'x'));
        QVERIFY(field->isVisible());
        QVERIFY(field->editor()->hasFocus());
    }

    void field_showsWhatItsVariableStandsFor()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("test"));
        QVERIFY(fixture.shows("tenant", QStringLiteral("test.onmicrosoft.com")));
        QCOMPARE(fixture.tenant(), QStringLiteral("{{tenant}}"));
        QVERIFY(!fixture.window->isWindowModified());
        fixture.choose(QString());
        QVERIFY(!fixture.shows("tenant", QStringLiteral("test.onmicrosoft.com")));
    }

    void everyText_saysWhatItsVariablesStandFor()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("test"));
        profile::Profile profile = fixture.window->session().profile();
        profile.parameters = {{QStringLiteral("p"), QStringLiteral("{{tenant}}")}};
        profile.expectations.issuer = QStringLiteral("https://a.example");
        profile.expectations.moreIssuers = {QStringLiteral("https://{{tenant}}")};
        profile.expectations.client = QStringLiteral("c");
        profile.expectations.moreClients = {QStringLiteral("{{tenant}}")};
        fixture.window->session().edit(profile);
        const QHash<QString, QString> texts = fixture.window->session().resolvedTexts();
        QCOMPARE(texts.value(QStringLiteral("parameters")), QStringLiteral("p=test.onmicrosoft.com"));
        QCOMPARE(texts.value(QStringLiteral("expectations.issuer")),
                 QStringLiteral("https://a.example https://test.onmicrosoft.com"));
        QCOMPARE(texts.value(QStringLiteral("expectations.client")), QStringLiteral("c, test.onmicrosoft.com"));
    }

    void verdict_isOfItsEnvironment()
    {
        EnvironmentsFixture fixture;
        const auto verdict = [&fixture] {
            return fixture.row(QStringLiteral("a.json")).data(models::StatusRole).toString();
        };
        fixture.choose(QStringLiteral("dev"));
        fixture.window->session().inspect("eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.");
        QTRY_COMPARE(verdict(), QStringLiteral("fail"));
        fixture.choose(QStringLiteral("test"));
        QTRY_COMPARE(verdict(), QStringLiteral("unchecked"));
        fixture.choose(QStringLiteral("dev"));
        QTRY_COMPARE(verdict(), QStringLiteral("fail"));
    }

    void switching_forgetsTheOldOnesToken()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.window->session().setSecret(practice::PracticeTenant::demoSecret());
        fixture.window->getToken();
        QTRY_VERIFY(fixture.window->session().inspection().token);
        QVERIFY(!fixture.window->session().isRunning());
        fixture.choose(QStringLiteral("test"));
        QVERIFY(!fixture.window->session().hasInspection());
        QVERIFY(fixture.window->session().secret().isEmpty());
        // Also while it is still under way.
        fixture.choose(QStringLiteral("dev"));
        fixture.window->session().setSecret(practice::PracticeTenant::demoSecret());
        fixture.window->getToken();
        QVERIFY(fixture.window->session().isRunning());
        fixture.choose(QStringLiteral("test"));
        QVERIFY(!fixture.window->session().isRunning());
        QVERIFY(!fixture.window->session().hasInspection());
    }

    void switching_forgetsWhatTheOldOneWasRefusedFor()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.window->session().setSecret(support::Secret::fromText(QStringLiteral("wrong")));
        fixture.window->getToken();
        QTRY_VERIFY(!fixture.window->session().isRunning() && fixture.window->session().inspection().refusal);
        const auto problems = [&fixture] {
            const auto fields = fixture.window->findChildren<controls::FormField*>();
            return std::ranges::count_if(fields, &controls::FormField::hasProblem);
        };
        QCOMPARE(problems(), 1);
        fixture.choose(QStringLiteral("test"));
        QCOMPARE(problems(), 0);
    }

    void environmentChangedOnDisk_countsAtOnce()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("test"));
        fixture.test.variables[0].value = QStringLiteral("elsewhere.onmicrosoft.com");
        fixture.put(QStringLiteral("environments/test.json"), profile::write(fixture.test));
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("elsewhere.onmicrosoft.com")));
    }

    void choice_isRemembered()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("test"));
        fixture.reopen();
        QTRY_COMPARE(fixture.selector()->currentData().toString(), QStringLiteral("test"));
    }

    void find_knowsWhatAVariableStandsFor()
    {
        EnvironmentsFixture fixture;
        profile::Profile pinned = namedProfile(QStringLiteral("pinned"));
        fixture.put(QStringLiteral("pinned.json"), pinned);
        QTRY_VERIFY(fixture.row(QStringLiteral("pinned.json")).isValid());
        fixture.find<QLineEdit>("findProfile")->setText(QStringLiteral("test.onmicrosoft"));
        const auto isFound = [&fixture] { return fixture.row(QStringLiteral("a.json")).isValid(); };
        QVERIFY(!isFound());
        fixture.choose(QStringLiteral("test"));
        QTRY_VERIFY(isFound());
        QVERIFY(!fixture.row(QStringLiteral("pinned.json")).isValid());
        fixture.choose(QStringLiteral("dev"));
        QTRY_VERIFY(!isFound());
        fixture.choose(QStringLiteral("test"));
        QTRY_VERIFY(isFound());
        fixture.test.variables[0].value = QStringLiteral("moved.example");
        fixture.put(QStringLiteral("environments/test.json"), profile::write(fixture.test));
        QTRY_VERIFY(!isFound());
    }

    void twoOfOneName_areShownAndNeitherIsUsed()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("test"));
        QVERIFY(!fixture.field("tenant")->hasProblem());
        // As a merge brings it, in front of ours.
        profile::Environment theirs = named(QStringLiteral("test"), QStringLiteral("theirs.example"));
        fixture.put(QStringLiteral("environments/merged.json"), profile::write(theirs));
        QTRY_COMPARE(fixture.selector()->count(), 4);
        QVERIFY(fixture.field("tenant")->hasProblem());
        QVERIFY(!fixture.shows("tenant", QStringLiteral("theirs.example")));
        QCOMPARE(fixture.selector()->currentData().toString(), QStringLiteral("test"));
        for (const int at : {2, 3}) {
            QVERIFY(
                !(fixture.selector()->model()->flags(fixture.selector()->model()->index(at, 0)) & Qt::ItemIsEnabled));
            QVERIFY(fixture.selector()->itemData(at, Qt::ToolTipRole).toString().contains(QLatin1String("same name")));
        }
        QVERIFY(fixture.selector()->itemText(2).contains(QLatin1String("merged.json")));
        QVERIFY(fixture.selector()->itemText(3).contains(QLatin1String("test.json")));
        QVERIFY(fixture.selector()->accessibleDescription().contains(QLatin1String("same name")));
        fixture.window->getToken();
        QVERIFY(!fixture.window->session().isRunning());
        theirs.name = QStringLiteral("theirs");
        fixture.put(QStringLiteral("environments/merged.json"), profile::write(theirs));
        QTRY_VERIFY(!fixture.field("tenant")->hasProblem());
        QVERIFY(fixture.shows("tenant", QStringLiteral("test.onmicrosoft.com")));
        QVERIFY(fixture.selector()->accessibleDescription().isEmpty());
    }

    void choiceOfAnotherWindow_isNotTakenOver()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        window::MainWindow other(fixture.environment);
        other.show();
        auto* selector = other.findChild<QComboBox*>(QStringLiteral("environment"));
        QTRY_COMPARE(selector->count(), 3);
        selector->setCurrentIndex(selector->findData(QStringLiteral("test")));
        Q_EMIT selector->activated(selector->currentIndex());
        // Whatever makes it look again.
        fixture.put(QStringLiteral("new.json"), namedProfile(QStringLiteral("new")));
        QTRY_VERIFY(fixture.row(QStringLiteral("new.json")).isValid());
        QCOMPARE(fixture.selector()->currentData().toString(), QStringLiteral("dev"));
        QCOMPARE(fixture.window->session().environment().name, QStringLiteral("dev"));
        fixture.openRow(QStringLiteral("new.json"));
        QCOMPARE(fixture.window->session().environment().name, QStringLiteral("dev"));
    }

    void editedEnvironments_areWritten()
    {
        EnvironmentsFixture fixture;
        dialogs::EnvironmentChange added;
        added.environment = named(QStringLiteral("prod"), QStringLiteral("prod.onmicrosoft.com"));
        dialogs::EnvironmentChange removed;
        removed.path = QStringLiteral("environments/test.json");
        removed.environment = fixture.test;
        removed.removed = true;
        fixture.dialogs.environments = dialogs::EnvironmentsEdit{{added, removed}, QStringLiteral("prod")};
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QTRY_COMPARE(fixture.selector()->currentData().toString(), QStringLiteral("prod"));
        QTRY_VERIFY(fixture.selector()->findData(QStringLiteral("test")) < 0);
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("prod.onmicrosoft.com")));
        QVERIFY(!QFile::exists(fixture.path(QStringLiteral("environments/test.json"))));
        fixture.act("undoDeleteAction");
        QTRY_VERIFY(fixture.selector()->findData(QStringLiteral("test")) >= 0);
        QVERIFY(fixture.dialogs.told.isEmpty());
    }

    void environmentsConflict_isAskedAbout()
    {
        EnvironmentsFixture fixture;
        dialogs::EnvironmentChange change;
        change.path = QStringLiteral("environments/dev.json");
        change.base = store::revisionOf("what was there before");
        change.environment = fixture.dev;
        change.environment.variables[0].value = QStringLiteral("ours");
        fixture.dialogs.environments = dialogs::EnvironmentsEdit{{change}, {}};
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QVERIFY(!fixture.text(QStringLiteral("environments/dev.json")).contains("ours"));
        // It is said that nothing came of it.
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QVERIFY(fixture.dialogs.told.first().sentence.contains(QLatin1String("dev")));
        fixture.dialogs.conflict = dialogs::Dialogs::ConflictAnswer::Ours;
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QVERIFY(fixture.text(QStringLiteral("environments/dev.json")).contains("ours"));
    }

    void conflictOfOne_leavesTheOthersEdits()
    {
        EnvironmentsFixture fixture;
        dialogs::EnvironmentChange dev;
        dev.path = QStringLiteral("environments/dev.json");
        dev.base = store::revisionOf("what was there before");
        dev.environment = fixture.dev;
        dev.environment.variables[0].value = QStringLiteral("ours");
        dialogs::EnvironmentChange test;
        test.path = QStringLiteral("environments/test.json");
        test.base = store::revisionOf(profile::write(fixture.test));
        test.environment = fixture.test;
        test.environment.variables[0].value = QStringLiteral("edited");
        fixture.dialogs.environments = dialogs::EnvironmentsEdit{{dev, test}, {}};
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QVERIFY(fixture.text(QStringLiteral("environments/test.json")).contains("edited"));
    }
};

QTEST_MAIN(TestEnvironments)
#include "tst_environments.moc"
