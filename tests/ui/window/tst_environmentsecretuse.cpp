// SPDX-License-Identifier: Apache-2.0
#include "ui/window/environmentsfixture.h"
#include "ui/window/fakestore.h"
#include "window/statusbar.h"

#include <QTest>

using namespace assayer;

namespace {

/// Beside the user's workspace another one, with an environment «theirs» where the same variable stands for something
/// else. A new profile is open, under the environment that is named, and a secret was typed.
struct OtherWorkspace : EnvironmentsFixture {
    explicit OtherWorkspace(const QString& chosen)
    {
        const QString environments = other + QStringLiteral("/environments");
        QVERIFY(QDir().mkpath(environments));
        QFile file(environments + QStringLiteral("/theirs.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(profile::write(named(QStringLiteral("theirs"), QStringLiteral("evil.example"))));
        file.close();
        settings.setValue(QStringLiteral("workspaces/environments"),
                          QVariantMap{{environment.home, chosen}, {other, QStringLiteral("theirs")}});
        dialogs.folder = other;
        reopen();
        act("openFolderAction");
        window->newProfile();
        find<QLineEdit>("clientId")->setText(QStringLiteral("client"));
        setTenant(QStringLiteral("{{tenant}}"));
        typeSecret(QStringLiteral("typed"));
        QTRY_COMPARE(WorkspaceFixture::rowOf(*window, QStringLiteral("empty:") + other).data().toString(),
                     QStringLiteral("No profiles yet"));
    }
    void saveThere()
    {
        dialogs.path = other + QStringLiteral("/saved.json");
        window->saveProfileAs();
        QCOMPARE(window->desk().key(), dialogs.path);
    }
    const QString other = folder.filePath(QStringLiteral("other"));
};

} // namespace

class TestEnvironmentSecretUse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deletionOfACopiedEnvironment_leavesTheOthersSecret()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.keepSecret(support::Secret::fromText(QStringLiteral("of-dev")));
        fixture.typeSecret(QStringLiteral("{{app_secret}}"));
        QTRY_VERIFY(!fixture.window->session().secret().isEmpty());
        profile::Environment copy = fixture.dev;
        copy.name = QStringLiteral("copy");
        fixture.put(QStringLiteral("environments/copy.json"), profile::write(copy));
        QTRY_COMPARE(fixture.selector()->count(), 4);
        dialogs::EnvironmentChange removed;
        removed.path = QStringLiteral("environments/copy.json");
        removed.environment = copy;
        removed.removed = true;
        removed.forgotten = {QStringLiteral("app_secret")};
        fixture.dialogs.environments = dialogs::EnvironmentsEdit{{removed}, QStringLiteral("dev")};
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QTRY_COMPARE(fixture.selector()->count(), 3);
        fixture.choose(QStringLiteral("test"));
        fixture.choose(QStringLiteral("dev"));
        QTRY_COMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("of-dev"));
    }

    void typedSecret_doesNotGoToAnotherEnvironment()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.typeSecret(QStringLiteral("typed-for-dev"));
        QVERIFY(!fixture.window->session().secret().isEmpty());
        fixture.choose(QStringLiteral("test"));
        QVERIFY(fixture.window->session().secret().isEmpty());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
    }

    void variableInTheSecretField_isTheEnvironmentsSecret()
    {
        EnvironmentsFixture fixture;
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

    void keyInTheEnvironmentsSecretField_isTakenBack_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("emptied") << int(Qt::Key_Backspace);
        QTest::newRow("Escape") << int(Qt::Key_Escape);
    }
    void keyInTheEnvironmentsSecretField_isTakenBack()
    {
        QFETCH(int, key);
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        fixture.keepSecret(support::Secret::fromText(QStringLiteral("of-dev")));
        fixture.typeSecret(QStringLiteral("{{app_secret}}"));
        QTRY_VERIFY(!fixture.window->session().secret().isEmpty());
        fixture.window->saveProfile();
        fixture.typeSecret(QStringLiteral("x"));
        QVERIFY(fixture.window->isWindowModified());
        QVERIFY(fixture.window->secret().note().text.contains(QLatin1String("app_secret")));
        QVERIFY(fixture.window->secret().note().text.contains(QLatin1String("Escape")));
        QTest::keyClick(fixture.secretEdit(), static_cast<Qt::Key>(key));
        QCOMPARE(fixture.window->session().profile().secretVariable, QStringLiteral("app_secret"));
        QVERIFY(!fixture.window->isWindowModified());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
        QTRY_COMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("of-dev"));
        fixture.window->saveProfile();
        QCOMPARE(fixture.onDisk(QStringLiteral("a.json")).secretVariable, QStringLiteral("app_secret"));
        // Typed and saved, it is meant; then there is nothing to take back.
        fixture.typeSecret(QStringLiteral("own"));
        fixture.window->saveProfile();
        QVERIFY(fixture.onDisk(QStringLiteral("a.json")).secretVariable.isEmpty());
        QTest::keyClick(fixture.secretEdit(), Qt::Key_Escape);
        QCOMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("own"));
    }

    void newSecret_isMeantForWhatTheDialogShowed()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        profile::Profile pulled = withVariables();
        pulled.name = QStringLiteral("pulled");
        pulled.secretVariable = QStringLiteral("app_secret");
        pulled.clientId = QStringLiteral("theirs");
        fixture.dialogs.meanwhile = [&fixture, &pulled] {
            fixture.put(QStringLiteral("pulled.json"), pulled);
            QTRY_VERIFY(fixture.row(QStringLiteral("pulled.json")).isValid());
        };
        fixture.keepSecret(support::Secret::fromText(QStringLiteral("of-dev")));
        const auto& shown = fixture.dialogs.environmentViews.first().profiles;
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.first().name, QStringLiteral("a"));
        fixture.openRow(QStringLiteral("pulled.json"));
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::OtherDestination);
        QVERIFY(fixture.window->secret().note().text.contains(QLatin1String("{{app_secret}}")));
        QVERIFY(fixture.window->session().secret().isEmpty());
        fixture.typeSecret(QStringLiteral("{{app_secret}}"));
        QTRY_VERIFY(!fixture.window->session().secret().isEmpty());
    }

    void secretAlone_leavesAColleaguesFileAsItIs()
    {
        EnvironmentsFixture fixture;
        fixture.choose(QStringLiteral("dev"));
        const QByteArray theirs =
            QByteArray(profile::write(fixture.dev)).replace(fixture.dev.variables[0].value.toUtf8(), "theirs.example");
        fixture.dialogs.meanwhile = [&] { fixture.put(QStringLiteral("environments/dev.json"), theirs); };
        fixture.keepSecret(support::Secret::fromText(QStringLiteral("of-dev")));
        QVERIFY(fixture.dialogs.conflicts.isEmpty());
        QCOMPARE(fixture.text(QStringLiteral("environments/dev.json")), theirs);
        QCOMPARE(fixture.secretOf(fixture.dev), QStringLiteral("of-dev"));
    }

    void secretBesideTheirs_isKept()
    {
        EnvironmentsFixture fixture;
        dialogs::EnvironmentChange change;
        change.path = QStringLiteral("environments/dev.json");
        change.base = store::revisionOf("what was there before");
        change.environment = fixture.dev;
        change.environment.variables[0].value = QStringLiteral("ours");
        change.secrets.insert(QStringLiteral("app_secret"), support::Secret::fromText(QStringLiteral("of-dev")));
        fixture.dialogs.environments = dialogs::EnvironmentsEdit{{change}, {}};
        fixture.dialogs.conflict = dialogs::Dialogs::ConflictAnswer::Theirs;
        QTest::mouseClick(fixture.find<QWidget>("editEnvironments"), Qt::LeftButton);
        QCOMPARE(fixture.dialogs.conflicts.size(), 1);
        QVERIFY(!fixture.text(QStringLiteral("environments/dev.json")).contains("ours"));
        QCOMPARE(fixture.secretOf(fixture.dev), QStringLiteral("of-dev"));
    }

    void environmentsSecret_goesOnlyWhereItWasMeantToGo()
    {
        EnvironmentsFixture fixture;
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
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::OtherDestination);
        QVERIFY(fixture.window->session().secret().isEmpty());
        // The user names it in the field: now it is meant.
        fixture.openRow(QStringLiteral("a.json"));
        fixture.typeSecret(QStringLiteral("{{app_secret}}"));
        QTRY_VERIFY(!fixture.window->session().secret().isEmpty());
    }

    void secretOfOneEnvironment_doesNotGoToAnotherWorkspacesByASave()
    {
        OtherWorkspace fixture(QStringLiteral("dev"));
        QTRY_VERIFY(fixture.shows("tenant", fixture.dev.variables.first().value));
        fixture.saveThere();
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("evil.example")));
        QVERIFY(fixture.window->session().secret().isEmpty());
        // Not without a word.
        QVERIFY(fixture.window->findChild<window::StatusBar*>()->said().contains(QLatin1String("not the secret")));
        const QString note = fixture.window->secret().note().text;
        QVERIFY2(note.contains(QLatin1String("comes back")), qPrintable(note));
    }

    void secretOfNoEnvironment_isKeptForTheOneWhereItIsSaved()
    {
        OtherWorkspace fixture({});
        fixture.saveThere();
        QTRY_VERIFY(fixture.shows("tenant", QStringLiteral("evil.example")));
        QCOMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("typed"));
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::Loaded);
        QVERIFY(fixture.window->findChild<window::StatusBar*>()->said().contains(QLatin1String("no secret")));
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_VERIFY(WorkspaceFixture::rowOf(*fixture.window, fixture.dialogs.path).isValid());
        fixture.list()->setCurrentIndex(WorkspaceFixture::rowOf(*fixture.window, fixture.dialogs.path));
        QTRY_COMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("typed"));
    }

    void quitting_staysOnceWhereTheKeychainRefusedIt()
    {
        FakeStore store;
        EnvironmentsFixture fixture;
        fixture.environment.secrets = &store;
        fixture.reopen();
        fixture.openRow(QStringLiteral("a.json"));
        fixture.choose(QStringLiteral("dev"));
        store.questions.clear();
        fixture.keepSecret(support::Secret::fromText(QStringLiteral("of-dev")));
        QCOMPARE(store.questions.size(), 1);
        QVERIFY(!fixture.window->close());
        store.answerWrite(
            store::Stored{store::Kept::ThisRun,
                          support::Error{QStringLiteral("keychain-locked"), QStringLiteral("Locked!"), {}, {}}});
        QTRY_VERIFY(fixture.window->isEnabled());
        QVERIFY(fixture.window->isVisible());
        QCOMPARE(fixture.window->findChild<window::StatusBar*>()->said(), QStringLiteral("Locked!"));
        QVERIFY(fixture.window->close());
    }
};

QTEST_MAIN(TestEnvironmentSecretUse)
#include "tst_environmentsecretuse.moc"
