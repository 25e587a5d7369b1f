// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;

namespace {

Result kindOfText(const QByteArray& compact)
{
    return *judge(snapshotOf(assayer::jose::takeApart(compact))).find(CheckId::Kind);
}

} // namespace

class KindTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cause_followsTheClaims_data() { addRows("kind"); }
    void cause_followsTheClaims()
    {
        const Row row = fetchedRow();
        const QByteArray header = row.expected.isEmpty() ? plainHeader : row.expected.first().toUtf8();
        const Result result = *judge(snapshotOf(tokenOf(header, claimsWith(row.claims)))).find(CheckId::Kind);
        compareCause(result, row.cause);
        if (row.cause == QLatin1String("proof-of-possession")) {
            QCOMPARE(result.status, result.claim == QLatin1String("cnf") ? Status::Warning : Status::Fail);
        } else if (!row.cause.isEmpty()) {
            QCOMPARE(result.status, Status::Fail);
        }
    }

    void shape_decidesBeforeTheClaims_data()
    {
        QTest::addColumn<QByteArray>("compact");
        QTest::addColumn<QString>("cause");
        const QByteArray good = tokenOf(plainHeader, claimsWith("{}")).compact;
        const QByteArray header = "eyJhbGciOiJSUzI1NiJ9";
        QTest::newRow("good") << good << QString();
        QTest::newRow("five parts") << QByteArray("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y3Q.dGFn")
                                    << "encrypted";
        QTest::newRow("five parts, RSA") << QByteArray(
                                                "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhHQ00ifQ.a2V5.aXY.Y3Q.dGFn")
                                         << "encrypted";
        QTest::newRow("five parts, ECDH")
            << QByteArray("eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOEdDTSJ9..aXY.Y3Q.dGFn") << "encrypted";
        QTest::newRow("Google's") << QByteArray("ya29.a0AfH6SMBx") << "opaque";
        QTest::newRow("a word") << QByteArray("hello") << "opaque";
        QTest::newRow("nothing") << QByteArray() << "opaque";
        QTest::newRow("claims cut") << header + ".eyJpc3MiOiJ4.c2ln"
                                    << "unreadable";
        QTest::newRow("claims no JSON") << header + ".bm90IGpzb24.c2ln"
                                        << "unreadable";
        QTest::newRow("claims a list") << header + ".W10.c2ln"
                                       << "unreadable";
        QTest::newRow("a header in pieces") << QByteArray("eyJhbGciOi.e30.c2ln") << "unreadable";
        QTest::newRow("a duplicate is flagged only")
            << tokenOf(plainHeader, quotedJson("{'iss':'a','aud':'b','x':1,'x':2}")).compact << QString();
        QTest::newRow("a damaged signature is the signature's")
            << good.left(good.lastIndexOf('.') + 1) + "!!!!" << QString();
    }
    void shape_decidesBeforeTheClaims()
    {
        QFETCH(QByteArray, compact);
        QFETCH(QString, cause);
        const Result result = kindOfText(compact);
        compareCause(result, cause);
        QCOMPARE(result.status, cause.isEmpty() ? Status::Pass : Status::Fail);
    }
};

QTEST_GUILESS_MAIN(KindTest)
#include "tst_kind.moc"
