// SPDX-License-Identifier: Apache-2.0
#include "entra/claim.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assayer;
using entra::ClaimPlace;

class TestClaim : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void claimFact_knowsEveryRowOfTheFacts();
    void claimFact_tellsPlacesApart();
    void claimFact_prefersTheFamily_data();
    void claimFact_prefersTheFamily();
    void claimFact_guessesNothing();
    void claimFact_namesTheValues();
};

void TestClaim::claimFact_knowsEveryRowOfTheFacts()
{
    QFile file(QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/claims.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        QSKIP("the shared facts are not at hand");
    }
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(rows.size() >= 118);
    for (const QJsonValue& row : rows) {
        const QString name = row[u"name"].toString();
        const ClaimPlace place = row[u"in"].toString() == u"header" ? ClaimPlace::Header : ClaimPlace::Payload;
        const entra::ClaimFact* fact = entra::claimFact(place, name, row[u"issuer_family"].toString());
        QVERIFY2(fact, qPrintable(name));
        QCOMPARE(fact->explanation, row[u"explanation"].toString());
        QCOMPARE(fact->authorization, row[u"authorization"].toString());
        QCOMPARE(fact->note, row[u"note"].toString());
        QCOMPARE(fact->verified, row[u"verified"].toBool());
        QCOMPARE(fact->values.size(), row[u"values"].toObject().size());
    }
}

void TestClaim::claimFact_tellsPlacesApart()
{
    const entra::ClaimFact* header = entra::claimFact(ClaimPlace::Header, u"nonce");
    const entra::ClaimFact* payload = entra::claimFact(ClaimPlace::Payload, u"nonce");
    QVERIFY(header && header->place == ClaimPlace::Header);
    QVERIFY(!payload || payload->place == ClaimPlace::Payload);
    QVERIFY(!entra::claimFact(ClaimPlace::Header, u"roles"));
}

void TestClaim::claimFact_prefersTheFamily_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("found");
    QTest::newRow("entra's own") << "azp"
                                 << "entra"
                                 << "entra";
    QTest::newRow("generic of the same name") << "azp"
                                              << "auth0"
                                              << "generic";
    QTest::newRow("registered claim elsewhere") << "aud"
                                                << "keycloak"
                                                << "generic";
    QTest::newRow("family alone") << "gty"
                                  << "auth0"
                                  << "auth0";
    QTest::newRow("family's claim, other family") << "gty"
                                                  << "entra"
                                                  << "";
    QTest::newRow("b2c's own") << "tfp"
                               << "b2c"
                               << "b2c";
    QTest::newRow("b2c is an Entra directory") << "oid"
                                               << "b2c"
                                               << "entra";
    QTest::newRow("entra's claim, no family") << "oid"
                                              << "generic"
                                              << "";
}

void TestClaim::claimFact_prefersTheFamily()
{
    QFETCH(QString, name);
    QFETCH(QString, family);
    QFETCH(QString, found);
    const entra::ClaimFact* fact = entra::claimFact(ClaimPlace::Payload, name, family);
    QCOMPARE(fact ? fact->family : QString(), found);
}

void TestClaim::claimFact_guessesNothing()
{
    QVERIFY(!entra::claimFact(ClaimPlace::Payload, u""));
    QVERIFY(!entra::claimFact(ClaimPlace::Payload, u"AUD"));
    QVERIFY(!entra::claimFact(ClaimPlace::Payload, u"aud "));
    QVERIFY(!entra::claimFact(ClaimPlace::Payload, QString(1024 * 1024, u'a')));
}

void TestClaim::claimFact_namesTheValues()
{
    const entra::ClaimFact* fact = entra::claimFact(ClaimPlace::Payload, u"azpacr");
    QVERIFY(fact);
    QVERIFY(!fact->values.value(QStringLiteral("1")).isEmpty());
    QVERIFY(!fact->values.contains(QStringLiteral("7")));
}

QTEST_GUILESS_MAIN(TestClaim)
#include "tst_claim.moc"
