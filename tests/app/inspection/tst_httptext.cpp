// SPDX-License-Identifier: Apache-2.0
// What a pasted answer loses before it is shown.
#include "inspection/explained.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assayer::inspection;

namespace {

ExplainedAnswer explained(const QString& text)
{
    return explainAnswer(text, nullptr, 1790001000);
}

} // namespace

class HttpTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secretHeader_isMasked_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char* text) { QTest::newRow(text) << QString::fromLatin1(text); };
        row("HTTP/1.1 401 Unauthorized\r\nSet-Cookie: a=CANARY; b=\"CANARY\"\r\nWWW-Authenticate: Bearer\r\n\r\n");
        row("HTTP/1.1 400 Bad Request\nset-cookie : CANARY\n\n{\"error\":\"invalid_client\"}");
        row("HTTP/1.1 400 Bad Request\nSet-Cookie: CANARY\n\nAADB2C90081: x");
        row("> Authorization: Basic CANARY\n> Cookie: a=1; CANARY\n>\n< HTTP/2 401\n< www-authenticate: Bearer\n<\n");
        row("* [HTTP/2] [1] [authorization: Bearer CANARY]\n< HTTP/2 401\n<\n");
        row("HTTP/1.1 401\nx-functions-key: CANARY\nOcp-Apim-Subscription-Key: CANARY\nX-Auth-Token: CANARY\n\n");
        row("{\"status\":401,\"headers\":{\"Set-Cookie\":\"a=\\\"CANARY\\\"\",\"cookie\":[\"a\",\n\"CANARY\"]}}");
        row("{\"error\":\"invalid_client\",\"raw\":\"HTTP/1.1 401\\r\\nSet-Cookie: CANARY\\r\\n\"}");
        row("{\"error\":\"x\",\"headers\":[{\"name\":\"Set-Cookie\",\n\"value\":\"CANARY\"}]}");
        row("curl -H 'Authorization: Bearer CANARY' https://x.example gives IDX10214");
        row("curl --cookie \"sid=CANARY\" https://x.example gives IDX10214");
        row("curl -b 'sid=CANARY; b' -u user:CANARY https://x.example gives IDX10214");
        row("curl --user=user:CANARY --oauth2-bearer CANARY https://x.example gives IDX10214");
        row("HTTP/1.1 401\r\nSet-Cookie: a=b;\r\n CANARY\r\n\tCANARY\r\nWWW-Authenticate: Bearer\r\n\r\n");
        row("{\"error\":\"x\",\"headers\":[{\"value\":\"CANARY\",\"name\":\"Set-Cookie\"}]}");
        row("{\"error\":\"x\",\"headers\":[{\"value\":\"CANARY\",\"comment\":\"\",\"name\":\"Authorization\"}]}");
        row("{\"error\":\"x\",\"headers\":[{\"name\":\"Set-Cookie\",\"comment\":\"\",\"value\":\"CANARY\"}]}");
        row("IDX10214 headers {cookie=[CANARY], b=[c]}");
        row("IDX10214 headers {Authorization=[Basic CANARY], b=[c]}");
    }
    void secretHeader_isMasked()
    {
        QFETCH(QString, text);
        const ExplainedAnswer answer = explained(text);
        QVERIFY(answer.kind != AnswerKind::Nothing);
        QVERIFY(!answer.words.isEmpty());
        for (const QString& made : {toText(answer), QString::fromUtf8(assayer::support::json::write(toJson(answer)))}) {
            QVERIFY2(!made.contains(QLatin1String("CANARY")), qPrintable(made));
        }
    }

    void wordsBesideASecret_stay()
    {
        for (const char* text :
             {"WWW-Authenticate: Bearer authorization=\"https://login.microsoftonline.com/x\", resource=\"https://r\"",
              "{\"error\":\"invalid_token: The audience 'api://x' is invalid\"}",
              "WWW-Authenticate: Bearer authorization_uri=\"https://login.microsoftonline.com/x\", "
              "resource_id=\"https://r\"",
              "401 Access denied due to missing subscription key: send one"}) {
            const ExplainedAnswer answer = explained(QString::fromLatin1(text));
            QCOMPARE(answer.words, QString::fromLatin1(text));
        }
        QVERIFY(explained(QStringLiteral("HTTP/1.1 401\nSet-Cookie: a=b\nWWW-Authenticate: Bearer realm=\"r\"\n\n"))
                    .words.contains(QLatin1String("Bearer realm=")));
    }

    void linesBehindASecret_stay()
    {
        const QString words =
            explained(
                QStringLiteral("HTTP/1.1 401\r\nSet-Cookie: a\r\n b\r\nWWW-Authenticate: Bearer realm=\"r\"\r\n\r\n"))
                .words;
        QVERIFY2(words.contains(QLatin1String("Bearer realm=")), qPrintable(words));
    }

    void masking_isQuick_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char* unit : {"cookie\":", "\"value\":\"a\",", "\"value\":\"", "\"name\":\"cookie\",\"a\":\"b\",",
                                 "cookie\",", "Cookie:\n ", "a-", "cookie=", "curl -u ", "curl -b '", "cookie\":[\n"}) {
            QTest::newRow(unit) << QString::fromLatin1(unit);
        }
    }
    void masking_isQuick()
    {
        QFETCH(QString, unit);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!explained(unit.repeated(1'000'000 / unit.size())).explanation.sentence.isEmpty());
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(HttpTextTest)
#include "tst_httptext.moc"
