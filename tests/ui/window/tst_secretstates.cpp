// SPDX-License-Identifier: Apache-2.0
#include "profile/resolution.h"
#include "style/theme.h"
#include "ui/looks.h"
#include "ui/window/workspacefixture.h"

#include <QApplication>

#include <functional>

using namespace assayer;
using namespace looks;

namespace {

support::Error trouble(const char* code)
{
    return {QLatin1String(code), QStringLiteral("The system's keychain said no."), {}, QStringLiteral("clientSecret")};
}

/// A keychain in one state: reads are answered with `found`, or never; writes with `stored`.
class StubSecrets final : public store::SecretStore {
public:
    std::optional<support::Result<std::optional<store::StoredSecret>>> found;
    store::Stored stored;

    void read(const store::SecretKey&, QObject* context, Answer<std::optional<store::StoredSecret>> answer) override
    {
        if (found)
            later(context, [answer = std::move(answer), value = *found] { answer(value); });
    }
    void write(const store::SecretKey&, const store::StoredSecret&, QObject* context,
               Answer<store::Stored> answer) override
    {
        later(context, [answer = std::move(answer), value = stored] { answer(value); });
    }
    void remove(const store::SecretKey&, QObject* context, Answer<bool> answer) override
    {
        later(context, [answer = std::move(answer)] { answer(true); });
    }

private:
    static void later(QObject* context, std::function<void()> act)
    {
        QMetaObject::invokeMethod(context, std::move(act), Qt::QueuedConnection);
    }
};

struct State {
    const char* name;
    const char* note; ///< that the field's hint begins with
    std::function<void(StubSecrets&)> keychain;
    bool saves = false; ///< a secret is typed and saved
};

const QList<State>& states()
{
    using Found = std::optional<store::StoredSecret>;
    const auto kept = [](const QString& destination) {
        constexpr qint64 days = 3 * 86'400;
        return Found(store::StoredSecret{support::Secret::fromText(QStringLiteral("s3cr3t")),
                                         WindowFixture::clock().now() - days, destination, store::Kept::Keychain});
    };
    static const QList<State> all{
        {"nothing", "goes to the system keychain", [](StubSecrets& s) { s.found = Found(); }},
        {"kept", "kept in the system keychain, never in the profile file · set 3 d ago",
         [kept](StubSecrets& s) { s.found = kept({}); }},
        {"asking", "asking the system keychain…", [](StubSecrets& s) { s.found.reset(); }},
        {"elsewhere", "the kept secret was entered for another authority",
         [kept](StubSecrets& s) { s.found = kept(QStringLiteral("elsewhere")); }},
        {"locked", "the system keychain is locked: what it keeps cannot be read",
         [](StubSecrets& s) { s.found = tl::unexpected(trouble("keychain-locked")); }},
        {"locked-and-entered", "the system keychain is locked: kept for this run only",
         [](StubSecrets& s) {
             s.found = tl::unexpected(trouble("keychain-locked"));
             s.stored = {store::Kept::ThisRun, trouble("keychain-locked")};
         },
         true},
        {"absent", "there is no keychain on this system",
         [](StubSecrets& s) { s.found = tl::unexpected(trouble("keychain-absent")); }},
        {"entered", "kept in the system keychain, never in the profile file · set just now",
         [](StubSecrets& s) { s.found = Found(); }, true},
    };
    return all;
}

} // namespace

/// How the field for the secret looks in every state of the keychain; with ASSAYER_PICTURES=FOLDER pictures are kept.
class TestSecretStates : public QObject {
    Q_OBJECT

    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void state_isSaidAndWhole_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("look");
        for (int state = 0; state < states().size(); ++state) {
            for (const QString& look : Look::all()) {
                // Its notes are looked for in the words that they have.
                if (look != QLatin1String("long"))
                    QTest::addRow("%s %s", states().at(state).name, qPrintable(look)) << state << look;
            }
        }
    }
    void state_isSaidAndWhole()
    {
        QFETCH(int, state);
        QFETCH(QString, look);
        const State& expected = states().at(state);
        const Look as(look, m_theme);
        WorkspaceFixture fixture;
        fixture.put(QStringLiteral("a.json"), namedProfile(QStringLiteral("web API, prod")));
        auto secrets = std::make_unique<StubSecrets>();
        expected.keychain(*secrets);
        fixture.window.reset();
        fixture.secrets = std::move(secrets);
        fixture.environment.secrets = fixture.secrets.get();
        fixture.reopen();
        if (as.isSmall())
            fixture.window->resize(1024, 700);
        fixture.openRow(QStringLiteral("a.json"));
        QTRY_VERIFY(expected.name == QLatin1String("asking") ||
                    fixture.window->secret().state().is != window::SecretState::Is::Loading);
        if (expected.saves) {
            fixture.typeSecret(QStringLiteral("entered"));
            fixture.window->saveProfile();
        }
        // The field's hint is its description: a screen reader says it.
        QTRY_VERIFY2(fixture.secretEdit()->accessibleDescription().startsWith(QString::fromUtf8(expected.note)),
                     qPrintable(fixture.secretEdit()->accessibleDescription()));
        QStringList cut;
        layOut();
        (void)QTest::qWaitFor([&] { return (cut = cutWidgets(fixture.window.get())).isEmpty(); });
        takePicture(fixture.window.get(), QStringLiteral("secret-%1-%2").arg(QLatin1String(expected.name), look));
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        if (as.isSmall())
            QCOMPARE(fixture.window->size(), QSize(1024, 700));
    }
};

QTEST_MAIN(TestSecretStates)
#include "tst_secretstates.moc"
