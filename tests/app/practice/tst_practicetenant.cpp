// SPDX-License-Identifier: Apache-2.0
#include "practice/practicetenant.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace assayer;

namespace {

constexpr int patience = 5000; // milliseconds

/// Everything that the tenant answers to these bytes, until it closes.
QByteArray answerTo(const QUrl& base, const QByteArray& bytes)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(base.port()));
    if (!socket.waitForConnected(patience))
        return "not connected";
    socket.write(bytes);
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(patience)) {
    }
    return socket.readAll();
}

QByteArray get(const QByteArray& target, const QByteArray& host = "127.0.0.1")
{
    return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

QByteArray post(const QByteArray& target, const QByteArray& body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

const QByteArray tokenPath = "/6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914/oauth2/v2.0/token";

} // namespace

class TestPracticeTenant : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void start_isIdempotentAndOnLoopback()
    {
        practice::PracticeTenant tenant(m_clock);
        QVERIFY(tenant.baseUrl().isEmpty());
        const auto base = tenant.start();
        QVERIFY(base);
        QCOMPARE(base->host(), QStringLiteral("127.0.0.1"));
        QCOMPARE(tenant.start().value(), *base);
        QCOMPARE(tenant.baseUrl(), *base);
    }

    void start_onATakenPortFails()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        practice::PracticeTenant tenant(m_clock);
        const auto base = tenant.start(other.serverPort());
        QVERIFY(!base);
        QCOMPARE(base.error().code, QStringLiteral("practice-port"));
        QVERIFY(tenant.start());
    }

    void start_twoAtOnceHaveTwoPorts()
    {
        practice::PracticeTenant one(m_clock);
        practice::PracticeTenant two(m_clock);
        QVERIFY(one.start().value() != two.start().value());
    }

    void request_isAnswered_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("statusLine");
        const QByteArray keys = "/practice.example/discovery/v2.0/keys";
        QTest::newRow("keys") << get(keys) << QByteArray("HTTP/1.1 200");
        QTest::newRow("keys by localhost") << get(keys, "localhost:1") << QByteArray("HTTP/1.1 200");
        QTest::newRow("other host") << get(keys, "rebound.example") << QByteArray("HTTP/1.1 421");
        QTest::newRow("host that begins alike") << get(keys, "localhost.example") << QByteArray("HTTP/1.1 421");
        QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("HTTP/1.1 421");
        QTest::newRow("token by GET") << get(tokenPath) << QByteArray("HTTP/1.1 400");
        QTest::newRow("token by PUT") << get(tokenPath).replace("GET", "PUT") << QByteArray("HTTP/1.1 400");
        QTest::newRow("empty POST") << post(tokenPath, {}) << QByteArray("HTTP/1.1 400");
        QTest::newRow("largest body") << post(tokenPath, QByteArray(64 * 1024, 'a')) << QByteArray("HTTP/1.1 400");
        QTest::newRow("too large a body")
            << post(tokenPath, QByteArray(64 * 1024 + 1, 'a')) << QByteArray("HTTP/1.1 413");
        QTest::newRow("long target") << get("/" + QByteArray(2000, 'a')) << QByteArray("HTTP/1.1 414");
        QTest::newRow("binary target") << get("/%00%01%FF/x") << QByteArray("HTTP/1.1 404");
        QTest::newRow("line break in a target")
            << get("/%0d%0aSet-Cookie:x/v2.0/.well-known/openid-configuration") << QByteArray("HTTP/1.1 400");
        QTest::newRow("not HTTP") << QByteArrayLiteral("\x16\x03\x01\x02\x00 tls\r\n\r\n")
                                  << QByteArray("HTTP/1.1 400");
    }

    void request_isAnswered()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, statusLine);
        practice::PracticeTenant tenant(m_clock);
        const auto base = tenant.start();
        QVERIFY(base);
        const QByteArray answer = answerTo(*base, request);
        QVERIFY2(answer.startsWith(statusLine), answer.left(200).constData());
        QVERIFY(!answer.contains("\nSet-Cookie"));
        QVERIFY(!answer.contains("\nAccess-Control-Allow-Origin"));
    }

    void request_withChunksIsRead()
    {
        practice::PracticeTenant tenant(m_clock);
        const auto base = tenant.start();
        QVERIFY(base);
        const QByteArray answer = answerTo(
            *base, "POST " + tokenPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n" +
                       "Content-Type: application/x-www-form-urlencoded\r\n\r\n13\r\ngrant_type=password\r\n0\r\n\r\n");
        QVERIFY2(answer.contains("AADSTS70003"), answer.constData());
    }

    void stopping_takesLessThanASecondWhateverIsOpen_data()
    {
        QTest::addColumn<QByteArray>("begun");
        QTest::newRow("silent") << QByteArray();
        QTest::newRow("half a header") << QByteArray("GET / HTTP/1.1\r\nHost: 127.");
        QTest::newRow("half a body") << post(tokenPath, "grant_type=x").chopped(3);
    }

    void stopping_takesLessThanASecondWhateverIsOpen()
    {
        QFETCH(QByteArray, begun);
        auto tenant = std::make_unique<practice::PracticeTenant>(m_clock);
        const auto base = tenant->start();
        QVERIFY(base);
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int count = 0; count < 8; ++count) { // twice as many as it has threads
            auto socket = std::make_unique<QTcpSocket>();
            socket->connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(base->port()));
            QVERIFY(socket->waitForConnected(patience));
            socket->write(begun);
            socket->waitForBytesWritten(patience);
            sockets.push_back(std::move(socket));
        }
        QElapsedTimer timer;
        timer.start();
        tenant.reset();
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    }

    void stopping_withoutStartingIsHarmless() { const practice::PracticeTenant tenant(m_clock); }

private:
    support::FixedClock m_clock{1790001000};
};

QTEST_GUILESS_MAIN(TestPracticeTenant)
#include "tst_practicetenant.moc"
