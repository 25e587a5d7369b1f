// SPDX-License-Identifier: Apache-2.0
#include "app/http/asking.h"
#include "app/http/memory.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTest>

using namespace assayer;
using namespace assayer::http;
using test::Asking;
using test::mebibyte;
using test::RawServer;

class TestEnding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deadline_endsSilenceAndDripping_data();
    void deadline_endsSilenceAndDripping();
    void deadline_hasAFloor();
    void cancel_endsWithin200ms_data();
    void cancel_endsWithin200ms();
    void cancel_inEachPhase_data();
    void cancel_inEachPhase();
    void cancel_afterTheEndIsHarmless();
    void deletion_isSilentAndClosesTheConnection();
    void deletion_isAllowedInEachSignal_data();
    void deletion_isAllowedInEachSignal();
};

void TestEnding::deadline_endsSilenceAndDripping_data()
{
    QTest::addColumn<QByteArray>("drip");
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("silence") << QByteArray() << QByteArray();
    QTest::newRow("a dripping status line") << QByteArray("H") << QByteArray("HTTP/1.1 2");
    QTest::newRow("a dripping header") << QByteArray("a") << QByteArray("HTTP/1.1 200 OK\r\nA: ");
    QTest::newRow("a dripping body") << QByteArray(" ")
                                     << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{");
    QTest::newRow("dripping chunks") << QByteArray("1\r\n \r\n")
                                     << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTest::newRow("100 Continue and silence") << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
}

void TestEnding::deadline_endsSilenceAndDripping()
{
    QFETCH(QByteArray, drip);
    QFETCH(QByteArray, head);
    RawServer server;
    server.answerWith([&](QTcpSocket& socket, const QByteArray&) {
        socket.write(head);
        if (!drip.isEmpty())
            RawServer::drip(socket, drip, std::chrono::milliseconds(10));
    });
    Request request = test::post(server.url());
    request.policy.deadline = std::chrono::milliseconds(400);
    QElapsedTimer clock;
    clock.start();
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("deadline"));
    QVERIFY2(clock.elapsed() >= 390 && clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(asking.finished(), 1);
    QVERIFY(asking.reply().exchange.failure->sentence.contains(QLatin1String("0.4")));
    QVERIFY(asking.reply().exchange.phases.waiting);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(server.received().count("client_secret"), 1);
}

void TestEnding::deadline_hasAFloor()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    Request request = test::get(server.url());
    request.policy.deadline = std::chrono::milliseconds(-5);
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
}

void TestEnding::cancel_endsWithin200ms_data()
{
    deadline_endsSilenceAndDripping_data();
}

void TestEnding::cancel_endsWithin200ms()
{
    QFETCH(QByteArray, drip);
    QFETCH(QByteArray, head);
    RawServer server;
    server.answerWith([&](QTcpSocket& socket, const QByteArray&) {
        socket.write(head);
        if (!drip.isEmpty())
            RawServer::drip(socket, drip, std::chrono::milliseconds(10));
    });
    Asking asking(test::post(server.url()));
    QTRY_COMPARE(server.requests().size(), 1);
    QElapsedTimer clock;
    clock.start();
    asking.call().cancel();
    asking.call().cancel();
    QCOMPARE(asking.finished(), 0);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("cancelled"));
    QVERIFY2(clock.elapsed() < 200, qPrintable(QString::number(clock.elapsed())));
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(asking.finished(), 1);
}

void TestEnding::cancel_inEachPhase_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("before anything") << -1;
    QTest::newRow("connecting") << static_cast<int>(Call::Phase::Connecting);
    QTest::newRow("waiting") << static_cast<int>(Call::Phase::Waiting);
    QTest::newRow("receiving") << static_cast<int>(Call::Phase::Receiving);
}

void TestEnding::cancel_inEachPhase()
{
    QFETCH(int, phase);
    RawServer server;
    server.answerWith(RawServer::response("200 OK", QByteArray(mebibyte, 'x')));
    Asking asking(test::post(server.url()));
    if (phase < 0)
        asking.call().cancel();
    connect(&asking.call(), &Call::phaseChanged, this, [&](Call::Phase reached) {
        if (static_cast<int>(reached) == phase)
            asking.call().cancel();
    });
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("cancelled"));
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(asking.finished(), 1);
    QVERIFY(!asking.reply().exchange.request.method.isEmpty());
}

void TestEnding::cancel_afterTheEndIsHarmless()
{
    RawServer server;
    server.answerWith(RawServer::response("200 OK", "{}"));
    Asking asking(test::get(server.url()));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
    asking.call().cancel();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(asking.finished(), 1);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
}

void TestEnding::deletion_isSilentAndClosesTheConnection()
{
    RawServer server;
    Client client;
    QObject owner;
    int finished = 0;
    Call* call = client.send(test::post(server.url()), nullptr);
    connect(call, &Call::finished, &owner, [&] { ++finished; });
    QTRY_COMPARE(server.requests().size(), 1);
    delete call;
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(finished, 0);
}

void TestEnding::deletion_isAllowedInEachSignal_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("connecting") << static_cast<int>(Call::Phase::Connecting);
    QTest::newRow("waiting") << static_cast<int>(Call::Phase::Waiting);
    QTest::newRow("receiving") << static_cast<int>(Call::Phase::Receiving);
    QTest::newRow("finished") << -1;
}

void TestEnding::deletion_isAllowedInEachSignal()
{
    QFETCH(int, phase);
    RawServer server;
    server.answerWith(RawServer::response("200 OK", QByteArray(mebibyte, 'x')));
    Client client;
    QPointer<Call> call = client.send(test::post(server.url()), nullptr);
    QObject owner;
    connect(call, &Call::phaseChanged, &owner, [&](Call::Phase reached) {
        if (static_cast<int>(reached) == phase)
            delete call;
    });
    connect(call, &Call::finished, &owner, [&] { delete call; });
    QTRY_VERIFY(call.isNull());
    QTRY_COMPARE(server.openConnections(), 0);
}

QTEST_GUILESS_MAIN(TestEnding)
#include "tst_ending.moc"
