// SPDX-License-Identifier: Apache-2.0
#include "oauth/endpoints.h"

#include <QTest>

using namespace assayer;
using profile::Authority;
using profile::AuthorityKind;
using profile::EndpointVersion;

namespace {

const QString tenantId = QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60");

Authority entraAuthority(const QString& cloud, EndpointVersion version, const QString& tenant)
{
    Authority authority;
    authority.cloud = cloud;
    authority.version = version;
    authority.tenant = tenant;
    return authority;
}

QStringList texts(const QList<QUrl>& urls)
{
    QStringList list;
    for (const QUrl& url : urls) {
        list.append(url.toString(QUrl::FullyEncoded));
    }
    return list;
}

} // namespace

class TestEndpoints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endpointsOf_knowsEveryCloud_data();
    void endpointsOf_knowsEveryCloud();
    void endpointsOf_practice();
    void endpointsOf_practiceThatDoesNotRun();
    void endpointsOf_keepsHostileTenantsInTheirSegment_data();
    void endpointsOf_keepsHostileTenantsInTheirSegment();
    void endpointsOf_namesTheFieldAtFault_data();
    void endpointsOf_namesTheFieldAtFault();
    void discoveryUrls_areBothPositions_data();
    void discoveryUrls_areBothPositions();
    void entraDiscovery_followsTheTokensVersion();
    void entraDiscovery_isNothingForOthers();
};

void TestEndpoints::endpointsOf_knowsEveryCloud_data()
{
    QTest::addColumn<QString>("cloud");
    QTest::addColumn<bool>("v1");
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("discovery");
    QTest::addColumn<QString>("issuer");
    const auto row = [](const char* name, const char* cloud, bool v1, const QString& tenant, const QString& host,
                        const QString& issuer) {
        const QString base = QStringLiteral("https://%1/%2").arg(host, tenant);
        QTest::newRow(name) << QString::fromLatin1(cloud) << v1 << tenant
                            << base + (v1 ? QStringLiteral("/oauth2/token") : QStringLiteral("/oauth2/v2.0/token"))
                            << base + (v1 ? QString() : QStringLiteral("/v2.0")) +
                                   QStringLiteral("/.well-known/openid-configuration")
                            << issuer;
    };
    const QString domain = QStringLiteral("contoso.onmicrosoft.com");
    const QString global = QStringLiteral("login.microsoftonline.com");
    row("public v2", "public", false, tenantId, global,
        QStringLiteral("https://login.microsoftonline.com/%1/v2.0").arg(tenantId));
    row("public v1", "public", true, tenantId, global, QStringLiteral("https://sts.windows.net/%1/").arg(tenantId));
    row("public, domain", "public", false, domain, global, {});
    row("public v1, domain", "public", true, domain, global, {});
    row("public, upper-case tenant", "public", false, tenantId.toUpper(), global,
        QStringLiteral("https://login.microsoftonline.com/%1/v2.0").arg(tenantId));
    row("public, common", "public", false, QStringLiteral("common"), global, {});
    row("usgov v2", "usgov", false, tenantId, QStringLiteral("login.microsoftonline.us"),
        QStringLiteral("https://login.microsoftonline.us/%1/v2.0").arg(tenantId));
    row("usgov v1", "usgov", true, tenantId, QStringLiteral("login.microsoftonline.us"),
        QStringLiteral("https://sts.windows.net/%1/").arg(tenantId));
    row("china v2", "china", false, tenantId, QStringLiteral("login.partner.microsoftonline.cn"),
        QStringLiteral("https://login.partner.microsoftonline.cn/%1/v2.0").arg(tenantId));
    row("china v1", "china", true, tenantId, QStringLiteral("login.partner.microsoftonline.cn"),
        QStringLiteral("https://sts.chinacloudapi.cn/%1/").arg(tenantId));
    row("france, unverified issuer", "france", false, tenantId, QStringLiteral("login.sovcloud-identity.fr"), {});
    row("germany", "germany", true, tenantId, QStringLiteral("login.sovcloud-identity.de"), {});
    row("singapore", "singapore", false, tenantId, QStringLiteral("login.sovcloud-identity.sg"), {});
    row("closed", "germany-black-forest", false, tenantId, QStringLiteral("login.microsoftonline.de"), {});
}

void TestEndpoints::endpointsOf_knowsEveryCloud()
{
    QFETCH(QString, cloud);
    QFETCH(bool, v1);
    QFETCH(QString, tenant);
    QFETCH(QString, token);
    QFETCH(QString, discovery);
    QFETCH(QString, issuer);
    const auto endpoints =
        oauth::endpointsOf(entraAuthority(cloud, v1 ? EndpointVersion::V1 : EndpointVersion::V2, tenant), {});
    QVERIFY(endpoints);
    QCOMPARE(endpoints->token.toString(QUrl::FullyEncoded), token);
    QCOMPARE(texts(endpoints->discovery), QStringList{discovery});
    QCOMPARE(endpoints->issuer, issuer);
}

void TestEndpoints::endpointsOf_practice()
{
    Authority authority = entraAuthority(QStringLiteral("public"), EndpointVersion::V2, tenantId);
    authority.kind = AuthorityKind::Practice;
    for (const QString& base : {QStringLiteral("http://127.0.0.1:4711"), QStringLiteral("http://127.0.0.1:4711/")}) {
        const auto v2 = oauth::endpointsOf(authority, QUrl(base));
        QVERIFY(v2);
        const QString start = QStringLiteral("http://127.0.0.1:4711/") + tenantId;
        QCOMPARE(v2->token.toString(), start + QStringLiteral("/oauth2/v2.0/token"));
        QCOMPARE(v2->issuer, start + QStringLiteral("/v2.0"));
        QCOMPARE(texts(v2->discovery), QStringList{start + QStringLiteral("/v2.0/.well-known/openid-configuration")});
        Authority old = authority;
        old.version = EndpointVersion::V1;
        const auto v1 = oauth::endpointsOf(old, QUrl(base));
        QVERIFY(v1);
        QCOMPARE(v1->token.toString(), start + QStringLiteral("/oauth2/token"));
        QCOMPARE(v1->issuer, start + u'/');
        QCOMPARE(texts(v1->discovery), QStringList{start + QStringLiteral("/.well-known/openid-configuration")});
    }
}

void TestEndpoints::endpointsOf_practiceThatDoesNotRun()
{
    Authority authority;
    authority.kind = AuthorityKind::Practice;
    authority.tenant = tenantId;
    const auto endpoints = oauth::endpointsOf(authority, {});
    QVERIFY(endpoints);
    QCOMPARE(endpoints->token.host(), QStringLiteral("practice"));
}

void TestEndpoints::endpointsOf_keepsHostileTenantsInTheirSegment_data()
{
    QTest::addColumn<QString>("tenant");
    for (const char* tenant :
         {"a/b", "../evil", "a?x=1", "a#b", "a\\b", "@evil.example", ":80", " contoso.com ", "a%2Fb", "a%b",
          "a\r\nHost: evil", "a\tb", "\xE2\x80\xAE", "a;b", "{{tenant}}", "...", "<x>"}) {
        QTest::newRow(tenant) << QString::fromUtf8(tenant);
    }
}

void TestEndpoints::endpointsOf_keepsHostileTenantsInTheirSegment()
{
    QFETCH(QString, tenant);
    const auto endpoints =
        oauth::endpointsOf(entraAuthority(QStringLiteral("public"), EndpointVersion::V2, tenant), {});
    QVERIFY(endpoints);
    const QUrl url = endpoints->token;
    QVERIFY(url.isValid());
    QCOMPARE(url.host(), QStringLiteral("login.microsoftonline.com"));
    QVERIFY(!url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty() && url.port() == -1);
    const QByteArray encoded = url.toEncoded();
    const QList<QByteArray> segments = encoded.mid(qstrlen("https://")).split('/');
    QCOMPARE(segments.size(), 5);
    QCOMPARE(QString::fromUtf8(QByteArray::fromPercentEncoding(segments.at(1))), tenant);
    QVERIFY(!encoded.contains('\n') && !encoded.contains(' '));
}

void TestEndpoints::endpointsOf_namesTheFieldAtFault_data()
{
    QTest::addColumn<Authority>("authority");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const auto entra = [](const char* name, const char* cloud, const char* tenant, const char* code,
                          const char* field) {
        QTest::newRow(name) << entraAuthority(QString::fromLatin1(cloud), EndpointVersion::V2,
                                              QString::fromLatin1(tenant))
                            << QString::fromLatin1(code) << QString::fromLatin1(field);
    };
    entra("no tenant", "public", "", "missing", "tenant");
    entra("dot", "public", ".", "tenant-malformed", "tenant");
    entra("dots", "public", "..", "tenant-malformed", "tenant");
    entra("no cloud", "", "contoso.com", "unknown-cloud", "cloud");
    entra("other cloud", "mars", "contoso.com", "unknown-cloud", "cloud");
    const auto issuer = [](const char* text, const char* code) {
        Authority authority;
        authority.kind = AuthorityKind::Issuer;
        authority.issuer = QString::fromUtf8(text);
        QTest::newRow(text) << authority << QString::fromLatin1(code) << QStringLiteral("issuer");
    };
    issuer("", "missing");
    issuer("id.example", "issuer-malformed");
    issuer("https://", "issuer-malformed");
    issuer("https:id.example", "issuer-malformed");
    issuer("file:///etc/passwd", "issuer-malformed");
    issuer("data:text/plain,x", "issuer-malformed");
    issuer("qrc:/assayer", "issuer-malformed");
    issuer("ftp://id.example", "issuer-malformed");
    issuer("https://user:pw@id.example", "issuer-malformed");
    issuer("https://user@id.example", "issuer-malformed");
    issuer("https://id.example?x=1", "issuer-malformed");
    issuer("https://id.example#x", "issuer-malformed");
    issuer(" https://id.example", "issuer-malformed");
    issuer("https://id.example/a b", "issuer-malformed");
    issuer("https://id.example:99999", "issuer-malformed");
    issuer("https://id.example/\r\nX: y", "issuer-malformed");
}

void TestEndpoints::endpointsOf_namesTheFieldAtFault()
{
    QFETCH(Authority, authority);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto endpoints = oauth::endpointsOf(authority, {});
    QVERIFY(!endpoints);
    QCOMPARE(endpoints.error().code, code);
    QCOMPARE(endpoints.error().field, field);
    QVERIFY(!endpoints.error().sentence.isEmpty());
}

void TestEndpoints::discoveryUrls_areBothPositions_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("openId");
    QTest::addColumn<QString>("oauth");
    const auto row = [](const char* issuer, const char* openId, const char* oauth) {
        QTest::newRow(issuer) << QString::fromLatin1(issuer) << QString::fromLatin1(openId)
                              << QString::fromLatin1(oauth);
    };
    row("https://id.example", "https://id.example/.well-known/openid-configuration",
        "https://id.example/.well-known/oauth-authorization-server");
    row("https://id.example/", "https://id.example/.well-known/openid-configuration",
        "https://id.example/.well-known/oauth-authorization-server");
    row("https://id.example/realms/a", "https://id.example/realms/a/.well-known/openid-configuration",
        "https://id.example/.well-known/oauth-authorization-server/realms/a");
    row("https://id.example/realms/a/", "https://id.example/realms/a/.well-known/openid-configuration",
        "https://id.example/.well-known/oauth-authorization-server/realms/a");
    row("https://id.example/a//", "https://id.example/a//.well-known/openid-configuration",
        "https://id.example/.well-known/oauth-authorization-server/a/");
    row("https://id.example:8443/x", "https://id.example:8443/x/.well-known/openid-configuration",
        "https://id.example:8443/.well-known/oauth-authorization-server/x");
    row("http://127.0.0.1:3000", "http://127.0.0.1:3000/.well-known/openid-configuration",
        "http://127.0.0.1:3000/.well-known/oauth-authorization-server");
    row("http://[::1]:3000/a", "http://[::1]:3000/a/.well-known/openid-configuration",
        "http://[::1]:3000/.well-known/oauth-authorization-server/a");
    row("https://id.example/a%2Fb", "https://id.example/a%2Fb/.well-known/openid-configuration",
        "https://id.example/.well-known/oauth-authorization-server/a%2Fb");
}

void TestEndpoints::discoveryUrls_areBothPositions()
{
    QFETCH(QString, issuer);
    QFETCH(QString, openId);
    QFETCH(QString, oauth);
    QCOMPARE(texts(oauth::discoveryUrls(issuer)), (QStringList{openId, oauth}));
    Authority authority;
    authority.kind = AuthorityKind::Issuer;
    authority.issuer = issuer;
    const auto endpoints = oauth::endpointsOf(authority, {});
    QVERIFY(endpoints);
    QVERIFY(endpoints->token.isEmpty());
    QCOMPARE(endpoints->issuer, issuer);
}

void TestEndpoints::entraDiscovery_followsTheTokensVersion()
{
    const Authority authority = entraAuthority(QStringLiteral("china"), EndpointVersion::V2, tenantId);
    const QString start = QStringLiteral("https://login.partner.microsoftonline.cn/") + tenantId;
    QCOMPARE(texts(oauth::entraDiscovery(authority, profile::TokenVersion::V1, {})),
             QStringList{start + QStringLiteral("/.well-known/openid-configuration")});
    QCOMPARE(texts(oauth::entraDiscovery(authority, profile::TokenVersion::V2, {})),
             QStringList{start + QStringLiteral("/v2.0/.well-known/openid-configuration")});
    QCOMPARE(texts(oauth::entraDiscovery(authority, profile::TokenVersion::V1, {}, QStringLiteral("a&b=c"))),
             QStringList{start + QStringLiteral("/.well-known/openid-configuration?appid=a%26b%3Dc")});
}

void TestEndpoints::entraDiscovery_isNothingForOthers()
{
    Authority authority;
    authority.kind = AuthorityKind::Issuer;
    authority.issuer = QStringLiteral("https://id.example");
    QVERIFY(oauth::entraDiscovery(authority, profile::TokenVersion::V1, {}).isEmpty());
    QVERIFY(oauth::entraDiscovery(entraAuthority(QStringLiteral("mars"), EndpointVersion::V2, tenantId),
                                  profile::TokenVersion::V2, {})
                .isEmpty());
}

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
