// SPDX-License-Identifier: Apache-2.0
#include "sitetest.h"

using namespace assayer;
using namespace assayer::test;

/// What the practice tenant answers to a token request, and to what is none.
class TestSite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void demoSecret_hasTodaysForm()
    {
        QCOMPARE(secretText().size(), 40);
        QVERIFY(secretText().contains("8Q~"));
    }
    void tokenRequest_isAnsweredAsEntraDoes_data();
    void tokenRequest_isAnsweredAsEntraDoes();
    void refusal_hasEntrasMembers();
    void basic_isDecodedBeforeItIsCompared();
    void anythingElse_isNotFound_data();
    void anythingElse_isNotFound();
    void correlation_isTheCallersId();

private:
    PracticeSite m_site;
};

void TestSite::tokenRequest_isAnsweredAsEntraDoes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::addColumn<qint64>("code");

    const QByteArray v1 = '/' + tenantId + "/oauth2/token";
    const QByteArray v2 = '/' + tenantId + "/oauth2/v2.0/token";
    const QByteArray grant = "grant_type=client_credentials";
    const QByteArray id = "&client_id=" + clientId;
    const QByteArray secret = "&client_secret=" + encoded(secretText());
    const QByteArray scope = "&scope=api%3A%2F%2F" + webApi + "%2F.default";
    const auto row = [](const char* name, const QByteArray& path, const QByteArray& body, int status, const char* error,
                        qint64 code) {
        QTest::newRow(name) << path << body << status << QString::fromLatin1(error) << code;
    };

    row("granted v2", v2, grant + id + secret + scope, 200, "", 0);
    row("granted by client id", v2, grant + id + secret + "&scope=" + webApi + "/.default", 200, "", 0);
    row("granted v1", v1, grant + id + secret + "&resource=api%3A%2F%2F" + webApi, 200, "", 0);
    row("granted in another case", v2, grant + id.toUpper().replace("CLIENT_ID", "client_id") + secret + scope, 200, "",
        0);
    row("granted without a role", v2, grant + id + secret + "&scope=https%3A%2F%2Fpractice.example%2Forders/.default",
        200, "", 0);
    row("granted for itself by GUID", v2, grant + id + secret + "&scope=" + clientId + "/.default", 200, "", 0);
    row("granted for Graph", v2, grant + id + secret + "&scope=.default", 200, "", 0);
    row("granted by domain", "/practice.example/oauth2/v2.0/token", grant + id + secret + scope, 200, "", 0);
    row("wrong secret", v2, grant + id + "&client_secret=wrong" + scope, 401, "invalid_client", 7000215);
    row("unencoded plus", v2, grant + id + "&client_secret=a+b" + scope, 401, "invalid_client", 7000215);
    row("expired secret", v2, grant + id + "&client_secret=old8Q~practice-tenant-only.has_expired~~" + scope, 401,
        "invalid_client", 7000222);
    row("no secret", v2, grant + id + scope, 401, "invalid_client", 7000216);
    row("empty secret", v2, grant + id + "&client_secret=" + scope, 401, "invalid_client", 7000216);
    row("unknown client", v2, grant + "&client_id=0f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715" + secret + scope, 400,
        "unauthorized_client", 700016);
    row("client that is no GUID", v2, grant + "&client_id=web+app" + secret + scope, 400, "unauthorized_client",
        700016);
    row("no client", v2, grant + secret + scope, 400, "invalid_request", 900144);
    row("no grant type", v2, "client_id=" + clientId + secret + scope, 400, "invalid_request", 900144);
    row("nothing", v2, "", 400, "invalid_request", 900144);
    row("nonsense", v2, "&&%%%=&=x", 400, "invalid_request", 900144);
    row("other grant type", v2, "grant_type=password" + id + secret + scope, 400, "unsupported_grant_type", 70003);
    row("parameter twice", v2, grant + id + id + secret + scope, 400, "invalid_request", 9002313);
    row("unknown resource", v2, grant + id + secret + "&scope=api%3A%2F%2Forders%2F.default", 400, "invalid_resource",
        500011);
    row("unknown resource v1", v1, grant + id + secret + "&resource=api%3A%2F%2Forders", 400, "invalid_resource",
        500011);
    row("default left in on v1", v1, grant + id + secret + "&resource=api%3A%2F%2F" + webApi + "%2F.default", 400,
        "invalid_resource", 500011);
    row("no scope", v2, grant + id + secret, 400, "invalid_request", 90014);
    row("no resource v1", v1, grant + id + secret, 400, "invalid_request", 90014);
    row("resource on v2", v2, grant + id + secret + "&resource=api%3A%2F%2F" + webApi, 400, "invalid_request", 901002);
    row("named permission", v2, grant + id + secret + "&scope=api%3A%2F%2F" + webApi + "%2FTest.Application.Permission",
        400, "invalid_scope", 1002012);
    row("no suffix", v2, grant + id + secret + "&scope=api%3A%2F%2F" + webApi, 400, "invalid_scope", 1002012);
    row("openid", v2, grant + id + secret + "&scope=openid", 400, "invalid_scope", 1002012);
    row("default and a named one", v2, grant + id + secret + scope + "+Mail.Read", 400, "invalid_scope", 70011);
    row("two resources", v2, grant + id + secret + scope + "+https%3A%2F%2Fpractice.example%2Flegacy%2F.default", 400,
        "invalid_scope", 700022);
    row("itself by URI", v2, grant + id + secret + "&scope=api%3A%2F%2F" + clientId + "%2F.default", 400,
        "invalid_request", 90009);
    row("unknown tenant", "/0d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914/oauth2/v2.0/token", grant + id + secret + scope, 400,
        "invalid_request", 90002);
    row("unknown domain", "/other.example/oauth2/v2.0/token", grant + id + secret + scope, 400, "invalid_request",
        90002);
    row("malformed tenant", "/contoso/oauth2/v2.0/token", grant + id + secret + scope, 400, "invalid_request", 900023);
    row("tenant in braces", "/%7B" + tenantId + "%7D/oauth2/v2.0/token", grant + id + secret + scope, 400,
        "invalid_request", 900023);
    row("no tenant", "//oauth2/v2.0/token", grant + id + secret + scope, 400, "invalid_request", 900023);
    row("zero tenant", "/00000000-0000-0000-0000-000000000000/oauth2/v2.0/token", grant + id + secret + scope, 400,
        "invalid_request", 900021);
    row("common", "/common/oauth2/v2.0/token", grant + id + secret + scope, 400, "invalid_request", 50059);
    row("common without secret", "/common/oauth2/v2.0/token", grant + id + scope, 401, "invalid_client", 7000216);
}

void TestSite::tokenRequest_isAnsweredAsEntraDoes()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, error);
    QFETCH(qint64, code);

    const practice::Answer answer = m_site.post(path, body);
    const json::Value document = parsed(answer.body);
    QCOMPARE(answer.contentType, QByteArray("application/json; charset=utf-8"));
    QCOMPARE(answer.status, status);
    QCOMPARE(textOf(document, u"error"), error);
    if (status == 200) {
        QVERIFY(!textOf(document, u"access_token").isEmpty());
        return;
    }
    QCOMPARE(document.find(u"error_codes")->items().front().toInteger(), std::optional<qint64>(code));
    QVERIFY(textOf(document, u"error_description").startsWith(QStringLiteral("AADSTS%1: ").arg(code)));
    QVERIFY(!answer.body.contains(secretText()));
}

void TestSite::refusal_hasEntrasMembers()
{
    const json::Value ours = parsed(m_site.post('/' + tenantId + "/oauth2/token", "").body);
    QCOMPARE(memberNames(ours), QStringList({"error", "error_description", "error_codes", "timestamp", "trace_id",
                                             "correlation_id", "error_uri"}));
    QCOMPARE(textOf(ours, u"timestamp"), QStringLiteral("2026-09-21 14:30:00Z"));
    QVERIFY(textOf(ours, u"error_description").contains(textOf(ours, u"trace_id")));
    const json::Value next = parsed(m_site.post('/' + tenantId + "/oauth2/token", "").body);
    QVERIFY(textOf(ours, u"trace_id") != textOf(next, u"trace_id"));
}

void TestSite::basic_isDecodedBeforeItIsCompared()
{
    const QByteArray path = '/' + tenantId + "/oauth2/v2.0/token";
    const QByteArray body = "grant_type=client_credentials&scope=" + webApi + "/.default";
    const auto basic = [](const QByteArray& id, const QByteArray& secret) {
        return "Basic " + (id + ':' + secret).toBase64();
    };
    QByteArray everyByte;
    for (const char byte : secretText())
        everyByte += '%' + QByteArray::number(byte, 16);
    QCOMPARE(m_site.post(path, body, basic(clientId, secretText())).status, 200);
    QCOMPARE(m_site.post(path, body, basic(clientId, everyByte)).status, 200);
    QCOMPARE(m_site.post(path, body, basic(clientId, "wrong")).status, 401);
    QCOMPARE(m_site.post(path, body + "&client_id=" + clientId, basic(clientId, secretText())).status, 200);
    QVERIFY(
        m_site.post(path, body + "&client_id=" + webApi, basic(clientId, secretText())).body.contains("AADSTS7000110"));
    QCOMPARE(m_site.post(path, body, "Basic !!!").status, 400);
    QCOMPARE(m_site.post(path, body, "Basic " + QByteArray("no colon").toBase64()).status, 400);
}

void TestSite::anythingElse_isNotFound_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target : {"/favicon.ico", "/a/b/c", "//", "*", "", "/../../etc/passwd", "/x/oauth2/v3.0/token"})
        QTest::newRow(target) << QByteArray(target);
}

void TestSite::anythingElse_isNotFound()
{
    QFETCH(QByteArray, target);
    QCOMPARE(m_site.get(target).status, 404);
    QCOMPARE(m_site.post(target, {}).status, 404);
}

void TestSite::correlation_isTheCallersId()
{
    const QByteArray id = "11111111-2222-3333-4444-555555555555";
    const QByteArray path = '/' + tenantId + "/oauth2/token";
    practice::Answer answer = m_site.site.answer({QStringLiteral("GET"), path, {}, {}, id, "true", {}});
    QCOMPARE(textOf(parsed(answer.body), u"correlation_id"), QString::fromLatin1(id));
    QVERIFY(answer.headers.contains(std::pair<QByteArray, QByteArray>("client-request-id", id)));
    QVERIFY(answer.body.contains("AADSTS900561"));
    answer = m_site.site.answer({QStringLiteral("GET"), path, {}, {}, "x\r\nSet-Cookie: a", "true", {}});
    QVERIFY(!answer.body.contains("Set-Cookie"));
}

QTEST_GUILESS_MAIN(TestSite)
#include "tst_site.moc"
