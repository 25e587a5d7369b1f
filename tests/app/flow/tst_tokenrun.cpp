// SPDX-License-Identifier: Apache-2.0
#include "flow/conclusion.h"
#include "scripted.h"

using namespace assayer;
using namespace assayer::test;

/// getToken() with an issuer by its URL, over scripted answers.
class TestTokenRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_script.reset(); }

    void run_goesFromIssuerToChecklist();
    void run_neverEndsInsideStart();
    void discovery_takesTheSecondPlace();
    void discovery_thatFailsIsExplained_data();
    void discovery_thatFailsIsExplained();
    void tokenEndpointElsewhere_isConfirmedFirst();
    void tokenEndpointElsewhere_isRefused();
    void tokenEndpointElsewhere_mayBeAllowedBefore();
    void refusal_doesNotEchoTheSecret();
    void grant_doesNotEchoTheSecret();
    void answer_thatIsNoGrantIsARefusal_data();
    void answer_thatIsNoGrantIsARefusal();
    void tokenInHeader_isMasked();
    void opaqueToken_needsNoKeys();
    void keysThatCannotBeFetched_leaveTheSignatureUnchecked_data();
    void keysThatCannotBeFetched_leaveTheSignatureUnchecked();
    void keys_areCachedAndRefetchedOnce();
    void keysOfAnotherIssuer_areNotTakenFromTheCache();
    void accessTokenIssuer_isTheExpectedOne();
    void practice_withoutATenantFails();
    void profileThatCannotBeSent_sendsNothing();

private:
    Scripted m_script;
};

void TestTokenRun::run_goesFromIssuerToChecklist()
{
    const QByteArray token = m_script.key.token(claims());
    m_script.answerAll(token);
    const auto run = m_script.runOf(m_script.issuerProfile());
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
    profile::Profile profile = m_script.issuerProfile();
    profile.authority.issuer.clear();
    const auto run = m_script.runOf(profile);
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
    m_script.transport->answer(discoveryUrl, "not here", 404);
    m_script.transport->answer(secondUrl, discoveryDocument(issuer, tokenUrl.toString(), keysUrl.toString()));
    m_script.transport->answer(tokenUrl, grantOf(m_script.key.token(claims())));
    m_script.transport->answer(keysUrl, m_script.key.keySet());
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
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
            m_script.transport->fail(url, http::FailureKind::Connect);
        else
            m_script.transport->answer(url, body, status);
    }
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->code, code);
    QCOMPARE(inspection->failure->field, QStringLiteral("issuer"));
    QVERIFY(!inspection->failure->sentence.isEmpty());
    QCOMPARE(m_script.transport->requests().size(), requests);
    QVERIFY(!inspection->token);
}

void TestTokenRun::tokenEndpointElsewhere_isConfirmedFirst()
{
    const QUrl elsewhere(QStringLiteral("https://tokens.example/token"));
    const QByteArray token = m_script.key.token(claims());
    m_script.answerDiscovery(elsewhere);
    m_script.transport->answer(elsewhere, grantOf(token));
    m_script.transport->answer(keysUrl, m_script.key.keySet());
    const auto run = m_script.runOf(m_script.issuerProfile());
    int asked = 0;
    int sentBefore = -1;
    connect(run.get(), &flow::Run::hostConfirmationNeeded, this,
            [&](const QString& issuerHost, const QString& tokenHost) {
                ++asked;
                QCOMPARE(issuerHost, QStringLiteral("idp.example"));
                QCOMPARE(tokenHost, QStringLiteral("tokens.example"));
                sentBefore = m_script.transport->count(elsewhere);
                run->confirmHost(true);
            });
    const auto inspection = finished(*run);
    QVERIFY(inspection);
    QCOMPARE(asked, 1);
    QCOMPARE(sentBefore, 0);
    QCOMPARE(m_script.transport->count(elsewhere), 1);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
}

void TestTokenRun::tokenEndpointElsewhere_isRefused()
{
    m_script.answerDiscovery(QUrl(QStringLiteral("https://tokens.example/token")));
    const auto run = m_script.runOf(m_script.issuerProfile());
    connect(run.get(), &flow::Run::hostConfirmationNeeded, run.get(), [&run] { run->confirmHost(false); });
    const auto inspection = finished(*run);
    QVERIFY(inspection);
    QCOMPARE(inspection->failure->code, QStringLiteral("host-not-allowed"));
    QCOMPARE(m_script.transport->requests().size(), 1);
}

void TestTokenRun::tokenEndpointElsewhere_mayBeAllowedBefore()
{
    const QUrl elsewhere(QStringLiteral("https://tokens.example/token"));
    m_script.answerDiscovery(elsewhere);
    m_script.transport->answer(elsewhere, grantOf(m_script.key.token(claims())));
    m_script.transport->answer(keysUrl, m_script.key.keySet());
    profile::Profile profile = m_script.issuerProfile();
    profile.connection.allowedHosts = {QStringLiteral("tokens.example")};
    const auto run = m_script.runOf(profile);
    QSignalSpy asked(run.get(), &flow::Run::hostConfirmationNeeded);
    QVERIFY(finished(*run)->token);
    QCOMPARE(asked.size(), 0);
}

void TestTokenRun::refusal_doesNotEchoTheSecret()
{
    m_script.answerDiscovery();
    m_script.transport->answer(tokenUrl,
                               R"({"error":"invalid_client","error_description":"wrong: )" + secretText + R"( or )" +
                                   secretText.toBase64() + R"("})",
                               401);
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
    QVERIFY(inspection);
    QVERIFY(inspection->refusal);
    QCOMPARE(inspection->refusal->error, QStringLiteral("invalid_client"));
    QVERIFY(inspection->refusal->description.startsWith(QStringLiteral("wrong: ")));
    QCOMPARE(leakIn(*inspection, secretText, {}), QByteArray());
    QVERIFY(!inspection->token);
}

void TestTokenRun::grant_doesNotEchoTheSecret()
{
    const QByteArray token = m_script.key.token(claims());
    m_script.answerDiscovery();
    m_script.transport->answer(tokenUrl, R"({"access_token":")" + token + R"(","token_type":"Bearer ")" +
                                             R"(,"scope":")" + secretText + R"(","resource":")" + token + R"("})");
    m_script.transport->answer(keysUrl, m_script.key.keySet());
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
    QVERIFY(inspection && inspection->token);
    QCOMPARE(leakIn(*inspection, secretText, token), QByteArray());
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
    m_script.answerDiscovery();
    m_script.transport->answer(tokenUrl, body, status);
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
    QVERIFY(inspection);
    QVERIFY(inspection->refusal);
    QCOMPARE(inspection->refusal->httpStatus, status);
    QVERIFY(!inspection->refusal->shape.isEmpty());
}

void TestTokenRun::tokenInHeader_isMasked()
{
    const QByteArray token = m_script.key.token(claims());
    m_script.answerDiscovery();
    m_script.transport->answer(
        tokenUrl, grantOf(token), 200,
        {{QStringLiteral("Set-Cookie"), QStringLiteral("t=") + QString::fromLatin1(token), false},
         {QStringLiteral("X-Signature"), QString::fromLatin1(token.mid(token.lastIndexOf('.') + 1)), false}});
    m_script.transport->answer(keysUrl, m_script.key.keySet());
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
    QVERIFY(inspection);
    QCOMPARE(leakIn(*inspection, secretText, token), QByteArray());
}

void TestTokenRun::opaqueToken_needsNoKeys()
{
    m_script.answerDiscovery();
    m_script.transport->answer(tokenUrl, grantOf("2YotnFZFEjr1zCsicMWpAA"));
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->token->kind, jose::TokenKind::Opaque);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Kind).cause, QStringLiteral("kind.opaque"));
    QCOMPARE(m_script.transport->count(keysUrl), 0);
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
    m_script.answerDiscovery();
    m_script.transport->answer(tokenUrl, grantOf(m_script.key.token(claims())));
    if (status == 0)
        m_script.transport->fail(keysUrl, http::FailureKind::Tls);
    else
        m_script.transport->answer(keysUrl, body, status);
    const auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
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
    m_script.answerAll(m_script.key.token(claims()));
    QVERIFY(finished(*m_script.runOf(m_script.issuerProfile())));
    QVERIFY(finished(*m_script.runOf(m_script.issuerProfile())));
    QCOMPARE(m_script.transport->count(keysUrl), 1);

    // The authority has rolled its key over.
    m_script.transport = std::make_unique<FakeTransport>();
    m_script.answerDiscovery();
    m_script.transport->answer(tokenUrl, grantOf(m_script.other.token(claims())));
    m_script.transport->answer(keysUrl, m_script.other.keySet());
    m_script.clock.set(fixedNow + 10);
    QCOMPARE(finished(*m_script.runOf(m_script.issuerProfile()))->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(m_script.transport->count(keysUrl), 1);

    // A third key, at once: not fetched again within five minutes.
    m_script.transport = std::make_unique<FakeTransport>();
    const TestKey unknown(QStringLiteral("key-c"));
    m_script.answerDiscovery();
    m_script.transport->answer(tokenUrl, grantOf(unknown.token(claims())));
    m_script.transport->answer(keysUrl, unknown.keySet());
    const auto refused = finished(*m_script.runOf(m_script.issuerProfile()));
    QCOMPARE(refused->verification.cause, QStringLiteral("key-not-found"));
    QCOMPARE(m_script.transport->count(keysUrl), 0);
    m_script.clock.set(fixedNow + 10 + 300);
    QCOMPARE(finished(*m_script.runOf(m_script.issuerProfile()))->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(m_script.transport->count(keysUrl), 1);
}

// With and without a final slash the issuers differ, and the address of their documents is the same.
void TestTokenRun::keysOfAnotherIssuer_areNotTakenFromTheCache()
{
    const QByteArray token = m_script.key.token(claims());
    m_script.answerAll(token);
    QVERIFY(finished(*m_script.runOf(m_script.issuerProfile())));
    const qsizetype before = m_script.transport->requests().size();
    m_script.answerDiscovery();
    flow::Brought brought;
    brought.text = token;
    brought.expectations.issuer = issuer + QLatin1Char('/');
    brought.fetch = flow::Fetch::Allowed;
    const auto inspection = finished(*flow::inspectToken(m_script.surroundings(), std::move(brought)));
    QVERIFY(inspection);
    QVERIFY(m_script.transport->requests().size() > before);
    QCOMPARE(inspection->verification.cause, QStringLiteral("keys-unavailable"));
}

// AD FS: the metadata's issuer is not the one in its access tokens.
void TestTokenRun::accessTokenIssuer_isTheExpectedOne()
{
    const QString trust = QStringLiteral("http://idp.example/adfs/services/trust");
    m_script.transport->answer(tokenUrl, grantOf(m_script.key.token(claims(trust))));
    m_script.transport->answer(keysUrl, m_script.key.keySet());
    QJsonObject document =
        QJsonDocument::fromJson(discoveryDocument(issuer, tokenUrl.toString(), keysUrl.toString())).object();
    document.insert(QStringLiteral("access_token_issuer"), trust);
    m_script.transport->answer(discoveryUrl, QJsonDocument(document).toJson());
    auto inspection = finished(*m_script.runOf(m_script.issuerProfile()));
    QVERIFY(inspection);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).expected, QStringList{trust});

    profile::Profile edited = m_script.issuerProfile();
    edited.expectations.audiences = {QStringLiteral("api://orders")};
    flow::judgeAgain(*inspection, edited, {}, fixedNow);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
    edited.expectations.issuer = issuer;
    flow::judgeAgain(*inspection, edited, {}, fixedNow);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Fail);
    edited.expectations.issuer.clear();
    flow::judgeAgain(*inspection, edited, {}, fixedNow);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
    // Whom it was asked of stays, whatever the form says since.
    edited.authority.issuer = QStringLiteral("https://edited.example");
    flow::judgeAgain(*inspection, edited, {}, fixedNow);
    QCOMPARE(inspection->asked, m_script.issuerProfile().authority);
}

void TestTokenRun::practice_withoutATenantFails()
{
    const auto inspection = finished(*m_script.runOf(profile::workedExample()));
    QVERIFY(inspection);
    QCOMPARE(inspection->failure->code, QStringLiteral("practice-off"));
}

void TestTokenRun::profileThatCannotBeSent_sendsNothing()
{
    profile::Profile profile = m_script.entraProfile();
    profile.clientId.clear();
    const auto inspection = finished(*m_script.runOf(profile));
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->field, QStringLiteral("clientId"));
    QCOMPARE(m_script.transport->requests().size(), 0);
}

QTEST_GUILESS_MAIN(TestTokenRun)
#include "tst_tokenrun.moc"
