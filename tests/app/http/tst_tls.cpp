// SPDX-License-Identifier: Apache-2.0
#include "app/http/asking.h"
#include "app/http/memory.h"
#include "support/rawserver.h"
#include "support/testtls.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assayer;
using namespace assayer::http;
using test::Asking;
using test::RawServer;
using test::TrustedAuthorities;
using Trust = test::TrustedAuthorities::Trust;

class TestTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void certificate_isExplained_data();
    void certificate_isExplained();
    void goodCertificate_givesFacts();
    void handshake_thatFailsIsTls_data();
    void handshake_thatFailsIsTls();
    void oldProtocol_isNotSpoken();
    void post_isSentOnce();
    void hugeBody_isGivenUpWithLittleMemory_data();
    void hugeBody_isGivenUpWithLittleMemory();
    void endlessHeader_endsAtTheDeadline();
};

void TestTls::certificate_isExplained_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("self-signed") << "self-signed"
                                 << "certificate-self-signed"
                                 << "self-signed" << true;
    QTest::newRow("expired") << "expired"
                             << "certificate-expired"
                             << "expired" << true;
    QTest::newRow("not yet valid") << "future"
                                   << "certificate-not-yet-valid"
                                   << "clock" << true;
    QTest::newRow("another host") << "other-host"
                                  << "certificate-host-mismatch"
                                  << "not for localhost" << true;
    QTest::newRow("unknown authority") << "good"
                                       << "certificate-unknown-ca"
                                       << "authority" << false;
    QTest::newRow("another host of an unknown authority") << "other-host"
                                                          << "certificate-host-mismatch"
                                                          << "not for localhost" << false;
}

void TestTls::certificate_isExplained()
{
    QFETCH(QString, certificate);
    QFETCH(QString, code);
    QFETCH(QString, word);
    QFETCH(bool, trusted);
    const TrustedAuthorities authorities(trusted ? Trust::TestAuthority : Trust::Nobody);
    RawServer server(test::serverTls(certificate));
    server.answerWith(RawServer::response("200 OK", "{}"));
    Asking asking(test::post(server.url(QStringLiteral("/"), QStringLiteral("localhost"))));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("tls"));
    const Failure failure = *asking.reply().exchange.failure;
    QCOMPARE(failure.code, code);
    QVERIFY2(failure.sentence.contains(QLatin1String("localhost")), qPrintable(failure.sentence));
    QVERIFY2(failure.sentence.contains(word), qPrintable(failure.sentence));
    QVERIFY2(failure.detail.contains(QLatin1String("Assayer")), qPrintable(failure.detail));
    if (certificate == QLatin1String("other-host"))
        QVERIFY2(failure.detail.contains(QLatin1String("login.example.com")), qPrintable(failure.detail));
    QVERIFY(!asking.reply().exchange.response);
    QVERIFY(asking.reply().exchange.tls);
    QVERIFY(!asking.reply().exchange.tls->chain.isEmpty());
    QCOMPARE(server.received(), QByteArray());
}

void TestTls::goodCertificate_givesFacts()
{
    const TrustedAuthorities authorities(Trust::TestAuthority);
    RawServer server(test::serverTls(QStringLiteral("good")));
    server.answerWith(RawServer::response("200 OK", "{}"));
    for (const char* host : {"localhost", "127.0.0.1"}) {
        Asking asking(test::post(server.url(QStringLiteral("/"), QLatin1String(host))));
        QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
        const auto tls = asking.reply().exchange.tls;
        QVERIFY(tls);
        QCOMPARE(tls->version, QStringLiteral("TLS 1.3"));
        QVERIFY(tls->cipher.startsWith(QLatin1String("TLS_")));
        QCOMPARE(tls->chain.first(),
                 QStringLiteral("Assayer test server, issued by Assayer test authority, valid until 2120-01-01"));
        QVERIFY(asking.reply().exchange.phases.connect);
    }
    QCOMPARE(server.requests().size(), 2);
}

void TestTls::handshake_thatFailsIsTls_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("plain http") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("garbage") << QByteArray(300, '\x16');
    QTest::newRow("an alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x28", 7);
}

void TestTls::handshake_thatFailsIsTls()
{
    QFETCH(QByteArray, greeting);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, greeting] { socket->write(greeting); });
    });
    QUrl url(QStringLiteral("https://localhost/"));
    url.setPort(server.serverPort());
    Request request = test::post(url);
    request.policy.deadline = std::chrono::seconds(5);
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("tls"));
    QVERIFY(!asking.reply().exchange.failure->detail.isEmpty());
    QVERIFY(!asking.reply().exchange.response);
}

void TestTls::oldProtocol_isNotSpoken()
{
    const TrustedAuthorities authorities(Trust::TestAuthority);
    QSslConfiguration configuration = test::serverTls(QStringLiteral("good"));
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    configuration.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    RawServer server(configuration);
    server.answerWith(RawServer::response("200 OK", "{}"));
    Request request = test::post(server.url(QStringLiteral("/"), QStringLiteral("localhost")));
    request.policy.deadline = std::chrono::seconds(5);
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("tls"));
    QCOMPARE(server.received(), QByteArray());
}

void TestTls::post_isSentOnce()
{
    const TrustedAuthorities authorities(Trust::TestAuthority);
    RawServer server(test::serverTls(QStringLiteral("good")));
    server.answerWith([](QTcpSocket& socket, const QByteArray&) { socket.disconnectFromHost(); });
    Asking asking(test::post(server.url(QStringLiteral("/"), QStringLiteral("localhost"))));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("closed"));
    QCOMPARE(server.received().count("client_secret"), 1);
}

void TestTls::hugeBody_isGivenUpWithLittleMemory_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("block");
    const QByteArray plain(64 * 1024, 'x');
    QTest::newRow("with a length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 314572800\r\n\r\n") << plain;
    QTest::newRow("without a length") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << plain;
    QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                             << "10000\r\n" + plain + "\r\n";
}

void TestTls::hugeBody_isGivenUpWithLittleMemory()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, block);
    const TrustedAuthorities authorities(Trust::TestAuthority);
    RawServer server(test::serverTls(QStringLiteral("good")));
    server.answerWith(
        [&](QTcpSocket& socket, const QByteArray&) { RawServer::flood(socket, head, block, 300 * test::mebibyte); });
    test::forgetPeak();
    const qint64 before = test::peakMemory();
    Asking asking(test::post(server.url(QStringLiteral("/"), QStringLiteral("localhost"))));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("too-large"));
    const qint64 grown = (test::peakMemory() - before) / test::mebibyte;
    QVERIFY2(grown < 100, qPrintable(QString::number(grown))); // of 300; a sanitizer keeps what is freed for a while
    QTRY_COMPARE(server.openConnections(), 0);
}

// The library bounds nothing here; all that ends it is the deadline.
void TestTls::endlessHeader_endsAtTheDeadline()
{
    const TrustedAuthorities authorities(Trust::TestAuthority);
    RawServer server(test::serverTls(QStringLiteral("good")));
    server.answerWith([](QTcpSocket& socket, const QByteArray&) {
        RawServer::flood(socket, "HTTP/1.1 200 OK\r\nA: ", QByteArray(65536, 'a'));
    });
    Request request = test::post(server.url(QStringLiteral("/"), QStringLiteral("localhost")));
    request.policy.deadline = std::chrono::milliseconds(500);
    QElapsedTimer clock;
    clock.start();
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("deadline"));
    QVERIFY2(clock.elapsed() < 2500, qPrintable(QString::number(clock.elapsed())));
    QTRY_COMPARE(server.openConnections(), 0);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
