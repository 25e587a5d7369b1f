// SPDX-License-Identifier: Apache-2.0
#include "ui/window/keptsecretfixture.h"

#include <QTest>

#include <limits>
#include <utility>

using namespace assayer;
using store::Kept;
using window::SecretNote;
using window::SecretState;
using Is = SecretState::Is;

Q_DECLARE_METATYPE(SecretState)
Q_DECLARE_METATYPE(SecretNote)

class TestSecretNote : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void note_saysItInWords_data();
    void note_saysItInWords();
};

void TestSecretNote::note_saysItInWords_data()
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

void TestSecretNote::note_saysItInWords()
{
    QFETCH(SecretState, state);
    QFETCH(SecretNote, note);
    const SecretNote made = window::noteOf(state, now);
    QCOMPARE(made.text, note.text);
    QCOMPARE(made.icon, note.icon);
    QCOMPARE(made.warning, note.warning);
}

QTEST_GUILESS_MAIN(TestSecretNote)
#include "tst_secretnote.moc"
