// SPDX-License-Identifier: Apache-2.0
#include "controls/tabs.h"
#include "jose/base64url.h"
#include "ui/looks.h"
#include "ui/window/pagesamples.h"
#include "ui/window/windowfixture.h"

#include <QAccessible>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QTest>

#include <functional>

using namespace assayer;
using namespace looks;

namespace {

QByteArray compact(const QByteArray& header, const QByteArray& payload)
{
    using jose::base64url::encode;
    return encode(header) + '.' + encode(payload) + '.' + encode("signature");
}

void settle(WindowFixture& fixture)
{
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

void inspect(WindowFixture& fixture, const QByteArray& text)
{
    fixture.window->session().inspect(text);
    settle(fixture);
}

void accepted(WindowFixture& fixture)
{
    fixture.window->getToken();
    settle(fixture);
}

void rejected(WindowFixture& fixture)
{
    profile::Profile profile = profile::workedExample();
    profile.expectations.audiences = {QStringLiteral("api://orders-api")};
    profile.expectations.roles << QStringLiteral("Orders.Write.All");
    fixture.window->session().edit(profile);
    accepted(fixture);
}

void refused(WindowFixture& fixture)
{
    fixture.window->session().setSecret(support::Secret::fromText(QStringLiteral("wrong")));
    accepted(fixture);
}

/// Pasted, with many checks that fail and a signature that nobody can check without the network.
void offline(WindowFixture& fixture)
{
    profile::Profile profile = profile::workedExample();
    profile.authority.kind = profile::AuthorityKind::Entra;
    profile.authority.tenant = QStringLiteral("4f8e2a6b-7c15-4d0e-9b3a-2f1d0c9e8b7a");
    profile.expectations.audiences = {QStringLiteral("api://orders-api")};
    profile.expectations.roles = {QStringLiteral("Orders.Read.All"), QStringLiteral("Orders.Write.All")};
    fixture.window->session().edit(profile);
    inspect(fixture,
            compact("{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"JWT\"}",
                    "{\"aud\":\"2c7ab5ec-01d4-4e7c-8a55-3f0d6b1f9e10\",\"iss\":\"https://login.microsoftonline.com/"
                    "11112222-3333-4444-8555-666677778888/v2.0\",\"azp\":\"6f1c2b0e-93f4-4f5e-a1c7-0d1f2d3c4b5a\","
                    "\"tid\":\"11112222-3333-4444-8555-666677778888\",\"ver\":\"2.0\",\"iat\":1700000000,"
                    "\"nbf\":1700000000,\"exp\":1700003600,\"roles\":[\"Other\"]}"));
}

void unreachable(WindowFixture& fixture)
{
    profile::Profile profile = profile::workedExample();
    profile.authority.kind = profile::AuthorityKind::Issuer;
    profile.authority.issuer = QStringLiteral("http://127.0.0.1:1/realm");
    fixture.window->session().edit(profile);
    accepted(fixture);
}

/// Shows that page of a stack of pages.
void turnTo(WindowFixture& fixture, const char* stack, int page)
{
    fixture.find<controls::PageStack>(stack)->setCurrentIndex(page);
}

struct State {
    const char* name;
    std::function<void(WindowFixture&)> reach;
    bool showsTheVerdict = false; ///< it is the last thing that came
};

const QList<State>& states()
{
    static const QList<State> all{
        {"first-start", [](WindowFixture& f) { f.window->newProfile(); }},
        {"nothing-yet", [](WindowFixture&) {}},
        {"accepted", accepted, true},
        {"rejected", rejected, true},
        {"refused", refused, true},
        {"network-error", unreachable, true},
        {"offline", offline, true},
        {"damaged", [](WindowFixture& f) { inspect(f, compact("{\"alg\":\"RS256\"}", "{\"aud\":\"a\",\"iss\":")); }},
        {"encrypted",
         [](WindowFixture& f) { inspect(f, "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.YQ.Yg.Yw.ZA"); }},
        {"opaque", [](WindowFixture& f) { inspect(f, "Bearer 0123456789abcdef"); }},
        {"no-token", [](WindowFixture& f) { inspect(f, "   "); }},
        {"pasted",
         [](WindowFixture& f) {
             inspect(f, "Authorization: Bearer " + compact("{\"alg\":\"RS256\",\"kid\":\"k\"}",
                                                           "{\"aud\":\"a\",\"exp\":1,\"roles\":[\"R\"]}"));
         }},
        {"connection-page", [](WindowFixture& f) { turnTo(f, "requestPages", 2); }},
        {"long-values",
         [](WindowFixture& f) {
             inspect(f, compact("{\"alg\":\"RS256\"}", "{\"aud\":\"" + QByteArray(5000, 'x') + "\",\"" +
                                                           QByteArray(300, 'n') + "\":\"\\u202e<b>bold</b>\"}"));
         }},
        {"exchange",
         [](WindowFixture& f) {
             accepted(f);
             f.window->showExchange();
         }},
        {"exchange-response",
         [](WindowFixture& f) {
             accepted(f);
             f.window->showExchange();
             turnTo(f, "exchangePages", 1);
         }},
        {"exchange-connection",
         [](WindowFixture& f) {
             accepted(f);
             f.window->showExchange();
             turnTo(f, "exchangePages", 2);
         }},
        {"roles",
         [](WindowFixture& f) {
             f.environment.clipboard->setText(manifest());
             f.window->pasteManifest();
             profile::Profile profile = f.window->session().profile();
             profile.expectations.roles = {QStringLiteral("Orders.Write.All"), QStringLiteral("Not.Declared")};
             f.window->session().edit(profile);
             accepted(f);
             f.window->showRoles();
         }},
        {"answer",
         [](WindowFixture& f) {
             accepted(f);
             f.environment.clipboard->setText(answer());
             f.window->pasteAnswer();
         }},
        {"settings",
         [](WindowFixture& f) {
             accepted(f);
             f.environment.clipboard->setText(settings());
             f.window->pasteSettings();
         }},
        {"raw-and-find",
         [](WindowFixture& f) {
             accepted(f);
             f.window->toggleRaw();
             f.window->findInToken();
             QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("aud"));
         }},
    };
    return all;
}

} // namespace

/// Every state in every look: nothing is cut, and with ASSAYER_PICTURES=FOLDER a picture of each is kept.
class TestStates : public QObject {
    Q_OBJECT

    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void state_isWhole_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("look");
        for (int state = 0; state < states().size(); ++state) {
            for (const QString& look : Look::all())
                QTest::addRow("%s %s", states().at(state).name, qPrintable(look)) << state << look;
        }
    }
    void state_isWhole()
    {
        QFETCH(int, state);
        QFETCH(QString, look);
        const Look as(look, m_theme);
        WindowFixture fixture;
        if (as.isSmall())
            fixture.window->resize(1024, 700);
        states().at(state).reach(fixture);
        layOut();
        QStringList cut;
        (void)QTest::qWaitFor([&] {
            cut = cutWidgets(fixture.window.get()) + cutHints(fixture.window.get()) + overlaps(fixture.window.get());
            return cut.isEmpty();
        });
        takePicture(fixture.window.get(), QLatin1String(states().at(state).name) + u'-' + look);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        if (as.isSmall())
            QCOMPARE(fixture.window->size(), QSize(1024, 700));
        // What came of it is seen without scrolling, however low the window is.
        const auto* verdict = fixture.find<QWidget>("verdict");
        const bool isShown = fixture.window->session().hasInspection() && states().at(state).showsTheVerdict;
        if (isShown)
            QTRY_COMPARE(verdict->visibleRegion().boundingRect(), verdict->rect());
    }

    void state_fitsASmallScreenWithLargeText_data()
    {
        QTest::addColumn<int>("state");
        for (int state = 0; state < states().size(); ++state)
            QTest::addRow("%s", states().at(state).name) << state;
    }
    void state_fitsASmallScreenWithLargeText()
    {
        QFETCH(int, state);
        // What the desktop scales by 1.5 has this of 1024×700.
        const QSize screen(682, 466);
        WindowFixture fixture;
        fixture.window->resize(screen);
        states().at(state).reach(fixture);
        layOut();
        takePicture(fixture.window.get(), QLatin1String(states().at(state).name) + QStringLiteral("-scaled"));
        QVERIFY2(fixture.window->minimumSizeHint().width() <= screen.width(),
                 qPrintable(QString::number(fixture.window->minimumSizeHint().width())));
        QCOMPARE(fixture.window->size(), screen);
    }

    void waiting_isSaid_data()
    {
        QTest::addColumn<QString>("look");
        for (const QString& look : Look::all())
            QTest::addRow("%s", qPrintable(look)) << look;
    }
    void waiting_isSaid()
    {
        QFETCH(QString, look);
        const Look as(look, m_theme);
        SilentTransport silent;
        WindowFixture fixture(&silent);
        if (as.isSmall())
            fixture.window->resize(1024, 700);
        fixture.window->getToken();
        QTRY_VERIFY(fixture.window->session().isRunning());
        layOut();
        takePicture(fixture.window.get(), QStringLiteral("waiting-") + look);
        QTRY_COMPARE(cutWidgets(fixture.window.get()) + cutHints(fixture.window.get()), QStringList());
        QVERIFY(fixture.find<QWidget>("verdict")->accessibleName().contains(QStringLiteral("127.0.0.1")));
        fixture.window->cancel();
        QTRY_VERIFY(fixture.window->session().hasInspection());
        layOut();
        takePicture(fixture.window.get(), QStringLiteral("cancelled-") + look);
        QTRY_COMPARE(cutWidgets(fixture.window.get()) + cutHints(fixture.window.get()), QStringList());
    }

    void control_hasANameAndAnObjectName()
    {
        WindowFixture fixture;
        accepted(fixture);
        for (const QWidget* widget : fixture.window->findChildren<QWidget*>()) {
            const bool isInner = widget->window() != fixture.window.get() ||
                                 widget->objectName().startsWith(QLatin1String("qt_")) ||
                                 qobject_cast<QScrollBar*>(widget->parentWidget());
            if (widget->focusPolicy() == Qt::NoFocus || isInner || qobject_cast<const QMenu*>(widget) ||
                qobject_cast<const QMenuBar*>(widget))
                continue;
            QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            const QString what = QStringLiteral("%1 %2 in %3")
                                     .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                          widget->parentWidget()->objectName());
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(what));
            // Its value is said as a combo box's name: what it is must stand beside that.
            if (qobject_cast<const QComboBox*>(widget))
                QVERIFY2(!accessible->text(QAccessible::Description).isEmpty() ||
                             !accessible->relations(QAccessible::Label).isEmpty(),
                         qPrintable(what));
        }
        for (const auto& [object, name] :
             {std::pair("checklist", "Checklist"), std::pair("token", "Token"), std::pair("exchange", "Exchange")})
            QCOMPARE(fixture.find<QWidget>(object)->accessibleName(), QLatin1String(name));
    }
};

QTEST_MAIN(TestStates)
#include "tst_states.moc"
