// SPDX-License-Identifier: Apache-2.0
#include "app/http/asking.h"
#include "support/rawserver.h"

#include <QTest>

using namespace assayer;
using namespace assayer::http;
using test::Asking;
using test::RawServer;

class TestAnswer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void status_isAnAnswer_data();
    void status_isAnAnswer();
    void damagedAnswer_isAFailure_data();
    void damagedAnswer_isAFailure();
    void answerWithoutLength_isWholeAtTheEnd();
    void chunkedAnswer_isJoined();
    void headers_areKeptInOrderAsText();
    void nobodyListens_isConnect();
    void unknownHost_isToldSo();
};

void TestAnswer::status_isAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status :
         {200, 201, 204, 304, 400, 401, 403, 404, 405, 407, 409, 410, 418, 429, 500, 501, 502, 503, 599})
        QTest::addRow("%d", status) << status;
}

void TestAnswer::status_isAnAnswer()
{
    QFETCH(int, status);
    RawServer server;
    const QByteArray body = status == 204 || status == 304 ? QByteArray() : QByteArray("{\"error\":\"x\"}");
    server.answerWith(RawServer::response(QByteArray::number(status) + " Some reason", body));
    Asking asking(test::post(server.url()));
    const Exchange exchange = asking.reply().exchange;
    QVERIFY2(!exchange.failure, qPrintable(exchange.failure ? exchange.failure->detail : QString()));
    QVERIFY(exchange.response);
    QCOMPARE(exchange.response->status, status);
    QCOMPARE(exchange.response->reason, QStringLiteral("Some reason"));
    QCOMPARE(asking.reply().body, body);
    QCOMPARE(server.requests().size(), 1);
}

void TestAnswer::damagedAnswer_isAFailure_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char* name, const QByteArray& answer, const char* kind) {
        QTest::newRow(name) << answer << QString::fromLatin1(kind);
    };
    // The library resets such a connection and cannot say why.
    row("not HTTP", "SSH-2.0-OpenSSH_9.2p1\r\n", "closed");
    row("binary", QByteArray(4096, '\x80'), "closed");
    row("NULs", QByteArray(64, '\0'), "closed");
    row("a status that is no number", "HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\n{}", "closed");
    row("another protocol's status line", "RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", "closed");
    row("fewer bytes than promised", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}", "closed");
    row("chunks without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "closed");
}

void TestAnswer::damagedAnswer_isAFailure()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, kind);
    RawServer server;
    server.answerWith(answer);
    Request request = test::post(server.url());
    request.policy.deadline = std::chrono::seconds(3);
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), kind);
    QCOMPARE(server.requests().size(), 1);
}

void TestAnswer::answerWithoutLength_isWholeAtTheEnd()
{
    for (const auto& request : {test::get, test::post}) {
        for (const QByteArray& body : {QByteArray("{\"a\":1}"), QByteArray(1'500'000, 'x'), QByteArray()}) {
            RawServer server;
            server.answerWith("HTTP/1.1 200 OK\r\n\r\n" + body);
            Asking asking(request(server.url()));
            QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
            QVERIFY(asking.reply().body == body);
            QCOMPARE(asking.reply().exchange.response->status, 200);
        }
    }
}

void TestAnswer::chunkedAnswer_isJoined()
{
    RawServer server;
    server.answerWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n");
    Asking asking(test::post(server.url()));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
    QCOMPARE(asking.reply().body, QByteArray("{\"a\":1}"));
}

void TestAnswer::headers_areKeptInOrderAsText()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}", "Z: 1\r\nA: <b>x</b>\x1B[2J\r\nM: gr\xC3\xBC\xC3\x9F\r\n"));
    Asking asking(test::get(server.url()));
    const QList<Header> headers = asking.reply().exchange.response->headers;
    QVERIFY(headers.size() >= 3);
    QCOMPARE(headers[0], (Header{QStringLiteral("Z"), QStringLiteral("1"), false}));
    QCOMPARE(headers[1], (Header{QStringLiteral("A"), QStringLiteral("<b>x</b>\x1B[2J"), false}));
    QCOMPARE(headers[2], (Header{QStringLiteral("M"), QStringLiteral("grüß"), false}));
}

void TestAnswer::nobodyListens_isConnect()
{
    QUrl url;
    {
        RawServer server;
        url = server.url();
    }
    Asking asking(test::post(url));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("connect"));
    QVERIFY(!asking.reply().exchange.response);
    QVERIFY(asking.reply().exchange.phases.connect);
    QVERIFY(!asking.reply().exchange.phases.waiting);
}

void TestAnswer::unknownHost_isToldSo()
{
    Asking asking(test::post(QUrl(QStringLiteral("https://no-such-host.invalid/"))));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("host-unknown"));
    QVERIFY(asking.reply().exchange.failure->sentence.contains(QLatin1String("no-such-host.invalid")));
}

QTEST_GUILESS_MAIN(TestAnswer)
#include "tst_answer.moc"
