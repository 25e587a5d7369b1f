// SPDX-License-Identifier: Apache-2.0
#include "store/keychain.h"
#include "ui/window/keptsecretfixture.h"

#include <QTest>

#include <memory>
#include <utility>

using namespace assayer;
using store::Kept;
using window::KeptSecret;
using window::SecretState;
using Is = SecretState::Is;

class TestKeptSecret : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void open_readsTheSecret();
    void open_saysWhatCame_data();
    void open_saysWhatCame();
    void open_withoutAPlaceAsksNothing_data();
    void open_withoutAPlaceAsksNothing();
    void open_forgetsTheOneBefore();
    void open_handsNothingToAnotherDestination();
    void lateAnswer_isNotTakenForTheNextProfile();
    void destruction_whileWaiting();
    void listener_mayOpenAnother();
    void realStore_keepsForTheRun();
};

void TestKeptSecret::open_readsTheSecret()
{
    KeptSecretFixture f;
    f.open();
    QCOMPARE(f.kept.state().is, Is::Loading);
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().key, store::secretKeyOf(f.profile, profile::noEnvironment()).text);
    f.store.answerRead(std::optional(storedFor(f.profile)));
    QCOMPARE(f.kept.state(), (SecretState{Is::Loaded, now - 3 * 86'400, Kept::Keychain, {}}));
    QCOMPARE(bytes(f.kept), QByteArray("s3cr3t"));
    QCOMPARE(f.loaded.size(), 1);
}

void TestKeptSecret::open_saysWhatCame_data()
{
    QTest::addColumn<QString>("code");
    for (const char* code :
         {"keychain-absent", "keychain-locked", "keychain-denied", "keychain-timeout", "keychain-failed"})
        QTest::newRow(code) << QString::fromLatin1(code);
    QTest::newRow("nothing") << QString();
}

void TestKeptSecret::open_saysWhatCame()
{
    QFETCH(QString, code);
    KeptSecretFixture f;
    f.open();
    if (code.isEmpty())
        f.store.answerRead(std::optional<store::StoredSecret>());
    else
        f.store.answerRead(tl::unexpected(error(qPrintable(code))));
    QCOMPARE(f.kept.state().is, code.isEmpty() ? Is::Nothing : Is::Trouble);
    QCOMPARE(f.kept.state().trouble ? f.kept.state().trouble->code : QString(), code);
    QVERIFY(f.kept.secret().isEmpty());
    QCOMPARE(f.loaded.size(), 0);
}

void TestKeptSecret::open_withoutAPlaceAsksNothing_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<bool>("resolved");
    QTest::addColumn<int>("is");
    QTest::newRow("never saved") << QString() << "contoso" << QString() << true << int(Is::Unsaved);
    QTest::newRow("for each environment") << "id"
                                          << "{{tenant}}" << QString() << false << int(Is::NoEnvironment);
    QTest::newRow("under a variable") << "id"
                                      << "contoso"
                                      << "secret" << true << int(Is::NoEnvironment);
    QTest::newRow("undefined elsewhere") << "id"
                                         << "contoso" << QString() << false << int(Is::Unresolved);
}

void TestKeptSecret::open_withoutAPlaceAsksNothing()
{
    QFETCH(QString, id);
    QFETCH(QString, tenant);
    QFETCH(QString, variable);
    QFETCH(bool, resolved);
    QFETCH(int, is);
    KeptSecretFixture f;
    profile::Profile profile = profileNamed(id);
    profile.authority.tenant = tenant;
    profile.secretVariable = variable;
    f.kept.open(profile, profile::noEnvironment(), resolved ? std::optional(profile) : std::nullopt);
    QCOMPARE(int(f.kept.state().is), is);
    QVERIFY(f.store.questions.isEmpty());
}

void TestKeptSecret::open_forgetsTheOneBefore()
{
    KeptSecretFixture f;
    f.open();
    f.store.answerRead(std::optional(storedFor(f.profile)));
    f.open(profileNamed(QStringLiteral("id-2")));
    QVERIFY(f.kept.secret().isEmpty());
    QCOMPARE(f.kept.state(), SecretState{Is::Loading});
}

void TestKeptSecret::open_handsNothingToAnotherDestination()
{
    KeptSecretFixture f;
    profile::Profile moved = f.profile;
    moved.authority.tenant = QStringLiteral("mallory.example");
    f.open(moved);
    f.store.answerRead(std::optional(storedFor(f.profile)));
    QCOMPARE(f.kept.state().is, Is::OtherDestination);
    QCOMPARE(f.kept.state().setAt, now - 3 * 86'400);
    QVERIFY(f.kept.secret().isEmpty());
    QCOMPARE(f.loaded.size(), 0);
    // One that was set for a variable, for whoever names it.
    f.open(moved);
    store::StoredSecret any = storedFor(f.profile);
    any.destination.clear();
    f.store.answerRead(std::optional(any));
    QCOMPARE(f.kept.state().is, Is::Loaded);
}

void TestKeptSecret::lateAnswer_isNotTakenForTheNextProfile()
{
    KeptSecretFixture f;
    f.open();
    const profile::Profile second = profileNamed(QStringLiteral("id-2"));
    f.open(second);
    f.store.answerRead(std::optional(storedFor(f.profile, "of the first")));
    QCOMPARE(f.kept.state().is, Is::Loading);
    QVERIFY(f.kept.secret().isEmpty());
    f.store.answerRead(std::optional(storedFor(second, "of the second")));
    QCOMPARE(bytes(f.kept), QByteArray("of the second"));
    QCOMPARE(f.loaded.size(), 1);
}

void TestKeptSecret::destruction_whileWaiting()
{
    FakeStore store;
    const support::FixedClock clock(now);
    const profile::Profile profile = profileNamed(QStringLiteral("id-1"));
    auto kept = std::make_unique<KeptSecret>(store, clock);
    kept->open(profile, profile::noEnvironment(), profile);
    kept->save(secret(), profile, profile::noEnvironment(), profile);
    kept->remove({{QStringLiteral("key")}});
    QCOMPARE(store.questions.size(), 3);
    kept.reset();
    store.answerRead(std::optional(storedFor(profile)));
    store.answerWrite(store::Stored{});
    store.answerRemove(true);
}

void TestKeptSecret::listener_mayOpenAnother()
{
    KeptSecretFixture f;
    const profile::Profile second = profileNamed(QStringLiteral("id-2"));
    connect(&f.kept, &KeptSecret::stateChanged, &f.kept, [&, done = false]() mutable {
        if (!std::exchange(done, true))
            f.open(second);
    });
    f.open();
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().key, store::secretKeyOf(second, profile::noEnvironment()).text);
}

void TestKeptSecret::realStore_keepsForTheRun()
{
    const auto memory = store::memoryStore();
    const support::FixedClock clock(now);
    const profile::Profile profile = profileNamed(QStringLiteral("id-1"));
    KeptSecret kept(*memory, clock);
    kept.save(secret(), profile, profile::noEnvironment(), profile);
    QTRY_COMPARE(kept.state(), (SecretState{Is::Loaded, now, Kept::ThisRun, {}}));
    kept.open(profileNamed(QStringLiteral("id-2")), profile::noEnvironment(), profile);
    QTRY_COMPARE(kept.state().is, Is::Nothing);
    kept.open(profile, profile::noEnvironment(), profile);
    QTRY_COMPARE(kept.state(), (SecretState{Is::Loaded, now, Kept::ThisRun, {}}));
    QCOMPARE(bytes(kept), QByteArray("s3cr3t"));
}

QTEST_GUILESS_MAIN(TestKeptSecret)
#include "tst_keptsecret.moc"
