// SPDX-License-Identifier: Apache-2.0
#include "jose/jwk.h"

#include "app/jose/testkeys.h"
#include "jose/base64url.h"
#include "jose/roca.h"
#include "jose/signing.h"

#include <QTest>

using namespace assayer::jose;
using namespace assayer::support;
using json::Value;
namespace testkeys = assayer::testkeys;

namespace {

Value jwkOf(const char* pem)
{
    return *SigningKey::fromPem(pem)->publicJwk();
}

Value with(Value jwk, const QString& name, Value value)
{
    for (auto& member : jwk.members()) {
        if (member.name == name) {
            member.value = std::move(value);
            return jwk;
        }
    }
    jwk.add(name, std::move(value));
    return jwk;
}

Value withBytes(const Value& jwk, const QString& name, const QByteArray& bytes)
{
    return with(jwk, name, Value::string(QString::fromLatin1(base64url::encode(bytes))));
}

QByteArray bytesOf(const Value& jwk, QStringView name)
{
    return *base64url::decode(jwk.find(name)->text().toLatin1());
}

Value list(const QStringList& texts)
{
    Value value = Value::array();
    for (const QString& text : texts) {
        value.items().push_back(Value::string(text));
    }
    return value;
}

} // namespace

class JwkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void members_areRead()
    {
        Value value = with(jwkOf(testkeys::rsa), "kid", Value::string("k1"));
        value.add("use", Value::string("sig"));
        value.add("alg", Value::string("RS256"));
        value.add("x5t", Value::string("thumb"));
        value.add("issuer", Value::string("https://login.example/{tenantid}/v2.0"));
        value.add("key_ops", list({"verify"}));
        value.add("x5c", Value::array());
        const auto key = Jwk::parse(value);
        QVERIFY(key.has_value());
        QCOMPARE(key->kty, QStringLiteral("RSA"));
        QCOMPARE(key->kid, QStringLiteral("k1"));
        QCOMPARE(key->use, QStringLiteral("sig"));
        QCOMPARE(key->alg, QStringLiteral("RS256"));
        QCOMPARE(key->x5t, QStringLiteral("thumb"));
        QCOMPARE(key->issuer, QStringLiteral("https://login.example/{tenantid}/v2.0"));
        QCOMPARE(key->keyOperations, QStringList("verify"));
        QCOMPARE(key->bits, 2048);
    }

    void leadingZeros_doNotMatter()
    {
        // Some libraries write n with a sign byte (RFC 7518 §6.3.1.1 tells them not to).
        const Value plain = jwkOf(testkeys::rsa);
        const auto padded = Jwk::parse(withBytes(plain, "n", '\0' + bytesOf(plain, u"n")));
        QVERIFY(padded.has_value());
        QCOMPARE(padded->bits, 2048);
        QCOMPARE(padded->thumbprint(), Jwk::parse(plain)->thumbprint());
    }

    void unusableKeys_areRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const Value& value, const char* code) {
            QTest::newRow(name) << json::write(value) << QString::fromLatin1(code);
        };
        const Value rsa = jwkOf(testkeys::rsa);
        const Value ec = jwkOf(testkeys::p256);
        const Value ed = jwkOf(testkeys::ed25519);
        QByteArray evenModulus = bytesOf(rsa, u"n");
        evenModulus.back() = static_cast<char>(evenModulus.back() & ~1);
        QByteArray offCurve = bytesOf(ec, u"y");
        offCurve.front() = static_cast<char>(offCurve.front() ^ 1);

        QTest::newRow("no object") << QByteArray("[]") << "invalid-key";
        QTest::newRow("no type") << QByteArray("{}") << "invalid-key";
        QTest::newRow("type is no text") << QByteArray("{\"kty\":1}") << "invalid-key";
        QTest::newRow("unknown type") << QByteArray("{\"kty\":\"AKP\"}") << "unsupported";
        row("1024 bits", withBytes(rsa, "n", QByteArray(128, '\xFF')), "weak-key");
        row("2047 bits", withBytes(rsa, "n", '\x7F' + QByteArray(255, '\xFF')), "weak-key");
        row("exponent 1", withBytes(rsa, "e", "\1"), "weak-key");
        row("even exponent", withBytes(rsa, "e", "\1\0\2"), "weak-key");
        row("exponent 0", withBytes(rsa, "e", QByteArray(1, '\0')), "weak-key");
        row("huge exponent", withBytes(rsa, "e", QByteArray(255, '\x7F')), "unsupported");
        row("even modulus", withBytes(rsa, "n", evenModulus), "invalid-key");
        row("huge modulus", withBytes(rsa, "n", QByteArray(4096, '\xFF')), "unsupported");
        row(
            "modulus twice",
            [&] {
                Value v = rsa;
                v.add("n", Value::string("AQAB"));
                return v;
            }(),
            "invalid-key");
        row("modulus with padding", with(rsa, "n", Value::string(rsa.find(u"n")->text() + "=")), "invalid-key");
        row("modulus is a number", with(rsa, "n", Value::number(5)), "invalid-key");
        row("modulus is empty", with(rsa, "n", Value::string("")), "invalid-key");
        row("RSA without numbers", with(ec, "kty", Value::string("RSA")), "invalid-key");
        row("off the curve", withBytes(ec, "y", offCurve), "invalid-key");
        row("point of another curve", with(ec, "crv", Value::string("P-384")), "invalid-key");
        row("unknown curve", with(ec, "crv", Value::string("P-192")), "unsupported");
        row("short coordinate", withBytes(ec, "x", bytesOf(ec, u"x").mid(1)), "invalid-key");
        row("long coordinate", withBytes(ec, "x", '\0' + bytesOf(ec, u"x")), "invalid-key");
        row("coordinates beyond the field",
            withBytes(withBytes(ec, "x", QByteArray(32, '\xFF')), "y", QByteArray(32, '\xFF')), "invalid-key");
        row("X25519 signs nothing", with(ed, "crv", Value::string("X25519")), "unsupported");
        row("short Ed25519", withBytes(ed, "x", QByteArray(31, '\1')), "invalid-key");
        row("kid is no text", with(ec, "kid", Value::number(7)), "invalid-key");
        row("use is no text", with(ec, "use", Value::array()), "invalid-key");
        row("key_ops is a text", with(ec, "key_ops", Value::string("verify")), "invalid-key");
        row("key_ops twice the same", with(ec, "key_ops", list({"verify", "verify"})), "invalid-key");
        row("key_ops empty", with(ec, "key_ops", list({})), "invalid-key");
        QTest::newRow("empty shared key") << QByteArray("{\"kty\":\"oct\",\"k\":\"\"}") << "weak-key";
        QTest::newRow("shared key missing") << QByteArray("{\"kty\":\"oct\"}") << "invalid-key";
    }

    void unusableKeys_areRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        const auto key = Jwk::parse(*json::parse(json));
        QVERIFY(!key);
        QCOMPARE(key.error().code, code);
        QVERIFY(!key.error().sentence.isEmpty());
    }

    void roca_isTold()
    {
        // 65537^k modulo the product of the primes is what the faulty library builds on; 1 is such a power.
        QVERIFY(hasRocaFingerprint(QByteArrayView("\1", 1)));
        QVERIFY(hasRocaFingerprint(QByteArrayView("\1\0\1", 3)));
        QVERIFY(!hasRocaFingerprint(bytesOf(jwkOf(testkeys::rsa), u"n")));
        QVERIFY(!hasRocaFingerprint(QByteArrayView("\1\0\3", 3)));
    }

    void permits_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const Value& value, const char* algorithm, const char* code) {
            QTest::newRow(name) << json::write(value) << QString::fromLatin1(algorithm) << QString::fromLatin1(code);
        };
        const Value rsa = jwkOf(testkeys::rsa);
        const Value p256 = jwkOf(testkeys::p256);
        const Value ed = jwkOf(testkeys::ed25519);
        row("RSA with RS256", rsa, "RS256", "");
        row("RSA with PS512", rsa, "PS512", "");
        row("RSA with HS256", rsa, "HS256", "algorithm-mismatch");
        row("RSA with ES256", rsa, "ES256", "algorithm-mismatch");
        row("its own alg", with(rsa, "alg", Value::string("PS256")), "PS256", "");
        row("another alg", with(rsa, "alg", Value::string("PS256")), "RS256", "algorithm-mismatch");
        row("P-256 with ES256K", p256, "ES256K", "algorithm-mismatch");
        row("secp256k1 with ES256", jwkOf(testkeys::secp256k1), "ES256", "algorithm-mismatch");
        row("secp256k1 with ES256K", jwkOf(testkeys::secp256k1), "ES256K", "");
        row("P-521 with ES512", jwkOf(testkeys::p521), "ES512", "");
        row("Ed25519 by its name", with(ed, "alg", Value::string("EdDSA")), "Ed25519", "");
        row("EdDSA by a key named Ed25519", with(ed, "alg", Value::string("Ed25519")), "EdDSA", "");
        row("Ed25519 is not Ed448", ed, "Ed448", "algorithm-mismatch");
        row("a key named Ed448", with(ed, "alg", Value::string("Ed448")), "EdDSA", "algorithm-mismatch");
        row("for encryption", with(rsa, "use", Value::string("enc")), "RS256", "key-use");
        row("operations without verify", with(rsa, "key_ops", list({"encrypt", "sign"})), "RS256", "key-use");
        row("operations with verify", with(rsa, "key_ops", list({"sign", "verify"})), "RS256", "");
        const Value shared = *json::parse("{\"kty\":\"oct\"}");
        row("shared, long enough", withBytes(shared, "k", QByteArray(32, 'k')), "HS256", "");
        row("shared, one byte short", withBytes(shared, "k", QByteArray(31, 'k')), "HS256", "weak-key");
        row("shared, short for HS512", withBytes(shared, "k", QByteArray(63, 'k')), "HS512", "weak-key");
        row("shared with RS256", withBytes(shared, "k", QByteArray(64, 'k')), "RS256", "algorithm-mismatch");
    }

    void permits()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, algorithm);
        QFETCH(QString, code);
        const auto key = Jwk::parse(*json::parse(json));
        QVERIFY2(key.has_value(), key ? "" : qPrintable(key.error().sentence));
        const auto permitted = key->permits(*algorithmNamed(algorithm));
        QCOMPARE(permitted ? QString() : permitted.error().code, code);
    }

    void thumbprint_isThatOfRfc7638()
    {
        const QByteArray json =
            "{\"kty\":\"RSA\",\"n\":"
            "\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJE"
            "CPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_"
            "FDW2QvzqY368QQMicAtaSqzs8KJZg"
            "nYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_"
            "xBniIqbw0Ls1jF44-"
            "csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}";
        QCOMPARE(Jwk::parse(*json::parse(json))->thumbprint(),
                 QByteArray("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
        // RFC 8037 appendix A.3
        QCOMPARE(Jwk::parse(
                     *json::parse(
                         "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"))
                     ->thumbprint(),
                 QByteArray("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
        QVERIFY(Jwk::symmetric(Secret(QByteArray(32, 'k'))).thumbprint().isEmpty());
    }

    void pem_isRead()
    {
        const QByteArray thumbprint = Jwk::parse(jwkOf(testkeys::rsa))->thumbprint();
        QCOMPARE(Jwk::fromPem(testkeys::rsaPublic)->thumbprint(), thumbprint);
        QCOMPARE(Jwk::fromPem(testkeys::rsaPublicPkcs1)->thumbprint(), thumbprint);
        QCOMPARE(Jwk::fromPem(testkeys::rsaPssPublic)->alg, QStringLiteral("PS256"));
        QCOMPARE(Jwk::fromPem(testkeys::rsa1024Public).error().code, QStringLiteral("weak-key"));
        QCOMPARE(Jwk::fromPem(testkeys::rsa).error().code, QStringLiteral("invalid-key"));
        QCOMPARE(Jwk::fromPem("").error().code, QStringLiteral("invalid-key"));
        QCOMPARE(Jwk::fromPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").error().code,
                 QStringLiteral("invalid-key"));
    }

    void set_keepsWhatIsUsable()
    {
        Value keys = Value::array({with(jwkOf(testkeys::p256), "kid", Value::string("good")),
                                   *json::parse("{\"kty\":\"RSA\",\"kid\":\"broken\"}"), *json::parse("7")});
        Value set = Value::object();
        set.add("keys", keys);
        const auto read = JwkSet::parse(json::write(set));
        QVERIFY(read.has_value());
        QCOMPARE(read->keys.size(), 1);
        QCOMPARE(read->unusable.size(), 2);
        QCOMPARE(read->unusable.first().kid, QStringLiteral("broken"));
        QVERIFY(read->has(u"good"));
        QVERIFY(read->has(u"broken"));
        QVERIFY(!read->has(u"other"));
    }

    void set_isASingleKeyToo()
    {
        const auto read = JwkSet::parse(json::write(jwkOf(testkeys::ed448)));
        QVERIFY(read.has_value());
        QCOMPARE(read->keys.size(), 1);
    }

    void otherJson_isNoSet_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << "invalid-json";
        QTest::newRow("HTML") << QByteArray("<html>") << "invalid-json";
        QTest::newRow("cut") << QByteArray("{\"keys\":[") << "invalid-json";
        QTest::newRow("array") << QByteArray("[]") << "not-a-key-set";
        QTest::newRow("other object") << QByteArray("{\"error\":\"x\"}") << "not-a-key-set";
        QTest::newRow("keys is an object") << QByteArray("{\"keys\":{}}") << "not-a-key-set";
        QTest::newRow("keys twice") << QByteArray("{\"keys\":[],\"keys\":[]}") << "not-a-key-set";
    }

    void otherJson_isNoSet()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        const auto read = JwkSet::parse(json);
        QVERIFY(!read);
        QCOMPARE(read.error().code, code);
    }

    void publishedSet_hasNoSharedKeys()
    {
        const QByteArray set =
            R"({"keys":[{"kty":"oct","kid":"a","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}]})";
        QCOMPARE(JwkSet::parse(set)->keys.size(), 1);
        const auto published = JwkSet::parsePublished(set);
        QVERIFY(published->keys.isEmpty());
        QCOMPARE(published->unusable.size(), 1);
        QCOMPARE(published->unusable.first().kid, QStringLiteral("a"));
        QCOMPARE(published->unusable.first().error.code, QStringLiteral("shared-key"));
    }

    void hugeSet_isCutShort()
    {
        Value keys = Value::array();
        for (int i = 0; i < JwkSet::maximumKeys + 50; ++i) {
            keys.items().push_back(jwkOf(testkeys::ed25519));
        }
        Value set = Value::object();
        set.add("keys", std::move(keys));
        const auto read = JwkSet::fromValue(set);
        QCOMPARE(read->keys.size(), JwkSet::maximumKeys);
        QVERIFY(read->unusable.isEmpty());
        QVERIFY(read->cut);
    }
};

QTEST_GUILESS_MAIN(JwkTest)
#include "tst_jwk.moc"
