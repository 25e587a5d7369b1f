// SPDX-License-Identifier: Apache-2.0
#include "flowtest.h"

using namespace assayer;
using namespace assayer::test;

namespace {

const QString issuer = QStringLiteral("https://idp.example");
const QUrl discoveryUrl(QStringLiteral("https://idp.example/.well-known/openid-configuration"));
const QUrl secondUrl(QStringLiteral("https://idp.example/.well-known/oauth-authorization-server"));
const QUrl tokenUrl(QStringLiteral("https://idp.example/token"));
const QUrl keysUrl(QStringLiteral("https://keys.example/jwks"));
const QByteArray secretText = "s3cr3t~Canary+/8Q value";

const QString tenantId = QStringLiteral("6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914");
const QString apiId = QStringLiteral("c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148");
const QString login = QStringLiteral("https://login.microsoftonline.com/");

QJsonObject claims(const QString& tokenIssuer = issuer)
{
    return {{"iss", tokenIssuer}, {"aud", "api://orders"}, {"sub", "client"}, {"exp", fixedNow + 3600}};
}

QJsonObject entraClaims(const QString& version)
{
    const bool v2 = version == QLatin1String("2.0");
    return {{"iss", v2 ? login + tenantId + QStringLiteral("/v2.0")
                       : QStringLiteral("https://sts.windows.net/") + tenantId + QStringLiteral("/")},
            {"aud", apiId},
            {"tid", tenantId},
            {"ver", version},
            {"exp", fixedNow + 3600}};
}

} // namespace

class TestTokenRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_transport = std::make_unique<FakeTransport>();
        m_cache = std::make_unique<flow::KeyCache>();
        m_clock.set(fixedNow);
    }

    void run_goesFromIssuerToChecklist();
    void run_neverEndsInsideStart();
    void discovery_takesTheSecondPlace();
    void discovery_thatFailsIsExplained_data();
    void discovery_thatFailsIsExplained();
    void tokenEndpointElsewhere_isConfirmedFirst();
    void tokenEndpointElsewhere_isRefused();
    void tokenEndpointElsewhere_mayBeAllowedBefore();
    void refusal_doesNotEchoTheSecret();
    void answer_thatIsNoGrantIsARefusal_data();
    void answer_thatIsNoGrantIsARefusal();
    void tokenInHeader_isMasked();
    void opaqueToken_needsNoKeys();
    void keysThatCannotBeFetched_leaveTheSignatureUnchecked_data();
    void keysThatCannotBeFetched_leaveTheSignatureUnchecked();
    void keys_areCachedAndRefetchedOnce();
    void entra_takesTheMetadataOfTheTokensVersion_data();
    void entra_takesTheMetadataOfTheTokensVersion();
    void entra_keyOfAnotherIssuerIsNotBelieved_data();
    void entra_keyOfAnotherIssuerIsNotBelieved();
    void entra_appSpecificKeyIsFound();
    void entra_unknownKeyIsNotFoundAnywhere();
    void entra_domainNameBecomesItsGuid();
    void cancel_endsWithWhatThereIs_data();
    void cancel_endsWithWhatThereIs();
    void cancel_beforeTheFirstStep();
    void cancel_whileAHostIsToBeConfirmed();
    void deleting_isSilent();
    void deleting_insideASignalIsSafe_data();
    void deleting_insideASignalIsSafe();
    void practice_withoutATenantFails();
    void profileThatCannotBeSent_sendsNothing();

private:
    [[nodiscard]] flow::Surroundings surroundings() { return {m_transport.get(), m_cache.get(), &m_clock, {}}; }
    [[nodiscard]] profile::Profile issuerProfile() const
    {
        profile::Profile profile;
        profile.authority.kind = profile::AuthorityKind::Issuer;
        profile.authority.issuer = issuer;
        profile.clientId = QStringLiteral("client");
        profile.resources = {QStringLiteral("api://orders")};
        return profile;
    }
    [[nodiscard]] profile::Profile entraProfile() const
    {
        profile::Profile profile;
        profile.authority.kind = profile::AuthorityKind::Entra;
        profile.authority.tenant = tenantId;
        profile.clientId = QStringLiteral("1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715");
        profile.resources = {QStringLiteral("api://") + apiId};
        return profile;
    }
    [[nodiscard]] std::unique_ptr<flow::Run> runOf(const profile::Profile& profile)
    {
        return flow::getToken(surroundings(), profile, support::Secret(QByteArray(secretText)));
    }
    void answerDiscovery(const QUrl& tokenEndpoint = tokenUrl)
    {
        m_transport->answer(discoveryUrl, discoveryDocument(issuer, tokenEndpoint.toString(), keysUrl.toString()));
    }
    void answerAll(const QByteArray& token)
    {
        answerDiscovery();
        m_transport->answer(tokenUrl, grantOf(token));
        m_transport->answer(keysUrl, m_key.keySet());
    }
    void answerEntra(const QByteArray& token, const QByteArray& keys, const QString& tenant = tenantId)
    {
        m_transport->answer(QUrl(login + tenant + QStringLiteral("/oauth2/v2.0/token")), grantOf(token));
        for (const QString& version : {QString(), QStringLiteral("/v2.0")}) {
            const QString jwks = login + QStringLiteral("keys") + version;
            m_transport->answer(QUrl(login + tenant + version + QStringLiteral("/.well-known/openid-configuration")),
                                discoveryDocument(version.isEmpty() ? QStringLiteral("https://sts.windows.net/") +
                                                                          tenantId + QStringLiteral("/")
                                                                    : login + tenantId + version,
                                                  login + QStringLiteral("token"), jwks));
            m_transport->answer(QUrl(jwks), keys);
        }
    }

    TestKey m_key{QStringLiteral("key-a")};
    TestKey m_other{QStringLiteral("key-b")};
    support::FixedClock m_clock{fixedNow};
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<flow::KeyCache> m_cache;
};

void TestTokenRun::run_goesFromIssuerToChecklist()
{
    const QByteArray token = m_key.token(claims());
    answerAll(token);
    const auto run = runOf(issuerProfile());
    QSignalSpy stages(run.get(), &flow::Run::stageChanged);
    const auto inspection = finished(*run);
    QVERIFY(inspection);
    QVERIFY(!inspection->failure);
    QVERIFY(!inspection->refusal);
    QCOMPARE(inspection->token->compact, token);
    QVERIFY(inspection->grant->accessToken.isEmpty());
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->verification.keySource, keysUrl.toString());
    QCOMPARE(inspection->checklist.results.size(), 9);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
    QCOMPARE(inspection->at, fixedNow);
    QCOMPARE(inspection->requestedResource, QStringLiteral("api://orders"));
    QCOMPARE(inspection->request->url, tokenUrl);

    QList<http::Purpose> purposes;
    for (const http::Exchange& exchange : inspection->exchanges)
        purposes.append(exchange.purpose);
    QCOMPARE(purposes, QList<http::Purpose>({http::Purpose::Discovery, http::Purpose::Token, http::Purpose::Keys}));
    QCOMPARE(stages.size(), 3);
    QCOMPARE(stages.at(2).at(1).toString(), QStringLiteral("keys.example"));
    QCOMPARE(leakIn(*inspection, secretText, token), QByteArray());
}

void TestTokenRun::run_neverEndsInsideStart()
{
    profile::Profile profile = issuerProfile();
    profile.authority.issuer.clear();
    const auto run = runOf(profile);
    QSignalSpy ends(run.get(), &flow::Run::finished);
    run->start();
    run->start();
    QCOMPARE(ends.size(), 0);
    QTRY_COMPARE(ends.size(), 1);
    run->cancel();
    run->confirmHost(true);
    QCoreApplication::processEvents();
    QCOMPARE(ends.size(), 1);
}

void TestTokenRun::discovery_takesTheSecondPlace()
{
    m_transport->answer(discoveryUrl, "not here", 404);
    m_transport->answer(secondUrl, discoveryDocument(issuer, tokenUrl.toString(), keysUrl.toString()));
    m_transport->answer(tokenUrl, grantOf(m_key.token(claims())));
    m_transport->answer(keysUrl, m_key.keySet());
    const auto inspection = finished(*runOf(issuerProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->exchanges.size(), 4);
}

void TestTokenRun::discovery_thatFailsIsExplained_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("requests");
    const auto document = [](const char* documentIssuer, const char* endpoint) {
        return discoveryDocument(QString::fromLatin1(documentIssuer), QString::fromLatin1(endpoint),
                                 keysUrl.toString());
    };
    QTest::newRow("not found") << 404 << QByteArray() << "discovery" << 2;
    QTest::newRow("no JSON") << 200 << QByteArray("<html>") << "discovery" << 2;
    QTest::newRow("no document") << 200 << QByteArray("[]") << "discovery" << 2;
    QTest::newRow("redirect") << 302 << QByteArray() << "discovery" << 2;
    QTest::newRow("another issuer") << 200 << document("https://evil.example", "https://idp.example/token")
                                    << "issuer-mismatch" << 1;
    QTest::newRow("a slash more") << 200 << document("https://idp.example/", "https://idp.example/token")
                                  << "issuer-mismatch" << 1;
    QTest::newRow("unreachable") << 0 << QByteArray() << "connect" << 1;
}

void TestTokenRun::discovery_thatFailsIsExplained()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(int, requests);
    for (const QUrl& url : {discoveryUrl, secondUrl}) {
        if (status == 0)
            m_transport->fail(url, http::FailureKind::Connect);
        else
            m_transport->answer(url, body, status);
    }
    const auto inspection = finished(*runOf(issuerProfile()));
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->code, code);
    QCOMPARE(inspection->failure->field, QStringLiteral("issuer"));
    QVERIFY(!inspection->failure->sentence.isEmpty());
    QCOMPARE(m_transport->requests().size(), requests);
    QVERIFY(!inspection->token);
}

void TestTokenRun::tokenEndpointElsewhere_isConfirmedFirst()
{
    const QUrl elsewhere(QStringLiteral("https://tokens.example/token"));
    const QByteArray token = m_key.token(claims());
    answerDiscovery(elsewhere);
    m_transport->answer(elsewhere, grantOf(token));
    m_transport->answer(keysUrl, m_key.keySet());
    const auto run = runOf(issuerProfile());
    int asked = 0;
    int sentBefore = -1;
    connect(run.get(), &flow::Run::hostConfirmationNeeded, this,
            [&](const QString& issuerHost, const QString& tokenHost) {
                ++asked;
                QCOMPARE(issuerHost, QStringLiteral("idp.example"));
                QCOMPARE(tokenHost, QStringLiteral("tokens.example"));
                sentBefore = m_transport->count(elsewhere);
                run->confirmHost(true);
            });
    const auto inspection = finished(*run);
    QVERIFY(inspection);
    QCOMPARE(asked, 1);
    QCOMPARE(sentBefore, 0);
    QCOMPARE(m_transport->count(elsewhere), 1);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
}

void TestTokenRun::tokenEndpointElsewhere_isRefused()
{
    answerDiscovery(QUrl(QStringLiteral("https://tokens.example/token")));
    const auto run = runOf(issuerProfile());
    connect(run.get(), &flow::Run::hostConfirmationNeeded, run.get(), [&run] { run->confirmHost(false); });
    const auto inspection = finished(*run);
    QVERIFY(inspection);
    QCOMPARE(inspection->failure->code, QStringLiteral("host-not-allowed"));
    QCOMPARE(m_transport->requests().size(), 1);
}

void TestTokenRun::tokenEndpointElsewhere_mayBeAllowedBefore()
{
    const QUrl elsewhere(QStringLiteral("https://tokens.example/token"));
    answerDiscovery(elsewhere);
    m_transport->answer(elsewhere, grantOf(m_key.token(claims())));
    m_transport->answer(keysUrl, m_key.keySet());
    profile::Profile profile = issuerProfile();
    profile.connection.allowedHosts = {QStringLiteral("tokens.example")};
    const auto run = runOf(profile);
    QSignalSpy asked(run.get(), &flow::Run::hostConfirmationNeeded);
    QVERIFY(finished(*run)->token);
    QCOMPARE(asked.size(), 0);
}

void TestTokenRun::refusal_doesNotEchoTheSecret()
{
    answerDiscovery();
    m_transport->answer(tokenUrl,
                        R"({"error":"invalid_client","error_description":"wrong: )" + secretText + R"( or )" +
                            secretText.toBase64() + R"("})",
                        401);
    const auto inspection = finished(*runOf(issuerProfile()));
    QVERIFY(inspection);
    QVERIFY(inspection->refusal);
    QCOMPARE(inspection->refusal->error, QStringLiteral("invalid_client"));
    QVERIFY(inspection->refusal->description.startsWith(QStringLiteral("wrong: ")));
    QCOMPARE(leakIn(*inspection, secretText, {}), QByteArray());
    QVERIFY(!inspection->token);
}

void TestTokenRun::answer_thatIsNoGrantIsARefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty 403") << 403 << QByteArray();
    QTest::newRow("page") << 502 << QByteArray("<html><body>Proxy error</body></html>");
    QTest::newRow("empty object") << 200 << QByteArray("{}");
    QTest::newRow("redirect") << 307 << QByteArray();
    QTest::newRow("array") << 200 << QByteArray("[1]");
}

void TestTokenRun::answer_thatIsNoGrantIsARefusal()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    answerDiscovery();
    m_transport->answer(tokenUrl, body, status);
    const auto inspection = finished(*runOf(issuerProfile()));
    QVERIFY(inspection);
    QVERIFY(inspection->refusal);
    QCOMPARE(inspection->refusal->httpStatus, status);
    QVERIFY(!inspection->refusal->shape.isEmpty());
}

void TestTokenRun::tokenInHeader_isMasked()
{
    const QByteArray token = m_key.token(claims());
    answerDiscovery();
    m_transport->answer(
        tokenUrl, grantOf(token), 200,
        {{QStringLiteral("Set-Cookie"), QStringLiteral("t=") + QString::fromLatin1(token), false},
         {QStringLiteral("X-Signature"), QString::fromLatin1(token.mid(token.lastIndexOf('.') + 1)), false}});
    m_transport->answer(keysUrl, m_key.keySet());
    const auto inspection = finished(*runOf(issuerProfile()));
    QVERIFY(inspection);
    QCOMPARE(leakIn(*inspection, secretText, token), QByteArray());
}

void TestTokenRun::opaqueToken_needsNoKeys()
{
    answerDiscovery();
    m_transport->answer(tokenUrl, grantOf("2YotnFZFEjr1zCsicMWpAA"));
    const auto inspection = finished(*runOf(issuerProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->token->kind, jose::TokenKind::Opaque);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Kind).cause, QStringLiteral("kind.opaque"));
    QCOMPARE(m_transport->count(keysUrl), 0);
}

void TestTokenRun::keysThatCannotBeFetched_leaveTheSignatureUnchecked_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("unreachable") << 0 << QByteArray();
    QTest::newRow("not found") << 404 << QByteArray();
    QTest::newRow("no JSON") << 200 << QByteArray("<html>");
    QTest::newRow("no key set") << 200 << QByteArray("[]");
}

void TestTokenRun::keysThatCannotBeFetched_leaveTheSignatureUnchecked()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    answerDiscovery();
    m_transport->answer(tokenUrl, grantOf(m_key.token(claims())));
    if (status == 0)
        m_transport->fail(keysUrl, http::FailureKind::Tls);
    else
        m_transport->answer(keysUrl, body, status);
    const auto inspection = finished(*runOf(issuerProfile()));
    QVERIFY(inspection);
    QVERIFY(!inspection->failure);
    const checks::Result& signature = checkOf(*inspection, checks::CheckId::Signature);
    QCOMPARE(signature.status, checks::Status::Unchecked);
    QCOMPARE(signature.cause, QStringLiteral("signature.keys-unavailable"));
    QVERIFY(!inspection->verification.detail.isEmpty());
    QCOMPARE(inspection->checklist.results.size(), 9);
}

void TestTokenRun::keys_areCachedAndRefetchedOnce()
{
    answerAll(m_key.token(claims()));
    QVERIFY(finished(*runOf(issuerProfile())));
    QVERIFY(finished(*runOf(issuerProfile())));
    QCOMPARE(m_transport->count(keysUrl), 1);

    // The authority has rolled its key over.
    m_transport = std::make_unique<FakeTransport>();
    answerDiscovery();
    m_transport->answer(tokenUrl, grantOf(m_other.token(claims())));
    m_transport->answer(keysUrl, m_other.keySet());
    m_clock.set(fixedNow + 10);
    QCOMPARE(finished(*runOf(issuerProfile()))->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(m_transport->count(keysUrl), 1);

    // A third key, at once: not fetched again within five minutes.
    m_transport = std::make_unique<FakeTransport>();
    const TestKey unknown(QStringLiteral("key-c"));
    answerDiscovery();
    m_transport->answer(tokenUrl, grantOf(unknown.token(claims())));
    m_transport->answer(keysUrl, unknown.keySet());
    const auto refused = finished(*runOf(issuerProfile()));
    QCOMPARE(refused->verification.cause, QStringLiteral("key-not-found"));
    QCOMPARE(m_transport->count(keysUrl), 0);
    m_clock.set(fixedNow + 10 + 300);
    QCOMPARE(finished(*runOf(issuerProfile()))->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(m_transport->count(keysUrl), 1);
}

void TestTokenRun::entra_takesTheMetadataOfTheTokensVersion_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("source");
    QTest::newRow("1.0") << "1.0"
                         << "https://login.microsoftonline.com/keys";
    QTest::newRow("2.0") << "2.0"
                         << "https://login.microsoftonline.com/keys/v2.0";
}

void TestTokenRun::entra_takesTheMetadataOfTheTokensVersion()
{
    QFETCH(QString, version);
    QFETCH(QString, source);
    answerEntra(m_key.token(entraClaims(version)), m_key.keySet());
    const auto inspection = finished(*runOf(entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->verification.keySource, source);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Tenant).status, checks::Status::Pass);
}

void TestTokenRun::entra_keyOfAnotherIssuerIsNotBelieved_data()
{
    QTest::addColumn<QString>("keyIssuer");
    QTest::addColumn<QString>("cause");
    QTest::newRow("template") << login + QStringLiteral("{tenantid}/v2.0") << "";
    QTest::newRow("template in another case") << login + QStringLiteral("{TenantId}/v2.0") << "";
    QTest::newRow("fixed") << login + tenantId + QStringLiteral("/v2.0") << "";
    QTest::newRow("of another tenant") << login + QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad/v2.0")
                                       << "key-issuer";
    QTest::newRow("of another cloud") << QStringLiteral("https://login.microsoftonline.us/{tenantid}/v2.0")
                                      << "key-issuer";
}

void TestTokenRun::entra_keyOfAnotherIssuerIsNotBelieved()
{
    QFETCH(QString, keyIssuer);
    QFETCH(QString, cause);
    answerEntra(m_key.token(entraClaims(QStringLiteral("2.0"))), m_key.keySet(keyIssuer));
    const auto inspection = finished(*runOf(entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.cause, cause);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status,
             cause.isEmpty() ? checks::Status::Pass : checks::Status::Fail);
}

void TestTokenRun::entra_appSpecificKeyIsFound()
{
    // The key set of the tenant first, then the one under ?appid=.
    answerEntra(m_other.token(entraClaims(QStringLiteral("2.0"))), m_key.keySet());
    m_transport->answer(QUrl(QStringLiteral("https://login.microsoftonline.com/keys/v2.0")), m_other.keySet());
    const auto inspection = finished(*runOf(entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.cause, QStringLiteral("app-specific-key"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).cause, QStringLiteral("signature.app-specific-key"));
    QCOMPARE(m_transport->requests().at(3).url.query(), QStringLiteral("appid=") + apiId);
}

void TestTokenRun::entra_unknownKeyIsNotFoundAnywhere()
{
    answerEntra(m_other.token(entraClaims(QStringLiteral("2.0"))), m_key.keySet());
    const auto inspection = finished(*runOf(entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.cause, QStringLiteral("key-not-found"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Fail);
}

void TestTokenRun::entra_domainNameBecomesItsGuid()
{
    profile::Profile profile = entraProfile();
    profile.authority.tenant = QStringLiteral("contoso.example");
    answerEntra(m_key.token(entraClaims(QStringLiteral("2.0"))), m_key.keySet(), QStringLiteral("contoso.example"));
    const auto inspection = finished(*runOf(profile));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->profile->authority.tenant, QStringLiteral("contoso.example"));
    QCOMPARE(inspection->expectations.tenant, tenantId);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Tenant).status, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
}

void TestTokenRun::cancel_endsWithWhatThereIs_data()
{
    QTest::addColumn<QUrl>("held");
    QTest::addColumn<int>("exchanges");
    QTest::addColumn<bool>("hasToken");
    QTest::newRow("discovery") << discoveryUrl << 1 << false;
    QTest::newRow("token") << tokenUrl << 2 << false;
    QTest::newRow("keys") << keysUrl << 3 << true;
}

void TestTokenRun::cancel_endsWithWhatThereIs()
{
    QFETCH(QUrl, held);
    QFETCH(int, exchanges);
    QFETCH(bool, hasToken);
    m_transport->hold(held);
    answerAll(m_key.token(claims()));
    const auto run = runOf(issuerProfile());
    QSignalSpy ends(run.get(), &flow::Run::finished);
    std::optional<inspection::Inspection> inspection;
    connect(run.get(), &flow::Run::finished, this, [&](const inspection::Inspection& found) { inspection = found; });
    run->start();
    QTRY_COMPARE(m_transport->count(held), 1);
    QCOMPARE(ends.size(), 0);
    run->cancel();
    run->cancel();
    QVERIFY(ends.wait(200) || ends.size() == 1);
    QCOMPARE(inspection->exchanges.size(), exchanges);
    QCOMPARE(inspection->token.has_value(), hasToken);
    if (hasToken) {
        QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Unchecked);
    } else {
        QCOMPARE(inspection->failure->code, QStringLiteral("cancelled"));
    }
    QCoreApplication::processEvents();
    QCOMPARE(ends.size(), 1);
}

void TestTokenRun::cancel_beforeTheFirstStep()
{
    answerAll(m_key.token(claims()));
    const auto run = runOf(issuerProfile());
    QSignalSpy ends(run.get(), &flow::Run::finished);
    run->start();
    run->cancel();
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(m_transport->requests().size(), 0);
}

void TestTokenRun::cancel_whileAHostIsToBeConfirmed()
{
    answerDiscovery(QUrl(QStringLiteral("https://tokens.example/token")));
    const auto run = runOf(issuerProfile());
    QSignalSpy ends(run.get(), &flow::Run::finished);
    QSignalSpy asked(run.get(), &flow::Run::hostConfirmationNeeded);
    run->start();
    QTRY_COMPARE(asked.size(), 1);
    run->cancel();
    run->confirmHost(true);
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(m_transport->requests().size(), 1);
}

void TestTokenRun::deleting_isSilent()
{
    m_transport->hold(discoveryUrl);
    auto run = runOf(issuerProfile());
    int ends = 0;
    connect(run.get(), &flow::Run::finished, this, [&ends] { ++ends; });
    run->start();
    QTRY_COMPARE(m_transport->requests().size(), 1);
    run.reset();
    QCOMPARE(m_transport->call(0), nullptr);
    QCoreApplication::processEvents();
    QCOMPARE(ends, 0);
}

void TestTokenRun::deleting_insideASignalIsSafe_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("stageChanged") << 0;
    QTest::newRow("hostConfirmationNeeded") << 1;
    QTest::newRow("finished") << 2;
}

void TestTokenRun::deleting_insideASignalIsSafe()
{
    QFETCH(int, signal);
    answerDiscovery(signal == 1 ? QUrl(QStringLiteral("https://tokens.example/token")) : tokenUrl);
    m_transport->answer(tokenUrl, grantOf(m_key.token(claims())));
    m_transport->answer(keysUrl, m_key.keySet());
    auto run = runOf(issuerProfile());
    const auto drop = [&run] { run.reset(); };
    if (signal == 0)
        connect(run.get(), &flow::Run::stageChanged, this, drop);
    else if (signal == 1)
        connect(run.get(), &flow::Run::hostConfirmationNeeded, this, drop);
    else
        connect(run.get(), &flow::Run::finished, this, drop);
    run->start();
    QTRY_VERIFY(!run);
    QCoreApplication::processEvents();
}

void TestTokenRun::practice_withoutATenantFails()
{
    const auto inspection = finished(*runOf(profile::workedExample()));
    QVERIFY(inspection);
    QCOMPARE(inspection->failure->code, QStringLiteral("practice-off"));
}

void TestTokenRun::profileThatCannotBeSent_sendsNothing()
{
    profile::Profile profile = entraProfile();
    profile.clientId.clear();
    const auto inspection = finished(*runOf(profile));
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->field, QStringLiteral("clientId"));
    QCOMPARE(m_transport->requests().size(), 0);
}

QTEST_GUILESS_MAIN(TestTokenRun)
#include "tst_tokenrun.moc"
