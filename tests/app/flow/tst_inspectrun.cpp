// SPDX-License-Identifier: Apache-2.0
#include "flow/conclusion.h"
#include "flowtest.h"

using namespace assayer;
using namespace assayer::test;

namespace {

const QString issuer = QStringLiteral("https://idp.example");
const QUrl discoveryUrl(QStringLiteral("https://idp.example/.well-known/openid-configuration"));
const QUrl keysUrl(QStringLiteral("https://keys.example/jwks"));

QJsonObject claims(const QString& tokenIssuer = issuer)
{
    return {{"iss", tokenIssuer}, {"aud", "api://orders"}, {"sub", "client"}, {"exp", fixedNow + 3600}};
}

} // namespace

class TestInspectRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_transport = std::make_unique<FakeTransport>();
        m_cache = std::make_unique<flow::KeyCache>();
    }

    void pastedText_isStripped();
    void textWithoutToken_fails();
    void offline_sendsNothingAndOffersTheHost();
    void offline_offersNoKeysForWhatTheyCannotMend();
    void allowed_fetchesTheExpectedIssuersKeys();
    void allowed_fromTheTokensOwnIssuer();
    void allowed_doesNotFollowTheTokenAwayFromTheExpectedIssuer();
    void givenKeys_areUsedAlone();
    void cachedKeys_workOffline();
    void cachedKeys_thatLackTheKeyAreOfferedAnew();
    void entraProfile_neverAsksTheTokensHost();
    void practiceProfile_withoutTenantStillReads();
    void damagedText_isStillInspected_data();
    void damagedText_isStillInspected();
    void manifestsAndOtherProfiles_reachTheChecks();
    void cancel_keepsTheToken();

private:
    [[nodiscard]] std::optional<inspection::Inspection> inspected(flow::Brought brought)
    {
        return finished(*flow::inspectToken(surroundings(), std::move(brought)));
    }
    [[nodiscard]] flow::Surroundings surroundings() { return {m_transport.get(), m_cache.get(), &m_clock, {}}; }
    [[nodiscard]] flow::Brought brought(const QByteArray& text, flow::Fetch fetch = flow::Fetch::Offline) const
    {
        flow::Brought brought;
        brought.text = text;
        brought.fetch = fetch;
        return brought;
    }
    void answerKeys(const QByteArray& keys)
    {
        m_transport->answer(discoveryUrl,
                            discoveryDocument(issuer, issuer + QStringLiteral("/token"), keysUrl.toString()));
        m_transport->answer(keysUrl, keys);
    }

    TestKey m_key{QStringLiteral("key-a")};
    support::FixedClock m_clock{fixedNow};
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<flow::KeyCache> m_cache;
};

void TestInspectRun::manifestsAndOtherProfiles_reachTheChecks()
{
    flow::Surroundings with = surroundings();
    with.otherApis = [] {
        profile::Profile billing;
        billing.name = QStringLiteral("Billing");
        billing.resources = {QStringLiteral("api://orders")};
        return QList<checks::KnownApi>{checks::knownApi(billing)};
    };
    auto input = brought(m_key.token(claims()));
    input.profile = profile::Profile();
    input.profile->expectations.audiences = {QStringLiteral("api://stock")};
    input.expectations = input.profile->expectations;
    input.requestedResource = QStringLiteral("api://orders");
    const auto manifest = entra::parseManifest(R"({"appId":"a","identifierUris":["api://orders"]})");
    QVERIFY(manifest);
    QVERIFY(profile::keepManifest(*input.profile, {QStringLiteral("kept"), entra::keptForm(*manifest)}));
    input.manifests = {*entra::parseManifest(R"({"appId":"b"})")};
    auto inspection = finished(*flow::inspectToken(with, std::move(input)));
    QVERIFY(inspection);
    QCOMPARE(inspection->requestedResource, QStringLiteral("api://orders"));
    QCOMPARE(inspection->manifests.size(), 2);
    QCOMPARE(inspection->manifests.last().identifierUris, QStringList{QStringLiteral("api://orders")});
    QCOMPARE(inspection->checklist.find(checks::CheckId::Audience)->cause, QStringLiteral("audience.other-profile"));
    profile::Profile edited = *inspection->profile;
    edited.expectations.audiences = {QStringLiteral("api://billing-too")};
    const entra::Manifest* const read = inspection->manifests.constData();
    flow::judgeAgain(*inspection, edited, {}, fixedNow);
    // The very list, which nothing was read anew for.
    QVERIFY(inspection->manifests.constData() == read);
    QCOMPARE(inspection->expectations.audiences, edited.expectations.audiences);
    edited.manifests.clear();
    flow::judgeAgain(*inspection, edited, {}, fixedNow);
    QVERIFY(inspection->manifests.isEmpty());
    QCOMPARE(inspection->checklist.find(checks::CheckId::Audience)->cause, QStringLiteral("audience.other-profile"));
}

void TestInspectRun::pastedText_isStripped()
{
    const QByteArray token = m_key.token(claims());
    const auto inspection = inspected(brought("Authorization: Bearer " + token + "\n"));
    QVERIFY(inspection);
    QCOMPARE(inspection->token->compact, token);
    QVERIFY(!inspection->stripped.isEmpty());
    QCOMPARE(leakIn(*inspection, {}, token), QByteArray());
}

void TestInspectRun::textWithoutToken_fails()
{
    for (const QByteArray& text :
         {QByteArray(), QByteArray(" \n\t "), QByteArray("there is no token in this sentence")}) {
        const auto inspection = inspected(brought(text));
        QVERIFY(inspection);
        QVERIFY(inspection->failure);
        QCOMPARE(inspection->failure->code, QStringLiteral("no-token"));
        QVERIFY(!inspection->token);
    }
}

void TestInspectRun::offline_sendsNothingAndOffersTheHost()
{
    const auto inspection = inspected(brought(m_key.token(claims())));
    QVERIFY(inspection);
    QCOMPARE(m_transport->requests().size(), 0);
    QCOMPARE(inspection->offeredKeysHost, QStringLiteral("idp.example"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).cause, QStringLiteral("signature.keys-unavailable"));
    QCOMPARE(inspection->checklist.results.size(), 9);
}

void TestInspectRun::offline_offersNoKeysForWhatTheyCannotMend()
{
    const QByteArray token = m_key.token(claims());
    const qsizetype signature = token.lastIndexOf('.') + 1;
    for (const QByteArray& damaged : {token.first(signature), token.first(signature + 41)}) {
        const auto inspection = inspected(brought(damaged));
        QVERIFY(inspection);
        QVERIFY(checkOf(*inspection, checks::CheckId::Signature).cause != QLatin1String("signature.keys-unavailable"));
        QCOMPARE(inspection->offeredKeysHost, QString());
    }
}

void TestInspectRun::allowed_fetchesTheExpectedIssuersKeys()
{
    answerKeys(m_key.keySet());
    flow::Brought input = brought(m_key.token(claims()), flow::Fetch::Allowed);
    input.expectations.issuer = issuer;
    const auto inspection = inspected(input);
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->offeredKeysHost, QString());
    QCOMPARE(inspection->exchanges.size(), 2);
}

void TestInspectRun::allowed_fromTheTokensOwnIssuer()
{
    answerKeys(m_key.keySet());
    const auto inspection = inspected(brought(m_key.token(claims()), flow::Fetch::Allowed));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Unchecked);
}

void TestInspectRun::allowed_doesNotFollowTheTokenAwayFromTheExpectedIssuer()
{
    answerKeys(TestKey(QStringLiteral("key-b")).keySet());
    flow::Brought input = brought(m_key.token(claims(QStringLiteral("https://evil.example"))), flow::Fetch::Allowed);
    input.expectations.issuer = issuer;
    const auto inspection = inspected(input);
    QVERIFY(inspection);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).cause, QStringLiteral("signature.key-not-found"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Fail);
    for (const http::Request& request : m_transport->requests())
        QVERIFY(request.url.host() != QStringLiteral("evil.example"));
}

void TestInspectRun::givenKeys_areUsedAlone()
{
    flow::Brought input = brought(m_key.token(claims()), flow::Fetch::Allowed);
    input.keys = *jose::JwkSet::parse(m_key.keySet());
    input.keysName = QStringLiteral("keys.json");
    auto inspection = inspected(input);
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->verification.keySource, QStringLiteral("keys.json"));
    input.keys = *jose::JwkSet::parse(TestKey(QStringLiteral("key-b")).keySet());
    inspection = inspected(input);
    QCOMPARE(inspection->verification.cause, QStringLiteral("key-not-found"));
    QCOMPARE(m_transport->requests().size(), 0);
}

void TestInspectRun::cachedKeys_workOffline()
{
    answerKeys(m_key.keySet());
    QVERIFY(inspected(brought(m_key.token(claims()), flow::Fetch::Allowed)));
    const qsizetype before = m_transport->requests().size();
    const auto inspection = inspected(brought(m_key.token(claims())));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(m_transport->requests().size(), before);
}

void TestInspectRun::cachedKeys_thatLackTheKeyAreOfferedAnew()
{
    answerKeys(m_key.keySet());
    QVERIFY(inspected(brought(m_key.token(claims()), flow::Fetch::Allowed)));
    const auto inspection = inspected(brought(TestKey(QStringLiteral("key-b")).token(claims())));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.cause, QStringLiteral("keys-unavailable"));
    QCOMPARE(inspection->offeredKeysHost, QStringLiteral("idp.example"));
}

void TestInspectRun::entraProfile_neverAsksTheTokensHost()
{
    profile::Profile profile;
    profile.authority.tenant = QStringLiteral("6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914");
    flow::Brought input = brought(m_key.token(claims(QStringLiteral("https://evil.example"))), flow::Fetch::Allowed);
    input.profile = profile;
    const auto inspection = inspected(input);
    QVERIFY(inspection);
    QVERIFY(!m_transport->requests().isEmpty());
    for (const http::Request& request : m_transport->requests())
        QCOMPARE(request.url.host(), QStringLiteral("login.microsoftonline.com"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Unchecked);
}

void TestInspectRun::practiceProfile_withoutTenantStillReads()
{
    flow::Brought input = brought(m_key.token(claims()), flow::Fetch::Allowed);
    input.profile = profile::workedExample();
    const auto inspection = inspected(input);
    QVERIFY(inspection);
    QVERIFY(inspection->token);
    QCOMPARE(m_transport->requests().size(), 0);
    QCOMPARE(inspection->offeredKeysHost, QString());
}

void TestInspectRun::damagedText_isStillInspected_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("five parts") << QByteArray("eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d");
    QTest::newRow("opaque") << QByteArray("2YotnFZFEjr1zCsicMWpAA");
    QTest::newRow("binary") << QByteArray("\xff\xfe\x01.\x80.\x81", 8);
    QTest::newRow("two parts") << QByteArray("eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0");
    QTest::newRow("issuer that is no URL") << QByteArray("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI6Ly8gIn0.AAAA");
    QTest::newRow("issuer that is a file")
        << QByteArray("eyJhbGciOiJSUzI1NiJ9.") +
               QByteArray(R"({"iss":"file:///etc/passwd"})")
                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
               ".AAAA";
}

void TestInspectRun::damagedText_isStillInspected()
{
    QFETCH(QByteArray, text);
    const auto inspection = inspected(brought(text, flow::Fetch::Allowed));
    QVERIFY(inspection);
    QVERIFY(inspection->token);
    QCOMPARE(inspection->checklist.results.size(), 9);
    QVERIFY(inspection->verification.status != jose::SignatureStatus::Valid);
    QCOMPARE(m_transport->requests().size(), 0);
}

void TestInspectRun::cancel_keepsTheToken()
{
    m_transport->hold(discoveryUrl);
    const auto run = flow::inspectToken(surroundings(), brought(m_key.token(claims()), flow::Fetch::Allowed));
    std::optional<inspection::Inspection> inspection;
    connect(run.get(), &flow::Run::finished, this, [&](const inspection::Inspection& found) { inspection = found; });
    run->start();
    QTRY_COMPARE(m_transport->requests().size(), 1);
    run->cancel();
    QTRY_VERIFY(inspection);
    QVERIFY(inspection->token);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Unchecked);
}

QTEST_GUILESS_MAIN(TestInspectRun)
#include "tst_inspectrun.moc"
