// SPDX-License-Identifier: Apache-2.0
#include "scripted.h"

using namespace assayer;
using namespace assayer::test;

/// getToken() with an Entra tenant: whose keys are believed.
class TestEntraRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_script.reset(); }

    void entra_takesTheMetadataOfTheTokensVersion_data();
    void entra_takesTheMetadataOfTheTokensVersion();
    void entra_keyOfAnotherIssuerIsNotBelieved_data();
    void entra_keyOfAnotherIssuerIsNotBelieved();
    void entra_appSpecificKeyIsFound();
    void entra_unknownKeyIsNotFoundAnywhere();
    void entra_domainNameBecomesItsGuid();

private:
    Scripted m_script;
};

void TestEntraRun::entra_takesTheMetadataOfTheTokensVersion_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("source");
    QTest::newRow("1.0") << "1.0"
                         << "https://login.microsoftonline.com/keys";
    QTest::newRow("2.0") << "2.0"
                         << "https://login.microsoftonline.com/keys/v2.0";
}

void TestEntraRun::entra_takesTheMetadataOfTheTokensVersion()
{
    QFETCH(QString, version);
    QFETCH(QString, source);
    m_script.answerEntra(m_script.key.token(entraClaims(version)), m_script.key.keySet());
    const auto inspection = finished(*m_script.runOf(m_script.entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->verification.keySource, source);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Tenant).status, checks::Status::Pass);
}

void TestEntraRun::entra_keyOfAnotherIssuerIsNotBelieved_data()
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

void TestEntraRun::entra_keyOfAnotherIssuerIsNotBelieved()
{
    QFETCH(QString, keyIssuer);
    QFETCH(QString, cause);
    m_script.answerEntra(m_script.key.token(entraClaims(QStringLiteral("2.0"))), m_script.key.keySet(keyIssuer));
    const auto inspection = finished(*m_script.runOf(m_script.entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.cause, cause);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status,
             cause.isEmpty() ? checks::Status::Pass : checks::Status::Fail);
}

void TestEntraRun::entra_appSpecificKeyIsFound()
{
    // The key set of the tenant first, then the one under ?appid=.
    m_script.answerEntra(m_script.other.token(entraClaims(QStringLiteral("2.0"))), m_script.key.keySet());
    m_script.transport->answer(QUrl(QStringLiteral("https://login.microsoftonline.com/keys/v2.0")),
                               m_script.other.keySet());
    const auto inspection = finished(*m_script.runOf(m_script.entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.cause, QStringLiteral("app-specific-key"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).cause, QStringLiteral("signature.app-specific-key"));
    QCOMPARE(m_script.transport->requests().at(3).url.query(), QStringLiteral("appid=") + apiId);
}

void TestEntraRun::entra_unknownKeyIsNotFoundAnywhere()
{
    m_script.answerEntra(m_script.other.token(entraClaims(QStringLiteral("2.0"))), m_script.key.keySet());
    const auto inspection = finished(*m_script.runOf(m_script.entraProfile()));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.cause, QStringLiteral("key-not-found"));
    QCOMPARE(checkOf(*inspection, checks::CheckId::Signature).status, checks::Status::Fail);
}

void TestEntraRun::entra_domainNameBecomesItsGuid()
{
    profile::Profile profile = m_script.entraProfile();
    profile.authority.tenant = QStringLiteral("contoso.example");
    m_script.answerEntra(m_script.key.token(entraClaims(QStringLiteral("2.0"))), m_script.key.keySet(),
                         QStringLiteral("contoso.example"));
    const auto inspection = finished(*m_script.runOf(profile));
    QVERIFY(inspection);
    QCOMPARE(inspection->verification.status, jose::SignatureStatus::Valid);
    QCOMPARE(inspection->profile->authority.tenant, QStringLiteral("contoso.example"));
    QCOMPARE(inspection->expectations.tenant, tenantId);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Tenant).status, checks::Status::Pass);
    QCOMPARE(checkOf(*inspection, checks::CheckId::Issuer).status, checks::Status::Pass);
}

QTEST_GUILESS_MAIN(TestEntraRun)
#include "tst_entrarun.moc"
