// SPDX-License-Identifier: Apache-2.0
#include "inspecting.h"

#include "inspection/har.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assayer;
using namespace assayer::inspection;
using namespace assayer::inspection::testing;
using namespace assayer::checks::testing;

namespace {

http::Exchange tokenExchange()
{
    http::Exchange exchange;
    exchange.purpose = http::Purpose::Token;
    exchange.started = QDateTime::fromMSecsSinceEpoch(1'795'374'120'250, Qt::UTC);
    exchange.request.method = QStringLiteral("POST");
    exchange.request.url = QUrl(QStringLiteral("https://user:secret-in-url@login.example/t/token?a=b%20c"));
    exchange.request.headers = {
        {QStringLiteral("Content-Type"), QStringLiteral("application/x-www-form-urlencoded"), false},
        {QStringLiteral("Authorization"), {}, true}};
    exchange.request.form = {{QStringLiteral("grant_type"), QStringLiteral("client_credentials"), false, 0},
                             {QStringLiteral("client_secret"), {}, true, 40}};
    exchange.request.bodyBytes = 80;
    http::ResponseRecord response;
    response.status = 200;
    response.reason = QStringLiteral("OK");
    response.headers = {{QStringLiteral("content-type"), QStringLiteral("application/json"), false}};
    response.body = "{\"access_token\":\"•••\"}";
    response.bodyBytes = 1600;
    exchange.response = response;
    exchange.phases = {0, 26, 164, 12, 214};
    exchange.tls = http::TlsFacts{
        QStringLiteral("TLS 1.3"), QStringLiteral("TLS_AES_256_GCM_SHA384"), {QStringLiteral("CN=login.example")}};
    return exchange;
}

QJsonObject firstEntry(const Inspection& inspection)
{
    const QJsonObject log = QJsonDocument::fromJson(toHar(inspection)).object().value(QStringLiteral("log")).toObject();
    return log.value(QStringLiteral("entries")).toArray().first().toObject();
}

} // namespace

class HarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What HAR 1.2 calls required.
    void everyRequiredMember_isThere()
    {
        Inspection inspection;
        inspection.exchanges = {tokenExchange(), http::Exchange()};
        const QJsonObject log =
            QJsonDocument::fromJson(toHar(inspection)).object().value(QStringLiteral("log")).toObject();
        QCOMPARE(log.value(QStringLiteral("version")).toString(), QStringLiteral("1.2"));
        QVERIFY(log.value(QStringLiteral("creator")).toObject().contains(QStringLiteral("version")));
        const QJsonArray entries = log.value(QStringLiteral("entries")).toArray();
        QCOMPARE(entries.size(), 2);
        for (const QJsonValue& value : entries) {
            const QJsonObject entry = value.toObject();
            for (const char* name : {"startedDateTime", "time", "request", "response", "cache", "timings"})
                QVERIFY2(entry.contains(QLatin1String(name)), name);
            const QJsonObject request = entry.value(QStringLiteral("request")).toObject();
            for (const char* name :
                 {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"})
                QVERIFY2(request.contains(QLatin1String(name)), name);
            const QJsonObject response = entry.value(QStringLiteral("response")).toObject();
            for (const char* name : {"status", "statusText", "httpVersion", "cookies", "headers", "content",
                                     "redirectURL", "headersSize", "bodySize"})
                QVERIFY2(response.contains(QLatin1String(name)), name);
            const QJsonObject timings = entry.value(QStringLiteral("timings")).toObject();
            for (const char* name : {"send", "wait", "receive"})
                QVERIFY2(timings.value(QLatin1String(name)).toDouble(-1) >= 0, name);
        }
    }

    void exchange_isToldWhole()
    {
        Inspection inspection;
        inspection.exchanges = {tokenExchange()};
        const QJsonObject entry = firstEntry(inspection);
        QCOMPARE(entry.value(QStringLiteral("startedDateTime")).toString(), QStringLiteral("2026-11-22T19:02:00.250Z"));
        QCOMPARE(entry.value(QStringLiteral("time")).toInt(), 214);
        const QJsonObject request = entry.value(QStringLiteral("request")).toObject();
        QCOMPARE(request.value(QStringLiteral("method")).toString(), QStringLiteral("POST"));
        const QJsonObject query = request.value(QStringLiteral("queryString")).toArray().first().toObject();
        QCOMPARE(query.value(QStringLiteral("value")).toString(), QStringLiteral("b c"));
        const QJsonObject response = entry.value(QStringLiteral("response")).toObject();
        QCOMPARE(response.value(QStringLiteral("status")).toInt(), 200);
        QCOMPARE(response.value(QStringLiteral("content"))[QStringLiteral("mimeType")].toString(),
                 QStringLiteral("application/json"));
        QCOMPARE(entry.value(QStringLiteral("timings"))[QStringLiteral("connect")].toInt(), 26);
        QCOMPARE(entry.value(QStringLiteral("_tls"))[QStringLiteral("version")].toString(), QStringLiteral("TLS 1.3"));
    }

    void secrets_areVeiled()
    {
        Inspection inspection;
        inspection.exchanges = {tokenExchange()};
        const QByteArray har = toHar(inspection);
        QVERIFY2(!har.contains("secret-in-url"), har.constData());
        const QJsonObject request = firstEntry(inspection).value(QStringLiteral("request")).toObject();
        const QString veil = QStringLiteral("•••");
        QCOMPARE(request.value(QStringLiteral("headers")).toArray().last()[QStringLiteral("value")].toString(), veil);
        const QJsonObject post = request.value(QStringLiteral("postData")).toObject();
        QCOMPARE(post.value(QStringLiteral("params")).toArray().last()[QStringLiteral("value")].toString(), veil);
        QCOMPARE(post.value(QStringLiteral("text")).toString(),
                 QStringLiteral("grant_type=client_credentials&client_secret=•••"));
    }

    void tokenThatWasMissed_losesItsSignature()
    {
        Inspection inspection = inspectionOf(snapshotWith("{}"));
        QVERIFY(inspection.token);
        http::Exchange exchange = tokenExchange();
        exchange.response->body = "said: " + inspection.token->compact;
        inspection.exchanges = {exchange};
        const QByteArray har = toHar(inspection);
        const QByteArray signature = inspection.token->compact.mid(inspection.token->compact.lastIndexOf('.') + 1);
        QVERIFY(signature.size() > 8);
        QVERIFY(!har.contains(signature));
    }

    void noAnswer_isStatusZeroWithItsReason()
    {
        Inspection inspection;
        http::Exchange exchange = tokenExchange();
        exchange.response.reset();
        exchange.failure = http::Failure{http::FailureKind::HostUnknown, QStringLiteral("The name is not known."), {}};
        inspection.exchanges = {exchange};
        const QJsonObject entry = firstEntry(inspection);
        QCOMPARE(entry.value(QStringLiteral("response"))[QStringLiteral("status")].toInt(-1), 0);
        QCOMPARE(entry.value(QStringLiteral("_error")).toString(), QStringLiteral("The name is not known."));
    }

    void nothingSent_isAnEmptyLog()
    {
        const QJsonObject log = QJsonDocument::fromJson(toHar({})).object().value(QStringLiteral("log")).toObject();
        QVERIFY(log.value(QStringLiteral("entries")).toArray().isEmpty());
        QCOMPARE(log.value(QStringLiteral("version")).toString(), QStringLiteral("1.2"));
    }
};

QTEST_GUILESS_MAIN(HarTest)
#include "tst_har.moc"
