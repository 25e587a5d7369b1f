// SPDX-License-Identifier: Apache-2.0
#include "jose/jwt.h"

#include "jose/base64url.h"

#include <QTest>

#include <ctime>

using namespace assayer::jose;

namespace {

QByteArray tokenOf(const QByteArray& header, const QByteArray& payload, const QByteArray& signature = "sig!")
{
    return base64url::encode(header) + '.' + base64url::encode(payload) + '.' + base64url::encode(signature);
}

const QByteArray header = "{\"alg\":\"RS256\",\"kid\":\"k\"}";

// "section code offset within fatal" of each
QStringList listed(const QList<Damage>& damages)
{
    static const QStringList sections{"token", "header", "payload", "signature"};
    QStringList texts;
    for (const Damage& damage : damages) {
        texts += QStringLiteral("%1 %2 %3 %4%5")
                     .arg(sections.at(static_cast<int>(damage.section)), damage.code)
                     .arg(damage.offset)
                     .arg(damage.within)
                     .arg(QLatin1String(damage.fatal ? "" : " flagged"));
    }
    return texts;
}

} // namespace

class JwtTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void token_isTakenApartAsIssued()
    {
        const QByteArray payload = "{ \"z\" : 1e2,\"aud\":\"a\",\"z\":-0 }";
        const QByteArray token = tokenOf(header, payload);
        const Jwt jwt = takeApart(token);
        QCOMPARE(jwt.kind, TokenKind::Jws);
        QCOMPARE(jwt.compact, token);
        QCOMPARE(jwt.header.bytes, header);
        QCOMPARE(jwt.payload.bytes, payload);
        QCOMPARE(jwt.signature.bytes, QByteArray("sig!"));
        QCOMPARE(token.mid(jwt.payload.offset, jwt.payload.text.size()), jwt.payload.text);
        QCOMPARE(token.mid(jwt.signature.offset), jwt.signature.text);
        QCOMPARE(jwt.payload.json->members().at(0).value.number(), QByteArray("1e2"));
        QCOMPARE(jwt.payload.json->members().at(2).value.number(), QByteArray("-0"));
        QVERIFY(jwt.isReadable());
        QVERIFY(!jwt.isDamaged());
        QCOMPARE(listed(jwt.damages),
                 QStringList(QStringLiteral("payload duplicate-member %1 22 flagged").arg(jwt.payload.offset)));
    }

    void claims_areRead()
    {
        const Jwt jwt =
            takeApart(tokenOf(header, "{\"aud\":\"a\",\"roles\":[\"x\",\"y\"],\"mixed\":[\"x\",1],\"exp\":5}"));
        QCOMPARE(jwt.headerText(u"alg"), QStringLiteral("RS256"));
        QCOMPARE(jwt.headerParameter(u"typ"), nullptr);
        QCOMPARE(jwt.claimText(u"aud"), QStringLiteral("a"));
        QCOMPARE(jwt.claimText(u"exp"), QString());
        QCOMPARE(jwt.claim(u"exp")->toInteger(), 5);
        QCOMPARE(jwt.claimList(u"aud"), QStringList("a"));
        QCOMPARE(jwt.claimList(u"roles"), QStringList({"x", "y"}));
        QCOMPARE(jwt.claimList(u"mixed"), QStringList());
        QCOMPARE(jwt.claimList(u"exp"), QStringList());
        QCOMPARE(jwt.claimList(u"none"), QStringList());
        const Jwt empty;
        QCOMPARE(empty.claim(u"aud"), nullptr);
        QCOMPARE(empty.headerParameter(u"alg"), nullptr);
        QVERIFY(!empty.isReadable());
    }

    void kind_isToldByShape_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("kind");
        const QByteArray none = base64url::encode("{\"alg\":\"none\"}");
        const QByteArray jwe = base64url::encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}");
        const QByteArray claims = base64url::encode("{\"a\":1}");
        QTest::newRow("signed") << tokenOf(header, "{}") << "jws";
        QTest::newRow("none in two parts") << none + '.' + claims << "unsigned";
        QTest::newRow("none with an empty signature") << none + '.' + claims + '.' << "unsigned";
        QTest::newRow("none with a signature") << none + '.' + claims + ".c2ln"
                                               << "jws";
        QTest::newRow("encrypted") << jwe + ".a2V5.aXY.Y2lwaGVy.dGFn"
                                   << "jwe";
        QTest::newRow("encrypted directly") << jwe + "..aXY.Y2lwaGVy.dGFn"
                                            << "jwe";
        QTest::newRow("five parts of something") << QByteArray("1.2.3.4.5") << "opaque";
        QTest::newRow("opaque") << QByteArray("2YotnFZFEjr1zCsicMWpAA") << "opaque";
        QTest::newRow("opaque, whose first byte is a brace")
            << QByteArray("ewECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8") << "opaque";
        QTest::newRow("opaque with a point") << QByteArray("ya29.a0AfH6SMBx") << "opaque";
        QTest::newRow("prose") << QByteArray("Hello there. How are you? Well.") << "opaque";
        QTest::newRow("empty") << QByteArray() << "opaque";
        QTest::newRow("points") << QByteArray("..") << "opaque";
        QTest::newRow("cut in the payload") << tokenOf(header, "{\"aud\":\"a\"}").left(45) << "jws";
        QTest::newRow("header alone") << base64url::encode(header) << "jws";
        QTest::newRow("header cut") << base64url::encode(header).left(20) << "jws";
        QTest::newRow("header damaged") << '!' + tokenOf(header, "{\"aud\":\"a\"}") << "jws";
        QTest::newRow("three parts of base64url") << QByteArray("Zm9v.YmFy.YmF6") << "jws";
        QTest::newRow("four parts") << tokenOf(header, "{}") + ".x"
                                    << "jws";
        QTest::newRow("JSON") << QByteArray("{\"access_token\":\"x.y.z\"}") << "opaque";
    }

    void kind_isToldByShape()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, kind);
        const Jwt jwt = takeApart(token);
        QCOMPARE(toName(jwt.kind), kind);
        QCOMPARE(jwt.compact, token);
        if (jwt.kind == TokenKind::Jwe) {
            QVERIFY(jwt.header.json->isObject());
            QVERIFY(jwt.payload.bytes.isEmpty());
        }
        if (jwt.kind == TokenKind::Opaque) {
            QCOMPARE(jwt.isDamaged(), token.isEmpty());
            QVERIFY(!jwt.header.json && !jwt.payload.json);
        }
    }

    void damage_isNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QStringList>("damages");
        QTest::addColumn<QByteArray>("payload");

        const QByteArray start = base64url::encode(header) + '.'; // 36 bytes
        const QByteArray claims = "{\"aud\":\"a\",\"n\":1}";
        const QByteArray middle = base64url::encode(claims);
        const auto at = [](const QString& text, qsizetype offset) { return text.arg(offset); };
        const qsizetype end = start.size() + middle.size();

        QTest::newRow("none") << start + middle + ".c2ln" << QStringList() << claims;
        QTest::newRow("line break in the payload")
            << start + middle.left(8) + '\n' + middle.mid(8) + ".c2ln"
            << QStringList(at("payload not-base64url %1 -1", start.size() + 8)) << claims;
        QTest::newRow("padding in the payload")
            << start + base64url::encode("{\"a\":12}") + "=.c2ln"
            << QStringList(at("payload not-base64url %1 -1", start.size() + 11)) << QByteArray("{\"a\":12}");
        QTest::newRow("cut in the payload") << start + middle.left(16)
                                            << QStringList({at("payload invalid-json %1 11", start.size()),
                                                            at("token truncated %1 -1", start.size() + 16)})
                                            << claims.left(12);
        QTest::newRow("cut inside four characters") << start + middle.left(17)
                                                    << QStringList({at("payload truncated %1 -1", start.size() + 16),
                                                                    at("payload invalid-json %1 11", start.size()),
                                                                    at("token truncated %1 -1", start.size() + 17)})
                                                    << claims.left(12);
        QTest::newRow("signature missing")
            << start + middle + '.' << QStringList(at("signature empty %1 -1", end + 1)) << claims;
        QTest::newRow("signature cut") << start + middle + ".c2lna"
                                       << QStringList(at("signature truncated %1 -1", end + 5)) << claims;
        QTest::newRow("signature not canonical")
            << start + middle + ".c2lnaB" << QStringList(at("signature non-canonical %1 -1", end + 6)) << claims;
        QTest::newRow("four parts") << start + middle + ".c2ln.x"
                                    << QStringList(at("token too-many-parts %1 -1", end + 5)) << claims;
        QTest::newRow("six parts") << start + middle + ".c2ln.x.y.z"
                                   << QStringList(at("token too-many-parts %1 -1", end + 5)) << claims;
        QTest::newRow("payload empty") << start + ".c2ln" << QStringList(at("payload empty %1 -1", start.size()))
                                       << QByteArray();
        QTest::newRow("payload an array")
            << start + base64url::encode("[1]") + ".c2ln" << QStringList(at("payload not-an-object %1 0", start.size()))
            << QByteArray("[1]");
        QTest::newRow("payload a text") << start + base64url::encode("hello") + ".c2ln"
                                        << QStringList(at("payload invalid-json %1 0", start.size()))
                                        << QByteArray("hello");
        QTest::newRow("nested duplicate") << start + base64url::encode("{\"a\":[{\"b\":1,\"b\":2}]}") + ".c2ln"
                                          << QStringList(at("payload duplicate-member %1 13 flagged", start.size()))
                                          << QByteArray("{\"a\":[{\"b\":1,\"b\":2}]}");
        QTest::newRow("empty") << QByteArray() << QStringList("token empty 0 -1") << QByteArray();
    }

    void damage_isNamedWithItsPlace()
    {
        QFETCH(QByteArray, token);
        QFETCH(QStringList, damages);
        QFETCH(QByteArray, payload);
        const Jwt jwt = takeApart(token);
        QCOMPARE(listed(jwt.damages), damages);
        QCOMPARE(jwt.payload.bytes, payload);
        for (const Damage& damage : jwt.damages) {
            QVERIFY(!damage.sentence.isEmpty());
        }
    }

    void damagedPayload_showsWhatCanBeRead()
    {
        const QByteArray token = tokenOf(header, "{\"aud\":\"api://x\",\"roles\":[\"a\",\"b\"],\"exp\":1790000000}");
        const Jwt cut = takeApart(token.left(token.lastIndexOf('.') - 4));
        QCOMPARE(cut.claimText(u"aud"), QStringLiteral("api://x"));
        QCOMPARE(cut.claimList(u"roles"), QStringList({"a", "b"}));
        QCOMPARE(cut.claim(u"exp"), nullptr);
        QVERIFY(cut.isReadable());
        QVERIFY(cut.isDamaged());
    }

    void manyDuplicates_areNamedUpToALimit()
    {
        QByteArray payload = "{\"a\":0";
        for (int i = 0; i < 1000; ++i) {
            payload += ",\"a\":0";
        }
        const Jwt jwt = takeApart(tokenOf(header, payload + '}'));
        QCOMPARE(jwt.damages.size(), 100);
        QVERIFY(!jwt.isDamaged());
    }

    void largeToken_isCut()
    {
        const QByteArray token = tokenOf(header, "{\"a\":\"" + QByteArray(maximumTokenSize, 'x') + "\"}");
        const Jwt jwt = takeApart(token);
        QCOMPARE(jwt.compact.size(), maximumTokenSize);
        // And of nothing that the cut itself does.
        QCOMPARE(jwt.damages.size(), 1);
        QCOMPARE(jwt.damages.first().code, QStringLiteral("too-large"));
        QCOMPARE(jwt.damages.first().offset, maximumTokenSize);
        QCOMPARE(jwt.headerText(u"alg"), QStringLiteral("RS256"));
    }

    void largestToken_isQuick_data()
    {
        QTest::addColumn<QByteArray>("payload");
        constexpr int room = maximumTokenSize / 4 * 3 - 100;
        const auto filled = [](const QByteArray& unit) { return unit.repeated(room / unit.size()); };
        QByteArray members = "{";
        for (int i = 0; members.size() < room - 20; ++i) {
            members += '"' + QByteArray::number(i) + "\":0,";
        }
        members.back() = '}';
        QTest::newRow("one text") << QByteArray("{\"a\":\"" + QByteArray(room - 10, 'x') + "\"}");
        QTest::newRow("many members") << members;
        QTest::newRow("many equal members") << QByteArray('{' + filled("\"a\":0,") + "\"a\":0}");
        QTest::newRow("many numbers") << QByteArray("{\"a\":[" + filled("0,") + "0]}");
        QTest::newRow("many arrays") << QByteArray("{\"a\":[" + filled("[],") + "0]}");
        QTest::newRow("escapes") << QByteArray("{\"a\":\"" + filled("\\u202e") + "\"}");
        QTest::newRow("points") << QByteArray();
    }

    void largestToken_isQuick()
    {
        QFETCH(QByteArray, payload);
        const QByteArray token = payload.isEmpty() ? base64url::encode(header) + QByteArray(maximumTokenSize - 100, '.')
                                                   : tokenOf(header, payload);
        QVERIFY(token.size() <= maximumTokenSize);
        // Processor time, so that a busy machine does not matter.
        const std::clock_t start = std::clock();
        const Jwt jwt = takeApart(token);
        const double elapsed = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        qInfo("%.0f ms", elapsed);
        QVERIFY(payload.isEmpty() || jwt.isReadable());
        // 200 ms is asked for in release; a debug build with sanitizers needs more room.
        QVERIFY2(elapsed < 5000, qPrintable(QString::number(elapsed)));
    }
};

QTEST_GUILESS_MAIN(JwtTest)
#include "tst_jwt.moc"
