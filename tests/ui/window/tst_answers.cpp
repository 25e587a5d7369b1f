// SPDX-License-Identifier: Apache-2.0
#include "controls/banner.h"
#include "controls/formfield.h"
#include "models/profiletreemodel.h"
#include "panels/answerpage.h"
#include "panels/profilespanel.h"
#include "panels/verdictpanel.h"
#include "panels/waypanel.h"
#include "ui/window/pagefixture.h"
#include "ui/window/pagesamples.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QTest>

using namespace assayer;

class TestAnswers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answer_isExplainedAndJoined();
    void answer_goesWithTheProfileAndTheToken();
    void answer_anyPasteIsRecognised();
    void answer_hasTheLastWordOfItsToken();
    void answer_beforeTheToken_waitsForIt();
    void answer_ofAnotherToken_leavesTheVerdict();
    void way_namesWhatWasAsked();
    void refusal_goesWithTheRequest();
};

void TestAnswers::answer_isExplainedAndJoined()
{
    WindowFixture fixture;
    getToken(fixture);
    fixture.environment.clipboard->setText(
        QStringLiteral("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error=\"invalid_token\", "
                       "error_description=\"The audience 'api://elsewhere' is invalid\"\r\n\r\n"));
    trigger(fixture, "pasteAnswerAction");
    auto* banner = fixture.find<controls::Banner>("answerBanner");
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->sentence().contains(QStringLiteral("audience"), Qt::CaseInsensitive),
             qPrintable(banner->sentence()));
    QVERIFY(fixture.find<panels::AnswerPage>("answerPage")->answer());
    // It quotes an audience that this token does not have: not the token that was sent.
    QCOMPARE(banner->state(), style::State::Warning);
    QTest::mouseClick(fixture.find<QPushButton>("clearAnswer"), Qt::LeftButton);
    QVERIFY(banner->isHidden());
    QVERIFY(!fixture.find<panels::AnswerPage>("answerPage")->answer());
}

void TestAnswers::answer_goesWithTheProfileAndTheToken()
{
    WindowFixture fixture;
    auto* page = fixture.find<panels::AnswerPage>("answerPage");
    for (const bool byProfile : {false, true}) {
        page->setText(answer());
        QVERIFY(page->answer());
        byProfile ? fixture.window->newProfile() : fixture.window->forgetToken();
        QVERIFY(!page->answer());
        QVERIFY(page->text().isEmpty());
    }
}

void TestAnswers::answer_anyPasteIsRecognised()
{
    WindowFixture fixture;
    fixture.environment.clipboard->setText(
        QStringLiteral("IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '1', Current time "
                       "(UTC): '2'."));
    trigger(fixture, "pasteAction");
    QVERIFY(fixture.find<panels::AnswerPage>("answerPage")->isVisible());
    QVERIFY(fixture.find<panels::AnswerPage>("answerPage")->answer());
    QVERIFY(!fixture.window->session().hasInspection());
}

void TestAnswers::answer_hasTheLastWordOfItsToken()
{
    WindowFixture fixture;
    getToken(fixture);
    auto* verdict = fixture.find<panels::VerdictPanel>("verdictPanel");
    auto* way = fixture.find<panels::WayPanel>("wayStrip");
    auto* page = fixture.find<panels::AnswerPage>("answerPage");
    const QString accepted = verdict->sentence();
    auto* side = fixture.find<panels::ProfilesPanel>("profilesPanel");
    const auto mark = [side] {
        return side->findChild<QAbstractItemView*>()->currentIndex().data(models::StatusRole).toString();
    };
    QCOMPARE(mark(), QStringLiteral("pass"));
    page->setText(QStringLiteral("HTTP/1.1 403 Forbidden\r\n\r\n"));
    QVERIFY(page->answer());
    QCOMPARE(mark(), QStringLiteral("fail"));
    QVERIFY2(verdict->sentence().contains(QStringLiteral("refused this token")), qPrintable(verdict->sentence()));
    QVERIFY2(way->oneLine().contains(style::glyph(style::State::Fail)), qPrintable(way->oneLine()));
    // Judged again it is still the same token.
    fixture.window->session().judgeAgain();
    QVERIFY(page->answer());
    // It was said of another one than comes now.
    getToken(fixture);
    QVERIFY(!page->answer());
    QCOMPARE(verdict->sentence(), accepted);
    QVERIFY(!way->oneLine().contains(style::glyph(style::State::Fail)));
    QCOMPARE(mark(), QStringLiteral("pass"));
    // Nobody judged a token: the mark stays.
    fixture.environment.clipboard->setText(QStringLiteral("Hello, could you please look at this?"));
    trigger(fixture, "pasteAction");
    QTRY_VERIFY(fixture.window->session().inspection().failure);
    QCOMPARE(mark(), QStringLiteral("pass"));
    getToken(fixture);
    page->setText(QStringLiteral("HTTP/1.1 403 Forbidden\r\n\r\n"));
    fixture.window->forgetToken();
    QCOMPARE(mark(), QStringLiteral("fail"));
}

void TestAnswers::answer_beforeTheToken_waitsForIt()
{
    WindowFixture fixture;
    auto* page = fixture.find<panels::AnswerPage>("answerPage");
    page->setText(answer());
    QVERIFY(page->answer());
    getToken(fixture);
    QVERIFY(page->answer());
}

void TestAnswers::answer_ofAnotherToken_leavesTheVerdict()
{
    WindowFixture fixture;
    getToken(fixture);
    auto* verdict = fixture.find<panels::VerdictPanel>("verdictPanel");
    const QString accepted = verdict->sentence();
    auto* page = fixture.find<panels::AnswerPage>("answerPage");
    page->setText(QStringLiteral("Bearer error=\"invalid_token\", error_description=\"The audience 'api://elsewhere' "
                                 "is invalid\""));
    QVERIFY(page->answer());
    QCOMPARE(verdict->sentence(), accepted);
}

void TestAnswers::way_namesWhatWasAsked()
{
    WindowFixture fixture;
    getToken(fixture);
    profile::Profile profile = fixture.window->session().profile();
    profile.clientId = QStringLiteral("typed-after-it");
    profile.authority.tenant = QStringLiteral("typed.example");
    fixture.window->session().edit(profile);
    QVERIFY(!fixture.find<panels::WayPanel>("wayStrip")->oneLine().contains(QStringLiteral("typed")));
}

void TestAnswers::refusal_goesWithTheRequest()
{
    WindowFixture fixture;
    fixture.window->session().setSecret(support::Secret::fromText(QStringLiteral("wrong")));
    getToken(fixture);
    QVERIFY(fixture.window->session().inspection().refusal);
    const auto problems = [&fixture] {
        int count = 0;
        for (const auto* field : fixture.window->findChildren<controls::FormField*>())
            count += field->hasProblem();
        return count;
    };
    QCOMPARE(problems(), 1);
    fixture.window->newProfile();
    QCOMPARE(problems(), 0);
}

QTEST_MAIN(TestAnswers)
#include "tst_answers.moc"
