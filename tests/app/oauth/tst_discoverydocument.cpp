// SPDX-License-Identifier: Apache-2.0
#include "oauth/discoverydocument.h"

#include <QFile>
#include <QTest>

using namespace assayer;
using oauth::DiscoveryDocument;

class TestDiscoveryDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parse_readsTheSamples_data();
    void parse_readsTheSamples();
    void parse_takesWhatIsOptional();
    void parse_refuses_data();
    void parse_refuses();
    void isFor_comparesByteForByte_data();
    void isFor_comparesByteForByte();
};

void TestDiscoveryDocument::parse_readsTheSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("jwksPath");
    const QString tenant = QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60");
    const QString login = QStringLiteral("https://login.microsoftonline.com/");
    QTest::newRow("v1") << "openid-configuration-v1-tenant.json"
                        << QStringLiteral("https://sts.windows.net/%1/").arg(tenant) << "/discovery/keys";
    QTest::newRow("v2") << "openid-configuration-v2-tenant.json" << login + tenant + QStringLiteral("/v2.0")
                        << "/discovery/v2.0/keys";
    QTest::newRow("common") << "openid-configuration-v2-common.json" << login + QStringLiteral("{tenantid}/v2.0")
                            << "/common/discovery/v2.0/keys";
}

void TestDiscoveryDocument::parse_readsTheSamples()
{
    QFETCH(QString, file);
    QFETCH(QString, issuer);
    QFETCH(QString, jwksPath);
    QFile sample(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/discovery/") + file);
    if (!sample.open(QIODevice::ReadOnly)) {
        QSKIP("the shared facts are not at hand");
    }
    const auto document = DiscoveryDocument::parse(sample.readAll());
    QVERIFY2(document, document ? "" : qPrintable(document.error().sentence));
    QCOMPARE(document->issuer, issuer);
    QVERIFY(document->jwksUri.path().endsWith(jwksPath));
    QVERIFY(document->tokenEndpoint.path().endsWith(QStringLiteral("/token")));
    QVERIFY(document->tokenEndpointAuthMethods.contains(QStringLiteral("client_secret_post")));
}

void TestDiscoveryDocument::parse_takesWhatIsOptional()
{
    const auto bare = DiscoveryDocument::parse("{\"issuer\":\"https://i\",\"jwks_uri\":null}");
    QVERIFY(bare);
    QVERIFY(bare->tokenEndpoint.isEmpty() && bare->jwksUri.isEmpty() && bare->tokenEndpointAuthMethods.isEmpty());
}

void TestDiscoveryDocument::parse_refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* text, const char* code) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(code);
    };
    row("empty", "", "invalid-json");
    row("html", "<html></html>", "invalid-json");
    row("half", R"({"issuer":"https://i","token_end)", "invalid-json");
    row("array", "[]", "invalid-discovery");
    row("nothing", "{}", "invalid-discovery");
    row("issuer a number", R"({"issuer":1})", "invalid-discovery");
    row("issuer empty", R"({"issuer":""})", "invalid-discovery");
    row("token endpoint a number", R"({"issuer":"https://i","token_endpoint":1})", "invalid-discovery");
    row("token endpoint relative", R"({"issuer":"https://i","token_endpoint":"/token"})", "invalid-discovery");
    row("token endpoint a file", R"({"issuer":"https://i","token_endpoint":"file:///etc/passwd"})",
        "invalid-discovery");
    row("keys as data", R"({"issuer":"https://i","jwks_uri":"data:application/json,{}"})", "invalid-discovery");
    row("keys with user", R"({"issuer":"https://i","jwks_uri":"https://u:p@i/keys"})", "invalid-discovery");
    row("keys with fragment", R"({"issuer":"https://i","jwks_uri":"https://i/keys#x"})", "invalid-discovery");
    row("keys, no host", R"({"issuer":"https://i","jwks_uri":"https:///keys"})", "invalid-discovery");
    row("keys with space", R"({"issuer":"https://i","jwks_uri":"https://i/ke ys"})", "invalid-discovery");
    row("issuer twice", R"({"issuer":"https://i","issuer":"https://j"})", "duplicate-member");
    row("keys twice", R"({"issuer":"https://i","jwks_uri":"https://i/a","jwks_uri":"https://i/b"})",
        "duplicate-member");
    row("endpoint twice, escaped",
        R"({"issuer":"https://i","token_endpoint":"https://i/a","token\u005fendpoint":"https://i/b"})",
        "duplicate-member");
}

void TestDiscoveryDocument::parse_refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto document = DiscoveryDocument::parse(text);
    QVERIFY(!document);
    QCOMPARE(document.error().code, code);
    QVERIFY(!document.error().sentence.isEmpty());
}

void TestDiscoveryDocument::isFor_comparesByteForByte_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("matches");
    const QString login = QStringLiteral("https://login.microsoftonline.com/");
    const QString tenant = QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60");
    const QString v2 = QStringLiteral("/v2.0");
    QTest::newRow("same") << "https://i/a"
                          << "https://i/a" << true;
    QTest::newRow("final slash") << "https://i/a/"
                                 << "https://i/a" << false;
    QTest::newRow("final slash expected") << "https://i/a"
                                          << "https://i/a/" << false;
    QTest::newRow("case") << "https://I/a"
                          << "https://i/a" << false;
    QTest::newRow("port") << "https://i:443/a"
                          << "https://i/a" << false;
    QTest::newRow("scheme") << "http://i"
                            << "https://i" << false;
    QTest::newRow("empty expectation") << "https://i"
                                       << "" << false;
    QTest::newRow("template") << login + QStringLiteral("{tenantid}/v2.0") << login + tenant + v2 << true;
    QTest::newRow("template, other case") << login + QStringLiteral("{TenantId}/v2.0") << login + tenant + v2 << true;
    QTest::newRow("template itself") << login + QStringLiteral("{tenantid}/v2.0")
                                     << login + QStringLiteral("{tenantid}/v2.0") << true;
    QTest::newRow("template, host's case")
        << QStringLiteral("https://Login.microsoftonline.com/{tenantid}/v2.0") << login + tenant + v2 << false;
    QTest::newRow("template, v1") << QStringLiteral("https://sts.windows.net/{tenantid}/")
                                  << QStringLiteral("https://sts.windows.net/%1/").arg(tenant) << true;
    QTest::newRow("template, no slash") << QStringLiteral("https://sts.windows.net/{tenantid}/")
                                        << QStringLiteral("https://sts.windows.net/%1").arg(tenant) << false;
    QTest::newRow("template, empty") << login + QStringLiteral("{tenantid}/v2.0") << login + v2.mid(1) << false;
    QTest::newRow("template, domain") << login + QStringLiteral("{tenantid}/v2.0")
                                      << login + QStringLiteral("contoso.com/v2.0") << false;
    QTest::newRow("template, path") << login + QStringLiteral("{tenantid}/v2.0")
                                    << login + tenant + QStringLiteral("/evil/v2.0") << false;
    QTest::newRow("template expected") << login + tenant + v2 << login + QStringLiteral("{tenantid}/v2.0") << false;
}

void TestDiscoveryDocument::isFor_comparesByteForByte()
{
    QFETCH(QString, issuer);
    QFETCH(QString, expected);
    QFETCH(bool, matches);
    DiscoveryDocument document;
    document.issuer = issuer;
    QCOMPARE(document.isFor(expected), matches);
}

QTEST_GUILESS_MAIN(TestDiscoveryDocument)
#include "tst_discoverydocument.moc"
