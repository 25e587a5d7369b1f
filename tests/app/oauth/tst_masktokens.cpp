// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokenresponse.h"

#include <QTest>

using namespace assayer;

class TestMaskTokens : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void maskTokens_leavesNoToken_data();
    void maskTokens_leavesNoToken();
    void maskTokens_leavesTheRest();
};

void TestMaskTokens::maskTokens_leavesNoToken_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const char* body) { QTest::newRow(name) << QByteArray(body); };
    row("JSON", R"({"access_token":"canary","x":1})");
    row("spaces", "{\"access_token\" :\r\n \"canary\"}");
    row("refresh", R"({"refresh_token":"canary"})");
    row("id", R"({"id_token":"canary"})");
    row("escaped quote", R"({"access_token":"a\"canary"})");
    row("unterminated", R"({"access_token":"canary)");
    row("form", "token_type=bearer&access_token=canary&x=1");
    row("URL", "https://x/#access_token=canary");
    row("JSON in JSON", R"({"body":"{\"access_token\":\"canary\"}"})");
    row("secret echoed", R"({"client_secret":"canary"})");
    row("assertion echoed", "client_assertion=canary&x=1");
    row("JWT anywhere", "error near eyJhbGciOiJSUzI1NiJ9.canary.c2lnbmF0dXJl in line 1");
    row("JWT in an array", R"(["eyJhbGciOiJSUzI1NiJ9.canary.c2lnbmF0dXJl"])");
    row("two", R"({"access_token":"canary","id_token":"canary"})");
}

void TestMaskTokens::maskTokens_leavesNoToken()
{
    QFETCH(QByteArray, body);
    const QByteArray masked = oauth::maskTokens(body);
    QVERIFY2(!masked.contains("canary"), masked.constData());
    QVERIFY(masked.contains("•••"));
    QCOMPARE(oauth::maskTokens(masked), masked);
}

void TestMaskTokens::maskTokens_leavesTheRest()
{
    const QByteArray text =
        R"({"token_type":"Bearer","error":"invalid_request","access_token":"","x":"the access_token is missing"})";
    QCOMPARE(oauth::maskTokens(text), text);
    QCOMPARE(oauth::maskTokens(R"({"access_token":"abc","x":1})"), QByteArray("{\"access_token\":\"•••\",\"x\":1}"));
    QCOMPARE(oauth::maskTokens(""), QByteArray());
}

QTEST_GUILESS_MAIN(TestMaskTokens)
#include "tst_masktokens.moc"
