// SPDX-License-Identifier: Apache-2.0
#include "entra/wellknown.h"

#include <QTest>

using namespace assayer;

class TestWellKnown : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wellKnownResource_findsIt_data();
    void wellKnownResource_findsIt();
    void wellKnownResource_knowsRbac();
    void wellKnownResource_survivesHugeText();
};

void TestWellKnown::wellKnownResource_findsIt_data()
{
    QTest::addColumn<QString>("audience");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("cloud");
    const auto row = [](const char* audience, const char* id, const char* cloud) {
        QTest::newRow(audience) << QString::fromUtf8(audience) << QString::fromLatin1(id) << QString::fromLatin1(cloud);
    };
    row("00000003-0000-0000-c000-000000000000", "microsoft-graph", "");
    row("https://graph.microsoft.com", "microsoft-graph", "public");
    row("https://graph.microsoft.com/", "microsoft-graph", "public");
    row("HTTPS://Graph.Microsoft.com", "microsoft-graph", "public");
    row("https://graph.microsoft.us", "microsoft-graph", "usgov");
    row("https://dod-graph.microsoft.us/", "microsoft-graph", "usgov");
    row("https://microsoftgraph.chinacloudapi.cn", "microsoft-graph", "china");
    row("00000002-0000-0000-c000-000000000000", "aad-graph", "");
    row("https://graph.windows.net", "aad-graph", "public");
    row("https://management.azure.com/", "azure-resource-manager", "public");
    row("https://management.core.chinacloudapi.cn", "azure-resource-manager", "china");
    row("cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "key-vault", "");
    row("https://vault.azure.net", "key-vault", "public");
    row("https://contoso-kv.vault.azure.net", "key-vault", "public");
    row("https://vault.usgovcloudapi.net", "key-vault", "usgov");
    row("https://acct.blob.core.windows.net/", "storage", "public");
    row("https://acct.dfs.core.usgovcloudapi.net", "storage", "usgov");
    row("https://database.chinacloudapi.cn", "azure-sql", "china");
    row("https://ossrdbms-aad.database.usgovcloudapi.net", "oss-rdbms", "usgov");
    row("https://org.crm4.dynamics.com/", "dataverse", "public");
    row("https://org.crm.dynamics.com", "dataverse", "public");
    row("https://contoso.sharepoint.com/", "sharepoint-online", "public");
    row("https://help.westeurope.kusto.windows.net", "data-explorer", "public");
    row("https://api.loganalytics.us", "log-analytics", "usgov");
    row("57506a73-e302-42a9-b869-6f12d9ec29e9", "cosmos-db", "");
    row("api://AzureADTokenExchange", "token-exchange", "public");
    row("api://AzureADTokenExchangeUSGov", "token-exchange", "usgov");
    row("https://analysis.windows.net/powerbi/api", "power-bi", "public");
    row("", "", "");
    row("/", "", "");
    row("https://graph.microsoft.com//", "", "");
    row("http://graph.microsoft.com", "", "");
    row("https://graph.microsoft.com.evil.example", "", "");
    row("https://graph.microsoft.com/.default", "", "");
    row("https://a.b.vault.azure.net", "", "");
    row("https://.vault.azure.net", "", "");
    row("https://evil.example/x.vault.azure.net", "", "");
    row("https://evil.example?.vault.azure.net", "", "");
    row("https://orgXcrm4Xdynamics.com", "", "");
    row("api://b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6", "", "");
    row("api://AzureADTokenExchangeMars", "", "");
    row("00000003-0000-0000-c000-000000000001", "", "");
}

void TestWellKnown::wellKnownResource_findsIt()
{
    QFETCH(QString, audience);
    QFETCH(QString, id);
    QFETCH(QString, cloud);
    const entra::WellKnownMatch match = entra::wellKnownResource(audience);
    QCOMPARE(match.resource ? match.resource->id : QString(), id);
    QCOMPARE(match.cloud, cloud);
    QCOMPARE(static_cast<bool>(match), !id.isEmpty());
}

void TestWellKnown::wellKnownResource_knowsRbac()
{
    for (const char16_t* audience :
         {u"https://management.azure.com/", u"https://vault.azure.net", u"https://storage.azure.com"}) {
        QVERIFY(entra::wellKnownResource(audience).resource->rbac);
    }
    QVERIFY(!entra::wellKnownResource(u"https://graph.microsoft.com").resource->rbac);
}

void TestWellKnown::wellKnownResource_survivesHugeText()
{
    QVERIFY(!entra::wellKnownResource(QStringLiteral("https://") + QString(1024 * 1024, u'a') +
                                      QStringLiteral(".vault.azure.net")));
}

QTEST_GUILESS_MAIN(TestWellKnown)
#include "tst_wellknown.moc"
