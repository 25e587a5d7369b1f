// SPDX-License-Identifier: Apache-2.0
#include "app/formats/settingssamples.h"

#include <QTest>

using namespace assayer;
using namespace assayer::formats::testing;
using formats::ApiSettings;

class SettingsExpectationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void expectations_followTheToken_data();
    void expectations_followTheToken();
    void everythingAccepted_isExpected_data();
    void everythingAccepted_isExpected();
};

void SettingsExpectationsTest::expectations_followTheToken_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("expectedIssuer");
    QTest::addColumn<QString>("expectedClient");
    QTest::addColumn<QStringList>("audiences");
    const auto row = [](const char* name, const char* file, const char* issuer, const QString& byClient,
                        const char* expectedIssuer, const QString& expectedClient, const char* audiences) {
        QTest::newRow(name) << QString::fromLatin1(file) << list(issuer).value(0) << byClient
                            << list(expectedIssuer).value(0) << expectedClient << list(audiences);
    };
    const QString elsewhere = QStringLiteral("someone else");
    row("its own version, v1", "azuread.json", "public-v1", client, "public-v1", {}, "{A} api://{A}");
    row("its own version, v2", "azuread.json", "public-v2", client, "public-v2", {}, "{A} api://{A}");
    row("another tenant's, v1", "azuread.json", "https://sts.windows.net/a3d9e7b1-4c62-4f08-b5e9-7d1c0f2a8b34/", client,
        "public-v1", {}, "{A} api://{A}");
    row("another cloud's, v2", "azuread.json", "https://login.microsoftonline.us/{T}/v2.0", client, "public-v2", {},
        "{A} api://{A}");
    row("no issuer", "azuread.json", "", client, "public-v2", {}, "{A} api://{A}");
    row("configured audience", "azuread-audience.json", "public-v1", client, "public-v1", {},
        "api://orders.example.com api://orders.example.com/");
    row("nothing checked", "azuread-common.json", "public-v1", client, "", {}, "{A} api://{A}");
    row("first client", "validate-azure-ad-token.xml", "public-v2", client, "public-v2", client, "api://{A}");
    row("second client", "validate-azure-ad-token.xml", "public-v2", otherClient, "public-v2", otherClient,
        "api://{A}");
    row("neither client", "validate-azure-ad-token.xml", "public-v2", elsewhere, "public-v2", client, "api://{A}");
    row("final slash", "express-auth0.json", "https://contoso.eu.auth0.com/", client, "https://contoso.eu.auth0.com/",
        {}, "https://orders.example.com");
}

void SettingsExpectationsTest::expectations_followTheToken()
{
    QFETCH(QString, file);
    QFETCH(QString, issuer);
    QFETCH(QString, client);
    QFETCH(QString, expectedIssuer);
    QFETCH(QString, expectedClient);
    QFETCH(QStringList, audiences);
    const profile::Expectations expectations = formats::expectationsFor(read(file), issuer, client);
    QCOMPARE(expectations.issuer, expectedIssuer);
    QCOMPARE(expectations.client, expectedClient);
    QCOMPARE(expectations.audiences, audiences);
}

void SettingsExpectationsTest::everythingAccepted_isExpected_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("byClient");
    for (const char* file : {"azuread.json", "validate-azure-ad-token.xml"}) {
        QTest::addRow("%s, no token yet", file) << QString::fromLatin1(file) << QString() << QString();
        QTest::addRow("%s, v1", file) << QString::fromLatin1(file) << list("public-v1").first() << client;
        QTest::addRow("%s, v2", file) << QString::fromLatin1(file) << list("public-v2").first() << otherClient;
    }
}

void SettingsExpectationsTest::everythingAccepted_isExpected()
{
    QFETCH(QString, file);
    QFETCH(QString, issuer);
    QFETCH(QString, byClient);
    const ApiSettings settings = read(file);
    const profile::Expectations expected = formats::expectationsFor(settings, issuer, byClient);
    const auto sorted = [](QStringList texts) {
        texts.removeAll(QString());
        texts.sort();
        return texts;
    };
    QVERIFY(settings.issuers.size() > 1 || settings.clients.size() > 1);
    QCOMPARE(sorted(expected.moreIssuers + QStringList{expected.issuer}), sorted(settings.issuers));
    QCOMPARE(sorted(expected.moreClients + QStringList{expected.client}), sorted(settings.clients));
}

QTEST_GUILESS_MAIN(SettingsExpectationsTest)
#include "tst_settingsexpectations.moc"
