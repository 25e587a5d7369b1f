// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/explained.h"

#include <QDir>
#include <QElapsedTimer>

using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QString samples = QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/");

QJsonArray codes()
{
    return QJsonDocument::fromJson(contentOf(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/errors.json")))
        .array();
}

ExplainedAnswer explained(const QString& text, const Inspection* inspection = nullptr)
{
    return explainAnswer(text, inspection, now);
}

void compareExplained(const ExplainedAnswer& answer, const QJsonValue& row)
{
    const QByteArray name = QByteArray::number(row[u"code"].toInteger());
    QCOMPARE(answer.code, std::optional(row[u"code"].toInteger()));
    QVERIFY2(answer.explanation.sentence.contains(QLatin1String("AADSTS") + QLatin1String(name)), name);
    QVERIFY2(answer.explanation.why.contains(row[u"cause"].toString()), name);
    QVERIFY2(answer.explanation.why.startsWith(QLatin1String("Possibly: ")) == !row[u"verified"].toBool(), name);
    QCOMPARE(answer.explanation.possibly, !row[u"verified"].toBool());
    QCOMPARE(answer.explanation.retry, row[u"retry_helps"].toString());
    QVERIFY2(!answer.explanation.retry.isEmpty(), name);
    for (const QJsonValue& step : row[u"fix"].toArray()) {
        const QString text = step.isString() ? step.toString() : step[u"step"].toString();
        // As a sentence, whether the table ends it or not.
        QVERIFY2(answer.explanation.steps.contains(text.endsWith(u'.') ? text : text + u'.'), name);
    }
}

} // namespace

class ExplainedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCode_isExplained()
    {
        const QJsonArray rows = codes();
        QVERIFY(rows.size() >= 136);
        for (const QJsonValue& row : rows) {
            const QString number = QString::number(row[u"code"].toInteger());
            for (const QString& text :
                 {number, QStringLiteral("AADSTS") + number, QStringLiteral("aadsts%1:\n").arg(number)}) {
                const ExplainedAnswer answer = explained(text);
                QCOMPARE(answer.kind, AnswerKind::Code);
                QCOMPARE(answer.codeName, row[u"name"].toString());
                compareExplained(answer, row);
            }
            const ExplainedAnswer body = explained(
                QStringLiteral("{\"error\":\"invalid_client\",\"error_description\":\"AADSTS%1: x\"}").arg(number));
            QCOMPARE(body.kind, AnswerKind::Authority);
            QCOMPARE(body.error, QStringLiteral("invalid_client"));
            compareExplained(body, row);
            const ExplainedAnswer line = explained(QStringLiteral("MsalServiceException: AADSTS%1: x").arg(number));
            QCOMPARE(line.kind, AnswerKind::Authority);
            compareExplained(line, row);
        }
    }

    void codeOfADelegatedFlow_saysSo()
    {
        for (const QJsonValue& row : codes()) {
            const ExplainedAnswer answer = explained(QString::number(row[u"code"].toInteger()));
            QCOMPARE(answer.explanation.steps.join(u' ').contains(QLatin1String("sign-ins of users")),
                     row[u"flow"].toString().startsWith(QLatin1String("delegated")));
        }
    }

    void everySampleError_isExplained()
    {
        const auto index = QJsonDocument::fromJson(contentOf(samples + QStringLiteral("errors/index.json"))).array();
        if (index.isEmpty()) {
            QSKIP("the shared samples are not beside this checkout");
        }
        for (const QJsonValue& row : index) {
            const QString file = row[u"file"].toString();
            const QString body = QString::fromUtf8(contentOf(samples + QStringLiteral("errors/") + file));
            for (const QString& text :
                 {body, QStringLiteral("HTTP/1.1 %1 Bad\r\nContent-Type: application/json\r\n\r\n%2")
                            .arg(row[u"http_status"].toInt())
                            .arg(body)}) {
                const ExplainedAnswer answer = explained(text);
                QVERIFY2(answer.kind == AnswerKind::Authority, qPrintable(file));
                QVERIFY2(!answer.explanation.why.isEmpty() && !answer.explanation.steps.isEmpty(), qPrintable(file));
                if (file.at(0).isDigit()) {
                    QCOMPARE(answer.code, std::optional(file.section(u'.', 0, 0).toLongLong()));
                }
            }
        }
    }

    void everySampleChallenge_isExplained()
    {
        const auto challenges =
            QJsonDocument::fromJson(contentOf(samples + QStringLiteral("api-challenges.json"))).array();
        if (challenges.isEmpty()) {
            QSKIP("the shared samples are not beside this checkout");
        }
        const Inspection inspection = inspectionOf(snapshotWith("{}"));
        for (const QJsonValue& sample : challenges) {
            const QString header = sample[u"www_authenticate"].toString();
            const QString body = sample[u"body"].isObject()
                                     ? QString::fromUtf8(QJsonDocument(sample[u"body"].toObject()).toJson())
                                     : sample[u"body"].toString();
            QString text = QStringLiteral("HTTP/1.1 %1\r\n").arg(sample[u"status"].toInt());
            if (!header.isEmpty()) {
                text += QStringLiteral("WWW-Authenticate: %1\r\n").arg(header);
            }
            text += QStringLiteral("\r\n") + body;
            const ExplainedAnswer answer = explained(text);
            const QString name = sample[u"middleware"].toString() + u'\n' + text;
            QVERIFY2(answer.kind == AnswerKind::Api, qPrintable(name));
            QVERIFY2(!answer.explanation.sentence.isEmpty() && !answer.api.findings.isEmpty(), qPrintable(name));
            QVERIFY2(explained(text, &inspection).explanation.sentence.size() > answer.explanation.sentence.size(),
                     qPrintable(name));
            if (!header.isEmpty()) {
                QVERIFY2(explained(header).kind == AnswerKind::Api, qPrintable(header));
            }
        }
    }

    void numberOfAMiddleware_isExplained_data()
    {
        QTest::addColumn<bool>("known");
        for (const char* known : {"IDX10205",
                                  "IDX10206",
                                  "IDX10207",
                                  "IDX10208",
                                  "IDX10211",
                                  "IDX10214",
                                  "IDX10222",
                                  "IDX10223",
                                  "IDX10224",
                                  "IDX10225",
                                  "IDX10256",
                                  "IDX10257",
                                  "IDX10500",
                                  "IDX10501",
                                  "IDX10503",
                                  "IDX10504",
                                  "IDX10511",
                                  "IDX10517",
                                  "IDX14100",
                                  "IDX20803",
                                  "IDX40001",
                                  "IDX40002",
                                  "IDX40003",
                                  "IDX40004",
                                  "IDX40005",
                                  "IDX40009",
                                  "IDX40012",
                                  "IDW10201",
                                  "IDW10202",
                                  "IDW10203",
                                  "IDW10303",
                                  "IDW10401",
                                  "IDW10404",
                                  "IDW10405",
                                  "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/x/, found y.",
                                  "AKV10022: Invalid audience. Expected https://vault.azure.net, found: x."}) {
            QTest::newRow(known) << true;
        }
        QTest::newRow("IDX10999") << false;
        QTest::newRow("IDW99999") << false;
    }
    void numberOfAMiddleware_isExplained()
    {
        QFETCH(bool, known);
        const QString text = QLatin1String(QTest::currentDataTag());
        const ExplainedAnswer answer = explained(text);
        QCOMPARE(answer.kind == AnswerKind::Api, known);
        QVERIFY2(known || answer.explanation.sentence.contains(text), qPrintable(answer.explanation.sentence));
    }

    void answer_isSaidForWhatItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QString& text, const char* kind, const char* words) {
            QTest::newRow(name) << text << QString::fromLatin1(kind) << QString::fromUtf8(words);
        };
        const QString page = QStringLiteral("<!DOCTYPE html><html><head><title>%1</title></head></html>");
        row("nothing", "", "authority", "answer is empty");
        row("spaces", " \n\t ", "authority", "answer is empty");
        row("a page", page.arg("Sign in"), "authority", "web page, «Sign in»");
        row("a gateway's page", page.arg("502 Bad Gateway"), "authority", "no usable answer from the server behind it");
        row("a firewall's page", "HTTP/1.1 403 Forbidden\nContent-Type: text/html\n\n" + page.arg("Blocked"),
            "authority", "web page, «Blocked»");
        row("a page with a number", page.arg("Error") + "AADSTS50011", "authority", "AADSTS50011");
        row("429", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 130\r\n\r\n", "authority", "Wait 2 min");
        row("429 as curl -v shows it", "< HTTP/2 429\n< retry-after: 130\n<\n", "authority", "Wait 2 min");
        row("429 until a date", "HTTP/1.1 429\nRetry-After: Mon, 21 Sep 2026 14:40:00 GMT\n\n", "authority",
            "Wait 10 min");
        row("429 until a date that is past", "HTTP/1.1 429\nRetry-After: Mon, 21 Sep 2020 14:40:00 GMT\n\n",
            "authority", "is over");
        row("B2C, a wrong scope",
            "{\"error\":\"invalid_grant\",\"error_description\":\"AADB2C90085: The service has encountered an internal "
            "error.\"}",
            "authority", "says nothing about the secret");
        row("B2C, a number alone", "AADB2C90081", "authority", "The secret is wrong");
        row("B2C, in a log", "ERROR AADB2C90018: The client id 'x' is not registered", "authority", "not registered");
        row("B2C, an unknown number", "AADB2C90999", "nothing", "Azure AD B2C");
        row("429 with JSON", "HTTP/1.1 429\nRetry-After: 130\n\n{\"error\":{\"code\":\"TooMany\",\"message\":\"x\"}}",
            "authority", "Wait 2 min");
        row("502", "502 Bad Gateway", "authority", "gateway or proxy");
        row("503", "503", "authority", "overloaded");
        row("504", "HTTP 504", "authority", "waited in vain");
        row("599", "Status: 599", "authority", "failed");
        row("407", "HTTP/1.1 407 Proxy Authentication Required\n\n", "authority", "proxy on the way");
        row("405", "HTTP/1.1 405 Method Not Allowed\n\n", "authority", "POST");
        row("401", "HTTP/1.1 401 Unauthorized\n\n", "api", "why");
        row("403", "403", "api", "permission");
        row("redirect", "HTTP/1.1 302 Found\nLocation: https://x.example/\n\n", "authority", "redirect");
        row("other JSON", "{\"a\":1}", "authority", "no «error»");
        row("damaged JSON", "{\"error\":\"invalid_client\"", "authority", "invalid_client|damaged");
        row("RFC 6749", "{\"error\":\"unauthorized_client\",\"error_description\":\"Client not enabled\"}", "authority",
            "may not ask");
        row("its name alone", "unsupported_grant_type", "authority", "does not offer");
        row("in a log", "ERROR o.k.Auth - error=invalid_grant", "authority", "wrong, expired or not its");
        row("in an address", "https://app.example/cb?error=access_denied&error_description=AADSTS65001%3A+x",
            "authority", "AADSTS65001");
        row("an unknown error", "{\"error\":\"strange_error\"}", "authority", "no reason that is known");
        row("an unknown number, classed", "{\"error\":\"invalid_scope\",\"error_codes\":[99999999]}", "authority",
            "scope is unknown");
        row("an unknown number", "99999999", "code", "not in the table");
        row("the wrapper", "AADSTS70002: x AADSTS50012: y", "authority", "AADSTS50012");
        row("the lookup page", "https://login.microsoftonline.com/error?code=7000215", "authority", "AADSTS7000215");
        row("a Graph error",
            "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"Access token validation "
            "failure. Invalid audience.\"}}",
            "api", "audience is wrong");
        row("a JSON list of nothing", "[{\"error\":\"x\"}]", "nothing", "Nothing in it is known");
        row("a JSON list with a status", "HTTP/1.1 400 Bad Request\n\n[1]", "authority", "no object");
        row("a JSON list of an OAuth error", "[{\"error\":\"invalid_client\"}]", "authority", "client");
        row("words", "hello world, it does not work", "nothing", "Nothing in it is known");
        row("a colon", "Note: it does not work", "nothing", "Nothing in it is known");
        row("a token", "eyJhbGciOiJub25lIn0.e30.", "token", "a token, not a refusal");
        row("a token response", "{\"access_token\":\"eyJ\",\"expires_in\":1}", "token", "a token, not a refusal");
    }
    void answer_isSaidForWhatItIs()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const ExplainedAnswer answer = explained(text);
        const Explanation& explanation = answer.explanation;
        const QString all =
            QStringList{explanation.sentence, explanation.why, explanation.steps.join(u'\n')}.join(u'\n');
        const auto parts = words.split(u'|');
        QVERIFY2(std::ranges::any_of(parts, [&](const QString& part) { return all.contains(part); }), qPrintable(all));
        QVERIFY2(!all.contains(QLatin1String("status 0")), qPrintable(all));
        QTEST(toName(answer.kind), "kind");
        const auto json = toJson(answer);
        QCOMPARE(json.find(u"kind")->text(), toName(answer.kind));
        QVERIFY(toText(answer).endsWith(u'\n'));
    }

    void authoritysWords_areShown()
    {
        for (const char* text :
             {"{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid secret\"}",
              "MsalServiceException: AADSTS7000215: Invalid secret", "AADB2C90081: Invalid secret"}) {
            QVERIFY2(toText(explained(QString::fromLatin1(text))).contains(QLatin1String("Invalid secret")), text);
        }
        const QString page = QStringLiteral("<html><title>x</title>") + QString(5000, u'a');
        QVERIFY(toText(explained(page)).size() < 2000);
    }

    void answer_isJoinedWithTheToken()
    {
        const Inspection inspection = inspectionOf(snapshotWith("{'aud':'api://x'}"));
        const QString text = QStringLiteral("Bearer error=\"invalid_token\", error_description=\"The audience '%1' is "
                                            "invalid\"");
        const ExplainedAnswer same = explained(text.arg("api://x"), &inspection);
        QVERIFY2(same.explanation.sentence.contains(QLatin1String("and indeed")),
                 qPrintable(same.explanation.sentence));
        QVERIFY(!same.api.fixes.isEmpty());
        const ExplainedAnswer other = explained(text.arg("api://y"), &inspection);
        QVERIFY2(other.explanation.sentence.contains(QLatin1String("not the token that was sent")),
                 qPrintable(other.explanation.sentence));
        QCOMPARE(toJson(other).find(u"findings")->items().at(0).find(u"agreement")->text(),
                 QStringLiteral("other-token"));
    }

    void hostileText_isVisibleAndWithoutTokens()
    {
        const QString token = QStringLiteral("eyJhbGciOiJSUzI1NiJ9.e30.Q2FuYXJ5U2lnbmF0dXJlVGhhdE11c3ROb3RMZWFr");
        for (const QString& text :
             {QStringLiteral("The audience '\u202E%1\x1b[2J' is invalid").arg(token),
              QStringLiteral("{\"error\":\"invalid_client\",\"error_description\":\"\u202E%1\x1b[2J\"}").arg(token),
              QStringLiteral("AADSTS7000215 \u202E\x1b[2J ") + token, token}) {
            const ExplainedAnswer answer = explained(text);
            for (const QString& made :
                 {toText(answer), QString::fromUtf8(assayer::support::json::write(toJson(answer)))}) {
                QVERIFY2(!made.contains(QLatin1String("Q2FuYXJ5")), qPrintable(made));
                QVERIFY(!made.contains(QChar(0x202E)) && !made.contains(QChar(0x1b)));
            }
        }
    }

    void reading_isQuick_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char* unit : {"a",
                                 "a_",
                                 "AADSTS1 ",
                                 "AADSTS",
                                 "a: b\n",
                                 "error=",
                                 "<",
                                 "<title",
                                 "{",
                                 "[",
                                 "eyJ",
                                 "ey.",
                                 "\n",
                                 "IDX",
                                 "Bearer ",
                                 "\"",
                                 "401\n",
                                 "cookie",
                                 "a-",
                                 "cookie\":[\n",
                                 "cookie\":\"\n",
                                 "HTTP/1.1 200\n",
                                 "invalid_client "}) {
            QTest::newRow(unit) << QString::fromLatin1(unit);
        }
    }
    void reading_isQuick()
    {
        QFETCH(QString, unit);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!explained(unit.repeated(1'000'000 / unit.size())).explanation.sentence.isEmpty());
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(ExplainedTest)
#include "tst_explained.moc"
