// SPDX-License-Identifier: Apache-2.0
#include "controls/formfield.h"
#include "controls/plainlabel.h"
#include "store/keychain.h"
#include "ui/window/workspacefixture.h"

#include <QComboBox>
#include <QTest>

using namespace assayer;

namespace {

profile::Environment named(const QString& name, const QString& tenant)
{
    profile::Environment environment;
    environment.id = profile::newId();
    environment.name = name;
    environment.variables = {{QStringLiteral("tenant"), profile::VariableKind::Plain, tenant},
                             {QStringLiteral("app_secret"), profile::VariableKind::Secret}};
    return environment;
}

profile::Profile withVariables()
{
    profile::Profile profile = namedProfile(QStringLiteral("a"));
    profile.authority.tenant = QStringLiteral("{{tenant}}");
    return profile;
}

/// «dev» is the practice tenant, «test» is not.
struct Fixture : WorkspaceFixture {
    Fixture()
    {
        put(QStringLiteral("environments/dev.json"), profile::write(dev));
        put(QStringLiteral("environments/test.json"), profile::write(test));
        put(QStringLiteral("a.json"), withVariables());
        openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(selector()->count(), 3);
    }
    [[nodiscard]] QComboBox* selector() const { return find<QComboBox>("environment"); }
    void choose(const QString& name) const
    {
        const int at = selector()->findData(name);
        QVERIFY(at >= 0);
        selector()->setCurrentIndex(at);
        Q_EMIT selector()->activated(at);
    }
    /// Of «dev», as the dialog over the environments does.
    void keepSecret(const support::Secret& secret)
    {
        dialogs::EnvironmentChange change;
        change.path = QStringLiteral("environments/dev.json");
        change.base = store::revisionOf(profile::write(dev));
        change.environment = dev;
        change.secrets.insert(QStringLiteral("app_secret"), secret);
        dialogs.environments = dialogs::EnvironmentsEdit{{change}, QStringLiteral("dev")};
        QTest::mouseClick(find<QWidget>("editEnvironments"), Qt::LeftButton);
    }
    [[nodiscard]] controls::FormField* field(const char* name) const
    {
        for (QWidget* above = find<QWidget>(name); above; above = above->parentWidget()) {
            if (auto* found = qobject_cast<controls::FormField*>(above))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] bool shows(const char* name, const QString& text) const
    {
        const auto labels = field(name)->findChildren<controls::PlainLabel*>();
        return std::any_of(labels.cbegin(), labels.cend(), [&text](const controls::PlainLabel* label) {
            return label->isVisible() && label->fullText().contains(text);
        });
    }

    profile::Environment dev = named(QStringLiteral("dev"), profile::workedExample().authority.tenant);
    profile::Environment test = named(QStringLiteral("test"), QStringLiteral("test.onmicrosoft.com"));
};

} // namespace

class TestEnvironments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void undefinedVariable_isAnErrorAtItsField()
    {
        Fixture fixture;
        QCOMPARE(fixture.tenant(), QStringLiteral("{{tenant}}"));
        QVERIFY(fixture.field("tenant")->problem().contains(QLatin1String("tenant")));
        fixture.window->getToken();
        QVERIFY(!fixture.window->session().isRunning());
        fixture.choose(QStringLiteral("dev"));
        QVERIFY(!fixture.field("tenant")->hasProblem());
    }

    void field_showsWhatItsVariableStandsFor()
    {
        Fixture fixture;
        fixture.choose(QStringLiteral("test"));
        QVERIFY(fixture.shows("tenant", QStringLiteral("test.onmicrosoft.com")));
        QCOMPARE(fixture.tenant(), QStringLiteral("{{tenant}}"));
        QVERIFY(!fixture.window->isWindowModified());
        fixture.choose(QString());
        QVERIFY(!fixture.shows("tenant", QStringLiteral("test.onmicrosoft.com")));
    }

    void switching_forgetsTheOldOnesToken()
    {
        Fixture fixture;
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
        Fixture fixture;
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
        Fixture fixture;
        fixture.choose(QStringLiteral("test"));
        fixture.test.variables[0].value = QStringLiteral("elsewhere.onmicrosoft.com");
        fixture.put(QStringLiteral("environments/test.json"), profile::write(fixture.test));
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("elsewhere.onmicrosoft.com")));
    }

    void choice_isRemembered()
    {
        Fixture fixture;
        fixture.choose(QStringLiteral("test"));
        fixture.reopen();
        QTRY_COMPARE(fixture.selector()->currentData().toString(), QStringLiteral("test"));
    }

    void typedSecret_doesNotGoToAnotherEnvironment()
    {
        Fixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.typeSecret(QStringLiteral("typed-for-dev"));
        QVERIFY(!fixture.window->session().secret().isEmpty());
        fixture.choose(QStringLiteral("test"));
        QVERIFY(fixture.window->session().secret().isEmpty());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
    }

    void variableInTheSecretField_isTheEnvironmentsSecret()
    {
        Fixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.keepSecret(practice::PracticeTenant::demoSecret());
        QCOMPARE(fixture.dialogs.environmentViews.size(), 1);
        QCOMPARE(fixture.dialogs.environmentViews.first().current, QStringLiteral("environments/dev.json"));

        fixture.typeSecret(QStringLiteral("{{app_secret}}"));
        QCOMPARE(fixture.window->session().profile().secretVariable, QStringLiteral("app_secret"));
        QVERIFY(fixture.secretEdit()->text().isEmpty());
        QTRY_VERIFY(!fixture.window->session().secret().isEmpty());
        fixture.window->getToken();
        QTRY_VERIFY(fixture.window->session().inspection().token);
        QVERIFY(!fixture.window->session().isRunning());
        fixture.window->saveProfile();
        QCOMPARE(fixture.onDisk(QStringLiteral("a.json")).secretVariable, QStringLiteral("app_secret"));
        // A secret of its own again.
        fixture.typeSecret(QStringLiteral("own"));
        QVERIFY(fixture.window->session().profile().secretVariable.isEmpty());
    }

    void environmentsSecret_goesOnlyWhereItWasMeantToGo()
    {
        Fixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.keepSecret(support::Secret::fromText(QStringLiteral("of-dev")));
        // A file that somebody else wrote names the variable, and an authority of theirs.
        profile::Profile theirs = withVariables();
        theirs.name = QStringLiteral("theirs");
        theirs.secretVariable = QStringLiteral("app_secret");
        theirs.authority.kind = profile::AuthorityKind::Issuer;
        theirs.authority.issuer = QStringLiteral("https://evil.example");
        fixture.put(QStringLiteral("theirs.json"), theirs);
        fixture.openRow(QStringLiteral("theirs.json"));
        QTRY_COMPARE(fixture.window->desk().secretState().is, window::SecretState::Is::OtherDestination);
        QVERIFY(fixture.window->session().secret().isEmpty());
        // The user names it in the field: now it is meant.
        fixture.openRow(QStringLiteral("a.json"));
        fixture.typeSecret(QStringLiteral("{{app_secret}}"));
        QTRY_VERIFY(!fixture.window->session().secret().isEmpty());
    }

    void secretOfOneEnvironment_doesNotGoToAnotherWorkspacesByASave()
    {
        Fixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.window->newProfile();
        fixture.setTenant(QStringLiteral("{{tenant}}"));
        fixture.typeSecret(QStringLiteral("typed-for-dev"));
        // Another workspace, where the same variable stands for something else.
        const QString other = fixture.folder.filePath(QStringLiteral("other"));
        QVERIFY(QDir().mkpath(other + QStringLiteral("/environments")));
        profile::Environment theirs = named(QStringLiteral("theirs"), QStringLiteral("evil.example"));
        QFile file(other + QStringLiteral("/environments/theirs.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(profile::write(theirs));
        file.close();
        fixture.settings.setValue(
            QStringLiteral("workspaces/environments"),
            QVariantMap{{fixture.environment.home, QStringLiteral("dev")}, {other, QStringLiteral("theirs")}});
        fixture.dialogs.unsaved = dialogs::Dialogs::Unsaved::Discard;
        fixture.dialogs.folder = other;
        fixture.reopen();
        fixture.act("openFolderAction");
        fixture.window->newProfile();
        fixture.find<QLineEdit>("clientId")->setText(QStringLiteral("client"));
        fixture.setTenant(QStringLiteral("{{tenant}}"));
        fixture.typeSecret(QStringLiteral("typed-for-dev"));
        QTRY_VERIFY(WorkspaceFixture::rowOf(*fixture.window, other).isValid());
        QTRY_VERIFY(fixture.shows("tenant", fixture.dev.variables.first().value));
        fixture.dialogs.path = other + QStringLiteral("/stolen.json");
        fixture.window->saveProfileAs();
        QCOMPARE(fixture.window->desk().key(), fixture.dialogs.path);
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("evil.example")));
        QVERIFY(fixture.window->session().secret().isEmpty());
    }

    void editedEnvironments_areWritten()
    {
        Fixture fixture;
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
        Fixture fixture;
        dialogs::EnvironmentChange change;
        change.path = QStringLiteral("environments/dev.json");
        change.base = store::revisionOf("what was there before");
        change.environment = fixture.dev;
        change.environment.variables[0].value = QStringLiteral("ours");
        fixture.dialogs.environments = dialogs::EnvironmentsEdit{{change}, {}};
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QVERIFY(!fixture.text(QStringLiteral("environments/dev.json")).contains("ours"));
        fixture.dialogs.conflict = dialogs::Dialogs::ConflictAnswer::Ours;
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QVERIFY(fixture.text(QStringLiteral("environments/dev.json")).contains("ours"));
    }
};

QTEST_MAIN(TestEnvironments)
#include "tst_environments.moc"
