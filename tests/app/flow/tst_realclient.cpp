// SPDX-License-Identifier: Apache-2.0
#include "flowtest.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QMessageAuthenticationCode>

using namespace assayer;
using namespace assayer::test;

namespace {

const QByteArray secretText = "s3cr3t~Canary+8Q";
using Respond = std::function<void(QTcpSocket&)>;

Respond bytes(const QByteArray& answer)
{
    return [answer](QTcpSocket& socket) {
        socket.write(answer);
        socket.disconnectFromHost();
    };
}

Respond body(const QByteArray& json)
{
    return bytes(RawServer::response("200 OK", json));
}

const Respond silence = [](QTcpSocket&) {};

} // namespace

/// The chain over the real client against an authority that behaves badly.
class TestRealClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goodAuthority_isGood();
    void plainTokenEndpoint_getsNoSecret();
    void plainKeyAddress_isNotAsked();
    void redirect_isNeverFollowed();
    void endlessAnswer_endsAtTheDeadline_data();
    void endlessAnswer_endsAtTheDeadline();
    void hugeAnswer_isCutOff_data();
    void hugeAnswer_isCutOff();
    void cancel_takesLessThan200Milliseconds_data();
    void cancel_takesLessThan200Milliseconds();
    void secretEchoedEverywhere_isMasked();
    void secretEchoedByTheKeys_isMasked();
    void sharedKeyThatIsPublished_provesNothing();
    void answerCutShort_isAFailure();

private:
    [[nodiscard]] profile::Profile profile() const
    {
        profile::Profile profile;
        profile.authority.kind = profile::AuthorityKind::Issuer;
        profile.authority.issuer = m_issuer;
        profile.clientId = QStringLiteral("client");
        profile.resources = {QStringLiteral("api://orders")};
        return profile;
    }
    [[nodiscard]] std::unique_ptr<flow::Run> run(const profile::Profile& profile)
    {
        return flow::getToken({&m_client, m_cache.get(), &m_clock, {}}, profile,
                              support::Secret(QByteArray(secretText)));
    }
    [[nodiscard]] QByteArray document(const QString& tokenEndpoint = {}, const QString& keys = {}) const
    {
        return discoveryDocument(m_issuer,
                                 tokenEndpoint.isEmpty() ? m_issuer + QStringLiteral("/token") : tokenEndpoint,
                                 keys.isEmpty() ? m_issuer + QStringLiteral("/keys") : keys);
    }
    [[nodiscard]] bool wasAsked(const QByteArray& path) const
    {
        for (const QByteArray& request : m_server->requests()) {
            if (request.contains(' ' + path + ' '))
                return true;
        }
        return false;
    }

    TestKey m_key{QStringLiteral("key-a")};
    support::FixedClock m_clock{fixedNow};
    http::Client m_client;
    std::unique_ptr<flow::KeyCache> m_cache;
    std::unique_ptr<RawServer> m_server;
    QString m_issuer;
    QByteArray m_token;
    QHash<QByteArray, Respond> m_answers; ///< by path
};

void TestRealClient::init()
{
    m_cache = std::make_unique<flow::KeyCache>();
    m_server = std::make_unique<RawServer>();
    m_issuer = m_server->url(QString()).toString();
    m_token = m_key.token({{"iss", m_issuer}, {"aud", "api://orders"}, {"nbf", fixedNow}, {"exp", fixedNow + 60}});
    m_answers = {{"/.well-known/openid-configuration", body(document())},
                 {"/token", body(grantOf(m_token))},
                 {"/keys", body(m_key.keySet())}};
    m_server->answerWith([this](QTcpSocket& socket, const QByteArray& request) {
        const Respond respond = m_answers.value(request.split(' ').value(1));
        if (respond)
            respond(socket);
        else
            bytes(RawServer::response("404 Not Found", {}))(socket);
    });
}

void TestRealClient::goodAuthority_isGood()
{
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QVERIFY2(inspection->token, qPrintable(inspection->failure ? inspection->failure->sentence : QString()));
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(leakIn(*inspection, secretText, m_token), QByteArray());
    QVERIFY(m_server->received().contains("client_secret=s3cr3t~Canary%2B8Q"));
}

void TestRealClient::plainTokenEndpoint_getsNoSecret()
{
    m_answers["/.well-known/openid-configuration"] = body(document(QStringLiteral("http://tokens.example/token")));
    profile::Profile allowed = profile();
    allowed.connection.allowedHosts = {QStringLiteral("tokens.example")};
    const auto inspection = finished(*run(allowed));
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->code, QStringLiteral("plain-http"));
    QVERIFY(!m_server->received().contains("client_secret"));
}

void TestRealClient::plainKeyAddress_isNotAsked()
{
    m_answers["/.well-known/openid-configuration"] = body(document({}, QStringLiteral("http://keys.example/jwks")));
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).cause, QStringLiteral("signature.keys-unavailable"));
    QVERIFY(inspection->verification.detail.contains(QStringLiteral("keys.example")));
    QVERIFY(!inspection->exchanges.last().response);
}

void TestRealClient::redirect_isNeverFollowed()
{
    m_answers["/token"] =
        bytes(RawServer::response("307 Temporary Redirect", {}, "Location: " + m_issuer.toLatin1() + "/elsewhere\r\n"));
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QVERIFY(inspection->refusal);
    QCOMPARE(inspection->refusal->shape, QStringLiteral("redirect"));
    QCOMPARE(inspection->exchanges.last().response->redirectTarget, QUrl(m_issuer + QStringLiteral("/elsewhere")));
    QVERIFY(!wasAsked("/elsewhere"));
}

void TestRealClient::endlessAnswer_endsAtTheDeadline_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("hasToken");
    QTest::newRow("discovery") << QByteArray("/.well-known/openid-configuration") << false;
    QTest::newRow("token") << QByteArray("/token") << false;
    QTest::newRow("keys") << QByteArray("/keys") << true;
}

void TestRealClient::endlessAnswer_endsAtTheDeadline()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, hasToken);
    m_answers[path] = [](QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
        RawServer::drip(socket, "{ ", std::chrono::milliseconds(20));
    };
    profile::Profile hurried = profile();
    hurried.connection.deadlineSeconds = 1;
    QElapsedTimer timer;
    timer.start();
    const auto inspection = finished(*run(hurried));
    QVERIFY(inspection);
    QVERIFY(timer.elapsed() < 3000);
    QCOMPARE(inspection->token.has_value(), hasToken);
    QCOMPARE(inspection->exchanges.last().failure->kind, http::FailureKind::Deadline);
    if (!hasToken)
        QCOMPARE(inspection->failure->code, QStringLiteral("deadline"));
}

void TestRealClient::hugeAnswer_isCutOff_data()
{
    endlessAnswer_endsAtTheDeadline_data();
}

void TestRealClient::hugeAnswer_isCutOff()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, hasToken);
    m_answers[path] = [](QTcpSocket& socket) {
        RawServer::flood(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", QByteArray(65536, ' '),
                         8 * 1024 * 1024);
    };
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->token.has_value(), hasToken);
    QCOMPARE(inspection->exchanges.last().failure->kind, http::FailureKind::TooLarge);
}

void TestRealClient::cancel_takesLessThan200Milliseconds_data()
{
    endlessAnswer_endsAtTheDeadline_data();
}

void TestRealClient::cancel_takesLessThan200Milliseconds()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, hasToken);
    m_answers[path] = silence;
    const auto waiting = run(profile());
    std::optional<inspection::Inspection> inspection;
    connect(waiting.get(), &flow::Run::finished, this,
            [&](const inspection::Inspection& found) { inspection = found; });
    waiting->start();
    QTRY_VERIFY(wasAsked(path));
    QElapsedTimer timer;
    timer.start();
    waiting->cancel();
    QTRY_VERIFY(inspection);
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(inspection->token.has_value(), hasToken);
    QCOMPARE(inspection->exchanges.last().failure->kind, http::FailureKind::Cancelled);
}

void TestRealClient::secretEchoedEverywhere_isMasked()
{
    const QByteArray encoded = secretText.toPercentEncoding();
    m_answers["/token"] = bytes(RawServer::response(
        "401 " + secretText,
        R"({"error":")" + secretText + R"(","error_description":"you sent )" + secretText + " or " + encoded + " or " +
            secretText.toBase64() + R"(","error_uri":"https://x/?s=)" + encoded + R"("})",
        "Content-Type: application/json\r\nX-Echo: " + secretText + "\r\nWWW-Authenticate: Basic realm=\"" +
            secretText + "\"\r\n"));
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QVERIFY(inspection->refusal);
    QCOMPARE(leakIn(*inspection, secretText, {}), QByteArray());
    QVERIFY(!inspection->exchanges.last().response->reason.contains(QString::fromLatin1(secretText)));
}

void TestRealClient::secretEchoedByTheKeys_isMasked()
{
    const QByteArray signature = m_token.sliced(m_token.lastIndexOf('.') + 1);
    m_answers["/keys"] = bytes(RawServer::response("500 " + secretText,
                                                   R"({"error":")" + secretText + R"(","of":")" + signature + R"("})",
                                                   "X-Echo: " + secretText + "\r\nX-Token: " + signature + "\r\n"));
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QVERIFY(inspection->token);
    QCOMPARE(inspection->exchanges.last().purpose, http::Purpose::Keys);
    QCOMPARE(leakIn(*inspection, secretText, m_token), QByteArray());
    QVERIFY(!inspection->exchanges.last().response->reason.contains(QString::fromLatin1(secretText)));
}

void TestRealClient::sharedKeyThatIsPublished_provesNothing()
{
    const QByteArray shared = "0123456789abcdef0123456789abcdef";
    const QByteArray text =
        jose::base64url::encode(R"({"alg":"HS256","kid":"shared"})") + '.' +
        jose::base64url::encode(QJsonDocument(QJsonObject{{"iss", m_issuer}, {"exp", fixedNow + 60}}).toJson());
    const QByteArray code = QMessageAuthenticationCode::hash(text, shared, QCryptographicHash::Sha256);
    m_answers["/token"] = body(grantOf(text + '.' + jose::base64url::encode(code)));
    m_answers["/keys"] =
        body(R"({"keys":[{"kty":"oct","kid":"shared","k":")" + jose::base64url::encode(shared) + R"("}]})");
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Invalid);
    QCOMPARE(inspection->verification.cause, QStringLiteral("algorithm-mismatch"));
}

void TestRealClient::answerCutShort_isAFailure()
{
    m_answers["/token"] = bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
                                "{\"access_token\":\"" +
                                m_token);
    const auto inspection = finished(*run(profile()));
    QVERIFY(inspection);
    QVERIFY(inspection->failure);
    QCOMPARE(inspection->failure->code, QStringLiteral("closed"));
    QCOMPARE(leakIn(*inspection, secretText, m_token), QByteArray());
}

QTEST_GUILESS_MAIN(TestRealClient)
#include "tst_realclient.moc"
