// SPDX-License-Identifier: Apache-2.0
#include "models/exchangedetails.h"
#include "models/exchangemodel.h"
#include "models/valuetext.h"
#include "ui/models/printedtree.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace assayer;
using models::ExchangeModel;

namespace {

http::Exchange tokenExchange()
{
    http::Exchange exchange;
    exchange.purpose = http::Purpose::Token;
    exchange.request.method = QStringLiteral("POST");
    exchange.request.url = QUrl(QStringLiteral("https://login.example/tenant/oauth2/v2.0/token"));
    exchange.request.headers = {{QStringLiteral("Accept"), QStringLiteral("application/json"), false},
                                {QStringLiteral("Authorization"), {}, true}};
    exchange.request.form = {{QStringLiteral("grant_type"), QStringLiteral("client_credentials"), false, 0},
                             {QStringLiteral("client_secret"), {}, true, 40}};
    http::ResponseRecord response;
    response.status = 401;
    response.reason = QStringLiteral("Unauthorized");
    response.bodyBytes = 1620;
    response.body = "{\"error\":\"invalid_client\"}";
    exchange.response = response;
    exchange.phases = {10, 40, 166, 8, 214};
    return exchange;
}

http::Exchange failedExchange()
{
    http::Exchange exchange;
    exchange.purpose = http::Purpose::Discovery;
    exchange.request.method = QStringLiteral("GET");
    exchange.request.url = QUrl(QStringLiteral("https://it's.example/.well-known/openid-configuration"));
    exchange.failure = http::Failure{http::FailureKind::HostUnknown, QStringLiteral("no such host"), {}};
    exchange.phases.start = 300;
    exchange.phases.total = 12;
    return exchange;
}

inspection::Inspection sample()
{
    inspection::Inspection inspection;
    inspection.exchanges = {tokenExchange(), failedExchange()};
    return inspection;
}

QString allText(const QList<models::DetailSection>& sections)
{
    QString text;
    for (const models::DetailSection& section : sections) {
        text += section.title + u'\n' + section.text + u'\n';
        for (const models::Detail& row : section.rows)
            text += row.name + u'=' + row.value + u'\n';
    }
    return text;
}

} // namespace

class TestExchangeModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void model_isSound()
    {
        ExchangeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(printedTree(model), QString());
        QCOMPARE(model.end(), 0);
        model.setInspection(sample());
        model.setInspection(sample());
        QCOMPARE(model.end(), 312);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void rows_areTheRequests()
    {
        ExchangeModel model;
        model.setInspection(sample());
        QCOMPARE(printedTree(model), QStringLiteral("POST …/oauth2/v2.0/token | 401 | 214 ms | %1\n"
                                                    "GET …/.well-known/openid-configuration | no host | 12 ms |\n")
                                         .arg(models::bytesInWords(1620)));
        QCOMPARE(model.index(0, 0).data(models::StatusRole).toString(), QStringLiteral("fail"));
        QCOMPARE(model.index(0, ExchangeModel::TimeColumn).data(ExchangeModel::WaitingRole).toLongLong(), 166);
        QVERIFY(!model.index(1, ExchangeModel::TimeColumn).data(ExchangeModel::WaitingRole).isValid());
    }

    void secrets_areNotInTheDetails()
    {
        const QList<models::DetailSection> sections = models::requestDetails(tokenExchange());
        const models::Detail secret = sections.last().rows.last();
        QVERIFY(secret.hidden);
        QCOMPARE(secret.value, QString());
        QVERIFY(secret.note.contains(QStringLiteral("40")));
        QVERIFY(models::toText(tokenExchange(), {}).contains(QStringLiteral("client_secret: ••••")));
    }

    void refusal_hasRowsOfItsOwn()
    {
        oauth::AuthorityError refusal;
        refusal.error = QStringLiteral("invalid_client");
        refusal.code = 7000215;
        refusal.traceId = QStringLiteral("trace-1");
        const QString text = allText(models::responseDetails(tokenExchange(), refusal));
        QVERIFY(text.contains(QStringLiteral("AADSTS=7000215")));
        QVERIFY(text.contains(QStringLiteral("trace_id=trace-1")));
        QVERIFY(!allText(models::responseDetails(failedExchange(), refusal)).contains(QStringLiteral("trace-1")));
    }

    void cancelled_isNoFailure()
    {
        http::Exchange exchange = failedExchange();
        exchange.failure = http::Failure{http::FailureKind::Cancelled, QStringLiteral("cancelled"), {}};
        inspection::Inspection inspection;
        inspection.exchanges = {failedExchange(), exchange};
        models::ExchangeModel model;
        model.setInspection(inspection);
        const auto status = [&model](int row) { return model.index(row, 0).data(models::StatusRole).toString(); };
        QCOMPARE(status(0), QStringLiteral("fail"));
        QCOMPARE(status(1), QStringLiteral("unchecked"));
    }

    void failure_isExplained()
    {
        QVERIFY(allText(models::responseDetails(failedExchange(), {})).contains(QStringLiteral("no such host")));
        QVERIFY(!allText(models::connectionDetails(failedExchange())).isEmpty());
    }

    void curl_isQuoted()
    {
        http::Exchange exchange = failedExchange();
        exchange.request.url = QUrl(QStringLiteral("https://a.example/x?q=a'b"));
        exchange.request.headers = {{QStringLiteral("Authorization"), {}, true},
                                    {QStringLiteral("X"), QStringLiteral("y"), false}};
        QCOMPARE(models::toCurl(exchange), QStringLiteral("curl -H 'X: y' 'https://a.example/x?q=a'\\''b'"));
    }

    void excerpt_keepsCharactersWhole()
    {
        const QByteArray text = QByteArray("ä").repeated(40'000);
        const models::Excerpt excerpt = models::excerptOf(text, 40'000, 2);
        QCOMPARE(excerpt.selected, QStringLiteral("ä"));
        QVERIFY(excerpt.cutBefore && excerpt.cutAfter);
        QVERIFY(!excerpt.before.contains(QChar(QChar::ReplacementCharacter)));
        QVERIFY(!excerpt.after.contains(QChar(QChar::ReplacementCharacter)));
        const models::Excerpt outside = models::excerptOf("ab", 5, 9);
        QCOMPARE(outside.before, QStringLiteral("ab"));
        QCOMPARE(outside.selected, QString());
    }
};

QTEST_GUILESS_MAIN(TestExchangeModel)
#include "tst_exchangemodel.moc"
