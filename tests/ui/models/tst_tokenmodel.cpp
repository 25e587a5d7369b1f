// SPDX-License-Identifier: Apache-2.0
#include "models/tokenmodel.h"
#include "models/tokensearch.h"
#include "ui/models/manyclaims.h"
#include "ui/models/printedtree.h"

#include "jose/base64url.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace assayer;
using jose::Section;
using models::TokenModel;

namespace {

QByteArray compact(const QByteArray& header, const QByteArray& payload)
{
    using jose::base64url::encode;
    return encode(header) + '.' + encode(payload) + '.' + encode("signature");
}

inspection::Inspection inspectionOf(const QByteArray& payload,
                                    const QByteArray& header = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
{
    inspection::Inspection inspection;
    inspection.token = jose::takeApart(compact(header, payload));
    inspection.at = 1'790'001'000;
    return inspection;
}

QString names(const TokenModel& model, const QModelIndex& parent)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(parent); ++row)
        all << model.index(row, 0, parent).data().toString() + u'=' +
                   model.index(row, TokenModel::ValueColumn, parent).data().toString();
    return all.join(u' ');
}

} // namespace

class TestTokenModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void model_isSound()
    {
        TokenModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(printedTree(model), QString());
        model.setInspection(inspectionOf("{\"aud\":\"a\",\"deep\":{\"x\":[1,{\"y\":null}]},\"empty\":[]}"));
        QCOMPARE(model.rowCount(), 3);
        model.setNow(1'790'001'060);
        model.setInspection(inspectionOf("{\"aud\":\"b\"}"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void tree_isAsIssued()
    {
        TokenModel model;
        model.setInspection(inspectionOf(
            "{\"z\":1e2,\"a\":-0,\"n\":12345678901234567890,\"roles\":[\"R1\",\"R2\"],\"o\":{\"k\":true},\"e\":\"\"}"));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Header"));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Claims"));
        QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("Signature"));
        QCOMPARE(names(model, model.index(1, 0)),
                 QStringLiteral("z=1e2 a=-0 n=12345678901234567890 roles=[2] o={1} e=\"\""));
        QCOMPARE(names(model, model.indexOfClaim(QStringLiteral("roles"))), QStringLiteral("0=R1 1=R2"));
        QCOMPARE(names(model, model.indexOfClaim(QStringLiteral("o"))), QStringLiteral("k=true"));
    }

    void roles_giveWholeValueAndPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("jsonPath");
        QTest::addColumn<QString>("value");
        QTest::newRow("claim") << "claims.aud"
                               << "$.aud"
                               << "api://x";
        QTest::newRow("item") << "claims.roles[1]"
                              << "$.roles[1]"
                              << "R2";
        QTest::newRow("nested") << "claims.o.k[0].y"
                                << "$.o.k[0].y"
                                << "null";
        QTest::newRow("odd name") << "claims['a b']"
                                  << "$['a b']"
                                  << "1";
        QTest::newRow("control characters in a name") << R"(claims['\n\'\\\u0001'])"
                                                      << R"($['\n\'\\\u0001'])"
                                                      << "4";
        QTest::newRow("name that begins another") << "claims.ab"
                                                  << "$.ab"
                                                  << "3";
        QTest::newRow("header") << "header.alg"
                                << "$.alg"
                                << "RS256";
        QTest::newRow("second of the same name") << "claims.d#1"
                                                 << "$.d"
                                                 << "second";
    }
    void roles_giveWholeValueAndPath()
    {
        QFETCH(QString, path);
        QFETCH(QString, jsonPath);
        QFETCH(QString, value);
        TokenModel model;
        model.setInspection(
            inspectionOf("{\"aud\":\"api://x\",\"roles\":[\"R1\",\"R2\"],\"o\":{\"k\":[{\"y\":null}]},\"a "
                         "b\":1,\"\\n'\\\\\\u0001\":4,\"a\":{\"b\":2},\"ab\":3,\"d\":\"first\",\"d\":\"second\"}"));
        const QModelIndex index = model.indexOfPath(path);
        QVERIFY(index.isValid());
        QCOMPARE(index.data(models::PathRole).toString(), path);
        QCOMPARE(index.data(TokenModel::JsonPathRole).toString(), jsonPath);
        QCOMPARE(index.data(TokenModel::FullValueRole).toString(), value);
    }

    void use_isInTheToolTip()
    {
        TokenModel model;
        model.setInspection(inspectionOf("{\"iss\":\"https://sts.windows.net/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/\","
                                         "\"roles\":[\"R\"],\"name\":\"N\",\"mine\":1}"));
        const auto tipOf = [&model](const char* claim, int role) {
            const QModelIndex index = model.indexOfClaim(QLatin1String(claim));
            return index.siblingAtColumn(TokenModel::MeaningColumn).data(role).toString();
        };
        for (const int role : {int(Qt::ToolTipRole), int(Qt::AccessibleDescriptionRole)}) {
            QVERIFY(tipOf("roles", role).contains(QLatin1String("may decide access on it")));
            QVERIFY(tipOf("name", role).contains(QLatin1String("No access may be decided on it")));
            QVERIFY(!tipOf("mine", role).contains(QLatin1String("access")));
        }
        QVERIFY(!model.index(0, 0, model.indexOfClaim(QStringLiteral("roles")))
                     .data(Qt::AccessibleDescriptionRole)
                     .toString()
                     .contains(QLatin1String("access")));
    }

    void duplicate_isFlagged()
    {
        TokenModel model;
        model.setInspection(inspectionOf("{\"aud\":\"a\",\"aud\":\"b\"}"));
        const QModelIndex second = model.index(1, 0, model.index(1, 0));
        QVERIFY(second.data(TokenModel::DuplicateRole).toBool());
        QCOMPARE(second.data(models::StatusRole).toString(), QStringLiteral("warning"));
        QVERIFY(
            second.siblingAtColumn(TokenModel::MeaningColumn).data().toString().contains(QStringLiteral("duplicate")));
        QVERIFY(!model.index(0, 0, model.index(1, 0)).data(TokenModel::DuplicateRole).toBool());
    }

    void damage_isShownWithItsPlace()
    {
        TokenModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setInspection(inspectionOf("{\"aud\":\"a\",\"iss\":"));
        const QModelIndex claims = model.indexOfSection(Section::Payload);
        QVERIFY(claims.isValid());
        QVERIFY(claims.data(TokenModel::DamagedRole).toBool());
        QCOMPARE(claims.data(models::StatusRole).toString(), QStringLiteral("fail"));
        QVERIFY(printedTree(model).contains(QStringLiteral("at byte")));
        QVERIFY(model.indexOfClaim(QStringLiteral("aud")).isValid());
    }

    void claimOfAFailingCheck_isMarked()
    {
        inspection::Inspection inspection = inspectionOf("{\"aud\":\"a\",\"iss\":\"b\"}");
        checks::Result audience;
        audience.id = checks::CheckId::Audience;
        audience.status = checks::Status::Fail;
        audience.cause = QStringLiteral("audience.other");
        audience.claim = QStringLiteral("aud");
        inspection.checklist.results = {audience};
        TokenModel model;
        model.setInspection(inspection);
        QCOMPARE(model.indexOfClaim(QStringLiteral("aud")).data(models::StatusRole).toString(), QStringLiteral("fail"));
        QCOMPARE(model.indexOfClaim(QStringLiteral("iss")).data(models::StatusRole).toString(), QString());
    }

    void relativeTimes_stayCurrent()
    {
        TokenModel model;
        model.setInspection(inspectionOf("{\"aud\":\"a\",\"exp\":1790003600}"));
        const QModelIndex meaning =
            model.indexOfClaim(QStringLiteral("exp")).siblingAtColumn(TokenModel::MeaningColumn);
        const QString before = meaning.data().toString();
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setNow(1'790'001'000 + 1800);
        QCOMPARE(changed.count(), 1);
        QVERIFY(meaning.data().toString() != before);
        model.setNow(1'790'001'000 + 1800);
        QCOMPARE(changed.count(), 1);
    }

    void hostileText_isOneVisibleLine()
    {
        TokenModel model;
        model.setInspection(
            inspectionOf("{\"<img src=x>\":\"a\\u202e\\u200b\\n\\u001b[31m" + QByteArray(5000, 'x') + "\"}"));
        const QModelIndex claim = model.index(0, 0, model.index(1, 0));
        QCOMPARE(claim.data().toString(), QStringLiteral("<img src=x>"));
        const QString shown = claim.siblingAtColumn(TokenModel::ValueColumn).data().toString();
        for (const char16_t bad : {u'\n', u'\u202e', u'\u200b', u'\u001b'})
            QVERIFY(!shown.contains(QChar(bad)));
        QVERIFY(shown.size() < 600);
        QVERIFY(claim.data(TokenModel::FullValueRole).toString().size() > 5000);
    }

    void hundredThousandClaims_areQuick()
    {
        inspection::Inspection inspection = inspectionOf(hundredThousandClaims());
        QVERIFY(inspection.token->isReadable());
        TokenModel model;
        QElapsedTimer timer;
        timer.start();
        model.setInspection(inspection);
        const qint64 built = timer.restart();
        QCOMPARE(model.rowCount(model.index(1, 0)), 100'001);
        QVERIFY(model.indexOfClaim(QStringLiteral("aud")).isValid());
        model.setNow(inspection.at + 1);
        const qint64 used = timer.elapsed();
        qInfo() << "built in" << built << "ms, used in" << used << "ms";
        QVERIFY(built < 200);
        QVERIFY(used < 200);
    }

    void search_findsInNamesValuesAndMeanings()
    {
        TokenModel model;
        model.setInspection(inspectionOf("{\"aud\":\"needle\",\"needless\":\"x\",\"roles\":[\"y\",\"NEEDLE\"]}"));
        models::TokenSearch search(&model);
        QSignalSpy current(&search, &models::TokenSearch::currentChanged);
        search.setText(QStringLiteral("needle"));
        QTRY_VERIFY(search.isComplete());
        QCOMPARE(search.total(), 3);
        QCOMPARE(search.position(), 1);
        QCOMPARE(current.last().first().toModelIndex().data(models::PathRole).toString(), QStringLiteral("claims.aud"));
        search.previous();
        QCOMPARE(current.last().first().toModelIndex().data(models::PathRole).toString(),
                 QStringLiteral("claims.roles[1]"));
        search.next();
        QCOMPARE(search.position(), 1);
        search.setText(QStringLiteral("no such text"));
        QTRY_VERIFY(search.isComplete());
        QCOMPARE(search.total(), 0);
        search.next();
        QCOMPARE(search.position(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTokenModel)
#include "tst_tokenmodel.moc"
