// SPDX-License-Identifier: Apache-2.0
#include "jose/signing.h"

#include "app/jose/testkeys.h"
#include "jose/base64url.h"
#include "jose/verification.h"

#include <QCryptographicHash>
#include <QTest>

using namespace assayer::jose;
using namespace assayer::support;
namespace testkeys = assayer::testkeys;

namespace {

JwkSet setOf(const SigningKey& key)
{
    return JwkSet{{*Jwk::parse(*key.publicJwk())}, {}};
}

} // namespace

class SigningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signature_verifiesWithThePublicHalf_data()
    {
        QTest::addColumn<QByteArray>("pem");
        QTest::addColumn<QString>("algorithm");
        for (const char* name : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
            QTest::newRow(name) << QByteArray(testkeys::rsa) << name;
        }
        QTest::newRow("PS256 by an RSA-PSS key") << QByteArray(testkeys::rsaPss) << "PS256";
        QTest::newRow("ES256") << QByteArray(testkeys::p256) << "ES256";
        QTest::newRow("ES384") << QByteArray(testkeys::p384) << "ES384";
        QTest::newRow("ES512") << QByteArray(testkeys::p521) << "ES512";
        QTest::newRow("ES256K") << QByteArray(testkeys::secp256k1) << "ES256K";
        QTest::newRow("EdDSA on Ed25519") << QByteArray(testkeys::ed25519) << "EdDSA";
        QTest::newRow("EdDSA on Ed448") << QByteArray(testkeys::ed448) << "EdDSA";
        QTest::newRow("Ed25519") << QByteArray(testkeys::ed25519) << "Ed25519";
        QTest::newRow("Ed448") << QByteArray(testkeys::ed448) << "Ed448";
    }

    void signature_verifiesWithThePublicHalf()
    {
        QFETCH(QByteArray, pem);
        QFETCH(QString, algorithm);
        const auto key = SigningKey::fromPem(pem);
        QVERIFY(key.has_value());
        const QByteArray header = "{\"alg\":\"" + algorithm.toLatin1() + "\"}";
        const auto token = key->sign(*algorithmNamed(algorithm), header, "{ \"a\" : 1 }");
        QVERIFY2(token.has_value(), token ? "" : qPrintable(token.error().sentence));
        const Jwt jwt = takeApart(*token);
        QCOMPARE(jwt.header.bytes, header);
        QCOMPARE(jwt.payload.bytes, QByteArray("{ \"a\" : 1 }"));
        const Verification verification = verify(jwt, setOf(*key));
        QVERIFY2(verification.status == SignatureStatus::Valid, qPrintable(verification.detail));
        QCOMPARE(verification.cause, QString());

        QByteArray changed = *token;
        const qsizetype middle = changed.lastIndexOf('.') + 10;
        changed[middle] = changed.at(middle) == 'A' ? 'B' : 'A';
        QCOMPARE(verify(takeApart(changed), setOf(*key)).cause, QStringLiteral("bad"));
    }

    void ecdsaSignatures_haveFixedLength()
    {
        // One in 128 has a leading zero in R or S, which DER leaves out.
        const auto key = SigningKey::fromPem(testkeys::p521);
        for (int i = 0; i < 300; ++i) {
            const auto token = key->sign(*algorithmNamed(u"ES512"), "{\"alg\":\"ES512\"}", "{}");
            QCOMPARE(takeApart(*token).signature.bytes.size(), 132);
            QCOMPARE(verify(takeApart(*token), setOf(*key)).status, SignatureStatus::Valid);
        }
    }

    void generatedKey_signs()
    {
        const auto key = SigningKey::generateRsa();
        QVERIFY(key.has_value());
        const auto token = key->sign(*algorithmNamed(u"RS256"), "{\"alg\":\"RS256\"}", "{}");
        QCOMPARE(verify(takeApart(*token), setOf(*key)).status, SignatureStatus::Valid);
        QCOMPARE(verify(takeApart(*token), setOf(*key)).keyBits, 2048);
        QVERIFY(!SigningKey::generateRsa(1024));
    }

    void otherAlgorithms_areRefused()
    {
        const auto key = SigningKey::fromPem(testkeys::p256);
        for (const QString name : {"RS256", "ES384", "ES256K", "EdDSA", "HS256"}) {
            QVERIFY2(!key->sign(*algorithmNamed(name), "{}", "{}"), qPrintable(name));
        }
        QVERIFY(!SigningKey::fromPem(testkeys::rsaPss)->sign(*algorithmNamed(u"RS256"), "{}", "{}"));
    }

    void badPem_isRefused_data()
    {
        QTest::addColumn<QByteArray>("pem");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << "invalid-key";
        QTest::newRow("nonsense") << QByteArray("not a key") << "invalid-key";
        QTest::newRow("cut") << QByteArray(testkeys::p256).left(80) << "invalid-key";
        QTest::newRow("encrypted, without asking on the terminal") << QByteArray(testkeys::encrypted) << "invalid-key";
        QTest::newRow("public") << QByteArray(testkeys::rsaPublic) << "invalid-key";
        QTest::newRow("weak") << QByteArray(testkeys::rsa1024) << "weak-key";
    }

    void badPem_isRefused()
    {
        QFETCH(QByteArray, pem);
        QFETCH(QString, code);
        const auto key = SigningKey::fromPem(pem);
        QVERIFY(!key);
        QCOMPARE(key.error().code, code);
    }

    void certificate_belongsToTheKey()
    {
        for (const char* pem : {testkeys::rsa, testkeys::p256, testkeys::ed25519}) {
            const auto key = SigningKey::fromPem(pem);
            const auto certificate = key->selfSigned(QStringLiteral("practice tenant é"));
            QVERIFY(certificate.has_value());
            QCOMPARE(certificate->x5t,
                     base64url::encode(QCryptographicHash::hash(certificate->der, QCryptographicHash::Sha1)));
            const QByteArray text =
                "-----BEGIN CERTIFICATE-----\n" + certificate->der.toBase64() + "\n-----END CERTIFICATE-----\n";
            const auto fromCertificate = Jwk::fromPem(text);
            QVERIFY(fromCertificate.has_value());
            QCOMPARE(fromCertificate->thumbprint(), Jwk::parse(*key->publicJwk())->thumbprint());
        }
    }
};

QTEST_GUILESS_MAIN(SigningTest)
#include "tst_signing.moc"
