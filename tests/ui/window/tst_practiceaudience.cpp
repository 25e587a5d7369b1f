// SPDX-License-Identifier: Apache-2.0
// Every kind of audience mismatch that the practice tenant can produce, mended by the button that is offered for it.
#include "ui/window/windowfixture.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace assayer;
using profile::EndpointVersion;

namespace {

// The practice tenant's applications (resources/practice/tenant.json).
const QString webApp = QStringLiteral("1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715");
const QString webApi = QStringLiteral("c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148");
const QString webApiUri = QStringLiteral("api://") + webApi;
const QString legacy = QStringLiteral("https://practice.example/legacy");
const QString legacyId = QStringLiteral("5b90d7e4-16f3-4c82-9ae7-d03b8f52c641");
const QString ordersId = QStringLiteral("94d2e6a8-b35c-4f07-8e1d-7ac60f9b5283");
const QString ordersUri = QStringLiteral("api://") + ordersId;
const QString ordersSite = QStringLiteral("https://practice.example/orders");
const QString ordersObjectId = QStringLiteral("63b8f05d-2c7e-49a1-95f4-e80d1a6c3b97");
const QString reportsId = QStringLiteral("e71c25f9-04ab-4d6e-8b13-6fa9c0d84e27");
const QString reports = QStringLiteral("https://practice.example/reports");
const QString graph = QStringLiteral("https://graph.microsoft.com");
const QString graphId = QStringLiteral("00000003-0000-0000-c000-000000000000");

enum class Mended { ByRequest, ByExpectation };

struct Mismatch {
    EndpointVersion version = EndpointVersion::V2;
    QString asked;
    QString expected;
    const char* cause;
    Mended mended;
    bool withManifest = false; ///< of the orders API
    bool withOther = false;    ///< another profile, for the reports API
};

const checks::Result& audienceOf(const WindowFixture& fixture)
{
    return *fixture.window->session().inspection().checklist.find(checks::CheckId::Audience);
}

void getToken(const WindowFixture& fixture)
{
    QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

entra::Manifest ordersManifest()
{
    entra::Manifest manifest;
    manifest.appId = ordersId;
    manifest.objectId = ordersObjectId;
    manifest.displayName = QStringLiteral("orders API");
    manifest.identifierUris = {ordersUri, ordersSite};
    return manifest;
}

} // namespace

Q_DECLARE_METATYPE(Mismatch)

class TestPracticeAudience : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mismatch_isMendedByItsButton_data();
    void mismatch_isMendedByItsButton();
};

void TestPracticeAudience::mismatch_isMendedByItsButton_data()
{
    QTest::addColumn<Mismatch>("mismatch");
    const auto row = [](const char* name, const Mismatch& mismatch) { QTest::newRow(name) << mismatch; };
    using enum EndpointVersion;
    constexpr auto request = Mended::ByRequest;
    constexpr auto expectation = Mended::ByExpectation;
    // Another request is all that it takes.
    row("Graph was asked for", {V2, graph, webApi, "audience.microsoft-graph", request});
    row("Graph by its ID", {V1, graphId, legacy, "audience.microsoft-graph", request});
    row("another name of Graph", {V1, graphId, graph, "audience.resource-alias", request});
    row("the client itself", {V2, webApp, webApi, "audience.own-client", request});
    row("another API's ID", {V2, reports, webApi, "audience.other", request});
    row("another API's URI", {V1, legacy, ordersSite, "audience.other", request});
    row("another profile's API", {V2, reports, webApi, "audience.other-profile", request, false, true});
    row("one slash too many", {V1, legacy + u'/', legacy, "audience.trailing-slash", request});
    row("one slash too few", {V1, legacy, legacy + u'/', "audience.trailing-slash", request});
    row("in capitals", {V1, QStringLiteral("https://PRACTICE.example/legacy"), legacy, "audience.case", request});
    row("the ID instead of the URI", {V1, ordersId, ordersUri, "audience.guid-vs-uri", request});
    row("the URI instead of the ID", {V1, ordersUri, ordersId, "audience.guid-vs-uri", request});
    row("a URI in a v1 token, at v2", {V2, legacy, legacyId, "audience.v1-token", request});
    row("another URI of the app", {V2, ordersUri, ordersSite, "audience.other-identifier", request, true});
    row("a URI for its ID, by the manifest", {V1, ordersSite, ordersId, "audience.guid-vs-uri", request, true});
    // The request is right, or decides nothing.
    row("v2 token, URI expected", {V2, webApiUri, webApiUri, "audience.v2-token", expectation});
    row("v2 token of the v1 endpoint", {V1, webApiUri, webApiUri, "audience.v2-token", expectation});
    row("v2 token, a site's URI asked and expected", {V2, reports, reports, "audience.v2-token", expectation});
    row("the scope is expected",
        {V2, reports, reports + QStringLiteral("/.default"), "audience.default-suffix", expectation});
    row("an ID in capitals", {V2, webApiUri, webApi.toUpper(), "audience.case", expectation});
    row("a slash behind an ID", {V2, webApiUri, webApi + u'/', "audience.trailing-slash", expectation});
    row("zero width", {V2, webApiUri, webApi + QChar(0x200B), "audience.whitespace", expectation});
    row("spn:", {V2, webApiUri, QStringLiteral("spn:") + webApi, "audience.spn-prefix", expectation});
    row(".default", {V2, webApiUri, webApi + QStringLiteral("/.default"), "audience.default-suffix", expectation});
    row("api:// doubled", {V1, ordersUri, QStringLiteral("api://") + ordersUri, "audience.api-prefix", expectation});
    row("http", {V1, legacy, QStringLiteral("http://practice.example/legacy"), "audience.scheme", expectation});
    row("a doubled slash",
        {V1, legacy, QStringLiteral("https://practice.example//legacy"), "audience.double-slash", expectation});
    row("a role behind",
        {V1, legacy, legacy + QStringLiteral("/Legacy.Read.All"), "audience.scope-suffix", expectation});
    row("a path behind", {V1, legacy, legacy + QStringLiteral("/v1"), "audience.path-prefix", expectation});
    row("a site's address",
        {V2, webApiUri, QStringLiteral("https://orders.azurewebsites.net"), "audience.site-url", expectation});
    row("an object ID", {V1, ordersSite, ordersObjectId, "audience.object-id", expectation, true});
}

void TestPracticeAudience::mismatch_isMendedByItsButton()
{
    QFETCH(Mismatch, mismatch);
    WindowFixture fixture;
    window::Session& session = fixture.window->session();
    profile::Profile profile = session.profile();
    profile.authority.version = mismatch.version;
    profile.resources = {mismatch.asked};
    profile.expectations.audiences = QStringList{mismatch.expected};
    profile.expectations.roles = {};
    profile.expectations.tokenVersion = {};
    session.edit(profile);
    if (mismatch.withManifest)
        QVERIFY(session.addManifest(QStringLiteral("orders.json"), ordersManifest()));
    if (mismatch.withOther)
        session.setOtherApis([] { return QList{checks::KnownApi{QStringLiteral("Reports"), {reports}}}; });
    getToken(fixture);
    QCOMPARE(audienceOf(fixture).cause, QString::fromLatin1(mismatch.cause));
    const bool byRequest = mismatch.mended == Mended::ByRequest;
    // What came of the first request is no more what is shown: the button asks anew by itself.
    const QByteArray first = session.inspection().token->compact;
    // Graph's own signature warns before it.
    auto* checklist = fixture.find<QAbstractItemView>("checklist");
    checklist->setCurrentIndex(checklist->model()->index(int(checks::CheckId::Audience), 0));
    // The buttons of what was shown before go with the next turn of the event loop.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    auto* fix = fixture.find<QPushButton>(byRequest ? "fix_resource" : "fix_expectations.audiences");
    QVERIFY(fix);
    fix->click();
    QTRY_VERIFY_WITH_TIMEOUT(!session.isRunning(), 20'000);
    QVERIFY(session.inspection().token);
    const QString now = session.profile().resources.join(u' ') + QStringLiteral(" → ") +
                        audienceOf(fixture).actual.join(u' ') + u' ' + audienceOf(fixture).cause;
    QVERIFY2(audienceOf(fixture).status == checks::Status::Pass, qPrintable(now));
    // The reports API has a signing key of its own, which is another matter.
    if (session.profile().resources != QStringList{reports})
        QVERIFY2(session.inspection().checklist.verdict != checks::Status::Fail, qPrintable(now));
    QCOMPARE(session.inspection().token->compact != first, byRequest);
    if (byRequest)
        QCOMPARE(session.profile().resources, QStringList{mismatch.expected});
    else
        QCOMPARE(session.profile().resources, QStringList{mismatch.asked});
}

QTEST_MAIN(TestPracticeAudience)
#include "tst_practiceaudience.moc"
