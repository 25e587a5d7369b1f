// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokeninput.h"

#include <QElapsedTimer>
#include <QStringEncoder>
#include <QTest>

using namespace assayer;

namespace {

// {"alg":"none"}.{"aud":"a"}.signature
const QByteArray token = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.c2ln-bmF0_dXJl";
const QString quotes = QStringLiteral("quotes");
const QString marks = QStringLiteral("quote marks");
const QString bearer = QStringLiteral("«Bearer»");
const QString header = QStringLiteral("«Authorization:» header name");
const QString lines = QStringLiteral("line breaks");
const QString invisible = QStringLiteral("invisible characters");
const QString response = QStringLiteral("the token response around it (access_token)");
const QString idResponse = QStringLiteral("the token response around it (id_token)");
const QString curl = QStringLiteral("the cURL command around it");
const QString request = QStringLiteral("the request around it");
const QString percent = QStringLiteral("percent-encoding");

QByteArray utf16(const QByteArray& text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    return encoder(QString::fromUtf8(text));
}

} // namespace

class TestTokenInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokenFrom_findsTheToken_data();
    void tokenFrom_findsTheToken();
    void tokenFrom_leavesOtherTextAsItIs_data();
    void tokenFrom_leavesOtherTextAsItIs();
    void tokenFrom_takesOtherTokensToo_data();
    void tokenFrom_takesOtherTokensToo();
    void tokenFrom_keepsDamage_data();
    void tokenFrom_keepsDamage();
    void tokenFrom_looksAtFourMebibytes();
    void tokenFrom_staysQuick_data();
    void tokenFrom_staysQuick();
    void tokenFrom_survivesTruncationAtEveryByte();
};

void TestTokenInput::tokenFrom_findsTheToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("stripped");
    const auto row = [](const char* name, const QByteArray& text, const QStringList& stripped) {
        QTest::newRow(name) << text << stripped;
    };
    row("bare", token, {});
    row("white space around", " \t\r\n" + token + "\r\n ", {});
    row("byte order mark", "\xEF\xBB\xBF" + token, {invisible});
    row("no-break space", "\xC2\xA0" + token + "\xC2\xA0", {invisible});
    row("zero-width spaces", "\xE2\x80\x8B" + token + "\xE2\x80\x8B\n", {invisible});
    row("UTF-16", utf16(token + "\r\n", QStringConverter::Utf16LE), {QStringLiteral("UTF-16 encoding")});
    row("UTF-16, big", utf16(token, QStringConverter::Utf16BE), {QStringLiteral("UTF-16 encoding")});
    row("straight quotes", '"' + token + '"', {quotes});
    row("single quotes", '\'' + token + '\'', {quotes});
    row("backticks", '`' + token + '`', {quotes});
    row("typographic quotes", "“" + token + "”", {quotes});
    row("German quotes", "„" + token + "“", {quotes});
    row("guillemets", "«" + token + "»", {quotes});
    row("quotes and space", "\" " + token + " \"\n", {quotes});
    row("wrapped", token.left(20) + "\n" + token.mid(20), {lines});
    row("wrapped on Windows", token.left(20) + "\r\n" + token.mid(20, 10) + "\r\n" + token.mid(30), {lines});
    row("wrapped and indented", token.left(20) + "\n    " + token.mid(20), {lines});
    row("wrapped in a mail", token.left(20) + "\n> " + token.mid(20), {lines});
    row("quoted in a mail", "> " + token.left(20) + "\r\n> " + token.mid(20), {marks, lines});
    row("quoted twice", ">> " + token.left(20) + "\n>> " + token.mid(20, 10) + "\n> > " + token.mid(30) + "\n>",
        {marks, lines});
    row("response, quoted", "> {\n>   \"access_token\": \"" + token + "\"\n> }", {marks, response});
    row("header, quoted", "> Authorization: Bearer " + token, {marks, header, bearer});
    row("spaces inside", token.left(20) + " " + token.mid(20), {lines});
    row("zero-width inside", token.left(20) + "\xE2\x80\x8B" + token.mid(20), {lines});
    row("Bearer", "Bearer " + token, {bearer});
    row("bearer, two spaces", "bearer  " + token, {bearer});
    row("BEARER, line break", "BEARER\r\n" + token, {bearer});
    row("Bearer with colon", "Bearer: " + token, {bearer});
    row("Bearer and quotes", "Bearer \"" + token + "\"", {bearer, quotes});
    row("header", "Authorization: Bearer " + token, {header, bearer});
    row("header, other spelling", "authorization:bearer " + token, {header, bearer});
    row("header without scheme", "Authorization: " + token, {header});
    row("header in quotes", "'Authorization: Bearer " + token + "'", {quotes, header, bearer});
    row("header, wrapped", "Authorization: Bearer " + token.left(20) + "\r\n " + token.mid(20),
        {header, bearer, lines});
    row("response", R"({"token_type":"Bearer","expires_in":3599,"access_token":")" + token + "\"}", {response});
    row("response, id_token", R"({"id_token":")" + token + "\"}", {idResponse});
    row("response, both", R"({"id_token":"x.y.z","access_token":")" + token + "\"}", {response});
    row("response, access_token empty", R"({"access_token":"","id_token":")" + token + "\"}", {idResponse});
    row("response, mark", "\xEF\xBB\xBF{\"access_token\":\"" + token + "\"}", {invisible, response});
    row("response, escaped", R"({"access_token":"\u0065)" + token.mid(1) + "\"}", {response});
    row("response, Bearer inside", R"({"access_token":"Bearer )" + token + "\"}", {response, bearer});
    row("response, cut", R"({"token_type":"Bearer","access_token":")" + token + "\",\"expi", {response});
    row("response, cut at the token", R"({"token_type":"Bearer","access_token":")" + token, {response});
    row("response in a text", R"("{\"access_token\":\")" + token + R"(\"}")", {quotes, response});
    row("response, JavaScript", "{ access_token: '" + token + "', token_type: 'Bearer' }", {response});
    row("response, YAML", "access_token: " + token + "\ntoken_type: Bearer", {response});
    row("form", "access_token=" + token + "&token_type=bearer", {response});
    row("URL", "https://app.example/cb#state=1&access_token=" + token + "&expires_in=1", {response});
    row("cURL", "curl -H 'Authorization: Bearer " + token + "' https://api.example/x", {curl});
    row("cURL, long option", "curl --header \"Authorization: Bearer " + token + "\" https://api.example", {curl});
    row("cURL, equals sign", "curl --header=\"authorization: bearer " + token + "\"", {curl});
    row("cURL, several lines",
        "curl --location 'https://api.example/x' \\\n  --header 'Accept: */*' \\\n  --header 'Authorization: Bearer " +
            token + "' \\\n  --data '{}'",
        {curl});
    row("cURL, Windows",
        "curl.exe \"https://api.example\" ^\r\n  -H \"Authorization: Bearer " + token + "\" ^\r\n  --compressed",
        {curl});
    row("cURL, prompt", "$ curl -sS -H 'Authorization: Bearer " + token + "' x", {curl});
    row("cURL, ANSI quotes", "curl -H $'authorization: Bearer " + token + "' x", {curl});
    row("cURL, option for it", "curl --oauth2-bearer " + token + " x", {curl});
    row("cURL, option in quotes", "curl --oauth2-bearer '" + token + "' x", {curl});
    row("cURL, header wrapped",
        "curl -H 'Authorization: Bearer " + token.left(20) + "\n" + token.mid(20) + "' https://api.example", {curl});
    row("cURL, proxy's first", "curl -H 'Proxy-Authorization: Bearer x.y.z' -H 'Authorization: Bearer " + token + "' x",
        {curl});
    row("HTTP request",
        "GET /orders HTTP/1.1\r\nHost: api.example\r\nAuthorization: Bearer " + token + "\r\nAccept: */*\r\n\r\n",
        {request});
    row("headers", "Host: api.example\nauthorization: Bearer " + token + "\nAccept: */*", {request});
    row("PowerShell", "Invoke-RestMethod -Uri x -Headers @{ Authorization = \"Bearer " + token + "\" }", {request});
    row("PowerShell, quoted name",
        "Invoke-WebRequest x -Headers @{\n\"Accept\"=\"*/*\"\n  \"Authorization\"=\"Bearer " + token + "\"\n}",
        {request});
    row("PowerShell, index", "$headers[\"Authorization\"] = \"Bearer " + token + "\"", {request});
    row("fetch", "fetch('x', {headers: {'Authorization': 'Bearer " + token + "'}})", {request});
    row("JSON headers", R"({"Authorization":"Bearer )" + token + "\"}", {request});
    row("HTTPie", "http api.example 'Authorization:Bearer " + token + "'", {request});
    row("C#", "client.DefaultRequestHeaders.Add(\"Authorization\", \"Bearer " + token + "\");", {request});
    row("percent-encoded", "eyJhbGciOiJub25lIn0%2EeyJhdWQiOiJhIn0%2Ec2ln-bmF0_dXJl", {percent});
    row("percent-encoded with its scheme", "Bearer%20" + token, {bearer, percent});
    row("percent-encoded in a form", "access_token=eyJhbGciOiJub25lIn0%2EeyJhdWQiOiJhIn0%2Ec2ln-bmF0_dXJl&x=1",
        {response, percent});
}

void TestTokenInput::tokenFrom_findsTheToken()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, stripped);
    const oauth::TokenInput input = oauth::tokenFrom(text);
    QCOMPARE(input.token, token);
    QCOMPARE(input.stripped, stripped);
}

void TestTokenInput::tokenFrom_leavesOtherTextAsItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "hello world",
                             "not a token at all, sorry",
                             "{}",
                             "[1,2]",
                             "{\"error\":\"invalid_client\"}",
                             "{\"payload\":\"x\",\"protected\":\"y\",\"signature\":\"z\"}",
                             "<html><body>x</body></html>",
                             "Bearer",
                             "\"",
                             "Authorization Required",
                             "the access_token is missing",
                             "curl https://api.example",
                             "curl -H 'Authorization: Basic aWQ6c2VjcmV0' x",
                             "\xFF\xFF\x01",
                             "a.b.c",
                             "no.thing here to find",
                             "https://login.microsoftonline.com/common",
                             "100% sure",
                             "access_token"}) {
        QTest::newRow(text) << QByteArray(text);
    }
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
}

void TestTokenInput::tokenFrom_leavesOtherTextAsItIs()
{
    QFETCH(QByteArray, text);
    const oauth::TokenInput input = oauth::tokenFrom(text);
    QCOMPARE(input.token, text);
    QCOMPARE(input.stripped, QStringList());
}

void TestTokenInput::tokenFrom_takesOtherTokensToo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("opaque") << QByteArray("Bearer ya29.a0Af+/=~x") << QByteArray("ya29.a0Af+/=~x");
    QTest::newRow("opaque response") << QByteArray(R"({"access_token":"2YotnFZFEjr1zCsicMWpAA"})")
                                     << QByteArray("2YotnFZFEjr1zCsicMWpAA");
    QTest::newRow("unsigned") << QByteArray("Authorization: Bearer eyJhbGciOiJub25lIn0.e30.")
                              << QByteArray("eyJhbGciOiJub25lIn0.e30.");
    QTest::newRow("two parts") << QByteArray("'eyJhbGciOiJub25lIn0.e30'") << QByteArray("eyJhbGciOiJub25lIn0.e30");
    QTest::newRow("five parts") << QByteArray("Bearer eyJ.a.b.c.d\n") << QByteArray("eyJ.a.b.c.d");
    QTest::newRow("padded") << QByteArray("eyJhbGciOiJub25lIn0=.e30=.") << QByteArray("eyJhbGciOiJub25lIn0=.e30=.");
}

void TestTokenInput::tokenFrom_takesOtherTokensToo()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(oauth::tokenFrom(text).token, expected);
}

void TestTokenInput::tokenFrom_keepsDamage_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& expected) {
        QTest::newRow(name) << text << expected;
    };
    row("other character", "Bearer eyJhbGci!OiJub25lIn0.e30.", "eyJhbGci!OiJub25lIn0.e30.");
    row("ellipsis", "\"eyJhbGciOiJub25lIn0.e30.abc…\"", "eyJhbGciOiJub25lIn0.e30.abc…");
    row("invalid UTF-8", "eyJhbGci\xFF.e30.", "eyJhbGci\xFF.e30.");
    row("damage in a response", R"({"access_token":"eyJ!.e30."})", "eyJ!.e30.");
    row("one quote", "\"eyJhbGciOiJub25lIn0.e30.", "\"eyJhbGciOiJub25lIn0.e30.");
    row("unknown percent", "eyJhbGci%ZZ.e30.", "eyJhbGci%ZZ.e30.");
}

void TestTokenInput::tokenFrom_keepsDamage()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(oauth::tokenFrom(text).token, expected);
}

void TestTokenInput::tokenFrom_looksAtFourMebibytes()
{
    const qsizetype limit = 4 * 1024 * 1024;
    QCOMPARE(oauth::tokenFrom(QByteArray(limit + 5, 'a')).token.size(), limit);
    QCOMPARE(oauth::tokenFrom(QByteArray(limit - token.size(), ' ') + token).token, token);
}

void TestTokenInput::tokenFrom_staysQuick_data()
{
    QTest::addColumn<QByteArray>("text");
    static constexpr qsizetype size = 512 * 1024;
    const auto row = [](const char* unit) {
        const QByteArray text(unit);
        QTest::newRow(unit) << text.repeated(size / text.size());
    };
    for (const char* unit : {"\"",
                             "Bearer ",
                             "authorization:",
                             "authorization: bearer ",
                             "access_token",
                             "access_token=",
                             "\"access_token\":\"\n",
                             "access_token   :",
                             "{",
                             "[",
                             "\xE2\x80\x8B",
                             " ",
                             "\\",
                             "%41",
                             "%25",
                             "--oauth2-bearer ",
                             "ey",
                             "e\n",
                             "'authorization: bearer a\n",
                             "> \n"}) {
        row(unit);
    }
    QTest::newRow("one long gap") << "authorization" + QByteArray(size - 20, ' ');
    QTest::newRow("deep") << "{\"a\":" + QByteArray(size - 20, '[');
}

void TestTokenInput::tokenFrom_staysQuick()
{
    QFETCH(QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    (void)oauth::tokenFrom(text);
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

void TestTokenInput::tokenFrom_survivesTruncationAtEveryByte()
{
    const QByteArray whole = "\xEF\xBB\xBF“curl --header \"Authorization: Bearer " + token +
                             "\" \\\r\n --data '{\"access_token\":\"%41\"}'”";
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        const oauth::TokenInput input = oauth::tokenFrom(whole.first(length));
        QVERIFY(input.token.size() <= length);
    }
}

QTEST_GUILESS_MAIN(TestTokenInput)
#include "tst_tokeninput.moc"
