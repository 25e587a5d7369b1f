// SPDX-License-Identifier: Apache-2.0
#include "ui/window/keptsecretfixture.h"

#include <QTest>

using namespace assayer;
using store::Kept;
using window::KeptSecret;
using window::SecretState;
using Is = SecretState::Is;

class TestKeptSecretSaving : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void save_keepsItForWhereItGoes();
    void save_saysWhereItIs_data();
    void save_saysWhereItIs();
    void save_ofTheSameDoesNothing();
    void save_triesAgainWhatTheKeychainRefused();
    void save_ofNothingRemovesWhatWasLoaded();
    void save_ofNothingKeepsWhatWasNotLoaded();
    void save_withoutAPlaceHoldsIt();
    void lateWrite_doesNotSpeakOfTheNextProfile();
    void remove_takesEachKey();
};

void TestKeptSecretSaving::save_keepsItForWhereItGoes()
{
    KeptSecretFixture f;
    f.save(secret());
    QCOMPARE(f.kept.state(), (SecretState{Is::Saving, now, Kept::ThisRun, {}}));
    QCOMPARE(f.store.questions.size(), 1);
    const FakeStore::Question& asked = f.store.questions.first();
    QCOMPARE(asked.key, store::secretKeyOf(f.profile, profile::noEnvironment()).text);
    QCOMPARE(asked.secret.secret.reveal().toByteArray(), QByteArray("s3cr3t"));
    QCOMPARE(asked.secret.setAt, now);
    QCOMPARE(asked.secret.destination, store::destinationOf(f.profile));
}

void TestKeptSecretSaving::save_saysWhereItIs_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("failed");
    QTest::newRow("keychain") << QString() << false;
    for (const char* code : {"keychain-absent", "keychain-locked", "keychain-denied", "keychain-timeout",
                             "keychain-too-long", "keychain-failed"})
        QTest::newRow(code) << QString::fromLatin1(code) << false;
    QTest::newRow("a store without memory") << QStringLiteral("keychain-locked") << true;
}

void TestKeptSecretSaving::save_saysWhereItIs()
{
    QFETCH(QString, code);
    QFETCH(bool, failed);
    KeptSecretFixture f;
    f.save(secret());
    if (failed)
        f.store.answerWrite(tl::unexpected(error(qPrintable(code))));
    else if (code.isEmpty())
        f.store.answerWrite(store::Stored{});
    else
        f.store.answerWrite(store::Stored{Kept::ThisRun, error(qPrintable(code))});
    QCOMPARE(f.kept.state().is, Is::Loaded);
    QCOMPARE(f.kept.state().kept, code.isEmpty() ? Kept::Keychain : Kept::ThisRun);
    QCOMPARE(f.kept.state().trouble ? f.kept.state().trouble->code : QString(), code);
    QCOMPARE(f.kept.state().setAt, now);
    QCOMPARE(bytes(f.kept), QByteArray("s3cr3t"));
    QCOMPARE(f.loaded.size(), 0);
}

void TestKeptSecretSaving::save_ofTheSameDoesNothing()
{
    KeptSecretFixture f;
    f.open();
    f.store.answerRead(std::optional(storedFor(f.profile)));
    f.save(secret());
    QVERIFY(f.store.questions.isEmpty());
    QCOMPARE(f.kept.state().setAt, now - 3 * 86'400);
    // Meant for somebody else it is another matter.
    f.profile.clientId = QStringLiteral("client-2");
    f.save(secret());
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().secret.setAt, now);
    QCOMPARE(f.store.questions.first().secret.destination, store::destinationOf(f.profile));
}

void TestKeptSecretSaving::save_triesAgainWhatTheKeychainRefused()
{
    KeptSecretFixture f;
    f.save(secret());
    f.store.answerWrite(store::Stored{Kept::ThisRun, error("keychain-locked")});
    f.clock.set(now + 60);
    f.save(secret());
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().secret.setAt, now);
    f.store.answerWrite(store::Stored{});
    QCOMPARE(f.kept.state(), (SecretState{Is::Loaded, now, Kept::Keychain, {}}));
}

void TestKeptSecretSaving::save_ofNothingRemovesWhatWasLoaded()
{
    KeptSecretFixture f;
    f.open();
    f.store.answerRead(std::optional(storedFor(f.profile)));
    f.save({});
    QCOMPARE(f.kept.state().is, Is::Nothing);
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().verb, QStringLiteral("remove"));
    f.store.answerRemove(true);
}

/// The field is empty because nothing could be read: that is no wish to lose it.
void TestKeptSecretSaving::save_ofNothingKeepsWhatWasNotLoaded()
{
    KeptSecretFixture f;
    f.open();
    f.store.answerRead(tl::unexpected(error("keychain-locked")));
    f.save({});
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().verb, QStringLiteral("read"));
}

void TestKeptSecretSaving::save_withoutAPlaceHoldsIt()
{
    KeptSecretFixture f;
    f.profile.id.clear();
    f.save(secret());
    QCOMPARE(f.kept.state(), SecretState{Is::Unsaved});
    QCOMPARE(bytes(f.kept), QByteArray("s3cr3t"));
    QVERIFY(f.store.questions.isEmpty());
    // Then it is saved, and has an id.
    f.profile.id = QStringLiteral("id-9");
    f.save(secret());
    QCOMPARE(f.store.questions.size(), 1);
}

void TestKeptSecretSaving::lateWrite_doesNotSpeakOfTheNextProfile()
{
    KeptSecretFixture f;
    f.save(secret());
    f.open(profileNamed(QStringLiteral("id-2")));
    f.store.answerWrite(store::Stored{});
    QCOMPARE(f.kept.state().is, Is::Loading);
}

void TestKeptSecretSaving::remove_takesEachKey()
{
    KeptSecretFixture f;
    qRegisterMetaType<support::Error>();
    QStringList failed;
    connect(&f.kept, &KeptSecret::removeFailed, &f.kept, [&](const support::Error& e) { failed << e.code; });
    f.kept.remove({{QStringLiteral("a")}, {}, {QStringLiteral("b")}});
    QCOMPARE(f.store.questions.size(), 2);
    f.store.answerRemove(true);
    f.store.answerRemove(tl::unexpected(error("keychain-locked")));
    QCOMPARE(failed, QStringList{QStringLiteral("keychain-locked")});
}

QTEST_GUILESS_MAIN(TestKeptSecretSaving)
#include "tst_keptsecretsaving.moc"
