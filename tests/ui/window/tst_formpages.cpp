// SPDX-License-Identifier: Apache-2.0
#include "controls/codeblock.h"
#include "controls/column.h"
#include "controls/plainlabel.h"
#include "controls/tabs.h"
#include "ui/window/pagefixture.h"
#include "ui/window/pagesamples.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace assayer;

/// The form's pages: request with its prediction, expectations with the API's settings, app manifest.
class TestFormPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manifest_isKeptAndTicked();
    void manifest_secretsAreLeftOut();
    void manifest_nonsenseIsTold();
    void manifest_newerReplacesOlder();
    void newRole_isASnippet();
    void settings_becomeExpectations();
    void settings_beforeThereIsAToken_expectAllThatIsAccepted();
    void settings_rulesAreShownAndCanBeDropped();
    void settings_nonsenseIsTold();
    void settings_leaveTheWindowWhole();
    void prediction_standsInTheForm();
    void prediction_isSeenWhole_data();
    void prediction_isSeenWhole();
};

void TestFormPages::manifest_isKeptAndTicked()
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

void TestFormPages::manifest_secretsAreLeftOut()
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

void TestFormPages::manifest_nonsenseIsTold()
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

void TestFormPages::manifest_newerReplacesOlder()
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

void TestFormPages::newRole_isASnippet()
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

void TestFormPages::settings_becomeExpectations()
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

void TestFormPages::settings_beforeThereIsAToken_expectAllThatIsAccepted()
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

void TestFormPages::settings_rulesAreShownAndCanBeDropped()
{
    WindowFixture fixture;
    const auto rules = [&fixture] { return fixture.window->session().profile().expectations.rules; };
    fixture.environment.clipboard->setText(
        QStringLiteral("{\"AzureAd\":{\"Instance\":\"https://login.microsoftonline.com/\",\"TenantId\":\"common\","
                       "\"ClientId\":\"x\",\"TokenValidationParameters\":{\"ValidateLifetime\":false}}}"));
    trigger(fixture, "pasteSettingsAction");
    using profile::Rule;
    QCOMPARE(rules(),
             (QList<Rule>{Rule::RolesOrScopes, Rule::ExpiryIgnored, Rule::NotBeforeIgnored, Rule::AudienceOfVersion}));
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

void TestFormPages::settings_nonsenseIsTold()
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

void TestFormPages::settings_leaveTheWindowWhole()
{
    WindowFixture fixture;
    getToken(fixture);
    fixture.environment.clipboard->setText(settings());
    trigger(fixture, "pasteSettingsAction");
    QVERIFY(fixture.find<controls::PlainLabel>("settingsNotes")->isVisible());
    // In the design's size nothing lies below its edge.
    const auto* column = fixture.find<controls::Column>("column");
    QTRY_COMPARE(column->verticalScrollBar()->maximum(), 0);
}

void TestFormPages::prediction_standsInTheForm()
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

void TestFormPages::prediction_isSeenWhole_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("the design's size") << QSize(1360, 860);
    QTest::newRow("small") << QSize(1024, 700);
}

void TestFormPages::prediction_isSeenWhole()
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

QTEST_MAIN(TestFormPages)
#include "tst_formpages.moc"
