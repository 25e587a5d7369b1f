// SPDX-License-Identifier: Apache-2.0
#include "entra/cloud.h"

#include <QSet>
#include <QTest>

using namespace assayer;

class TestCloud : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void table_isWhole();
    void cloudOfHost_findsItsCloud_data();
    void cloudOfHost_findsItsCloud();
    void cloudById_knowsNoOther();
    void isGuid_wantsTheExactShape_data();
    void isGuid_wantsTheExactShape();
    void isSharedTenant_isWithoutCase();
    void isDomainName_wantsTwoLabels_data();
    void isDomainName_wantsTwoLabels();
};

void TestCloud::table_isWhole()
{
    QSet<QString> ids;
    QSet<QString> hosts;
    QCOMPARE(entra::clouds().size(), 9);
    for (const entra::Cloud& cloud : entra::clouds()) {
        QVERIFY2(!ids.contains(cloud.id), qPrintable(cloud.id));
        ids.insert(cloud.id);
        QVERIFY2(!cloud.name.isEmpty() && entra::isDomainName(cloud.loginHost), qPrintable(cloud.id));
        const QStringList names = cloud.aliases + QStringList{cloud.loginHost};
        for (const QString& host : names) {
            QVERIFY2(!hosts.contains(host), qPrintable(host));
            hosts.insert(host);
        }
        QVERIFY2(!cloud.verified || (!cloud.issuerHostV1.isEmpty() && !cloud.issuerHostV2.isEmpty()),
                 qPrintable(cloud.id));
    }
}

void TestCloud::cloudOfHost_findsItsCloud_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("id");
    QTest::newRow("public") << "login.microsoftonline.com"
                            << "public";
    QTest::newRow("public, old") << "login.windows.net"
                                 << "public";
    QTest::newRow("public, v1 issuer") << "sts.windows.net"
                                       << "public";
    QTest::newRow("other case") << "Login.MicrosoftOnline.COM"
                                << "public";
    QTest::newRow("final dot") << "login.microsoftonline.com."
                               << "public";
    QTest::newRow("usgov") << "login.microsoftonline.us"
                           << "usgov";
    QTest::newRow("usgov, alias") << "login.usgovcloudapi.net"
                                  << "usgov";
    QTest::newRow("china") << "login.partner.microsoftonline.cn"
                           << "china";
    QTest::newRow("china, alias") << "login.chinacloudapi.cn"
                                  << "china";
    QTest::newRow("china, v1 issuer") << "sts.chinacloudapi.cn"
                                      << "china";
    QTest::newRow("france") << "login.sovcloud-identity.fr"
                            << "france";
    QTest::newRow("closed") << "login.microsoftonline.de"
                            << "germany-black-forest";
    QTest::newRow("longer name") << "login.microsoftonline.com.evil.example"
                                 << "";
    QTest::newRow("prefix") << "xlogin.microsoftonline.com"
                            << "";
    QTest::newRow("b2c") << "contoso.b2clogin.com"
                         << "";
    QTest::newRow("empty") << ""
                           << "";
    QTest::newRow("dot") << "."
                         << "";
}

void TestCloud::cloudOfHost_findsItsCloud()
{
    QFETCH(QString, host);
    QFETCH(QString, id);
    const entra::Cloud* cloud = entra::cloudOfHost(host);
    QCOMPARE(cloud ? cloud->id : QString(), id);
}

void TestCloud::cloudById_knowsNoOther()
{
    QVERIFY(entra::cloudById(u"usgov"));
    QVERIFY(entra::cloudById(u"germany-black-forest")->closed);
    QVERIFY(!entra::cloudById(u"france")->verified);
    QVERIFY(!entra::cloudById(u"Public"));
    QVERIFY(!entra::cloudById(u""));
}

void TestCloud::isGuid_wantsTheExactShape_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("lower") << "6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914" << true;
    QTest::newRow("upper") << "6D3C1F2A-8B47-4E0E-9C55-20F1A7E3B914" << true;
    QTest::newRow("zero") << "00000000-0000-0000-0000-000000000000" << true;
    QTest::newRow("braces") << "{6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914}" << false;
    QTest::newRow("short") << "6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b91" << false;
    QTest::newRow("long") << "6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b9144" << false;
    QTest::newRow("no hyphens") << "6d3c1f2a8b474e0e9c5520f1a7e3b914" << false;
    QTest::newRow("misplaced hyphen") << "6d3c1f2-a8b47-4e0e-9c55-20f1a7e3b914" << false;
    QTest::newRow("letter g") << "gd3c1f2a-8b47-4e0e-9c55-20f1a7e3b914" << false;
    QTest::newRow("full-width digit") << QStringLiteral(u"６d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914") << false;
    QTest::newRow("empty") << "" << false;
}

void TestCloud::isGuid_wantsTheExactShape()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(entra::isGuid(text), expected);
    QCOMPARE(entra::isGuid(QByteArrayView(text.toUtf8())), expected);
}

void TestCloud::isSharedTenant_isWithoutCase()
{
    for (const auto* shared : {u"common", u"Organizations", u"CONSUMERS"})
        QVERIFY(entra::isSharedTenant(shared));
    for (const auto* single : {u"", u"common.example", u" common", u"9188040d-6c67-4c5b-b112-36a304b66dad"})
        QVERIFY(!entra::isSharedTenant(single));
}

void TestCloud::isDomainName_wantsTwoLabels_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("plain") << "contoso.com" << true;
    QTest::newRow("onmicrosoft") << "contoso.onmicrosoft.com" << true;
    QTest::newRow("hyphen and digits") << "a-1.b2.co.uk" << true;
    QTest::newRow("punycode") << "xn--bcher-kva.example" << true;
    QTest::newRow("one label") << "contoso" << false;
    QTest::newRow("final dot") << "contoso.com." << false;
    QTest::newRow("empty label") << "contoso..com" << false;
    QTest::newRow("leading hyphen") << "-contoso.com" << false;
    QTest::newRow("underscore") << "con_toso.com" << false;
    QTest::newRow("space") << "contoso .com" << false;
    QTest::newRow("address") << "127.0.0.1" << false;
    QTest::newRow("URL") << "https://contoso.com" << false;
    QTest::newRow("path") << "contoso.com/x" << false;
    QTest::newRow("long label") << QString(64, u'a') + QStringLiteral(".com") << false;
    QTest::newRow("empty") << "" << false;
}

void TestCloud::isDomainName_wantsTwoLabels()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(entra::isDomainName(text), expected);
}

QTEST_GUILESS_MAIN(TestCloud)
#include "tst_cloud.moc"
