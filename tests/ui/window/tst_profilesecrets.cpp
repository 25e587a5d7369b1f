// SPDX-License-Identifier: Apache-2.0
#include "store/keychain.h"
#include "ui/window/fakestore.h"
#include "ui/window/workspacefixture.h"
#include "window/statusbar.h"

#include <QTest>

using namespace assayer;

namespace {

struct Fixture : WorkspaceFixture {
    Fixture()
    {
        put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        openRow(QStringLiteral("a.json"));
    }
    void keep(const QString& secret) const
    {
        typeSecret(secret);
        window->saveProfile();
    }
    void leaveAndComeBack(const QString& below)
    {
        list()->setCurrentIndex(rowOf(*window, window::ProfileBook::exampleKey));
        QCOMPARE(window->desk().key(), window::ProfileBook::exampleKey);
        openRow(below);
    }
    [[nodiscard]] QString secret() const { return QString::fromUtf8(window->session().secret().reveal()); }
};

/// The secret of a.json was typed and saved, and the store has not answered yet.
void keepSecret(WorkspaceFixture& fixture, FakeStore& store)
{
    fixture.environment.secrets = &store;
    fixture.reopen();
    fixture.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
    fixture.openRow(QStringLiteral("a.json"));
    store.answerRead(std::optional<store::StoredSecret>());
    fixture.typeSecret(QStringLiteral("of-a"));
    fixture.window->saveProfile();
}

} // namespace

class TestProfileSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void savedSecret_comesBack()
    {
        Fixture fixture;
        fixture.typeSecret(QStringLiteral("of-a"));
        QVERIFY(fixture.window->isWindowModified());
        fixture.window->saveProfile();
        QVERIFY(!fixture.window->isWindowModified());
        QVERIFY(!fixture.text(QStringLiteral("a.json")).contains("of-a"));
        fixture.leaveAndComeBack(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secretEdit()->text(), QStringLiteral("of-a"));
        QCOMPARE(fixture.secret(), QStringLiteral("of-a"));
        fixture.reopen();
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secretEdit()->text(), QStringLiteral("of-a"));
        QVERIFY(!fixture.window->isWindowModified());
    }

    void secretAlone_leavesAColleaguesFileAsItIs()
    {
        Fixture fixture;
        const QByteArray byHand = R"({ "x-team": ["a", "b"], "schema": 1, "id": "by-hand",
  "authority": { "tenant": "contoso.example", "kind": "entra" }, "client_id": "c", "name": "by hand" })";
        const QString file = QStringLiteral("byhand.json");
        fixture.put(file, byHand);
        constexpr auto everybody = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
        QVERIFY(QFile::setPermissions(fixture.path(file), everybody));
        fixture.openRow(file);
        fixture.keep(QStringLiteral("typed"));
        QVERIFY(!fixture.window->isWindowModified());
        QCOMPARE(fixture.text(file), byHand);
        QCOMPARE(QFile::permissions(fixture.path(file)) & everybody, everybody);
        fixture.leaveAndComeBack(file);
        QTRY_COMPARE(fixture.secretEdit()->text(), QStringLiteral("typed"));
    }

    void unsavedSecret_isAskedAbout()
    {
        Fixture fixture;
        fixture.typeSecret(QStringLiteral("typed"));
        fixture.dialogs.unsaved = dialogs::Dialogs::Unsaved::Cancel;
        fixture.list()->setCurrentIndex(WorkspaceFixture::rowOf(*fixture.window, window::ProfileBook::exampleKey));
        QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        QCOMPARE(fixture.secret(), QStringLiteral("typed"));
    }

    void renamedAndMoved_keepsItsSecret()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        fixture.put(QStringLiteral("prod/x.json"), namedProfile(QStringLiteral("x")));
        QTRY_VERIFY(fixture.row(QStringLiteral("prod")).isValid());
        Q_EMIT fixture.side()->renameRequested(fixture.path(QStringLiteral("a.json")), QStringLiteral("b"));
        QTRY_VERIFY(fixture.row(QStringLiteral("b.json")).isValid());
        Q_EMIT fixture.side()->moveRequested(fixture.path(QStringLiteral("b.json")),
                                             fixture.path(QStringLiteral("prod")));
        QTRY_VERIFY(fixture.row(QStringLiteral("prod/b.json")).isValid());
        QCOMPARE(fixture.secret(), QStringLiteral("of-a"));
        fixture.leaveAndComeBack(QStringLiteral("prod/b.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-a"));
    }

    void copy_hasNoSecret()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        fixture.act("duplicateProfileAction");
        QTRY_VERIFY(fixture.row(QStringLiteral("a (copy).json")).isValid());
        QVERIFY(fixture.secret().isEmpty());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-a"));
    }

    void savedOverAnother_hasNotItsSecret_data()
    {
        QTest::addColumn<int>("answer");
        QTest::newRow("theirs") << int(dialogs::Dialogs::ConflictAnswer::Theirs);
        QTest::newRow("ours") << int(dialogs::Dialogs::ConflictAnswer::Ours);
        QTest::newRow("neither") << int(dialogs::Dialogs::ConflictAnswer::Cancel);
    }
    void savedOverAnother_hasNotItsSecret()
    {
        QFETCH(int, answer);
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        fixture.window->newProfile();
        fixture.setTenant(QStringLiteral("other.example"));
        fixture.dialogs.path = fixture.path(QStringLiteral("a.json"));
        fixture.dialogs.conflict = static_cast<dialogs::Dialogs::ConflictAnswer>(answer);
        fixture.window->saveProfileAs();
        // The dialog for files has asked already.
        QVERIFY(fixture.dialogs.conflicts.isEmpty());
        QCOMPARE(fixture.onDisk(QStringLiteral("a.json")).authority.tenant, QStringLiteral("other.example"));
        QCOMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        QCOMPARE(fixture.tenant(), QStringLiteral("other.example"));
        QVERIFY(fixture.secret().isEmpty());
        fixture.leaveAndComeBack(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.tenant(), QStringLiteral("other.example"));
        QVERIFY(fixture.secret().isEmpty());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
    }

    void deletion_takesTheSecretWhereAskedTo_data()
    {
        QTest::addColumn<bool>("secretToo");
        QTest::newRow("kept") << false;
        QTest::newRow("deleted") << true;
    }
    void deletion_takesTheSecretWhereAskedTo()
    {
        QFETCH(bool, secretToo);
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        fixture.dialogs.deletion = {true, secretToo};
        fixture.act("deleteProfileAction");
        QVERIFY(fixture.dialogs.deletions.first().mayHaveSecret);
        QTRY_VERIFY(!fixture.row(QStringLiteral("a.json")).isValid());
        QVERIFY(fixture.secret().isEmpty());
        fixture.act("undoDeleteAction");
        QTRY_COMPARE(fixture.window->desk().key(), fixture.path(QStringLiteral("a.json")));
        if (secretToo) {
            QVERIFY(fixture.secret().isEmpty());
        } else {
            QTRY_COMPARE(fixture.secret(), QStringLiteral("of-a"));
        }
    }

    void quitting_waitsForTheKeychain()
    {
        FakeStore store;
        WorkspaceFixture fixture;
        fixture.environment.secrets = &store;
        fixture.reopen();
        fixture.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("a")));
        fixture.openRow(QStringLiteral("a.json"));
        QCOMPARE(store.questions.size(), 1);
        store.answerRead(std::optional<store::StoredSecret>());
        fixture.typeSecret(QStringLiteral("of-a"));
        fixture.window->saveProfile();
        QCOMPARE(store.questions.size(), 1);
        fixture.act("quitAction");
        QVERIFY(fixture.window->isVisible());
        QVERIFY(!fixture.window->isEnabled());
        store.answerWrite(store::Stored{});
        QTRY_VERIFY(!fixture.window->isVisible());
    }

    void quittingAgain_waitsNoLonger()
    {
        FakeStore store;
        WorkspaceFixture fixture;
        keepSecret(fixture, store);
        QVERIFY(!fixture.window->close());
        QVERIFY(fixture.window->findChild<window::StatusBar*>()->said().contains(QLatin1String("close again")));
        QVERIFY(fixture.window->close());
    }

    void quitting_staysOnceWhereTheKeychainRefused()
    {
        FakeStore store;
        WorkspaceFixture fixture;
        keepSecret(fixture, store);
        QVERIFY(!fixture.window->close());
        store.answerWrite(
            store::Stored{store::Kept::ThisRun, support::Error{QStringLiteral("keychain-locked"), {}, {}, {}}});
        QTRY_VERIFY(fixture.window->isEnabled());
        QVERIFY(fixture.window->isVisible());
        QVERIFY(fixture.window->secret().note().text.contains(QLatin1String("this run")));
        QVERIFY(fixture.window->close());
    }

    void profilePointedElsewhere_doesNotGetTheSecret()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        profile::Profile profile = fixture.onDisk(QStringLiteral("a.json"));
        profile.authority.kind = profile::AuthorityKind::Issuer;
        profile.authority.issuer = QStringLiteral("https://evil.example");
        fixture.put(QStringLiteral("a.json"), profile);
        QTRY_COMPARE(fixture.window->session().profile().authority.issuer, QStringLiteral("https://evil.example"));
        QVERIFY(fixture.secret().isEmpty());
        fixture.leaveAndComeBack(QStringLiteral("a.json"));
        QVERIFY(fixture.secret().isEmpty());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
        // Entered again, it is meant.
        fixture.keep(QStringLiteral("of-evil"));
        fixture.leaveAndComeBack(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("of-evil"));
    }

    void editedDestination_doesNotGetTheSecret()
    {
        Fixture fixture;
        fixture.keep(QStringLiteral("of-a"));
        const QString tenant = fixture.tenant();
        fixture.setTenant(QStringLiteral("elsewhere.example"));
        QVERIFY(fixture.secret().isEmpty());
        QVERIFY(fixture.secretEdit()->text().isEmpty());
        QCOMPARE(fixture.window->secret().state().is, window::SecretState::Is::OtherDestination);
        // Neither by saving it: what is kept stays kept for where it was entered.
        fixture.window->saveProfile();
        QTRY_COMPARE(fixture.window->secret().state().is, window::SecretState::Is::OtherDestination);
        QVERIFY(fixture.secret().isEmpty());
        fixture.setTenant(tenant);
        QCOMPARE(fixture.secret(), QStringLiteral("of-a"));
        QCOMPARE(fixture.secretEdit()->text(), QStringLiteral("of-a"));
        // What does not say where it goes takes nothing away.
        fixture.find<QLineEdit>("resource")->setText(QStringLiteral("api://other"));
        QCOMPARE(fixture.secret(), QStringLiteral("of-a"));
    }

    void typedSecret_goesWhereTheFormSays()
    {
        Fixture fixture;
        fixture.typeSecret(QStringLiteral("typed"));
        fixture.setTenant(QStringLiteral("elsewhere.example"));
        QCOMPARE(fixture.secret(), QStringLiteral("typed"));
        fixture.window->saveProfile();
        fixture.leaveAndComeBack(QStringLiteral("a.json"));
        QTRY_COMPARE(fixture.secret(), QStringLiteral("typed"));
    }

    void secretOfAnotherWindow_isTakenOver()
    {
        FakeStore store;
        WorkspaceFixture fixture;
        fixture.environment.secrets = &store;
        fixture.reopen();
        const profile::Profile profile = namedProfile(QStringLiteral("a"));
        fixture.put(QStringLiteral("a.json"), profile);
        fixture.openRow(QStringLiteral("a.json"));
        const auto kept = [&profile](const char* text, qint64 setAt) {
            return std::optional(store::StoredSecret{support::Secret::fromText(QLatin1String(text)), setAt,
                                                     store::destinationOf(profile), store::Kept::Keychain});
        };
        store.answerRead(kept("old", 1));
        QCOMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("old"));
        // It becomes active.
        const auto activate = [&fixture] {
            QEvent event(QEvent::ActivationChange);
            QCoreApplication::sendEvent(fixture.window.get(), &event);
        };
        activate();
        store.answerRead(kept("old", 1));
        QCOMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("old"));
        activate();
        store.answerRead(kept("new", 2));
        QCOMPARE(fixture.window->session().secret().reveal().toByteArray(), QByteArray("new"));
        QCOMPARE(fixture.secretEdit()->text(), QStringLiteral("new"));
        fixture.window->saveProfile();
        QVERIFY(store.questions.isEmpty());
        activate();
        store.answerRead(std::optional<store::StoredSecret>());
        QVERIFY(fixture.window->session().secret().isEmpty());
        // A keychain that fails is not asked again and again.
        activate();
        store.answerRead(tl::unexpected(support::Error{QStringLiteral("keychain-denied"), {}, {}, {}}));
        activate();
        QVERIFY(store.questions.isEmpty());
        // What is typed is nobody else's.
        fixture.typeSecret(QStringLiteral("t"));
        activate();
        QVERIFY(store.questions.isEmpty());
    }

    void examplesSecret_isKeptNowhere()
    {
        Fixture fixture;
        fixture.list()->setCurrentIndex(WorkspaceFixture::rowOf(*fixture.window, window::ProfileBook::exampleKey));
        QCOMPARE(fixture.secret(), QString::fromUtf8(practice::PracticeTenant::demoSecret().reveal()));
        fixture.typeSecret(QStringLiteral("other"));
        QCOMPARE(fixture.secret(), QStringLiteral("other"));
        fixture.openRow(QStringLiteral("a.json"));
        QVERIFY(fixture.secret().isEmpty());
    }
};

QTEST_MAIN(TestProfileSecrets)
#include "tst_profilesecrets.moc"
