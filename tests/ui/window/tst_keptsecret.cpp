// SPDX-License-Identifier: Apache-2.0
#include "profile/resolution.h"
#include "store/keychain.h"
#include "window/keptsecret.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <memory>
#include <utility>

using namespace assayer;
using store::Kept;
using window::KeptSecret;
using window::SecretNote;
using window::SecretState;
using Is = SecretState::Is;

Q_DECLARE_METATYPE(SecretState)
Q_DECLARE_METATYPE(SecretNote)

namespace {

constexpr qint64 now = 1'795'377'720;

/// Answers when, and what, the test says.
class FakeStore final : public store::SecretStore {
public:
    struct Question {
        QString verb;
        QString key;
        store::StoredSecret secret;
        QPointer<QObject> context;
        Answer<std::optional<store::StoredSecret>> read;
        Answer<store::Stored> write;
        Answer<bool> remove;
    };
    QList<Question> questions;

    void read(const store::SecretKey& key, QObject* context, Answer<std::optional<store::StoredSecret>> answer) override
    {
        questions.append({QStringLiteral("read"), key.text, {}, context, std::move(answer), {}, {}});
    }
    void write(const store::SecretKey& key, const store::StoredSecret& secret, QObject* context,
               Answer<store::Stored> answer) override
    {
        questions.append({QStringLiteral("write"), key.text, secret, context, {}, std::move(answer), {}});
    }
    void remove(const store::SecretKey& key, QObject* context, Answer<bool> answer) override
    {
        questions.append({QStringLiteral("remove"), key.text, {}, context, {}, {}, std::move(answer)});
    }

    /// As the contract has it: nobody is told who has gone.
    void answerRead(const support::Result<std::optional<store::StoredSecret>>& answer)
    {
        const Question question = questions.takeFirst();
        QCOMPARE(question.verb, QStringLiteral("read"));
        if (question.context)
            question.read(answer);
    }
    void answerWrite(const support::Result<store::Stored>& answer)
    {
        const Question question = questions.takeFirst();
        QCOMPARE(question.verb, QStringLiteral("write"));
        if (question.context)
            question.write(answer);
    }
    void answerRemove(const support::Result<bool>& answer)
    {
        const Question question = questions.takeFirst();
        QCOMPARE(question.verb, QStringLiteral("remove"));
        if (question.context)
            question.remove(answer);
    }
};

profile::Profile profileNamed(const QString& id)
{
    profile::Profile profile;
    profile.id = id;
    profile.name = id;
    profile.authority.tenant = QStringLiteral("contoso.example");
    profile.clientId = QStringLiteral("client-1");
    return profile;
}

support::Secret secret(const char* text = "s3cr3t")
{
    return support::Secret::fromText(QLatin1String(text));
}

store::StoredSecret storedFor(const profile::Profile& profile, const char* text = "s3cr3t")
{
    return {secret(text), now - 3 * 86'400, store::destinationOf(profile), Kept::Keychain};
}

support::Error error(const char* code)
{
    return {QLatin1String(code), QStringLiteral("said"), {}, QStringLiteral("clientSecret")};
}

QByteArray bytes(const KeptSecret& kept)
{
    return kept.secret().reveal().toByteArray();
}

struct Fixture {
    FakeStore store;
    support::FixedClock clock{now};
    KeptSecret kept{store, clock};
    QSignalSpy loaded{&kept, &KeptSecret::loaded};
    profile::Profile profile = profileNamed(QStringLiteral("id-1"));

    void open() { open(profile); }
    void open(const profile::Profile& other) { kept.open(other, profile::noEnvironment(), other); }
    void save(const support::Secret& entered) { kept.save(entered, profile, profile::noEnvironment(), profile); }
};

} // namespace

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
    void realStore_keepsForTheRun();
    void note_saysItInWords_data();
    void note_saysItInWords();
};

void TestKeptSecret::open_readsTheSecret()
{
    Fixture f;
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
    Fixture f;
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
    Fixture f;
    profile::Profile profile = profileNamed(id);
    profile.authority.tenant = tenant;
    profile.secretVariable = variable;
    f.kept.open(profile, profile::noEnvironment(), resolved ? std::optional(profile) : std::nullopt);
    QCOMPARE(int(f.kept.state().is), is);
    QVERIFY(f.store.questions.isEmpty());
}

void TestKeptSecret::open_forgetsTheOneBefore()
{
    Fixture f;
    f.open();
    f.store.answerRead(std::optional(storedFor(f.profile)));
    f.open(profileNamed(QStringLiteral("id-2")));
    QVERIFY(f.kept.secret().isEmpty());
    QCOMPARE(f.kept.state(), SecretState{Is::Loading});
}

void TestKeptSecret::open_handsNothingToAnotherDestination()
{
    Fixture f;
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
    Fixture f;
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
    Fixture f;
    const profile::Profile second = profileNamed(QStringLiteral("id-2"));
    connect(&f.kept, &KeptSecret::stateChanged, &f.kept, [&, done = false]() mutable {
        if (!std::exchange(done, true))
            f.open(second);
    });
    f.open();
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().key, store::secretKeyOf(second, profile::noEnvironment()).text);
}

void TestKeptSecret::save_keepsItForWhereItGoes()
{
    Fixture f;
    f.save(secret());
    QCOMPARE(f.kept.state(), (SecretState{Is::Saving, now, Kept::ThisRun, {}}));
    QCOMPARE(f.store.questions.size(), 1);
    const FakeStore::Question& asked = f.store.questions.first();
    QCOMPARE(asked.key, store::secretKeyOf(f.profile, profile::noEnvironment()).text);
    QCOMPARE(asked.secret.secret.reveal().toByteArray(), QByteArray("s3cr3t"));
    QCOMPARE(asked.secret.setAt, now);
    QCOMPARE(asked.secret.destination, store::destinationOf(f.profile));
}

void TestKeptSecret::save_saysWhereItIs_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("failed");
    QTest::newRow("keychain") << QString() << false;
    for (const char* code : {"keychain-absent", "keychain-locked", "keychain-denied", "keychain-timeout",
                             "keychain-too-long", "keychain-failed"})
        QTest::newRow(code) << QString::fromLatin1(code) << false;
    QTest::newRow("a store without memory") << QStringLiteral("keychain-locked") << true;
}

void TestKeptSecret::save_saysWhereItIs()
{
    QFETCH(QString, code);
    QFETCH(bool, failed);
    Fixture f;
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

void TestKeptSecret::save_ofTheSameDoesNothing()
{
    Fixture f;
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

void TestKeptSecret::save_triesAgainWhatTheKeychainRefused()
{
    Fixture f;
    f.save(secret());
    f.store.answerWrite(store::Stored{Kept::ThisRun, error("keychain-locked")});
    f.clock.set(now + 60);
    f.save(secret());
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().secret.setAt, now);
    f.store.answerWrite(store::Stored{});
    QCOMPARE(f.kept.state(), (SecretState{Is::Loaded, now, Kept::Keychain, {}}));
}

void TestKeptSecret::save_ofNothingRemovesWhatWasLoaded()
{
    Fixture f;
    f.open();
    f.store.answerRead(std::optional(storedFor(f.profile)));
    f.save({});
    QCOMPARE(f.kept.state().is, Is::Nothing);
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().verb, QStringLiteral("remove"));
    f.store.answerRemove(true);
}

/// The field is empty because nothing could be read: that is no wish to lose it.
void TestKeptSecret::save_ofNothingKeepsWhatWasNotLoaded()
{
    Fixture f;
    f.open();
    f.store.answerRead(tl::unexpected(error("keychain-locked")));
    f.save({});
    QCOMPARE(f.store.questions.size(), 1);
    QCOMPARE(f.store.questions.first().verb, QStringLiteral("read"));
}

void TestKeptSecret::save_withoutAPlaceHoldsIt()
{
    Fixture f;
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

void TestKeptSecret::lateWrite_doesNotSpeakOfTheNextProfile()
{
    Fixture f;
    f.save(secret());
    f.open(profileNamed(QStringLiteral("id-2")));
    f.store.answerWrite(store::Stored{});
    QCOMPARE(f.kept.state().is, Is::Loading);
}

void TestKeptSecret::remove_takesEachKey()
{
    Fixture f;
    qRegisterMetaType<support::Error>();
    QStringList failed;
    connect(&f.kept, &KeptSecret::removeFailed, &f.kept, [&](const support::Error& e) { failed << e.code; });
    f.kept.remove({{QStringLiteral("a")}, {}, {QStringLiteral("b")}});
    QCOMPARE(f.store.questions.size(), 2);
    f.store.answerRemove(true);
    f.store.answerRemove(tl::unexpected(error("keychain-locked")));
    QCOMPARE(failed, QStringList{QStringLiteral("keychain-locked")});
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

void TestKeptSecret::note_saysItInWords_data()
{
    QTest::addColumn<SecretState>("state");
    QTest::addColumn<SecretNote>("note");
    const auto row = [](const char* name, const SecretState& state, const char* text, const char* icon, bool warning) {
        QTest::newRow(name) << state << SecretNote{QString::fromUtf8(text), QLatin1String(icon), warning};
    };
    const auto kept = [](qint64 setAt) { return SecretState{Is::Loaded, setAt, Kept::Keychain, {}}; };
    row("nothing", {Is::Nothing}, "goes to the system keychain, never into the profile file", "lock", false);
    row("unsaved", {Is::Unsaved}, "for this run only until the profile is saved; never in the profile file", "lock",
        false);
    row("no environment", {Is::NoEnvironment}, "for this run only: choose an environment, then enter it, to keep it",
        "lock", false);
    row("unresolved", {Is::Unresolved},
        "for this run only: a variable is undefined, so it is not known whom the secret is for", "warning", true);
    row("loading", {Is::Loading}, "asking the system keychain…", "clock", false);
    row("saving", {Is::Saving, now}, "being put into the system keychain…", "clock", false);
    const char* const keychain = "kept in the system keychain, never in the profile file";
    row("not known when", kept(0), keychain, "lock", false);
    row("just now", kept(now - 59), (keychain + QByteArray(" · set just now")), "lock", false);
    row("minutes", kept(now - 119), (keychain + QByteArray(" · set 1 min ago")), "lock", false);
    row("hours", kept(now - 2 * 3600 - 1800), (keychain + QByteArray(" · set 2 h ago")), "lock", false);
    row("days", kept(now - 3 * 86'400 - 7200), (keychain + QByteArray(" · set 3 d ago")), "lock", false);
    row("nonsense", kept(std::numeric_limits<qint64>::max()), keychain, "lock", false);
    row("this run", {Is::Loaded, now - 60, Kept::ThisRun, {}},
        "kept for this run only, never in the profile file · set 1 min ago", "lock", false);
    const std::pair<const char*, const char*> troubles[] = {
        {"keychain-absent", "there is no keychain on this system"},
        {"keychain-locked", "the system keychain is locked"},
        {"keychain-denied", "the system keychain denied access"},
        {"keychain-timeout", "the system keychain does not answer"},
        {"keychain-too-long", "the secret is too long for the system keychain"},
        {"keychain-failed", "the system keychain failed"}};
    for (const auto& [code, words] : troubles) {
        row(code, {Is::Loaded, now, Kept::ThisRun, error(code)}, (words + QByteArray(": kept for this run only")),
            "warning", true);
        row((code + QByteArray(", unread")), {Is::Trouble, 0, {}, error(code)},
            (words + QByteArray(": what it keeps cannot be read; a secret that you enter is for this run only")),
            "warning", true);
    }
    row("elsewhere", {Is::OtherDestination, now - 86'400},
        "the kept secret was entered for another authority, client or set of hosts and is not used here: enter it "
        "again · set 1 d ago",
        "warning", true);
}

void TestKeptSecret::note_saysItInWords()
{
    QFETCH(SecretState, state);
    QFETCH(SecretNote, note);
    const SecretNote made = window::noteOf(state, now);
    QCOMPARE(made.text, note.text);
    QCOMPARE(made.icon, note.icon);
    QCOMPARE(made.warning, note.warning);
}

QTEST_GUILESS_MAIN(TestKeptSecret)
#include "tst_keptsecret.moc"
