// SPDX-License-Identifier: Apache-2.0
#include "jose/verification.h"
#include "practice/practicetenant.h"
#include "practice/site.h"

#include <QFile>
#include <QTest>

using namespace assayer;
namespace json = support::json;

namespace {

constexpr qint64 now = 1790001000;
const QString base = QStringLiteral("http://127.0.0.1:4711");
const QByteArray tenantId = "6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914";
const QByteArray clientId = "1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715";
const QByteArray webApi = "c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148";

QByteArray encoded(const QByteArray& text)
{
    return text.toPercentEncoding();
}

QByteArray secretText()
{
    return practice::PracticeTenant::demoSecret().reveal().toByteArray();
}

QStringList memberNames(const json::Value& object)
{
    QStringList names;
    for (const json::Member& member : object.members())
        names.append(member.name);
    return names;
}

json::Value parsed(const QByteArray& text)
{
    const auto value = json::parse(text);
    return value ? *value : json::Value();
}

QString textOf(const json::Value& object, QStringView name)
{
    const json::Value* value = object.find(name);
    return value != nullptr ? value->text() : QString();
}

} // namespace

class TestSite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto directory = practice::Directory::builtIn();
        QVERIFY(directory);
        m_site = std::make_unique<practice::Site>(*directory, base, m_clock);
    }

    void demoSecret_hasTodaysForm()
    {
        QCOMPARE(secretText().size(), 40);
        QVERIFY(secretText().contains("8Q~"));
    }

    void tokenRequest_isAnsweredAsEntraDoes_data();
    void tokenRequest_isAnsweredAsEntraDoes();
    void refusal_hasEntrasMembers();
    void grant_hasTheEndpointsMembers();
    void token_hasTheSamplesClaims_data();
    void token_hasTheSamplesClaims();
    void token_verifiesWithThePublishedKeys_data();
    void token_verifiesWithThePublishedKeys();
    void basic_isDecodedBeforeItIsCompared();
    void metadata_hasTheSamplesMembers_data();
    void metadata_hasTheSamplesMembers();
    void keys_nameTheirIssuerOnVersion2();
    void metadata_ofUnknownTenantIsRefused_data();
    void metadata_ofUnknownTenantIsRefused();
    void metadata_ofDomainNamesTheGuid();
    void anythingElse_isNotFound_data();
    void anythingElse_isNotFound();
    void correlation_isTheCallersId();

private:
    [[nodiscard]] practice::Answer post(const QByteArray& target, const QByteArray& body,
                                        const QByteArray& authorization = {}) const
    {
        return m_site->answer(
            {QStringLiteral("POST"), target, "application/x-www-form-urlencoded", authorization, {}, {}, body});
    }
    [[nodiscard]] practice::Answer get(const QByteArray& target) const
    {
        return m_site->answer({QStringLiteral("GET"), target, {}, {}, {}, {}, {}});
    }
    [[nodiscard]] json::Value grantFor(const QByteArray& resource, int version) const
    {
        const QByteArray body =
            "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + encoded(secretText()) +
            (version == 1 ? "&resource=" + encoded(resource) : "&scope=" + encoded(resource + "/.default"));
        return parsed(post('/' + tenantId + (version == 1 ? "/oauth2/token" : "/oauth2/v2.0/token"), body).body);
    }
    [[nodiscard]] jose::Jwt tokenFor(const QByteArray& resource, int version) const
    {
        return jose::takeApart(textOf(grantFor(resource, version), u"access_token").toLatin1());
    }

    support::FixedClock m_clock{now};
    std::unique_ptr<practice::Site> m_site;
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

    const practice::Answer answer = post(path, body);
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
    const json::Value ours = parsed(post('/' + tenantId + "/oauth2/token", "").body);
    QCOMPARE(memberNames(ours), QStringList({"error", "error_description", "error_codes", "timestamp", "trace_id",
                                             "correlation_id", "error_uri"}));
    QCOMPARE(textOf(ours, u"timestamp"), QStringLiteral("2026-09-21 14:30:00Z"));
    QVERIFY(textOf(ours, u"error_description").contains(textOf(ours, u"trace_id")));
    const json::Value next = parsed(post('/' + tenantId + "/oauth2/token", "").body);
    QVERIFY(textOf(ours, u"trace_id") != textOf(next, u"trace_id"));
}

void TestSite::grant_hasTheEndpointsMembers()
{
    const json::Value v1 = grantFor("https://practice.example/legacy", 1);
    QCOMPARE(memberNames(v1), QStringList({"token_type", "expires_in", "ext_expires_in", "expires_on", "not_before",
                                           "resource", "access_token"}));
    for (const json::Member& member : v1.members())
        QVERIFY2(member.value.isString(), qPrintable(member.name));
    QCOMPARE(textOf(v1, u"not_before").toLongLong(), now - 300);

    const json::Value v2 = grantFor("https://practice.example/legacy", 2);
    QCOMPARE(memberNames(v2), QStringList({"token_type", "expires_in", "ext_expires_in", "access_token"}));
    const auto lifetime = v2.find(u"expires_in")->toInteger();
    QVERIFY(lifetime >= 3599 && lifetime <= 5399);
}

void TestSite::token_hasTheSamplesClaims_data()
{
    QTest::addColumn<QByteArray>("resource");
    QTest::addColumn<int>("endpoint");
    QTest::addColumn<QString>("sample");
    QTest::addColumn<QString>("audience");
    QTest::addColumn<QString>("issuer");

    const QString v1 = base + QStringLiteral("/") + QString::fromLatin1(tenantId) + QStringLiteral("/");
    const QString v2 = v1 + QStringLiteral("v2.0");
    // The API's registration decides, not the endpoint.
    for (int endpoint : {1, 2}) {
        const QByteArray suffix = endpoint == 1 ? " at v1" : " at v2";
        QTest::newRow(("web API" + suffix).constData())
            << "api://" + webApi << endpoint << "v2-app-only" << QString::fromLatin1(webApi) << v2;
        QTest::newRow(("legacy API" + suffix).constData())
            << QByteArray("https://practice.example/legacy") << endpoint << "v1-app-only"
            << "https://practice.example/legacy" << v1;
    }
    QTest::newRow("with a slash") << QByteArray("https://practice.example/legacy/") << 1 << "v1-app-only-trailing-slash"
                                  << "https://practice.example/legacy/" << v1;
    QTest::newRow("v1 by GUID") << QByteArray("5b90d7e4-16f3-4c82-9ae7-d03b8f52c641") << 1 << "v1-app-only-guid-aud"
                                << "5b90d7e4-16f3-4c82-9ae7-d03b8f52c641" << v1;
    QTest::newRow("own client ID") << clientId << 2 << "v2-app-only-own-client-id" << QString::fromLatin1(clientId)
                                   << v2;
}

void TestSite::token_hasTheSamplesClaims()
{
    QFETCH(QByteArray, resource);
    QFETCH(int, endpoint);
    QFETCH(QString, sample);
    QFETCH(QString, audience);
    QFETCH(QString, issuer);
    const jose::Jwt token = tokenFor(resource, endpoint);
    QVERIFY(token.isReadable());
    QCOMPARE(token.claimText(u"aud"), audience);
    QCOMPARE(token.claimText(u"iss"), issuer);
    QCOMPARE(token.claim(u"iat")->toInteger(), std::optional<qint64>(now - 300));
    QVERIFY(token.claim(u"exp")->toInteger() >= now + 3600);

    QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/tokens/%1.json").arg(sample));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The shared samples are not there.");
    const json::Value whole = parsed(file.readAll());
    QCOMPARE(memberNames(*token.header.json), memberNames(*whole.find(u"header")));
    QCOMPARE(memberNames(*token.payload.json), memberNames(*whole.find(u"payload")));
}

void TestSite::token_verifiesWithThePublishedKeys_data()
{
    QTest::addColumn<QByteArray>("resource");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("cause");
    QTest::newRow("web API") << "api://" + webApi << QByteArray() << "";
    QTest::newRow("own key, general set")
        << QByteArray("https://practice.example/reports") << QByteArray() << "key-not-found";
    QTest::newRow("own key, its set") << QByteArray("https://practice.example/reports")
                                      << QByteArray("?appid=e71c25f9-04ab-4d6e-8b13-6fa9c0d84e27") << "";
    QTest::newRow("Graph") << QByteArray("https://graph.microsoft.com") << QByteArray() << "graph-nonce";
}

void TestSite::token_verifiesWithThePublishedKeys()
{
    QFETCH(QByteArray, resource);
    QFETCH(QByteArray, query);
    QFETCH(QString, cause);
    const auto keys = jose::JwkSet::parse(get('/' + tenantId + "/discovery/v2.0/keys" + query).body);
    QVERIFY(keys);
    QVERIFY(keys->keys.size() >= 2);
    const jose::Verification verification = jose::verify(tokenFor(resource, 2), *keys);
    QCOMPARE(verification.cause, cause);
    if (cause.isEmpty())
        QCOMPARE(verification.status, jose::SignatureStatus::Valid);
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
    QCOMPARE(post(path, body, basic(clientId, secretText())).status, 200);
    QCOMPARE(post(path, body, basic(clientId, everyByte)).status, 200);
    QCOMPARE(post(path, body, basic(clientId, "wrong")).status, 401);
    QCOMPARE(post(path, body + "&client_id=" + clientId, basic(clientId, secretText())).status, 200);
    QVERIFY(post(path, body + "&client_id=" + webApi, basic(clientId, secretText())).body.contains("AADSTS7000110"));
    QCOMPARE(post(path, body, "Basic !!!").status, 400);
    QCOMPARE(post(path, body, "Basic " + QByteArray("no colon").toBase64()).status, 400);
}

void TestSite::metadata_hasTheSamplesMembers_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("sample");
    QTest::addColumn<QString>("issuer");
    const QString root = base + QStringLiteral("/") + QString::fromLatin1(tenantId);
    QTest::newRow("v1") << '/' + tenantId + "/.well-known/openid-configuration"
                        << "v1-tenant" << root + QStringLiteral("/");
    QTest::newRow("v2") << '/' + tenantId + "/v2.0/.well-known/openid-configuration"
                        << "v2-tenant" << root + QStringLiteral("/v2.0");
    QTest::newRow("common") << QByteArray("/common/v2.0/.well-known/openid-configuration") << "v2-common"
                            << base + QStringLiteral("/{tenantid}/v2.0");
    QTest::newRow("appid") << '/' + tenantId + "/v2.0/.well-known/openid-configuration?appid=" + webApi
                           << "v2-tenant-appid" << root + QStringLiteral("/v2.0");
}

void TestSite::metadata_hasTheSamplesMembers()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, sample);
    QFETCH(QString, issuer);
    const json::Value ours = parsed(get(path).body);
    QCOMPARE(textOf(ours, u"issuer"), issuer);
    QCOMPARE(textOf(ours, u"jwks_uri").contains(QStringLiteral("?appid=")), path.contains("?appid="));
    QFile file(
        QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/discovery/openid-configuration-%1.json").arg(sample));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The shared samples are not there.");
    QCOMPARE(memberNames(ours), memberNames(parsed(file.readAll())));
}

void TestSite::keys_nameTheirIssuerOnVersion2()
{
    const json::Value v1 = parsed(get('/' + tenantId + "/discovery/keys").body);
    const json::Value v2 = parsed(get('/' + tenantId + "/discovery/v2.0/keys").body);
    QCOMPARE(memberNames(v1.find(u"keys")->items().front()),
             QStringList({"kty", "use", "kid", "x5t", "n", "e", "x5c"}));
    const json::Value& key = v2.find(u"keys")->items().front();
    QCOMPARE(memberNames(key), QStringList({"kty", "use", "kid", "x5t", "n", "e", "x5c", "issuer"}));
    QCOMPARE(textOf(key, u"kid"), textOf(key, u"x5t"));
    QCOMPARE(textOf(key, u"issuer"),
             base + QStringLiteral("/") + QString::fromLatin1(tenantId) + QStringLiteral("/v2.0"));
}

void TestSite::metadata_ofUnknownTenantIsRefused_data()
{
    QTest::addColumn<QByteArray>("tenant");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unknown") << QByteArray("other.example") << QByteArray("AADSTS90002");
    QTest::newRow("malformed") << QByteArray("contoso") << QByteArray("AADSTS900023");
    QTest::newRow("not UTF-8") << QByteArray("%FF%FE") << QByteArray("AADSTS900023");
}

void TestSite::metadata_ofUnknownTenantIsRefused()
{
    QFETCH(QByteArray, tenant);
    QFETCH(QByteArray, code);
    const practice::Answer answer = get('/' + tenant + "/v2.0/.well-known/openid-configuration");
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.contains(code));
    QCOMPARE(textOf(parsed(answer.body), u"error"), QStringLiteral("invalid_tenant"));
}

void TestSite::metadata_ofDomainNamesTheGuid()
{
    const json::Value ours = parsed(get("/practice.example/v2.0/.well-known/openid-configuration").body);
    QVERIFY(textOf(ours, u"issuer").contains(QString::fromLatin1(tenantId)));
    QVERIFY(textOf(ours, u"token_endpoint").contains(QString::fromLatin1(tenantId)));
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
    QCOMPARE(get(target).status, 404);
    QCOMPARE(post(target, {}).status, 404);
}

void TestSite::correlation_isTheCallersId()
{
    const QByteArray id = "11111111-2222-3333-4444-555555555555";
    const QByteArray path = '/' + tenantId + "/oauth2/token";
    practice::Answer answer = m_site->answer({QStringLiteral("GET"), path, {}, {}, id, "true", {}});
    QCOMPARE(textOf(parsed(answer.body), u"correlation_id"), QString::fromLatin1(id));
    QVERIFY(answer.headers.contains(std::pair<QByteArray, QByteArray>("client-request-id", id)));
    QVERIFY(answer.body.contains("AADSTS900561"));
    answer = m_site->answer({QStringLiteral("GET"), path, {}, {}, "x\r\nSet-Cookie: a", "true", {}});
    QVERIFY(!answer.body.contains("Set-Cookie"));
}

QTEST_GUILESS_MAIN(TestSite)
#include "tst_site.moc"
