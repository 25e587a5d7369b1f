// SPDX-License-Identifier: Apache-2.0
#include "entra/errorcode.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace assayer;

class TestErrorCode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void errorCode_knowsEveryRowOfTheFacts();
    void errorCode_namesTheField_data();
    void errorCode_namesTheField();
    void errorCode_knowsNoOther();
};

static QString stepsOf(const entra::ErrorCode& code)
{
    QString steps;
    for (const entra::ErrorStep& step : code.fix)
        steps += u' ' + step.step + u' ' + step.done;
    return steps;
}

void TestErrorCode::errorCode_knowsEveryRowOfTheFacts()
{
    QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/errors.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        QSKIP("the shared facts are not at hand");
    }
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(rows.size() >= 136);
    for (const QJsonValue& row : rows) {
        const entra::ErrorCode* code = entra::errorCode(row[u"code"].toInteger());
        QVERIFY2(code, qPrintable(row[u"aadsts"].toString()));
        QCOMPARE(code->name, row[u"name"].toString());
        // Where the facts refer to another number, the table says what stands there.
        static const QRegularExpression reference(
            QStringLiteral("\\b[Aa]s (\\d{5,}|those)|Older (number|twin)|User twin|Older wrapper|newer number"));
        const auto refers = [](const QJsonValue& text) { return reference.match(text.toString()).hasMatch(); };
        const QJsonArray fix = row[u"fix"].toArray();
        if (!refers(row[u"cause"])) {
            QCOMPARE(code->cause, row[u"cause"].toString());
        }
        if (!refers(row[u"cause"]) && std::none_of(fix.begin(), fix.end(), refers)) {
            QCOMPARE(code->fix.size(), fix.size());
        }
        static const QRegularExpression unresolved(QStringLiteral("\\b[Aa]s (\\d{5,}|those)|twin"));
        QVERIFY2(!unresolved.match(code->cause + stepsOf(*code)).hasMatch(), qPrintable(code->cause));
        QCOMPARE(code->retryHelps, row[u"retry_helps"].toString());
        QCOMPARE(code->flow, row[u"flow"].toString());
        QCOMPARE(code->verified, row[u"verified"].toBool());
    }
}

void TestErrorCode::errorCode_namesTheField_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("field");
    QTest::newRow("wrong secret") << qint64(7000215) << "clientSecret";
    QTest::newRow("expired secret") << qint64(7000222) << "clientSecret";
    QTest::newRow("unknown client") << qint64(700016) << "clientId";
    QTest::newRow("unknown tenant") << qint64(90002) << "tenant";
    QTest::newRow("unknown resource") << qint64(500011) << "resource";
    QTest::newRow("throttled, no field") << qint64(90033) << "";
}

void TestErrorCode::errorCode_namesTheField()
{
    QFETCH(qint64, number);
    QFETCH(QString, field);
    const entra::ErrorCode* code = entra::errorCode(number);
    QVERIFY(code);
    QCOMPARE(code->field, field);
}

void TestErrorCode::errorCode_knowsNoOther()
{
    for (const qint64 number : {qint64(0), qint64(-7000215), qint64(1), std::numeric_limits<qint64>::max()}) {
        QVERIFY(!entra::errorCode(number));
    }
}

QTEST_GUILESS_MAIN(TestErrorCode)
#include "tst_errorcode.moc"
