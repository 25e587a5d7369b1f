// SPDX-License-Identifier: Apache-2.0
#include "flowtest.h"
#include "practice/practicetenant.h"

using namespace assayer;
using namespace assayer::test;

namespace {

using Edit = std::function<void(profile::Profile&)>;

} // namespace
Q_DECLARE_METATYPE(Edit)

/// The whole way over the real client to the real practice tenant.
class TestPracticeFlow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_cache = std::make_unique<flow::KeyCache>(); }

    void workedExample_passesEveryCheck();
    void request_endsAsTheTenantSays_data();
    void request_endsAsTheTenantSays();
    void secret_isNeverShown_data();
    void secret_isNeverShown();
    void domainName_isResolved();
    void asAnIssuer_itIsDiscovered();
    void plainHttp_isRefusedBeyondLoopback();
    void unreachableTenant_isExplained();
    void exchanges_startOneAfterTheOther();

private:
    [[nodiscard]] flow::Surroundings surroundings()
    {
        return {&m_client, m_cache.get(), &m_clock, [this] { return m_tenant.start(); }};
    }
    [[nodiscard]] std::optional<inspection::Inspection> get(const profile::Profile& profile,
                                                            const support::Secret& secret)
    {
        return finished(*flow::getToken(surroundings(), profile, secret));
    }
    [[nodiscard]] std::optional<inspection::Inspection> get(const profile::Profile& profile)
    {
        return get(profile, practice::PracticeTenant::demoSecret());
    }

    support::SystemClock m_clock;
    practice::PracticeTenant m_tenant{m_clock};
    http::Client m_client;
    std::unique_ptr<flow::KeyCache> m_cache;
};

void TestPracticeFlow::workedExample_passesEveryCheck()
{
    const auto inspection = get(profile::workedExample());
    QVERIFY(inspection);
    QVERIFY2(inspection->token, qPrintable(inspection->failure ? inspection->failure->sentence : QString()));
    QCOMPARE(inspection->checklist.verdict, checks::Status::Pass);
    for (const checks::Result& result : inspection->checklist.results)
        QVERIFY2(result.status == checks::Status::Pass, qPrintable(checks::toName(result.id) + result.cause));
}

void TestPracticeFlow::request_endsAsTheTenantSays_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<qint64>("code");
    QTest::addColumn<QString>("cause");

    const auto row = [](const char* name, const Edit& edit, qint64 code, const char* cause = "") {
        QTest::newRow(name) << edit << code << QString::fromLatin1(cause);
    };
    const auto resource = [](const char* text) {
        return [text](profile::Profile& profile) { profile.resources = {QString::fromLatin1(text)}; };
    };
    row(
        "v1 endpoint", [](auto& profile) { profile.authority.version = profile::EndpointVersion::V1; }, 0);
    row(
        "Basic", [](auto& profile) { profile.placement = profile::SecretPlacement::Basic; }, 0);
    row(
        "unknown client",
        [](auto& profile) { profile.clientId = QStringLiteral("0f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715"); }, 700016);
    row(
        "unknown tenant",
        [](auto& profile) { profile.authority.tenant = QStringLiteral("0d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914"); },
        90002);
    row(
        "malformed tenant", [](auto& profile) { profile.authority.tenant = QStringLiteral("contoso"); }, 900023);
    row(
        "odd tenant", [](auto& profile) { profile.authority.tenant = QStringLiteral("a/b?c#d e"); }, 900023);
    row(
        "common", [](auto& profile) { profile.authority.tenant = QStringLiteral("common"); }, 50059);
    row("unknown resource", resource("api://nothing"), 500011);
    row("own client by URI", resource("api://1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715"), 90009);
    row("legacy API", resource("https://practice.example/legacy"), 0, "version.v1-instead-of-v2");
    row("orders API", resource("https://practice.example/orders"), 0, "roles.absent");
    row("own client by GUID", resource("1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715"), 0, "audience.own-client");
    row("Graph", resource("https://graph.microsoft.com"), 0, "audience.microsoft-graph");
    row("reports API", resource("https://practice.example/reports"), 0, "signature.app-specific-key");
}

void TestPracticeFlow::request_endsAsTheTenantSays()
{
    QFETCH(Edit, edit);
    QFETCH(qint64, code);
    QFETCH(QString, cause);
    profile::Profile profile = profile::workedExample();
    edit(profile);
    const auto inspection = get(profile);
    QVERIFY(inspection);
    QVERIFY2(!inspection->failure, qPrintable(inspection->failure ? inspection->failure->sentence : QString()));
    if (code != 0) {
        QVERIFY(inspection->refusal);
        QCOMPARE(inspection->refusal->code, std::optional<qint64>(code));
        QVERIFY(!inspection->refusal->traceId.isEmpty());
        return;
    }
    QVERIFY(inspection->token);
    QStringList causes;
    for (const checks::Result& result : inspection->checklist.results)
        causes.append(result.cause);
    if (cause.isEmpty())
        QCOMPARE(inspection->checklist.verdict, checks::Status::Pass);
    else
        QVERIFY2(causes.contains(cause), qPrintable(causes.join(QLatin1Char(' '))));
}

void TestPracticeFlow::secret_isNeverShown_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<int>("placement");
    for (int placement = 0; placement < 3; ++placement) {
        const QByteArray suffix = QByteArray::number(placement);
        QTest::newRow("right " + suffix) << practice::PracticeTenant::demoSecret().reveal().toByteArray() << placement;
        QTest::newRow("wrong " + suffix) << QByteArray("Canary/+=&%\"\\\xc3\xa9 8Q~") << placement;
        QTest::newRow("line break " + suffix) << QByteArray("Canary\r\nX-Injected: yes") << placement;
    }
}

void TestPracticeFlow::secret_isNeverShown()
{
    QFETCH(QByteArray, secret);
    QFETCH(int, placement);
    profile::Profile profile = profile::workedExample();
    profile.placement = static_cast<profile::SecretPlacement>(placement);
    const auto inspection = get(profile, support::Secret(QByteArray(secret)));
    QVERIFY(inspection);
    QCOMPARE(leakIn(*inspection, secret, inspection->token ? inspection->token->compact : QByteArray()), QByteArray());
}

void TestPracticeFlow::domainName_isResolved()
{
    profile::Profile profile = profile::workedExample();
    profile.authority.tenant = QStringLiteral("practice.example");
    const auto inspection = get(profile);
    QVERIFY(inspection && inspection->token);
    QCOMPARE(inspection->checklist.verdict, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Tenant).status, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
}

void TestPracticeFlow::asAnIssuer_itIsDiscovered()
{
    const auto base = m_tenant.start();
    QVERIFY(base);
    profile::Profile profile = profile::workedExample();
    const QString resource = profile.resources.first();
    profile.resources.clear();
    profile.authority.kind = profile::AuthorityKind::Issuer;
    profile.authority.issuer =
        base->toString() + QStringLiteral("/") + profile.authority.tenant + QStringLiteral("/v2.0");
    profile.scope = resource + QStringLiteral("/.default");
    const auto inspection = get(profile);
    QVERIFY(inspection);
    QVERIFY2(inspection->token, qPrintable(inspection->failure ? inspection->failure->sentence : QString()));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
    QCOMPARE(inspection->exchanges.first().purpose, http::Purpose::Discovery);
}

void TestPracticeFlow::plainHttp_isRefusedBeyondLoopback()
{
    profile::Profile profile = profile::workedExample();
    profile.authority.kind = profile::AuthorityKind::Issuer;
    profile.authority.issuer = QStringLiteral("http://idp.example");
    const auto inspection = get(profile);
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->code, QStringLiteral("plain-http"));
    for (const http::Exchange& exchange : inspection->exchanges)
        QVERIFY(!exchange.response);
}

void TestPracticeFlow::unreachableTenant_isExplained()
{
    flow::Surroundings elsewhere = surroundings();
    elsewhere.practiceBase = [] { return QUrl(QStringLiteral("http://127.0.0.1:1")); };
    const auto inspection =
        finished(*flow::getToken(elsewhere, profile::workedExample(), practice::PracticeTenant::demoSecret()));
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->code, QStringLiteral("connect"));
    QCOMPARE(inspection->exchanges.size(), 1);
}

void TestPracticeFlow::exchanges_startOneAfterTheOther()
{
    const auto inspection = get(profile::workedExample());
    QVERIFY(inspection);
    QCOMPARE(inspection->exchanges.size(), 3);
    qint64 last = 0;
    for (const http::Exchange& exchange : inspection->exchanges) {
        QVERIFY(exchange.phases.start >= last);
        last = exchange.phases.start;
    }
}

QTEST_GUILESS_MAIN(TestPracticeFlow)
#include "tst_practiceflow.moc"
