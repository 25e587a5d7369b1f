// SPDX-License-Identifier: Apache-2.0
#include "controls/banner.h"
#include "controls/codeblock.h"
#include "controls/plainlabel.h"
#include "controls/tabs.h"
#include "models/status.h"
#include "panels/verdictpanel.h"
#include "panels/waypanel.h"
#include "ui/window/pagefixture.h"
#include "ui/window/pagesamples.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace assayer;

namespace {

void choose(QAbstractItemView* view, const QString& name)
{
    const QModelIndexList found = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, name, 1,
                                                       Qt::MatchExactly | Qt::MatchRecursive);
    QVERIFY(!found.isEmpty());
    view->setCurrentIndex(found.first());
}

} // namespace

/// The way, the verdict, the report and the roles page.
class TestPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void way_standsThereWithTheToken();
    void way_staysFolded();
    void way_namesTheAuthority();
    void surprise_isAboutWhatWasAsked();
    void title_marksNoExample();
    void lowWindow_scrollsToTheVerdict();
    void failingCheck_showsItsFixButton();
    void firstDetail_hasNoBarThatItDoesNotNeed();
    void cancel_keepsTheTokenFromBefore();
    void checkWithoutAClaim_leavesNoOtherSelected();
    void report_isCopied_data();
    void report_isCopied();
    void missingRole_hasItsLadder();
    void ladder_isEmptyWhereNothingIsExpected();
};

void TestPages::way_standsThereWithTheToken()
{
    WindowFixture fixture;
    auto* way = fixture.find<panels::WayPanel>("wayStrip");
    QVERIFY(way->isHidden());
    getToken(fixture);
    QVERIFY(way->isVisible());
    QVERIFY2(way->oneLine().contains(QStringLiteral("web app")), qPrintable(way->oneLine()));
    const QString passed = way->oneLine();
    profile::Profile profile = fixture.window->session().profile();
    profile.expectations.audiences = {QStringLiteral("api://something-else")};
    fixture.window->session().edit(profile);
    QVERIFY(way->oneLine() != passed);
    QVERIFY2(way->oneLine().contains(style::glyph(style::State::Fail)), qPrintable(way->oneLine()));
    fixture.window->session().forgetToken();
    QVERIFY(way->isHidden());
}

void TestPages::way_staysFolded()
{
    WindowFixture fixture;
    getToken(fixture);
    QTest::mouseClick(fixture.find<panels::WayPanel>("wayStrip"), Qt::LeftButton);
    QVERIFY(fixture.find<panels::WayPanel>("wayStrip")->isFolded());
    fixture.window->close();
    fixture.reopen();
    QVERIFY(fixture.find<panels::WayPanel>("wayStrip")->isFolded());
    trigger(fixture, "foldWayAction");
    QVERIFY(!fixture.find<panels::WayPanel>("wayStrip")->isFolded());
}

void TestPages::way_namesTheAuthority()
{
    WindowFixture fixture;
    getToken(fixture);
    const QString line = fixture.find<panels::WayPanel>("wayStrip")->oneLine();
    QVERIFY2(line.contains(QStringLiteral("→ Practice tenant →")), qPrintable(line));
}

void TestPages::title_marksNoExample()
{
    WindowFixture fixture;
    profile::Profile profile = fixture.window->session().profile();
    profile.resources = {QStringLiteral("api://another")};
    fixture.window->session().edit(profile);
    // It comes back as it was, and nothing is asked about it.
    QVERIFY(!fixture.window->isWindowModified());
    fixture.window->newProfile();
    QVERIFY(!fixture.window->isWindowModified());
    fixture.window->session().edit(profile);
    QVERIFY(fixture.window->isWindowModified());
}

void TestPages::surprise_isAboutWhatWasAsked()
{
    WindowFixture fixture;
    getToken(fixture);
    const auto before = fixture.window->session().surprises();
    profile::Profile profile = fixture.window->session().profile();
    profile.resources = {QStringLiteral("https://practice.example/legacy")};
    fixture.window->session().edit(profile);
    QCOMPARE(fixture.window->session().surprises(), before);
}

void TestPages::lowWindow_scrollsToTheVerdict()
{
    WindowFixture fixture;
    fixture.window->resize(1024, 400);
    auto* verdict = fixture.find<panels::VerdictPanel>("verdictPanel");
    getToken(fixture);
    QTRY_COMPARE(verdict->visibleRegion().boundingRect(), verdict->rect());
}

void TestPages::failingCheck_showsItsFixButton()
{
    WindowFixture fixture;
    fixture.window->resize(1360, 860);
    profile::Profile profile = fixture.window->session().profile();
    profile.expectations.audiences = {QStringLiteral("api://orders-api")};
    fixture.window->session().edit(profile);
    getToken(fixture);
    auto* button = fixture.find<QPushButton>("fix_expectations.audiences");
    QVERIFY(button);
    QTRY_COMPARE(button->visibleRegion().boundingRect(), button->rect());
}

void TestPages::firstDetail_hasNoBarThatItDoesNotNeed()
{
    WindowFixture fixture;
    fixture.window->session().inspect("gho_16C7e42F292c6912E7710c838347Ae178B4a");
    QTRY_VERIFY(fixture.window->session().inspection().token);
    const auto* detail = fixture.find<QAbstractScrollArea>("checkDetail");
    QTRY_COMPARE(detail->verticalScrollBar()->maximum(), 0);
    QVERIFY(!detail->verticalScrollBar()->isVisible());
}

void TestPages::cancel_keepsTheTokenFromBefore()
{
    SilentTransport silent;
    WindowFixture fixture(&silent);
    fixture.window->session().inspect("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIn0.c2ln");
    QTRY_VERIFY(fixture.window->session().inspection().token);
    const auto* verdict = fixture.find<controls::Banner>("verdict");
    const QString before = verdict->sentence();
    fixture.window->getToken();
    QTRY_VERIFY(fixture.window->session().isRunning());
    QTRY_VERIFY2(verdict->reason().contains(QStringLiteral("the one before")), qPrintable(verdict->reason()));
    fixture.window->cancel();
    QTRY_VERIFY(!fixture.window->session().isRunning());
    QVERIFY(fixture.window->session().inspection().token);
    QCOMPARE(verdict->sentence(), before);
    QVERIFY(!fixture.find<controls::PlainLabel>("said")->fullText().isEmpty());
}

void TestPages::checkWithoutAClaim_leavesNoOtherSelected()
{
    WindowFixture fixture;
    getToken(fixture);
    auto* checks = fixture.find<QAbstractItemView>("checklist");
    auto* token = fixture.find<QAbstractItemView>("token");
    const auto shown = [&token] { return token->currentIndex().siblingAtColumn(0).data().toString(); };
    choose(checks, QStringLiteral("Audience"));
    QCOMPARE(shown(), QStringLiteral("aud"));
    choose(checks, QStringLiteral("Kind"));
    QCOMPARE(shown(), QString());
    choose(checks, QStringLiteral("Signature"));
    QCOMPARE(shown(), QStringLiteral("Signature"));
    // And back.
    choose(checks, QStringLiteral("Audience"));
    choose(token, QStringLiteral("Signature"));
    QCOMPARE(checks->currentIndex().data().toString(), QStringLiteral("Signature"));
}

void TestPages::report_isCopied_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("start");
    QTest::addColumn<bool>("namesTheApi");
    QTest::newRow("button's") << QByteArray("copyReportAction") << QStringLiteral("#") << true;
    QTest::newRow("markdown") << QByteArray("reportMarkdown") << QStringLiteral("#") << true;
    QTest::newRow("text") << QByteArray("reportText") << QString() << true;
    QTest::newRow("json") << QByteArray("reportJson") << QStringLiteral("{") << true;
    QTest::newRow("pseudonyms") << QByteArray("reportPseudonyms") << QStringLiteral("#") << false;
}

void TestPages::report_isCopied()
{
    QFETCH(QByteArray, action);
    QFETCH(QString, start);
    QFETCH(bool, namesTheApi);
    WindowFixture fixture;
    getToken(fixture);
    const QByteArray compact = fixture.window->session().inspection().token->compact;
    fixture.environment.clipboard->setText(QStringLiteral("old"));
    trigger(fixture, action.constData());
    const QString report = fixture.environment.clipboard->text();
    QVERIFY(report.size() > 500);
    QVERIFY2(report.startsWith(start), qPrintable(report.left(80)));
    QCOMPARE(report.contains(QLatin1String(apiId)), namesTheApi);
    QVERIFY(!report.contains(QString::fromLatin1(compact.mid(compact.lastIndexOf('.') + 1))));
    QVERIFY(!report.contains(QStringLiteral("dem8Q~")));
}

void TestPages::missingRole_hasItsLadder()
{
    WindowFixture fixture;
    getToken(fixture);
    fixture.environment.clipboard->setText(manifest());
    trigger(fixture, "pasteManifestAction");
    profile::Profile profile = fixture.window->session().profile();
    profile.expectations.roles << QStringLiteral("Orders.Write.All") << QStringLiteral("Not.Declared");
    fixture.window->session().edit(profile);
    QCOMPARE(statusOf(fixture, checks::CheckId::Roles), checks::Status::Fail);
    QVERIFY(fixture.find<QWidget>("checklistPanel")->isVisible());
    trigger(fixture, "showRolesAction");
    auto* ladder = fixture.find<QAbstractItemView>("ladder");
    QVERIFY(ladder->isVisible());
    QVERIFY(!fixture.find<QWidget>("checklistPanel")->isVisible());
    QCOMPARE(ladder->model()->rowCount(), 13);
    auto* roles = fixture.find<QComboBox>("ladderRoles");
    QVERIFY(roles->isVisible());
    QCOMPARE(roles->count(), 2);
    QCOMPARE(ladder->model()->index(0, 0).data(models::StatusRole).toString(), QStringLiteral("pass"));
    roles->setCurrentIndex(1); // Not.Declared: broken at the first step, and the commands say how to declare it
    QCOMPARE(ladder->model()->index(0, 0).data(models::StatusRole).toString(), QStringLiteral("fail"));
    auto* tabs = fixture.find<controls::TabBar>("commandTabs");
    QVERIFY(tabs->QTabBar::count() >= 2);
    auto* code = fixture.find<controls::CodeBlock>("commands");
    QVERIFY(code->isVisible());
    const QString first = code->toPlainText();
    QVERIFY(!first.isEmpty());
    tabs->setCurrentIndex(tabs->QTabBar::count() - 1);
    QVERIFY(code->toPlainText() != first);
    QTest::mouseClick(fixture.find<QPushButton>("copyCommands"), Qt::LeftButton);
    QVERIFY(!fixture.environment.clipboard->text().contains(QStringLiteral("identifierUris")));
    QCOMPARE(fixture.environment.clipboard->text().simplified(), code->toPlainText().simplified());
    trigger(fixture, "showTokenAction");
    QVERIFY(fixture.find<QWidget>("checklistPanel")->isVisible());
}

void TestPages::ladder_isEmptyWhereNothingIsExpected()
{
    WindowFixture fixture;
    profile::Profile profile = fixture.window->session().profile();
    profile.expectations.roles = {};
    fixture.window->session().edit(profile);
    getToken(fixture);
    trigger(fixture, "showRolesAction");
    QVERIFY(fixture.find<QWidget>("checklistPanel")->isVisible());
    QVERIFY(fixture.find<QWidget>("rolesPage")->isVisible());
    QVERIFY(!fixture.find<QPushButton>("copyCommands")->isEnabled());
}

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
