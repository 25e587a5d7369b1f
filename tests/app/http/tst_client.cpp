// SPDX-License-Identifier: Apache-2.0
#include "app/http/asking.h"
#include "support/rawserver.h"

#include <QRegularExpression>
#include <QTest>

using namespace assayer;
using namespace assayer::http;
using test::Asking;
using test::RawServer;

namespace {

/// The value of a header in a raw request; empty when it is not there.
QByteArray headerOf(const QByteArray& request, const QByteArray& name)
{
    for (const QByteArray& line : request.first(request.indexOf("\r\n\r\n")).split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

QString recorded(const QList<Header>& headers, const QString& name)
{
    for (const Header& header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

} // namespace

class TestClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void form_isSentAsItStands();
    void headers_areOursAndRecorded();
    void callersHeader_takesThePlaceOfOurs();
    void secret_isNotInTheRecord();
    void post_isSentOnce_data();
    void post_isSentOnce();
    void redirect_isShownAndNotFollowed_data();
    void redirect_isShownAndNotFollowed();
    void challenge_isNotAnswered_data();
    void challenge_isNotAnswered();
    void cookie_isNotSentBack();
    void connection_isNotKept();
    void phases_areTold();
    void emptyForm_isSentOnce();
    void requestTarget_isEncoded_data();
    void requestTarget_isEncoded();
};

void TestClient::form_isSentAsItStands()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    Asking asking(test::post(server.url(QStringLiteral("/tenant/oauth2/token"))));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
    QCOMPARE(asking.reply().body, QByteArray("{}"));
    QCOMPARE(server.requests().size(), 1);
    const QByteArray request = server.requests().first();
    QVERIFY(request.startsWith("POST /tenant/oauth2/token HTTP/1.1\r\n"));
    const QByteArray body = request.sliced(request.indexOf("\r\n\r\n") + 4);
    QCOMPARE(body, QByteArray("grant_type=client_credentials&client_secret=s3cr3t~%26%3D%2B%20%2F%C3%A4"));
    QCOMPARE(headerOf(request, "Content-Type"), QByteArray("application/x-www-form-urlencoded"));
    QCOMPARE(headerOf(request, "Content-Length").toInt(), body.size());
    QCOMPARE(asking.reply().exchange.request.bodyBytes, body.size());
}

void TestClient::headers_areOursAndRecorded()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    QString previous;
    for (int i = 0; i < 2; ++i) {
        Asking asking(test::get(server.url()));
        const RequestRecord record = asking.reply().exchange.request;
        const QByteArray request = server.requests().last();
        QVERIFY(request.startsWith("GET / HTTP/1.1\r\n"));
        QCOMPARE(headerOf(request, "User-Agent"), QByteArray("Assayer/" ASSAYER_VERSION));
        QCOMPARE(headerOf(request, "Accept"), QByteArray("application/json"));
        QVERIFY(headerOf(request, "Cookie").isEmpty());
        QVERIFY(headerOf(request, "Upgrade").isEmpty());
        for (const char* name :
             {"User-Agent", "Accept", "client-request-id", "Accept-Language", "Accept-Encoding", "Connection"})
            QCOMPARE(recorded(record.headers, QLatin1String(name)), QString::fromLatin1(headerOf(request, name)));
        static const QRegularExpression guid(
            QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        const QString id = recorded(record.headers, QStringLiteral("client-request-id"));
        QVERIFY(guid.match(id).hasMatch());
        QVERIFY(id != previous);
        previous = id;
    }
}

void TestClient::callersHeader_takesThePlaceOfOurs()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    Request request = test::get(server.url());
    request.headers = {{QStringLiteral("accept"), QStringLiteral("text/plain"), {}, false}};
    Asking asking(request);
    QCOMPARE(recorded(asking.reply().exchange.request.headers, QStringLiteral("Accept")), QStringLiteral("text/plain"));
    QCOMPARE(server.requests().first().toLower().count("\naccept:"), 1);
    QCOMPARE(headerOf(server.requests().first(), "Accept"), QByteArray("text/plain"));
}

void TestClient::secret_isNotInTheRecord()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    Request request = test::post(server.url());
    request.headers = {
        {QStringLiteral("Authorization"), {}, support::Secret::fromText(QStringLiteral("Basic Zm9vOmJhcg==")), true}};
    Asking asking(request);
    const RequestRecord record = asking.reply().exchange.request;
    QCOMPARE(headerOf(server.requests().first(), "Authorization"), QByteArray("Basic Zm9vOmJhcg=="));
    QCOMPARE(record.headers.first(), (Header{QStringLiteral("Authorization"), {}, true}));
    QCOMPARE(record.form.last(), (Field{QStringLiteral("client_secret"), {}, true, 13}));
    QCOMPARE(record.form.first().value, QStringLiteral("client_credentials"));
}

void TestClient::post_isSentOnce_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("reset");
    QTest::newRow("closed at once") << QByteArray() << false;
    QTest::newRow("reset at once") << QByteArray() << true;
    QTest::newRow("closed in the status line") << QByteArray("HTTP/1.1 20") << false;
    QTest::newRow("reset in the headers") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le") << true;
    QTest::newRow("closed in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{") << false;
    QTest::newRow("reset in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{") << true;
    QTest::newRow("closed in a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{")
                                       << false;
}

void TestClient::post_isSentOnce()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, reset);
    RawServer server;
    server.answerWith([&](QTcpSocket& socket, const QByteArray&) {
        socket.write(answer);
        socket.flush();
        if (reset)
            RawServer::reset(socket);
        else
            socket.disconnectFromHost();
    });
    Asking asking(test::post(server.url()));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("closed"));
    QVERIFY(asking.reply().exchange.failure->sentence.contains(QLatin1String("127.0.0.1")));
    // A second connection would have been opened before the first one's end was told.
    QCOMPARE(server.received().count("client_secret"), 1);
    QCOMPARE(server.received().count("POST "), 1);
}

void TestClient::redirect_isShownAndNotFollowed_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char* status : {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"})
        QTest::newRow(status) << QByteArray(status);
}

void TestClient::redirect_isShownAndNotFollowed()
{
    QFETCH(QByteArray, status);
    RawServer server;
    RawServer other;
    const QByteArray target = other.url(QStringLiteral("/caught")).toEncoded();
    server.answerWith(RawServer::response(status, "moved", "Location: " + target + "\r\n"));
    Request request = test::post(server.url());
    request.headers = {
        {QStringLiteral("Authorization"), {}, support::Secret::fromText(QStringLiteral("Basic abcdef")), true}};
    Asking asking(request);
    const Exchange exchange = asking.reply().exchange;
    QVERIFY(!exchange.failure);
    QVERIFY(exchange.response);
    QCOMPARE(exchange.response->status, status.first(3).toInt());
    QCOMPARE(exchange.response->redirectTarget.toEncoded(), target);
    QCOMPARE(asking.reply().body, QByteArray("moved"));
    QCOMPARE(server.connections(), 1);
    QCOMPARE(other.connections(), 0);
}

void TestClient::challenge_isNotAnswered_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("challenge");
    for (const char* scheme : {"NTLM", "Negotiate", "Basic realm=\"a\"", "Digest realm=\"a\", nonce=\"b\"", "Bearer"}) {
        QTest::addRow("401 %s", scheme) << QByteArray("401 Unauthorized") << QByteArray("WWW-Authenticate: ") + scheme;
    }
    QTest::newRow("407") << QByteArray("407 Proxy") << QByteArray("Proxy-Authenticate: NTLM");
}

void TestClient::challenge_isNotAnswered()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, challenge);
    RawServer server;
    // Kept open on purpose: NTLM and Negotiate would go on over the same connection.
    server.answerWith([&](QTcpSocket& socket, const QByteArray&) {
        socket.write("HTTP/1.1 " + status + "\r\n" + challenge +
                     "\r\nContent-Length: 26\r\n\r\n{\"error\":\"invalid_client\"}");
    });
    Asking asking(test::post(server.url()));
    const Exchange exchange = asking.reply().exchange;
    QVERIFY2(!exchange.failure, qPrintable(exchange.failure ? exchange.failure->detail : QString()));
    QVERIFY(exchange.response);
    QCOMPARE(exchange.response->status, status.first(3).toInt());
    QCOMPARE(asking.reply().body, QByteArray("{\"error\":\"invalid_client\"}"));
    QCOMPARE(recorded(exchange.response->headers, QString::fromLatin1(challenge).section(QLatin1Char(':'), 0, 0)),
             QString::fromLatin1(challenge).section(QLatin1String(": "), 1));
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(headerOf(server.requests().first(), "Authorization").isEmpty());
}

void TestClient::cookie_isNotSentBack()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}", "Set-Cookie: a=b; Path=/\r\n"));
    Client client;
    QObject owner;
    for (int i = 0; i < 2; ++i) {
        bool ended = false;
        connect(client.send(test::get(server.url()), &owner), &Call::finished, &owner, [&] { ended = true; });
        QTRY_VERIFY(ended);
    }
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(!server.received().toLower().contains("cookie"));
}

void TestClient::connection_isNotKept()
{
    RawServer server;
    server.answerWith([](QTcpSocket& socket, const QByteArray&) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}");
    });
    Client client;
    QObject owner;
    for (int i = 0; i < 2; ++i) {
        bool ended = false;
        connect(client.send(test::post(server.url()), &owner), &Call::finished, &owner, [&] { ended = true; });
        QTRY_VERIFY(ended);
    }
    QCOMPARE(server.connections(), 2);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestClient::phases_areTold()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    Asking asking(test::post(server.url()));
    const Phases phases = asking.reply().exchange.phases;
    QVERIFY(phases.connect && phases.waiting && phases.receiving);
    QCOMPARE(*phases.connect + *phases.waiting + *phases.receiving, phases.total);
    using Phase = Call::Phase;
    QCOMPARE(asking.phases(), (QList<Phase>{Phase::Connecting, Phase::Waiting, Phase::Receiving}));
    QVERIFY(asking.reply().exchange.started.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    QVERIFY(!asking.reply().exchange.tls);
}

void TestClient::emptyForm_isSentOnce()
{
    RawServer server;
    server.answerWith([](QTcpSocket& socket, const QByteArray&) { socket.disconnectFromHost(); });
    Request request = test::post(server.url());
    request.form.clear();
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("closed"));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(headerOf(server.requests().first(), "Content-Length"), QByteArray("0"));
}

void TestClient::requestTarget_isEncoded_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char* rest, const char* target) {
        QTest::newRow(rest) << QString::fromUtf8(rest) << QByteArray(target);
    };
    row("/a/b?c=d&e=%2F#f", "/a/b?c=d&e=%2F");
    row("/a b/ü?x=ü y", "/a%20b/%C3%BC?x=%C3%BC%20y");
    row("/a%0D%0AX-Injected:%201?b=%0D%0AX-Injected:%202", "/a%0D%0AX-Injected:%201?b=%0D%0AX-Injected:%202");
    row("/a\r\nX-Injected: 1", "/a%0D%0AX-Injected:%201");
}

void TestClient::requestTarget_isEncoded()
{
    QFETCH(QString, rest);
    QFETCH(QByteArray, target);
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    const QUrl base = server.url(QString());
    Asking asking(test::get(QUrl(base.toString() + rest)));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
    const QByteArray request = server.requests().first();
    QCOMPARE(request.first(request.indexOf("\r\n")), "GET " + target + " HTTP/1.1");
    QCOMPARE(headerOf(request, "Host"), "127.0.0.1:" + QByteArray::number(base.port()));
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
