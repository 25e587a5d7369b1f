// SPDX-License-Identifier: Apache-2.0
#include "sitetest.h"

using namespace assayer;
using namespace assayer::test;

/// Its metadata documents and key sets.
class TestMetadata : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void metadata_hasTheSamplesMembers_data();
    void metadata_hasTheSamplesMembers();
    void keys_nameTheirIssuerOnVersion2();
    void metadata_ofUnknownTenantIsRefused_data();
    void metadata_ofUnknownTenantIsRefused();
    void metadata_ofDomainNamesTheGuid();

private:
    PracticeSite m_site;
};

void TestMetadata::metadata_hasTheSamplesMembers_data()
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

void TestMetadata::metadata_hasTheSamplesMembers()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, sample);
    QFETCH(QString, issuer);
    const json::Value ours = parsed(m_site.get(path).body);
    QCOMPARE(textOf(ours, u"issuer"), issuer);
    QCOMPARE(textOf(ours, u"jwks_uri").contains(QStringLiteral("?appid=")), path.contains("?appid="));
    QFile file(
        QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/discovery/openid-configuration-%1.json").arg(sample));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The shared samples are not there.");
    QCOMPARE(memberNames(ours), memberNames(parsed(file.readAll())));
}

void TestMetadata::keys_nameTheirIssuerOnVersion2()
{
    const json::Value v1 = parsed(m_site.get('/' + tenantId + "/discovery/keys").body);
    const json::Value v2 = parsed(m_site.get('/' + tenantId + "/discovery/v2.0/keys").body);
    QCOMPARE(memberNames(v1.find(u"keys")->items().front()),
             QStringList({"kty", "use", "kid", "x5t", "n", "e", "x5c"}));
    const json::Value& key = v2.find(u"keys")->items().front();
    QCOMPARE(memberNames(key), QStringList({"kty", "use", "kid", "x5t", "n", "e", "x5c", "issuer"}));
    QCOMPARE(textOf(key, u"kid"), textOf(key, u"x5t"));
    QCOMPARE(textOf(key, u"issuer"),
             base + QStringLiteral("/") + QString::fromLatin1(tenantId) + QStringLiteral("/v2.0"));
}

void TestMetadata::metadata_ofUnknownTenantIsRefused_data()
{
    QTest::addColumn<QByteArray>("tenant");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unknown") << QByteArray("other.example") << QByteArray("AADSTS90002");
    QTest::newRow("malformed") << QByteArray("contoso") << QByteArray("AADSTS900023");
    QTest::newRow("not UTF-8") << QByteArray("%FF%FE") << QByteArray("AADSTS900023");
}

void TestMetadata::metadata_ofUnknownTenantIsRefused()
{
    QFETCH(QByteArray, tenant);
    QFETCH(QByteArray, code);
    const practice::Answer answer = m_site.get('/' + tenant + "/v2.0/.well-known/openid-configuration");
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.contains(code));
    QCOMPARE(textOf(parsed(answer.body), u"error"), QStringLiteral("invalid_tenant"));
}

void TestMetadata::metadata_ofDomainNamesTheGuid()
{
    const json::Value ours = parsed(m_site.get("/practice.example/v2.0/.well-known/openid-configuration").body);
    QVERIFY(textOf(ours, u"issuer").contains(QString::fromLatin1(tenantId)));
    QVERIFY(textOf(ours, u"token_endpoint").contains(QString::fromLatin1(tenantId)));
}

QTEST_GUILESS_MAIN(TestMetadata)
#include "tst_metadata.moc"
