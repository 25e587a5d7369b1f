// SPDX-License-Identifier: Apache-2.0
#include "app/http/asking.h"
#include "app/http/memory.h"
#include "app/http/packed.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace assayer;
using namespace assayer::http;
using test::Asking;
using test::mebibyte;
using test::RawServer;

namespace {

QByteArray encodedAnswer(const QByteArray& encoding, const QByteArray& body, const QByteArray& status = "200 OK")
{
    return RawServer::response(status, body, "Content-Encoding: " + encoding + "\r\n");
}

} // namespace

class TestLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void body_isTakenUpToTheLimit_data();
    void body_isTakenUpToTheLimit();
    void hugeBody_isGivenUpWithLittleMemory_data();
    void hugeBody_isGivenUpWithLittleMemory();
    void challengesBody_isReadUpToTheLimit_data();
    void challengesBody_isReadUpToTheLimit();
    void packedAnswer_isUnpacked_data();
    void packedAnswer_isUnpacked();
    void bomb_isGivenUpWithLittleMemory_data();
    void bomb_isGivenUpWithLittleMemory();
    void damagedPacking_isAFailure_data();
    void damagedPacking_isAFailure();
    void endlessHeader_endsAtTheDeadline_data();
    void endlessHeader_endsAtTheDeadline();
};

void TestLimits::body_isTakenUpToTheLimit_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QString>("failure");
    QTest::newRow("nothing allowed, nothing sent") << qint64(0) << qint64(0) << "none";
    QTest::newRow("nothing allowed, a byte sent") << qint64(1) << qint64(0) << "too-large";
    QTest::newRow("exactly 10") << qint64(10) << qint64(10) << "none";
    QTest::newRow("11 of 10") << qint64(11) << qint64(10) << "too-large";
    QTest::newRow("exactly 2 MiB") << 2 * mebibyte << 2 * mebibyte << "none";
    QTest::newRow("a byte more") << 2 * mebibyte + 1 << 2 * mebibyte << "too-large";
    QTest::newRow("a negative limit is none") << qint64(1) << qint64(-1) << "too-large";
}

void TestLimits::body_isTakenUpToTheLimit()
{
    QFETCH(qint64, size);
    QFETCH(qint64, limit);
    QFETCH(QString, failure);
    RawServer server;
    server.answerWith(RawServer::response("200 OK", QByteArray(size, 'x')));
    Request request = test::get(server.url());
    request.policy.maximumBody = limit;
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), failure);
    const qint64 expected = std::min(size, std::max(limit, qint64(0)));
    QCOMPARE(asking.reply().body.size(), expected);
    QVERIFY(asking.reply().exchange.response);
    QCOMPARE(asking.reply().exchange.response->bodyBytes, expected);
    QCOMPARE(asking.reply().exchange.response->body.size(), expected);
}

void TestLimits::hugeBody_isGivenUpWithLittleMemory_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("block");
    const QByteArray plain(64 * 1024, 'x');
    QTest::newRow("with a length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 314572800\r\n\r\n") << plain;
    QTest::newRow("without a length") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << plain;
    QTest::newRow("an error's") << QByteArray("HTTP/1.1 500 No\r\nContent-Length: 314572800\r\n\r\n") << plain;
    QTest::newRow("a redirect's") << QByteArray("HTTP/1.1 302 No\r\nLocation: /\r\nContent-Length: 314572800\r\n\r\n")
                                  << plain;
}

void TestLimits::hugeBody_isGivenUpWithLittleMemory()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, block);
    RawServer server;
    server.answerWith(
        [&](QTcpSocket& socket, const QByteArray&) { RawServer::flood(socket, head, block, 300 * mebibyte); });
    test::forgetPeak();
    const qint64 before = test::peakMemory();
    Asking asking(test::post(server.url()));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("too-large"));
    QCOMPARE(asking.reply().body.size(), 2 * mebibyte);
    QVERIFY2(test::peakMemory() - before < 60 * mebibyte,
             qPrintable(QString::number((test::peakMemory() - before) / mebibyte)));
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestLimits::challengesBody_isReadUpToTheLimit_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QStringList>("failures");
    for (const char* status : {"401 No", "407 No"}) {
        QTest::addRow("%s, 100 KiB", status) << QByteArray(status) << qint64(100 * 1024) << QStringList{"none"};
        QTest::addRow("%s, 2 MiB", status) << QByteArray(status) << 2 * mebibyte << QStringList{"none"};
        QTest::addRow("%s, a byte more", status) << QByteArray(status) << 2 * mebibyte + 1 << QStringList{"too-large"};
        // The library holds it back until it has the whole: what ends it first depends on how fast the machine reads.
        QTest::addRow("%s, 300 MiB", status)
            << QByteArray(status) << 300 * mebibyte << QStringList{"deadline", "too-large"};
    }
}

void TestLimits::challengesBody_isReadUpToTheLimit()
{
    QFETCH(QByteArray, status);
    QFETCH(qint64, size);
    QFETCH(QStringList, failures);
    RawServer server;
    const QByteArray head = "HTTP/1.1 " + status +
                            "\r\nWWW-Authenticate: Basic realm=\"a\"\r\nContent-Length: " + QByteArray::number(size) +
                            "\r\n\r\n";
    server.answerWith([&](QTcpSocket& socket, const QByteArray&) {
        RawServer::flood(socket, head, QByteArray(std::min<qint64>(size, 65537), 'x'), size);
    });
    Request request = test::post(server.url());
    if (failures.contains(QLatin1String("deadline")))
        request.policy.deadline = std::chrono::seconds(1);
    Asking asking(request);
    const QString failure = test::failureName(asking.reply());
    QVERIFY2(failures.contains(failure), qPrintable(failure));
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestLimits::packedAnswer_isUnpacked_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<QByteArray>("plain");
    const QByteArray small("{\"access\":\"granted\",\"n\":[1,2,3]}");
    QByteArray large; // nearly the limit, in parts packed well and in parts not at all
    QRandomGenerator random(1);
    while (large.size() < 2 * mebibyte - 20'000) {
        for (int i = 0; i < 5000; ++i)
            large += static_cast<char>(random.bounded(256));
        large += QByteArray(5000, 'a');
    }
    QTest::newRow("gzip") << QByteArray("gzip") << test::gzipped(small) << small;
    QTest::newRow("GZIP") << QByteArray(" GZIP ") << test::gzipped(small) << small;
    QTest::newRow("deflate") << QByteArray("deflate") << test::zlibbed(small) << small;
    QTest::newRow("large gzip") << QByteArray("gzip") << test::gzipped(large) << large;
    QTest::newRow("one byte repeated, far above 40:1")
        << QByteArray("gzip") << test::gzipped(QByteArray(2 * mebibyte, 'a')) << QByteArray(2 * mebibyte, 'a');
    QTest::newRow("empty gzip") << QByteArray("gzip") << test::gzipped({}) << QByteArray();
    QTest::newRow("identity") << QByteArray("identity") << small << small;
}

void TestLimits::packedAnswer_isUnpacked()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, packed);
    QFETCH(QByteArray, plain);
    for (const QByteArray status : {"200 OK", "401 No"}) {
        RawServer server;
        server.answerWith(encodedAnswer(encoding, packed, status));
        Asking asking(test::post(server.url()));
        QCOMPARE(test::failureName(asking.reply()), QStringLiteral("none"));
        QVERIFY(asking.reply().body == plain);
        QCOMPARE(asking.reply().exchange.response->bodyBytes, plain.size());
    }
}

void TestLimits::bomb_isGivenUpWithLittleMemory_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("a byte above the limit") << 2 * mebibyte + 1;
    QTest::newRow("below the library's guard") << 9 * mebibyte;
    QTest::newRow("above the library's guard") << 100 * mebibyte;
}

void TestLimits::bomb_isGivenUpWithLittleMemory()
{
    QFETCH(qint64, size);
    RawServer server;
    server.answerWith(encodedAnswer("gzip", test::gzipped(QByteArray(size, '\0'))));
    test::forgetPeak();
    const qint64 before = test::peakMemory();
    Asking asking(test::post(server.url()));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("too-large"));
    QVERIFY(asking.reply().body == QByteArray(2 * mebibyte, '\0'));
    QVERIFY2(test::peakMemory() - before < 60 * mebibyte,
             qPrintable(QString::number((test::peakMemory() - before) / mebibyte)));
}

void TestLimits::damagedPacking_isAFailure_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray good = test::gzipped("{\"access_token\":\"abcdefgh\",\"expires_in\":3599}");
    for (const QByteArray status : {"200 OK", "400 No", "500 No"}) {
        const auto row = [&status](const char* name, const QByteArray& encoding, const QByteArray& body) {
            QTest::addRow("%s, %s", name, status.constData()) << encodedAnswer(encoding, body, status);
        };
        row("not packed at all", "gzip", "{\"error\":\"invalid_client\"}");
        row("garbage behind the header", "gzip", good.first(10) + QByteArray(50, '\xFF'));
        row("cut short", "gzip", good.first(good.size() - 12));
        row("a wrong checksum", "gzip", good.chopped(8) + QByteArray(8, '\1'));
        row("more behind the end", "gzip", good + "{}");
        row("packed twice", "gzip, gzip", test::gzipped(good));
        row("unknown", "x-own", "abc");
    }
}

void TestLimits::damagedPacking_isAFailure()
{
    QFETCH(QByteArray, answer);
    RawServer server;
    server.answerWith(answer);
    Asking asking(test::post(server.url()));
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("protocol"));
    QVERIFY(asking.reply().exchange.response);
    QVERIFY(!asking.reply().exchange.failure->detail.isEmpty());
}

void TestLimits::endlessHeader_endsAtTheDeadline_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("block");
    QTest::newRow("one header without an end") << QByteArray("HTTP/1.1 200 OK\r\nA: ") << QByteArray(64 * 1024, 'a');
    QByteArray lines;
    while (lines.size() < 64 * 1024)
        lines += "A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n";
    QTest::newRow("headers without an end") << QByteArray("HTTP/1.1 200 OK\r\n") << lines;
    QTest::newRow("a status line without an end") << QByteArray("HTTP/1.1 200 ") << QByteArray(64 * 1024, 'a');
    QTest::newRow("a chunk size without an end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") << QByteArray(64 * 1024, '0');
}

// The library bounds nothing here: how much of it is held until then depends on how fast the machine reads.
void TestLimits::endlessHeader_endsAtTheDeadline()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, block);
    RawServer server;
    server.answerWith([&](QTcpSocket& socket, const QByteArray&) { RawServer::flood(socket, head, block); });
    Request request = test::post(server.url());
    request.policy.deadline = std::chrono::milliseconds(500);
    QElapsedTimer clock;
    clock.start();
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("deadline"));
    QVERIFY2(clock.elapsed() < 2500, qPrintable(QString::number(clock.elapsed())));
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
