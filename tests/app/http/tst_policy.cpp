// SPDX-License-Identifier: Apache-2.0
#include "app/http/asking.h"
#include "support/rawserver.h"

#include <QTest>

using namespace assayer;
using namespace assayer::http;
using test::Asking;
using test::RawServer;

class TestPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loopback_isToldByText_data();
    void loopback_isToldByText();
    void url_isRefused_data();
    void url_isRefused();
    void plainHttp_isSentWhereAllowed();
    void refusal_comesAfterSendAndSendsNothing();
    void header_isRefused_data();
    void header_isRefused();
    void headerTwice_isRefused();
    void method_isRefused_data();
    void method_isRefused();
};

void TestPolicy::loopback_isToldByText_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* url, bool expected) { QTest::newRow(url) << QString::fromUtf8(url) << expected; };
    row("http://localhost/", true);
    row("http://LOCALHOST:8080/", true);
    row("http://a.localhost/", true);
    row("http://127.0.0.1/", true);
    row("http://127.255.1.2:1/", true);
    row("http://[::1]/", true);
    row("http://[0:0:0:0:0:0:0:1]/", true);
    row("http://localhost.evil.com/", false);
    row("http://evillocalhost/", false);
    row("http://.localhost/", false);
    row("http://127.0.0.1.evil.com/", false);
    row("http://127.0.0.1.nip.io/", false);
    row("http://[::ffff:127.0.0.1]/", false);
    row("http://[::]/", false);
    row("http://[::2]/", false);
    row("http://localhost./", false);
    row("http://127.0.0.1./", false);
    row("http://128.0.0.1/", false);
    row("http://0.0.0.0/", false);
    row("http://evil.com/127.0.0.1", false);
    row("http://evil.com?localhost", false);
    row("http://evil.com#@localhost", false);
    row("http://localhost@evil.com/", false);
    row("http://127.1/", true); // QUrl itself writes these three out, and they are what is connected to
    row("http://0x7f.1/", true);
    row("http://2130706433/", true);
    row("http://0x80.1/", false);
    row("http://127。0。0。1.evil.com/", false);
    row("http://ⅼocalhost.evil.com/", false);
    row("", false);
}

void TestPolicy::loopback_isToldByText()
{
    QFETCH(QString, url);
    QFETCH(bool, expected);
    QCOMPARE(isLoopback(QUrl(url)), expected);
}

void TestPolicy::url_isRefused_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* url, const char* code) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromLatin1(code);
    };
    row("https://login.example.com/token", "");
    row("http://127.0.0.1:1/token", "");
    row("http://login.example.com/token", "plain-http");
    row("http://localhost.evil.com/", "plain-http");
    row("HTTP://10.0.0.1/", "plain-http");
    row("file:///etc/passwd", "url-scheme");
    row("data:text/plain,hello", "url-scheme");
    row("qrc:/a", "url-scheme");
    row("ftp://example.com/", "url-scheme");
    row("ws://localhost/", "url-scheme");
    row("javascript:alert(1)", "url-scheme");
    row("https:///token", "url-invalid");
    row("https:token", "url-invalid");
    row("https://exa mple.com/", "url-invalid");
    row("https://example.com:99999/", "url-invalid");
    row("https://example.com:0/", "url-invalid");
    row("https://user:hunter2@example.com/", "url-invalid");
    row("https://user:hunter2@exa mple.com/", "url-invalid");
    row("http://evil.com\\@localhost/", "url-invalid");
    row("https://user@example.com/", "url-invalid");
    row("http://user@127.0.0.1/", "url-invalid");
    row("login.example.com/token", "url-invalid");
    row("//login.example.com/token", "url-invalid");
    row("", "url-invalid");
}

void TestPolicy::url_isRefused()
{
    QFETCH(QString, url);
    QFETCH(QString, code);
    const auto failure = refusal(QUrl(url), PlainHttp::LoopbackOnly);
    QCOMPARE(failure ? failure->code : QString(), code);
    if (!failure)
        return;
    QCOMPARE(failure->kind, FailureKind::Refused);
    QVERIFY(!failure->sentence.isEmpty());
    QVERIFY(!failure->sentence.contains(QLatin1String("hunter2")));
    QVERIFY(!failure->detail.contains(QLatin1String("hunter2")));
}

void TestPolicy::plainHttp_isSentWhereAllowed()
{
    QVERIFY(!refusal(QUrl(QStringLiteral("http://login.example.com/")), PlainHttp::Allowed));
    QVERIFY(refusal(QUrl(QStringLiteral("ftp://login.example.com/")), PlainHttp::Allowed));
}

void TestPolicy::refusal_comesAfterSendAndSendsNothing()
{
    RawServer server;
    Request request = test::post(server.url(QStringLiteral("/token"), QStringLiteral("127.0.0.1")));
    request.url.setUserInfo(QStringLiteral("me:hunter2"));
    Asking asking(request);
    QCOMPARE(asking.finished(), 0);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("refused"));
    QCOMPARE(asking.finished(), 1);
    QCOMPARE(server.connections(), 0);
    QVERIFY(!asking.reply().exchange.response);
    QVERIFY(!asking.reply().exchange.phases.connect);
    QCOMPARE(asking.reply().exchange.request.form.size(), 2);
    QVERIFY(asking.reply().exchange.request.url.userInfo().isEmpty());
}

void TestPolicy::header_isRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("line feed in the value") << "X-A"
                                            << "1\nX-B: 2";
    QTest::newRow("carriage return in the value") << "X-A"
                                                  << "1\rX-B: 2";
    QTest::newRow("both in the value") << "X-A"
                                       << "1\r\nX-B: 2";
    QTest::newRow("NUL in the value") << "X-A" << QStringLiteral("1") + QChar(0) + QStringLiteral("2");
    QTest::newRow("escape in the value") << "X-A" << QStringLiteral("\x1B[2J");
    QTest::newRow("line break in the name") << "X-A: 1\r\nX-B"
                                            << "2";
    QTest::newRow("colon in the name") << "X-A:"
                                       << "2";
    QTest::newRow("space in the name") << "X A"
                                       << "2";
    QTest::newRow("NUL in the name") << QStringLiteral("X") + QChar(0) << "2";
    QTest::newRow("letter beyond ASCII in the name") << QStringLiteral("Xä") << "2";
    QTest::newRow("no name") << ""
                             << "2";
    QTest::newRow("Host") << "Host"
                          << "evil.example.com";
    QTest::newRow("length") << "content-length"
                            << "0";
    QTest::newRow("framing") << "Transfer-Encoding"
                             << "chunked";
}

void TestPolicy::header_isRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    for (const bool secret : {false, true}) {
        RawServer server;
        Request request = test::get(server.url());
        if (secret)
            request.headers = {{name, {}, support::Secret::fromText(value), true}};
        else
            request.headers = {{name, value, {}, false}};
        Asking asking(request);
        QCOMPARE(test::failureName(asking.reply()), QStringLiteral("refused"));
        QCOMPARE(asking.reply().exchange.failure->code, QStringLiteral("header-invalid"));
        QCOMPARE(server.connections(), 0);
        if (secret)
            QVERIFY(asking.reply().exchange.request.headers.first().value.isEmpty());
    }
}

void TestPolicy::headerTwice_isRefused()
{
    RawServer server;
    Request request = test::get(server.url());
    request.headers = {{QStringLiteral("X-A"), QStringLiteral("1"), {}, false},
                       {QStringLiteral("x-a"), QStringLiteral("2"), {}, false}};
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("refused"));
}

void TestPolicy::method_isRefused_data()
{
    QTest::addColumn<QString>("method");
    QTest::newRow("DELETE") << "DELETE";
    QTest::newRow("injected") << "GET / HTTP/1.1\r\nX: y\r\n\r\nGET";
    QTest::newRow("lower case") << "get";
    QTest::newRow("empty") << "";
    QTest::newRow("GET with a form") << "GET";
}

void TestPolicy::method_isRefused()
{
    QFETCH(QString, method);
    RawServer server;
    Request request = test::post(server.url());
    request.method = method;
    Asking asking(request);
    QCOMPARE(test::failureName(asking.reply()), QStringLiteral("refused"));
    QCOMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
