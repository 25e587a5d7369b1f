// SPDX-License-Identifier: Apache-2.0
#include "controls/banner.h"
#include "controls/codeblock.h"
#include "controls/formfield.h"
#include "controls/plainlabel.h"
#include "controls/tabs.h"
#include "models/checklistmodel.h"
#include "panels/verdictpanel.h"
#include "panels/waypanel.h"
#include "ui/window/pagefixture.h"
#include "ui/window/pagesamples.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace assayer;

namespace {

checks::Status statusOf(const WindowFixture& fixture, checks::CheckId id)
{
    for (const checks::Result& result : fixture.window->session().inspection().checklist.results) {
        if (result.id == id)
            return result.status;
    }
    return checks::Status::Unchecked;
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void way_standsThereWithTheToken();
    void way_staysFolded();
    void surprise_isAboutWhatWasAsked();
    void manifest_isKeptAndTicked();
    void manifest_secretsAreLeftOut();
    void manifest_nonsenseIsTold();
    void manifest_newerReplacesOlder();
    void newRole_isASnippet();
    void settings_becomeExpectations();
    void settings_beforeThereIsAToken_expectAllThatIsAccepted();
    void settings_rulesAreShownAndCanBeDropped();
    void settings_nonsenseIsTold();
    void prediction_standsInTheForm();
    void lowWindow_scrollsToTheVerdict();
    void failingCheck_showsItsFixButton();
    void prediction_isSeenWhole_data();
    void prediction_isSeenWhole();
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

void TestPages::manifest_isKeptAndTicked()
{
    WindowFixture fixture;
    getToken(fixture);
    fixture.environment.clipboard->setText(manifest());
    trigger(fixture, "pasteAction");
    QCOMPARE(fixture.window->session().profile().manifests.size(), 1);
    auto* list = fixture.find<QAbstractItemView>("manifests");
    QVERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 1);
    QAbstractItemModel* roles = fixture.find<QAbstractItemView>("declaredRoles")->model();
    QCOMPARE(roles->rowCount(), 2);
    QCOMPARE(roles->index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(roles->setData(roles->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(fixture.window->session().profile().expectations.roles.contains(QStringLiteral("Orders.Write.All")));
    QCOMPARE(statusOf(fixture, checks::CheckId::Roles), checks::Status::Fail);
    QTest::mouseClick(fixture.find<QPushButton>("removeManifest"), Qt::LeftButton);
    QVERIFY(fixture.window->session().profile().manifests.isEmpty());
}

void TestPages::manifest_secretsAreLeftOut()
{
    WindowFixture fixture;
    fixture.environment.clipboard->setText(
        manifest().replace(QStringLiteral("\"secretText\":null"), QStringLiteral("\"secretText\":\"canary-7f3a\"")));
    trigger(fixture, "pasteManifestAction");
    QCOMPARE(fixture.window->session().profile().manifests.size(), 1);
    const QByteArray written = profile::write(fixture.window->session().profile());
    QVERIFY(written.contains("Orders.Write.All"));
    QVERIFY(!written.contains("canary-7f3a"));
    QVERIFY(!written.contains("passwordCredentials"));
}

void TestPages::manifest_nonsenseIsTold()
{
    WindowFixture fixture;
    for (const char* text : {"", "nonsense", "{", "[1,2]", "{\"a\":1}"}) {
        fixture.dialogs.told.clear();
        fixture.environment.clipboard->setText(QLatin1String(text));
        trigger(fixture, "pasteManifestAction");
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QVERIFY(fixture.window->session().profile().manifests.isEmpty());
    }
}

void TestPages::manifest_newerReplacesOlder()
{
    WindowFixture fixture;
    fixture.environment.clipboard->setText(manifest());
    trigger(fixture, "pasteManifestAction");
    fixture.environment.clipboard->setText(
        manifest().replace(QStringLiteral("Orders.Write.All"), QStringLiteral("Orders.Delete.All")));
    trigger(fixture, "pasteManifestAction");
    QCOMPARE(fixture.window->session().profile().manifests.size(), 1);
    QVERIFY(fixture.window->session().profile().manifests.first().json.contains("Orders.Delete.All"));
}

void TestPages::newRole_isASnippet()
{
    WindowFixture fixture;
    trigger(fixture, "pasteManifestAction"); // whatever the clipboard holds: the page is reached by its tab too
    auto* tabs = fixture.find<controls::TabBar>("requestTabs");
    tabs->setCurrentIndex(tabs->QTabBar::count() - 1);
    auto* button = fixture.find<QPushButton>("newRole");
    QVERIFY(!button->isEnabled());
    auto* value = fixture.find<QLineEdit>("newRoleValue");
    auto* problem = fixture.find<controls::PlainLabel>("newRoleProblem");
    // Entra would refuse it, and so would the lint of this very page.
    QTest::keyClicks(value, QStringLiteral(".Read orders"));
    QVERIFY(!button->isEnabled());
    QVERIFY(problem->isVisible() && !problem->fullText().isEmpty());
    QTest::keyClick(value, Qt::Key_Return);
    QVERIFY(fixture.find<controls::CodeBlock>("newRoleSnippet")->isHidden());
    value->clear();
    QVERIFY(problem->isHidden());
    QTest::keyClicks(value, QStringLiteral("Orders.Read.All"));
    QTest::mouseClick(button, Qt::LeftButton);
    auto* snippet = fixture.find<controls::CodeBlock>("newRoleSnippet");
    QVERIFY(snippet->isVisible());
    QVERIFY(snippet->toPlainText().contains(QStringLiteral("Orders.Read.All")));
    QVERIFY(fixture.environment.clipboard->text().contains(QStringLiteral("allowedMemberTypes")));
}

void TestPages::settings_becomeExpectations()
{
    WindowFixture fixture;
    getToken(fixture);
    fixture.environment.clipboard->setText(settings());
    trigger(fixture, "pasteSettingsAction");
    const profile::Expectations& expected = fixture.window->session().profile().expectations;
    QVERIFY(expected.audiences.contains(QStringLiteral("api://orders-api")));
    QCOMPARE(expected.issuer, QStringLiteral("https://issuer.example/"));
    QCOMPARE(expected.roles, profile::workedExample().expectations.roles);
    QCOMPARE(expected.middleware, std::optional(profile::Middleware::AspNetCore));
    QCOMPARE(statusOf(fixture, checks::CheckId::Audience), checks::Status::Fail);
    auto* notes = fixture.find<controls::PlainLabel>("settingsNotes");
    QVERIFY(notes->isVisible());
    QVERIFY(notes->fullText().contains(QStringLiteral("ASP.NET Core")));
    // Editing another field keeps the middleware.
    auto* client = fixture.find<QLineEdit>("expected_client");
    QTest::keyClicks(client, QStringLiteral("x"));
    QCOMPARE(fixture.window->session().profile().expectations.middleware,
             std::optional(profile::Middleware::AspNetCore));
}

void TestPages::settings_beforeThereIsAToken_expectAllThatIsAccepted()
{
    WindowFixture fixture;
    // Microsoft.Identity.Web takes tokens of both versions.
    fixture.environment.clipboard->setText(
        QStringLiteral("{\"AzureAd\":{\"Instance\":\"https://login.microsoftonline.com/\",\"TenantId\":"
                       "\"6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60\",\"ClientId\":\"%1\"}}")
            .arg(QLatin1String(apiId)));
    trigger(fixture, "pasteSettingsAction");
    const profile::Expectations expected = fixture.window->session().profile().expectations;
    QCOMPARE(expected.moreIssuers.size(), 1);
    QStringList issuers = expected.moreIssuers + QStringList{expected.issuer};
    issuers.sort();
    QCOMPARE(issuers,
             (QStringList{QStringLiteral("https://login.microsoftonline.com/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/v2.0"),
                          QStringLiteral("https://sts.windows.net/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/")}));
    auto* field = fixture.find<QLineEdit>("expected_issuer");
    for (const QString& issuer : std::as_const(issuers))
        QVERIFY2(field->text().contains(issuer), qPrintable(field->text()));
    // Another field's edit loses none of them; what is typed over them does.
    QTest::keyClicks(fixture.find<QLineEdit>("expected_tenant"), QStringLiteral("x"));
    QCOMPARE(fixture.window->session().profile().expectations.moreIssuers, expected.moreIssuers);
    field->setText(QStringLiteral("https://issuer.example/"));
    QVERIFY(fixture.window->session().profile().expectations.moreIssuers.isEmpty());
    QCOMPARE(fixture.window->session().profile().expectations.issuer, QStringLiteral("https://issuer.example/"));
}

void TestPages::settings_rulesAreShownAndCanBeDropped()
{
    WindowFixture fixture;
    const auto rules = [&fixture] { return fixture.window->session().profile().expectations.rules; };
    fixture.environment.clipboard->setText(
        QStringLiteral("{\"AzureAd\":{\"Instance\":\"https://login.microsoftonline.com/\",\"TenantId\":\"common\","
                       "\"ClientId\":\"x\",\"TokenValidationParameters\":{\"ValidateLifetime\":false}}}"));
    trigger(fixture, "pasteSettingsAction");
    using profile::Rule;
    QCOMPARE(rules(),
             (QList<Rule>{Rule::ExpiryIgnored, Rule::NotBeforeIgnored, Rule::AudienceOfVersion, Rule::RolesOrScopes}));
    // Another field's edit loses none of them, and leaves the boxes where they are.
    const QString name = QStringLiteral("rule_%1");
    const QPointer<QCheckBox> box = fixture.find<QCheckBox>(qPrintable(name.arg(int(Rule::RolesOrScopes))));
    QTest::keyClicks(fixture.find<QLineEdit>("expected_tenant"), QStringLiteral("x"));
    QCOMPARE(rules().size(), 4);
    QVERIFY(box && box->isVisible() && box->isChecked());
    box->click();
    QCOMPARE(rules(), (QList<Rule>{Rule::ExpiryIgnored, Rule::NotBeforeIgnored, Rule::AudienceOfVersion}));
    QTRY_VERIFY(!box);
    // They are that middleware's.
    fixture.find<QComboBox>("middleware")->setCurrentIndex(0);
    QVERIFY(rules().isEmpty());
}

void TestPages::settings_nonsenseIsTold()
{
    WindowFixture fixture;
    const profile::Expectations before = fixture.window->session().profile().expectations;
    for (const char* text : {"", "hello", "{}", "<policies/>"}) {
        fixture.dialogs.told.clear();
        fixture.environment.clipboard->setText(QLatin1String(text));
        trigger(fixture, "pasteSettingsAction");
        QCOMPARE(fixture.dialogs.told.size(), 1);
        QCOMPARE(fixture.window->session().profile().expectations, before);
    }
}

void TestPages::prediction_standsInTheForm()
{
    WindowFixture fixture;
    auto* predicted = fixture.find<controls::PlainLabel>("predicted");
    QTRY_VERIFY(predicted->isVisible());
    QVERIFY2(predicted->fullText().contains(QLatin1String(apiId)), qPrintable(predicted->fullText()));
    // The API's manifest decides the version, and with it the form of the audience.
    fixture.environment.clipboard->setText(manifest());
    trigger(fixture, "pasteManifestAction");
    QVERIFY2(predicted->fullText().contains(QStringLiteral("ver 2.0")), qPrintable(predicted->fullText()));
    QVERIFY2(!predicted->fullText().contains(QStringLiteral("api://")), qPrintable(predicted->fullText()));
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

void TestPages::prediction_isSeenWhole_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("the design's size") << QSize(1360, 860);
    QTest::newRow("small") << QSize(1024, 700);
}

void TestPages::prediction_isSeenWhole()
{
    QFETCH(QSize, size);
    WindowFixture fixture;
    fixture.window->resize(size);
    auto* predicted = fixture.find<controls::PlainLabel>("predicted");
    QTRY_VERIFY(predicted->isVisible());
    // Without a manifest the token's version is open, and with it which of two issuers it names.
    for (const char* part : {"aud api://", "iss http", "/v2.0", "ver unknown"})
        QVERIFY2(predicted->fullText().contains(QLatin1String(part)), qPrintable(predicted->fullText()));
    QTRY_VERIFY2(!predicted->isElided(), qPrintable(predicted->text()));
    QTRY_VERIFY(predicted->height() >= predicted->heightForWidth(predicted->width()));
    QTRY_VERIFY(predicted->visibleRegion().boundingRect() == predicted->rect());
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
