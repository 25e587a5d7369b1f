// SPDX-License-Identifier: Apache-2.0
#include "http/mask.h"

#include "app/http/asking.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assayer;
using namespace assayer::http;
using support::Secret;
using test::Asking;
using test::RawServer;

namespace {

const char* const awkward = "a+b/c\"d\\e f&g%h~ü<"; // a character of each kind that some encoding writes otherwise

Mask maskOf(const QByteArray& secret)
{
    return Mask({Secret(QByteArray(secret))});
}

QByteArray masked(const QByteArray& secret, const QByteArray& text)
{
    return maskOf(secret).applied(text);
}

} // namespace

class TestMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spelling_isMasked_data();
    void spelling_isMasked();
    void base64_isMaskedInsideLongerText_data();
    void base64_isMaskedInsideLongerText();
    void otherText_staysAsItIs_data();
    void otherText_staysAsItIs();
    void shortSecret_isMaskedAsAWholeValue_data();
    void shortSecret_isMaskedAsAWholeValue();
    void cutSecret_isMaskedAtTheEnd();
    void token_isMasked_data();
    void token_isMasked();
    void noToken_staysAsItIs_data();
    void noToken_staysAsItIs();
    void url_isMasked();
    void hostileText_takesBoundedTime_data();
    void hostileText_takesBoundedTime();
    void answer_isMaskedEverywhere();
    void failure_isMasked();
};

void TestMask::spelling_isMasked_data()
{
    QTest::addColumn<QByteArray>("spelling");
    QByteArray escaped;
    for (const QChar unit : QString::fromUtf8(awkward))
        escaped += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    QByteArray everyByte;
    for (const char byte : QByteArray(awkward))
        everyByte += '%' + QByteArray(1, byte).toHex();
    const QByteArray secret(awkward);
    QTest::newRow("plain") << secret;
    QTest::newRow("percent") << secret.toPercentEncoding();
    QTest::newRow("percent, lower case") << secret.toPercentEncoding().toLower();
    QTest::newRow("percent, every byte") << everyByte;
    QTest::newRow("percent, only what must be") << QByteArray("a%2Bb/c%22d%5Ce%20f%26g%25h~%C3%BC%3C");
    QTest::newRow("form") << secret.toPercentEncoding(" ").replace(' ', '+');
    QTest::newRow("percent twice") << secret.toPercentEncoding().toPercentEncoding();
    QTest::newRow("JSON") << QByteArray("a+b/c\\\"d\\\\e f&g%h~ü<");
    QTest::newRow("JSON, slash") << QByteArray("a+b\\/c\\\"d\\\\e f&g%h~ü<");
    QTest::newRow("JSON, ASCII only") << QByteArray("a+b/c\\\"d\\\\e f\\u0026g%h~\\u00fc\\u003C");
    QTest::newRow("JSON, every character") << escaped;
    QTest::newRow("JSON in JSON") << QByteArray("a+b/c\\\\\\\"d\\\\\\\\e f&g%h~ü<");
    QTest::newRow("JSON, percent inside") << secret.toPercentEncoding().replace('%', "\\u0025");
    QTest::newRow("HTML") << QByteArray("a+b/c&quot;d\\e f&amp;g%h~ü&lt;");
    QTest::newRow("HTML, numbers") << QByteArray("a&#43;b/c&#34;d&#x5C;e f&#38;g%h~&#xfc;&#060;");
    QTest::newRow("Base64") << secret.toBase64();
    QTest::newRow("Base64, no padding") << secret.toBase64(QByteArray::OmitTrailingEquals);
    QTest::newRow("base64url") << secret.toBase64(QByteArray::Base64UrlEncoding);
    QTest::newRow("Base64, percent-encoded") << secret.toBase64().toPercentEncoding();
}

void TestMask::spelling_isMasked()
{
    QFETCH(QByteArray, spelling);
    for (const QByteArray frame : {"", "the request body held {\"x\":\"", "https://a/?b=1&c="}) {
        const QByteArray result = masked(awkward, frame + spelling);
        QVERIFY2(result == frame + "•••" || result == frame + "•••=" || result == frame + "•••==" ||
                     result == frame + "•••%3D" || result == frame + "•••%3D%3D",
                 result.constData());
    }
}

void TestMask::base64_isMaskedInsideLongerText_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    for (const char* before : {"", "i", "id", "id:", "0c5a12e1-5c1c-4b1e-9a4c-3f6f0b7a9d11:"}) {
        for (const char* after : {"", ":", "&x", "\r\n\r\n"})
            QTest::addRow("[%s] [%zu]", before, strlen(after)) << QByteArray(before) << QByteArray(after);
    }
}

void TestMask::base64_isMaskedInsideLongerText()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QByteArray secret("Kx8Q~tHe-SeCrEt.value_42");
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        const QByteArray encoded = (before + secret + after).toBase64(alphabet);
        const QByteArray result = masked(secret, "Basic " + encoded + " end");
        QVERIFY2(result.contains("•••"), result.constData());
        // What is left is not long enough to hold a byte of the secret.
        QString left = QString::fromUtf8(result).section(QChar(' '), 1, 1);
        const qsizetype kept = left.remove(QStringLiteral("•••")).remove(QLatin1Char('=')).size();
        QVERIFY2(kept <= (before.size() + after.size()) * 4 / 3 + 1, result.constData());
        QVERIFY(result.startsWith("Basic ") && result.endsWith(" end"));
    }
}

void TestMask::otherText_staysAsItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("JSON") << QByteArray("{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: …\"}");
    QTest::newRow("nearly") << QByteArray("a+b/c\"d\\e f&g%h~ü");
    QTest::newRow("another case") << QByteArray("A+B/C\"D\\E F&G%H~Ü<");
    QTest::newRow("broken escapes") << QByteArray("%%2%zz\\\\\\u12\\uD800\\u&#;&#x;&#99999999;&amp");
    QTest::newRow("binary") << QByteArray("\0\xFF\x80\0%00", 7);
}

void TestMask::otherText_staysAsItIs()
{
    QFETCH(QByteArray, text);
    QCOMPARE(masked(awkward, text), text);
    QCOMPARE(Mask().applied(text), text);
    QCOMPARE(masked({}, text), text);
}

void TestMask::shortSecret_isMaskedAsAWholeValue_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* secret, const char* text, const char* expected) {
        QTest::addRow("%s in %s", secret, text) << QByteArray(secret) << QByteArray(text) << QByteArray(expected);
    };
    row("a", "a", "•••");
    row("a", "{\"a\":\"a token\",\"b\":\"a\"}", "{\"•••\":\"a token\",\"b\":\"•••\"}");
    row("abc", "an abc of it", "an abc of it");
    row("abc", "x=abc&y=abcd", "x=•••&y=abcd");
    row("a b", "x=a+b&y=a%20b", "x=•••&y=•••");
    row("abc", "\"YWJj\"", "\"•••\"");
    row("ü", "\"\\u00fc\"", "\"•••\"");
    row("abcd", "xabcdx", "x•••x");
}

void TestMask::shortSecret_isMaskedAsAWholeValue()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(masked(secret, text), expected);
}

void TestMask::cutSecret_isMaskedAtTheEnd()
{
    const Mask mask = maskOf("s3cr3t-value-long");
    QCOMPARE(mask.applied(QByteArray("echo: s3cr3t-val"), Mask::Ending::Cut), QByteArray("echo: •••"));
    QCOMPARE(mask.applied(QByteArray("echo: s3cr3t-val"), Mask::Ending::Whole), QByteArray("echo: s3cr3t-val"));
    QCOMPARE(mask.applied(QByteArray("echo: s3c"), Mask::Ending::Cut), QByteArray("echo: s3c"));
    QCOMPARE(maskOf("a b/c d/e").applied(QByteArray("x=a+b%2Fc"), Mask::Ending::Cut), QByteArray("x=•••"));
}

void TestMask::token_isMasked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("JSON", R"({"access_token":"opaque","expires_in":3599})", R"({"access_token":"•••","expires_in":3599})");
    row("JSON with space", "{\"access_token\" :\n \"opaque\"}", "{\"access_token\" :\n \"•••\"}");
    row("the others", R"({"id_token":"a","refresh_token":"b","x":1})",
        R"({"id_token":"•••","refresh_token":"•••","x":1})");
    row("case", R"({"Access_Token":"opaque"})", R"({"Access_Token":"•••"})");
    row("cut", R"({"access_token":"opaq)", R"({"access_token":"•••)");
    row("an escaped quote in it", R"({"access_token":"op\"aque","x":1})", R"({"access_token":"•••","x":1})");
    row("twice", R"({"access_token":"a","access_token":"b"})", R"({"access_token":"•••","access_token":"•••"})");
    row("a number", R"({"access_token":12345})", R"({"access_token":•••})");
    row("JSON in JSON", R"({"d":"{\"access_token\":\"opaque\"}"})", R"({"d":"{\"access_token\":\"•••\"}"})");
    row("form", "access_token=opaque&token_type=bearer", "access_token=•••&token_type=bearer");
    row("echoed form", "client_id=a&client_secret=b%20c", "client_id=a&client_secret=•••");
    row("fragment", "https://a/#access_token=opaque&x=1", "https://a/#access_token=•••&x=1");
    row("encoded form", "https://a/?u=access_token%3Dopaque&x=1", "https://a/?u=access_token%3D•••&x=1");
    row("JWT", "Bearer eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln, x", "Bearer •••, x");
    row("JWT in JSON", R"({"t":"eyJhbGciOiJub25lIn0.eyJhIjoxfQ."})", R"({"t":"•••"})");
    row("JWT with a space in its header", "eyAiYWxnIjoibm9uZSJ9.eyJhIjoxfQ.x", "•••");
    row("JWT cut in its payload", "t: eyJhbGciOiJub25lIn0.eyJhIjo", "t: •••");
}

void TestMask::token_isMasked()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(Mask().applied(text), expected);
    QCOMPARE(Mask().applied(QString::fromUtf8(text)), QString::fromUtf8(expected));
}

void TestMask::noToken_staysAsItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* text) { QTest::newRow(text) << QByteArray(text); };
    row(R"({"response_types_supported":["id_token","token"],"id_token_signing_alg_values_supported":["RS256"]})");
    row(R"({"token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt"]})");
    row(R"({"access_token":null})");
    row(R"({"access_token":""})");
    row("AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
    row("AADSTS700027: Client assertion contains an invalid signature. assertion: wrong");
    row("e.g. key.pem, eyJ.txt, new.file.names");
}

void TestMask::noToken_staysAsItIs()
{
    QFETCH(QByteArray, text);
    QCOMPARE(Mask().applied(text), text);
}

void TestMask::url_isMasked()
{
    const Mask mask = maskOf("s3cr3t/value");
    const QUrl url(QStringLiteral("https://a.example/cb?x=s3cr3t%2Fvalue&y=1#access_token=abc"));
    const QString result = mask.applied(url).toString();
    QCOMPARE(result, QStringLiteral("https://a.example/cb?x=•••&y=1#access_token=•••"));
    const QUrl harmless(QStringLiteral("https://a.example/cb?x=1"));
    QCOMPARE(mask.applied(harmless), harmless);
}

void TestMask::hostileText_takesBoundedTime_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("text");
    constexpr qsizetype size = 2 * 1024 * 1024;
    const auto filled = [](const QByteArray& unit) { return unit.repeated(size / unit.size()); };
    const QByteArray ordinary("Kx8Q~tHe-SeCrEt.value_42abcdefghijklmnop");
    QTest::newRow("ordinary") << ordinary << filled("{\"kid\":\"abc\",\"n\":\"0123456789\"},\n");
    QTest::newRow("one letter") << QByteArray(2000, 'a') + 'b' << filled("a");
    QTest::newRow("many beginnings") << ordinary << filled("Kx8Q~tHe-SeCrEt");
    QTest::newRow("percents") << ordinary << filled("%2541");
    QTest::newRow("backslashes") << ordinary << filled("\\");
    QTest::newRow("all encodings") << ordinary << filled("%25\\u0041&amp;+");
    QTest::newRow("names") << ordinary << filled("access_token");
    QTest::newRow("names with quotes") << ordinary << filled("\"access_token\":\"");
    QTest::newRow("names, then backslashes") << ordinary << filled("access_token\\\\\\\\\\\\\\\\");
    QTest::newRow("JWT beginnings") << ordinary << filled("eyJ");
    QTest::newRow("JWT beginnings apart") << ordinary << filled("eyJ ");
    QTest::newRow("ampersands") << ordinary << filled("&#1");
    QTest::newRow("hits") << ordinary << filled(ordinary);
}

void TestMask::hostileText_takesBoundedTime()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, text);
    const Mask mask = maskOf(secret);
    QElapsedTimer clock;
    clock.start();
    const QByteArray result = mask.applied(text, Mask::Ending::Cut);
    QVERIFY(clock.elapsed() < 20'000);
    QVERIFY(!result.isEmpty());
}

void TestMask::answer_isMaskedEverywhere()
{
    const QByteArray secret("Kx8Q~tHe-SeCrEt.value_42");
    RawServer server;
    server.answerWith("HTTP/1.1 302 No " + secret + "\r\nLocation: /back?s=" + secret.toPercentEncoding() +
                      "#access_token=opaque-token-1\r\nX-Echo: Basic " + ("me:" + secret).toBase64() +
                      "\r\nX-Token: opaque-token-2\r\nSet-Cookie: t=eyJhbGciOiJub25lIn0.eyJhIjoxfQ.sig\r\n\r\n" +
                      "{\"access_token\":\"opaque-token-2\",\"echo\":\"" + secret + "\"}");
    Request request = test::post(server.url(QStringLiteral("/token")));
    request.url.setQuery(QString::fromLatin1("hint=" + secret));
    request.masks = {Secret(QByteArray(secret))};
    request.headers = {{QStringLiteral("X-Plain"), QString::fromLatin1("holds " + secret), {}, false}};
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
    const Exchange exchange = asking.reply().exchange;
    QCOMPARE(exchange.response->reason, QStringLiteral("No •••"));
    QCOMPARE(exchange.response->redirectTarget.toString(),
             server.url(QStringLiteral("/back")).toString() + QStringLiteral("?s=•••#access_token=•••"));
    QCOMPARE(exchange.response->body, QByteArray("{\"access_token\":\"•••\",\"echo\":\"•••\"}"));
    QVERIFY(asking.reply().body.contains("opaque-token-2"));
    QVERIFY(asking.reply().body.contains(secret));
    QVERIFY(exchange.request.url.toString().endsWith(QStringLiteral("/token?hint=•••")));
    QCOMPARE(exchange.request.headers.first().value, QStringLiteral("holds •••"));
    QString everything = exchange.request.url.toString();
    for (const Header& header : exchange.response->headers)
        everything += header.name + header.value;
    QVERIFY2(!everything.contains(QString::fromLatin1(secret)), qPrintable(everything));
    QVERIFY2(!everything.contains(QLatin1String("opaque-token")), qPrintable(everything));
    QVERIFY2(!everything.contains(QLatin1String("eyJ")), qPrintable(everything));
    QVERIFY2(!everything.contains(QString::fromLatin1(("me:" + secret).toBase64().mid(4, 20))), qPrintable(everything));
    QVERIFY(server.received().contains("/token?hint=" + secret));
}

void TestMask::failure_isMasked()
{
    const QByteArray secret("host-that-is-a-secret");
    Request request = test::post(QUrl(QStringLiteral("https://host-that-is-a-secret.invalid/x")));
    request.masks = {Secret(QByteArray(secret))};
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("host-unknown"));
    const Failure failure = *asking.reply().exchange.failure;
    QVERIFY2(!failure.sentence.contains(QString::fromLatin1(secret)), qPrintable(failure.sentence));
    QVERIFY2(!failure.detail.contains(QString::fromLatin1(secret)), qPrintable(failure.detail));
}

QTEST_GUILESS_MAIN(TestMask)
#include "tst_mask.moc"
