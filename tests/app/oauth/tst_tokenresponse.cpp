// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokenresponse.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assayer;
using oauth::AuthorityError;
using oauth::TokenGrant;

namespace {

const QString samples = QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/");
const QString jsonType = QStringLiteral("application/json; charset=utf-8");

QByteArray sample(const QString& path)
{
    QFile file(samples + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

AuthorityError refusal(int status, const QByteArray& body, const QString& type = jsonType, const QString& retry = {},
                       qint64 now = 0)
{
    const oauth::TokenResponse response = oauth::parseTokenResponse(status, type, body, retry, now);
    return std::holds_alternative<AuthorityError>(response) ? std::get<AuthorityError>(response) : AuthorityError();
}

} // namespace

class TestTokenResponse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parse_readsTheSampleGrants_data();
    void parse_readsTheSampleGrants();
    void parse_readsTheSampleErrors();
    void parse_remarksWhatIsOdd_data();
    void parse_remarksWhatIsOdd();
    void parse_choosesTheMainCode_data();
    void parse_choosesTheMainCode();
    void parse_findsParticularsInTheDescription();
    void parse_keepsTheAuthoritysWordsVerbatim();
    void parse_saysWhatElseItIs_data();
    void parse_saysWhatElseItIs();
    void parse_readsAReasonOutOfDamage();
    void parse_showsHostileTitlesPlainly();
    void parse_readsRetryAfter_data();
    void parse_readsRetryAfter();
    void parse_survivesTruncationAtEveryByte();
    void parse_staysQuick();
};

void TestTokenResponse::parse_readsTheSampleGrants_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<qint64>("expiresIn");
    QTest::addColumn<QString>("resource");
    QTest::addColumn<int>("remarks");
    const QString api = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
    QTest::newRow("v1, strings") << "v1-success.json" << qint64(4499) << QStringLiteral("api://") + api << 0;
    QTest::newRow("v2, numbers") << "v2-success.json" << qint64(4499) << QString() << 0;
    QTest::newRow("v2, refresh_in") << "v2-success-refresh-in.json" << qint64(86399) << QString() << 0;
    QTest::newRow("v2 endpoint, v1 token") << "v2-endpoint-v1-token-success.json" << qint64(4499) << QString() << 0;
    QTest::newRow("b2c") << "b2c-success.json" << qint64(3600) << api << 0;
    QTest::newRow("imds") << "imds-success.json" << qint64(86399) << QStringLiteral("api://") + api << 0;
    QTest::newRow("app service, no expires_in")
        << "appservice-msi-success.json" << qint64(-1) << QStringLiteral("api://") + api << 1;
}

void TestTokenResponse::parse_readsTheSampleGrants()
{
    QFETCH(QString, file);
    QFETCH(qint64, expiresIn);
    QFETCH(QString, resource);
    QFETCH(int, remarks);
    const QByteArray body = sample(QStringLiteral("responses/") + file);
    if (body.isEmpty()) {
        QSKIP("the shared facts are not at hand");
    }
    const oauth::TokenResponse response = oauth::parseTokenResponse(200, jsonType, body);
    QVERIFY(std::holds_alternative<TokenGrant>(response));
    const TokenGrant& grant = std::get<TokenGrant>(response);
    QCOMPARE(grant.accessToken, QJsonDocument::fromJson(body)[u"access_token"].toString().toUtf8());
    QCOMPARE(grant.tokenType, QStringLiteral("Bearer"));
    QCOMPARE(grant.expiresIn.value_or(-1), expiresIn);
    QCOMPARE(grant.resource, resource);
    QCOMPARE(grant.remarks.size(), remarks);
    QVERIFY(!oauth::maskTokens(body).contains(grant.accessToken.first(30)));
}

void TestTokenResponse::parse_readsTheSampleErrors()
{
    const QJsonArray index = QJsonDocument::fromJson(sample(QStringLiteral("errors/index.json"))).array();
    if (index.isEmpty()) {
        QSKIP("the shared facts are not at hand");
    }
    for (const QJsonValue& entry : index) {
        const QString file = entry[u"file"].toString();
        const QByteArray body = sample(QStringLiteral("errors/") + file);
        const int status = entry[u"http_status"].toInt();
        const QString type = entry[u"content_type"].toString(jsonType);
        const AuthorityError error = refusal(status, body, type);
        QCOMPARE(error.httpStatus, status);
        if (file.endsWith(u".html")) {
            QCOMPARE(error.shape, QStringLiteral("html"));
            QVERIFY(error.sentence.contains(QStringLiteral("502 Bad Gateway")));
            continue;
        }
        const QJsonObject json = QJsonDocument::fromJson(body).object();
        QVERIFY2(error.shape.isEmpty(), qPrintable(file));
        QCOMPARE(error.error, json[u"error"].toString());
        QCOMPARE(error.description, json[u"error_description"].toString());
        QCOMPARE(error.traceId, json[u"trace_id"].toString());
        QCOMPARE(error.correlationId, json[u"correlation_id"].toString());
        QCOMPARE(error.timestamp, json[u"timestamp"].toString());
        QCOMPARE(error.errorUri, json[u"error_uri"].toString());
        QCOMPARE(error.suberror, json[u"suberror"].toString());
        bool numbered = false;
        const qint64 number = file.section(u'.', 0, 0).toLongLong(&numbered);
        QCOMPARE(error.code.value_or(0), numbered ? number : 0);
    }
}

void TestTokenResponse::parse_remarksWhatIsOdd_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("expiresIn");
    QTest::addColumn<int>("remarks");
    const auto row = [](const char* name, const char* body, qint64 expiresIn, int remarks) {
        QTest::newRow(name) << QByteArray(body) << expiresIn << remarks;
    };
    row("whole", R"({"access_token":"t","token_type":"Bearer","expires_in":1})", 1, 0);
    row("type in lower case", R"({"access_token":"t","token_type":"bearer","expires_in":1})", 1, 0);
    row("exponent", R"({"access_token":"t","token_type":"Bearer","expires_in":1e2})", 100, 0);
    row("no type", R"({"access_token":"t","expires_in":1})", 1, 1);
    row("type a number", R"({"access_token":"t","token_type":1,"expires_in":1})", 1, 1);
    row("other type", R"({"access_token":"t","token_type":"DPoP","expires_in":1})", 1, 1);
    row("no lifetime", R"({"access_token":"t","token_type":"Bearer"})", -1, 1);
    row("lifetime in words", R"({"access_token":"t","token_type":"Bearer","expires_in":"an hour"})", -1, 1);
    row("lifetime null", R"({"access_token":"t","token_type":"Bearer","expires_in":null})", -1, 1);
    row("lifetime half", R"({"access_token":"t","token_type":"Bearer","expires_in":0.5})", -1, 1);
    row("lifetime huge", R"({"access_token":"t","token_type":"Bearer","expires_in":1e400})", -1, 1);
    row("lifetime zero", R"({"access_token":"t","token_type":"Bearer","expires_in":0})", 0, 1);
    row("lifetime negative", R"({"access_token":"t","token_type":"Bearer","expires_in":-5})", -5, 1);
    row("token twice", R"({"access_token":"t","token_type":"Bearer","expires_in":1,"access_token":"u"})", 1, 1);
    row("thrice is one remark", R"({"access_token":"t","token_type":"Bearer","expires_in":1,"x":1,"x":2,"x":3})", 1, 1);
    row("error beside it", R"({"access_token":"t","token_type":"Bearer","expires_in":1,"error":"x"})", 1, 1);
    row("byte order mark", "\xEF\xBB\xBF{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":1}", 1, 1);
}

void TestTokenResponse::parse_remarksWhatIsOdd()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, expiresIn);
    QFETCH(int, remarks);
    const oauth::TokenResponse response = oauth::parseTokenResponse(200, jsonType, body);
    QVERIFY(std::holds_alternative<TokenGrant>(response));
    const TokenGrant& grant = std::get<TokenGrant>(response);
    QCOMPARE(grant.accessToken, QByteArray("t"));
    QCOMPARE(grant.expiresIn.value_or(-1), expiresIn);
    QCOMPARE(grant.remarks.size(), remarks);
}

void TestTokenResponse::parse_choosesTheMainCode_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("code");
    const auto row = [](const char* name, const char* body, qint64 code) {
        QTest::newRow(name) << QByteArray(body) << code;
    };
    row("one", R"({"error":"e","error_codes":[7000215]})", 7000215);
    row("wrapper first", R"({"error":"e","error_codes":[70002,50012]})", 50012);
    row("wrapper last", R"({"error":"e","error_codes":[50012,70002]})", 50012);
    row("wrapper alone", R"({"error":"e","error_codes":[70002]})", 70002);
    row("as texts", R"({"error":"e","error_codes":["70002","7000222"]})", 7000222);
    row("list wins", R"({"error":"e","error_codes":[1001],"error_description":"AADSTS90002: x"})", 1001);
    row("from the text", R"({"error":"e","error_description":"AADSTS90002: Tenant"})", 90002);
    row("wrapper in the text", R"({"error":"e","error_description":"AADSTS70002: x AADSTS50012: y"})", 50012);
    row("nonsense list", R"({"error":"e","error_codes":[null,"x",-1,1.5],"error_description":"AADSTS90002: x"})",
        90002);
    row("list is no list", R"({"error":"e","error_codes":7000215})", 0);
    row("other prefix", R"({"error":"e","error_description":"AADB2C90085: x"})", 0);
    row("no number", R"({"error":"e","error_description":"AADSTS: x"})", 0);
    row("too long a number", R"({"error":"e","error_description":"AADSTS99999999999999999999: x"})", 0);
}

void TestTokenResponse::parse_choosesTheMainCode()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, code);
    QCOMPARE(refusal(400, body).code.value_or(0), code);
}

void TestTokenResponse::parse_findsParticularsInTheDescription()
{
    const AuthorityError error =
        refusal(401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: no.\\r\\n"
                     "Trace ID: 006ad097-11bb-4ccc-8d33-0000006ad097\\r\\n"
                     "Correlation ID: aaaa0000-bb11-4222-83cc-0000006ad097\\r\\nTimestamp: 2026-09-21 13:33:20Z\"}");
    QCOMPARE(error.traceId, QStringLiteral("006ad097-11bb-4ccc-8d33-0000006ad097"));
    QCOMPARE(error.correlationId, QStringLiteral("aaaa0000-bb11-4222-83cc-0000006ad097"));
    QCOMPARE(error.timestamp, QStringLiteral("2026-09-21 13:33:20Z"));
}

void TestTokenResponse::parse_keepsTheAuthoritysWordsVerbatim()
{
    const AuthorityError error =
        refusal(400, "{\"error\":\" <b>X</b>\\u202e\",\"error_description\":\"a\\r\\n\\u0000b\"}");
    QCOMPARE(error.error, QStringLiteral(" <b>X</b>\u202E"));
    QCOMPARE(error.description, QString::fromUtf8(QByteArray("a\r\n\0b", 5)));
}

void TestTokenResponse::parse_saysWhatElseItIs_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("shape");
    const auto row = [](const char* name, int status, const char* type, const QByteArray& body, const char* shape) {
        QTest::newRow(name) << status << QString::fromLatin1(type) << body << QString::fromLatin1(shape);
    };
    const char* const json = "application/json";
    row("204", 204, "", "", "empty-body");
    row("200, empty", 200, json, "", "empty-body");
    row("403, empty", 403, "", "", "empty-body");
    row("429, empty", 429, "", "", "empty-body");
    row("503, blank", 503, "", " \r\n", "empty-body");
    row("page by its type", 200, "Text/HTML; charset=utf-8", "Sign in", "html");
    row("page by its start", 502, "", "\n<!DOCTYPE HTML><title>x</title>", "html");
    row("page said to be JSON", 200, json, "<html>{\"access_token\":\"t\"}</html>", "html");
    row("xml", 500, "text/xml", "<?xml version=\"1.0\"?><Error/>", "not-json");
    row("text", 500, "text/plain", "upstream connect error", "not-json");
    row("form", 200, "application/x-www-form-urlencoded", "access_token=t&token_type=bearer", "not-json");
    row("damaged", 200, json, R"({"access_token":"t",)", "not-json");
    row("JavaScript", 200, json, R"({access_token:"t"})", "not-json");
    row("two values", 200, json, R"({"access_token":"t"}{})", "not-json");
    row("not UTF-8", 200, json, "{\"access_token\":\"\xFF\"}", "not-json");
    row("UTF-16", 200, json, QByteArray("\xFF\xFE{\0}\0", 6), "not-json");
    row("binary", 200, "application/octet-stream", QByteArray("\x1F\x8B\0\0", 4), "not-json");
    row("array", 200, json, R"([{"access_token":"t"}])", "not-oauth");
    row("text in JSON", 400, json, R"("invalid_client")", "not-oauth");
    row("null", 200, json, "null", "not-oauth");
    row("API's error", 401, json, R"({"error":{"code":"InvalidAuthenticationToken","message":"m"}})", "not-oauth");
    row("error a number", 400, json, R"({"error":5})", "not-oauth");
    row("other object, refused", 400, json, R"({"message":"Forbidden"})", "not-oauth");
    row("error null", 400, json, R"({"error":null})", "not-oauth");
    row("other object, success", 200, json, R"({"message":"welcome"})", "no-token");
    row("token empty", 200, json, R"({"access_token":""})", "no-token");
    row("token a number", 200, json, R"({"access_token":5})", "no-token");
    row("id_token alone", 200, json, R"({"id_token":"t"})", "no-token");
    row("token, but refused", 400, json, R"({"access_token":"t"})", "not-oauth");
    row("redirect", 302, "text/html", "<html></html>", "redirect");
    row("redirect with a token", 307, json, R"({"access_token":"t"})", "redirect");
    row("informational", 199, json, R"({"access_token":"t"})", "not-oauth");
    row("success that is an error", 200, json, R"({"error":"bad_verification_code"})", "");
}

void TestTokenResponse::parse_saysWhatElseItIs()
{
    QFETCH(int, status);
    QFETCH(QString, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, shape);
    const oauth::TokenResponse response = oauth::parseTokenResponse(status, type, body);
    QVERIFY(std::holds_alternative<AuthorityError>(response));
    const AuthorityError& error = std::get<AuthorityError>(response);
    QCOMPARE(error.shape, shape);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.sentence.isEmpty(), shape.isEmpty());
}

void TestTokenResponse::parse_readsAReasonOutOfDamage()
{
    const AuthorityError error = refusal(
        400, R"({"error":"invalid_client","error_description":"AADSTS7000215: no","error_codes":[7000215],"trace)");
    QCOMPARE(error.shape, QStringLiteral("not-json"));
    QCOMPARE(error.error, QStringLiteral("invalid_client"));
    QCOMPARE(error.code.value_or(0), 7000215);
    const AuthorityError api = refusal(401, R"({"error":{"code":"X","message":"m"}})");
    QCOMPARE(api.error, QStringLiteral("X"));
    QCOMPARE(api.description, QStringLiteral("m"));
}

void TestTokenResponse::parse_showsHostileTitlesPlainly()
{
    const AuthorityError error =
        refusal(502, "<html><TITLE lang=x>a\xE2\x80\xAE\x1B[31m" + QByteArray(5000, 'b') + "</title>",
                QStringLiteral("text/html"));
    QVERIFY(!error.sentence.contains(QChar(0x202E)) && !error.sentence.contains(QChar(0x1B)));
    QVERIFY(error.sentence.contains(u'a'));
    QVERIFY(error.sentence.size() < 400);
}

void TestTokenResponse::parse_readsRetryAfter_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char* header, qint64 seconds) {
        QTest::newRow(header) << QString::fromLatin1(header) << seconds;
    };
    row("60", 60);
    row(" 0 ", 0);
    row("999999999", 999999999);
    row("Sun, 06 Nov 1994 08:50:37 GMT", 60);
    row("Sunday, 06-Nov-94 08:50:37 GMT", 60);
    row("Sun Nov  6 08:50:37 1994", 60);
    row("Sun, 06 Nov 1994 08:00:00 GMT", 0);
    row("", -1);
    row("-5", -1);
    row("1.5", -1);
    row("soon", -1);
    row("60, 120", -1);
    row("99999999999999999999", -1);
    row("Sun, 31 Feb 1994 08:50:37 GMT", -1);
    row("Sun, 06 Nov 1994 08:50:37 +0100", -1);
}

void TestTokenResponse::parse_readsRetryAfter()
{
    QFETCH(QString, header);
    QFETCH(qint64, seconds);
    const qint64 now = 784111777; // Sun, 06 Nov 1994 08:49:37 GMT
    QCOMPARE(refusal(429, "", {}, header, now).retryAfterSeconds.value_or(-1), seconds);
    if (header.contains(u':')) {
        QVERIFY(!refusal(429, "", {}, header).retryAfterSeconds);
    }
}

void TestTokenResponse::parse_survivesTruncationAtEveryByte()
{
    const QByteArray whole = R"({"token_type":"Bearer","expires_in":"3599","access_token":"eyJhbGciOiJub25lIn0.e30."})";
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const oauth::TokenResponse response = oauth::parseTokenResponse(200, jsonType, whole.first(length));
        QVERIFY2(std::holds_alternative<AuthorityError>(response), qPrintable(QString::number(length)));
        const QByteArray masked = oauth::maskTokens(whole.first(length));
        QVERIFY2(!masked.contains("eyJhbGciOi"), masked.constData());
    }
}

void TestTokenResponse::parse_staysQuick()
{
    const qsizetype size = 512 * 1024;
    QByteArray duplicates = "{\"access_token\":\"t\"";
    for (int i = 0; duplicates.size() < size; ++i) {
        const QByteArray member = ",\"" + QByteArray::number(i % 50000) + "\":0";
        duplicates += member;
    }
    duplicates += '}';
    const QList<QByteArray> bodies{
        duplicates,
        "{\"error\":\"e\",\"error_description\":\"" + QByteArray("AADSTS").repeated(size / 6 - 10) + "\"}",
        "<html><title>" + QByteArray(size, 'x'),
        QByteArray("access_token=").repeated(size / 13),
        QByteArray("\"access_token\":\"").repeated(size / 16),
        QByteArray("eyJ.").repeated(size / 4),
        QByteArray(size, ' '),
        "{\"error\":\"e\",\"error_description\":\"" + QByteArray("Trace ID: ").repeated(size / 10 - 10) + "\"}"};
    for (const QByteArray& body : bodies) {
        QElapsedTimer timer;
        timer.start();
        (void)oauth::parseTokenResponse(200, jsonType, body);
        (void)oauth::maskTokens(body);
        QVERIFY2(timer.elapsed() < 5000,
                 qPrintable(QString::number(timer.elapsed()) + u' ' + QString::fromLatin1(body.left(40))));
    }
}

QTEST_GUILESS_MAIN(TestTokenResponse)
#include "tst_tokenresponse.moc"
