// SPDX-License-Identifier: Apache-2.0
#include "sitetest.h"

using namespace assayer;
using namespace assayer::test;

/// The tokens that it issues.
class TestToken : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grant_hasTheEndpointsMembers();
    void token_hasTheSamplesClaims_data();
    void token_hasTheSamplesClaims();
    void token_verifiesWithThePublishedKeys_data();
    void token_verifiesWithThePublishedKeys();

private:
    PracticeSite m_site;
};

void TestToken::grant_hasTheEndpointsMembers()
{
    const json::Value v1 = m_site.grantFor("https://practice.example/legacy", 1);
    QCOMPARE(memberNames(v1), QStringList({"token_type", "expires_in", "ext_expires_in", "expires_on", "not_before",
                                           "resource", "access_token"}));
    for (const json::Member& member : v1.members())
        QVERIFY2(member.value.isString(), qPrintable(member.name));
    QCOMPARE(textOf(v1, u"not_before").toLongLong(), now - 300);

    const json::Value v2 = m_site.grantFor("https://practice.example/legacy", 2);
    QCOMPARE(memberNames(v2), QStringList({"token_type", "expires_in", "ext_expires_in", "access_token"}));
    const auto lifetime = v2.find(u"expires_in")->toInteger();
    QVERIFY(lifetime >= 3599 && lifetime <= 5399);
}

void TestToken::token_hasTheSamplesClaims_data()
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

void TestToken::token_hasTheSamplesClaims()
{
    QFETCH(QByteArray, resource);
    QFETCH(int, endpoint);
    QFETCH(QString, sample);
    QFETCH(QString, audience);
    QFETCH(QString, issuer);
    const jose::Jwt token = m_site.tokenFor(resource, endpoint);
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

void TestToken::token_verifiesWithThePublishedKeys_data()
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

void TestToken::token_verifiesWithThePublishedKeys()
{
    QFETCH(QByteArray, resource);
    QFETCH(QByteArray, query);
    QFETCH(QString, cause);
    const auto keys = jose::JwkSet::parse(m_site.get('/' + tenantId + "/discovery/v2.0/keys" + query).body);
    QVERIFY(keys);
    QVERIFY(keys->keys.size() >= 2);
    const jose::Verification verification = jose::verify(m_site.tokenFor(resource, 2), *keys);
    QCOMPARE(verification.cause, cause);
    if (cause.isEmpty())
        QCOMPARE(verification.status, jose::SignatureStatus::Valid);
}

QTEST_GUILESS_MAIN(TestToken)
#include "tst_token.moc"
