// SPDX-License-Identifier: Apache-2.0
#include "jose/verification.h"

#include "app/jose/testkeys.h"
#include "app/jose/testtokens.h"
#include "jose/base64url.h"
#include "jose/signing.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

#include <atomic>
#include <thread>

using namespace assayer::jose;
using namespace assayer::support;
using assayer::test::hs256;
using json::Value;
namespace testkeys = assayer::testkeys;

namespace {

const QString samples = QStringLiteral(ASSAYER_SHARED_DIR "/facts/entra/samples/");

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

struct NamedKey {
    SigningKey key;
    Jwk jwk;
};

NamedKey named(const char* pem, const QString& kid = {})
{
    const SigningKey key = *SigningKey::fromPem(pem);
    Value value = *key.publicJwk();
    if (!kid.isEmpty()) {
        value.add("kid", Value::string(kid));
    }
    return {key, *Jwk::parse(value)};
}

QByteArray rs256(const QByteArray& header, const QByteArray& payload = "{}")
{
    return *named(testkeys::rsa).key.sign(*algorithmNamed(u"RS256"), header, payload);
}

Verification against(const QByteArray& token, const QList<Jwk>& keys)
{
    return verify(takeApart(token), JwkSet{keys, {}});
}

} // namespace

class VerificationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void validToken_tellsItsKey()
    {
        Value value = *named(testkeys::rsa).key.publicJwk();
        value.add("kid", Value::string("k1"));
        value.add("issuer", Value::string("https://login.example/{tenantid}/v2.0"));
        const Jwk key = *Jwk::parse(value);
        const Verification verification =
            against(rs256("{\"alg\":\"RS256\",\"kid\":\"k1\"}"), {named(testkeys::p256, "k2").jwk, key});
        QCOMPARE(verification.status, SignatureStatus::Valid);
        QCOMPARE(verification.cause, QString());
        QCOMPARE(verification.algorithm, QStringLiteral("RS256"));
        QCOMPARE(verification.keyId, QStringLiteral("k1"));
        QCOMPARE(verification.keyIssuer, QStringLiteral("https://login.example/{tenantid}/v2.0"));
        QCOMPARE(verification.keyBits, 2048);
        QCOMPARE(verification.thumbprint, QString::fromLatin1(key.thumbprint()));
    }

    void refusal_namesItsCause_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("cause");
        QTest::newRow("good") << QByteArray("{\"alg\":\"RS256\"}") << "";
        QTest::newRow("none in capitals") << QByteArray("{\"alg\":\"NONE\"}") << "algorithm-none";
        QTest::newRow("unknown algorithm") << QByteArray("{\"alg\":\"RS1\"}") << "unsupported";
        QTest::newRow("algorithm in lower case") << QByteArray("{\"alg\":\"rs256\"}") << "unsupported";
        QTest::newRow("key management algorithm") << QByteArray("{\"alg\":\"RSA-OAEP\"}") << "unsupported";
        QTest::newRow("other padding") << QByteArray("{\"alg\":\"PS256\"}") << "bad";
        QTest::newRow("other hash") << QByteArray("{\"alg\":\"RS512\"}") << "bad";
        QTest::newRow("key of another type") << QByteArray("{\"alg\":\"ES256\"}") << "algorithm-mismatch";
        QTest::newRow("HMAC with the public key") << QByteArray("{\"alg\":\"HS256\"}") << "algorithm-mismatch";
        QTest::newRow("crit") << QByteArray("{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}") << "critical-header";
        QTest::newRow("empty crit") << QByteArray("{\"alg\":\"RS256\",\"crit\":[]}") << "critical-header";
        QTest::newRow("b64 false") << QByteArray("{\"alg\":\"RS256\",\"b64\":false}") << "critical-header";
        QTest::newRow("b64 true") << QByteArray("{\"alg\":\"RS256\",\"b64\":true}") << "";
        QTest::newRow("alg twice") << QByteArray("{\"alg\":\"RS256\",\"alg\":\"RS256\"}") << "bad";
        QTest::newRow("any member twice") << QByteArray("{\"alg\":\"RS256\",\"x\":1,\"x\":1}") << "bad";
        QTest::newRow("no alg") << QByteArray("{\"typ\":\"JWT\"}") << "bad";
        QTest::newRow("alg is no text") << QByteArray("{\"alg\":256}") << "bad";
        QTest::newRow("kid is no text") << QByteArray("{\"alg\":\"RS256\",\"kid\":1}") << "bad";
        QTest::newRow("header is an array") << QByteArray("[\"RS256\"]") << "bad";
        QTest::newRow("header is damaged") << QByteArray("{\"alg\":\"RS256\"") << "bad";
        QTest::newRow("kid of a key that has none") << QByteArray("{\"alg\":\"RS256\",\"kid\":\"any\"}") << "";
        QTest::newRow("its own key is not followed")
            << QByteArray("{\"alg\":\"RS256\",\"jku\":\"https://evil.example\",\"jwk\":{\"kty\":\"oct\",\"k\":\"\"}}")
            << "";
    }

    void refusal_namesItsCause()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, cause);
        const Verification verification = against(rs256(header), {named(testkeys::rsa).jwk});
        QCOMPARE(verification.cause, cause);
        QCOMPARE(verification.status, cause.isEmpty() ? SignatureStatus::Valid : SignatureStatus::Invalid);
        QCOMPARE(verification.detail.isEmpty(), cause.isEmpty());
    }

    void changedToken_isRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("cause");
        const QByteArray token = rs256("{\"alg\":\"RS256\"}", "{\"aud\":\"a\"}");
        const QByteArray start = token.left(token.indexOf('.') + 1);
        const QByteArray signature = token.mid(token.lastIndexOf('.'));
        QTest::newRow("payload") << start + base64url::encode("{\"aud\":\"b\"}") + signature << "bad";
        QTest::newRow("payload padded") << start + base64url::encode("{\"aud\":\"a\"}") + '=' + signature << "bad";
        QTest::newRow("white space behind") << token + '\n' << "bad";
        QTest::newRow("a part behind") << token + ".x"
                                       << "bad";
        QTest::newRow("signature cut by one") << token.chopped(1) << "truncated";
        QTest::newRow("signature cut by two") << token.chopped(2) << "truncated";
        QTest::newRow("signature cut by four") << token.chopped(4) << "truncated";
        QTest::newRow("signature cut by many") << token.chopped(200) << "truncated";
        QTest::newRow("signature gone") << token.left(token.lastIndexOf('.') + 1) << "truncated";
        QTest::newRow("signature and point gone") << token.left(token.lastIndexOf('.')) << "truncated";
        QTest::newRow("signature too long") << token + "AAAA"
                                            << "bad";
        QTest::newRow("signature damaged") << token.chopped(20) + '!' + token.right(19) << "bad";
    }

    void changedToken_isRefused()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, cause);
        const Verification verification = against(token, {named(testkeys::rsa).jwk});
        QCOMPARE(verification.status, SignatureStatus::Invalid);
        QCOMPARE(verification.cause, cause);
    }

    void otherTokens_areNotChecked()
    {
        const QList<Jwk> keys{named(testkeys::rsa).jwk};
        QCOMPARE(against("opaque", keys).status, SignatureStatus::Unchecked);
        QCOMPARE(against("opaque", keys).cause, QStringLiteral("unsupported"));
        QCOMPARE(against(base64url::encode("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..YQ.YQ.YQ", keys).cause,
                 QStringLiteral("unsupported"));
        QCOMPARE(against(base64url::encode("{\"alg\":\"none\"}") + ".e30.", keys).cause,
                 QStringLiteral("algorithm-none"));
        QCOMPARE(against(base64url::encode("{\"alg\":\"none\"}") + ".e30", keys).status, SignatureStatus::Invalid);
        QCOMPARE(against(rs256("{\"alg\":\"RS256\"}"), {}).cause, QStringLiteral("keys-unavailable"));
        QCOMPARE(against(rs256("{\"alg\":\"RS256\"}"), {}).status, SignatureStatus::Unchecked);
        Jwt withoutText = takeApart(rs256("{\"alg\":\"RS256\"}"));
        withoutText.compact.clear();
        QCOMPARE(verify(withoutText, JwkSet{keys, {}}).status, SignatureStatus::Unchecked);
    }

    void key_isChosen_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("cause");
        // The set: RSA "right", another RSA "wrong", EC "curve".
        QTest::newRow("by kid") << QByteArray("{\"alg\":\"RS256\",\"kid\":\"right\"}") << "";
        QTest::newRow("by another kid") << QByteArray("{\"alg\":\"RS256\",\"kid\":\"wrong\"}") << "bad";
        QTest::newRow("by an unknown kid") << QByteArray("{\"alg\":\"RS256\",\"kid\":\"other\"}") << "key-not-found";
        QTest::newRow("by kid in other letters")
            << QByteArray("{\"alg\":\"RS256\",\"kid\":\"RIGHT\"}") << "key-not-found";
        QTest::newRow("by an empty kid") << QByteArray("{\"alg\":\"RS256\",\"kid\":\"\"}") << "key-not-found";
        QTest::newRow("by the kid of another type")
            << QByteArray("{\"alg\":\"RS256\",\"kid\":\"curve\"}") << "algorithm-mismatch";
        QTest::newRow("by x5t") << QByteArray("{\"alg\":\"RS256\",\"x5t\":\"thumb-right\"}") << "";
        QTest::newRow("by x5t that is the kid")
            << QByteArray("{\"alg\":\"RS256\",\"x5t\":\"right\"}") << "key-not-found";
        QTest::newRow("kid before x5t") << QByteArray("{\"alg\":\"RS256\",\"kid\":\"right\",\"x5t\":\"thumb-wrong\"}")
                                        << "";
        QTest::newRow("every one that fits") << QByteArray("{\"alg\":\"RS256\"}") << "";
        QTest::newRow("none fits") << QByteArray("{\"alg\":\"EdDSA\"}") << "key-not-found";
        QTest::newRow("HMAC and public keys") << QByteArray("{\"alg\":\"HS256\"}") << "algorithm-mismatch";
    }

    void key_isChosen()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, cause);
        Jwk right = named(testkeys::rsa, "right").jwk;
        right.x5t = "thumb-right";
        Jwk wrong = *Jwk::fromPem(testkeys::rsaPssPublic);
        wrong.alg.clear();
        wrong.kid = "wrong";
        wrong.x5t = "thumb-wrong";
        Jwk curve = named(testkeys::p256, "curve").jwk;
        curve.x5t = "thumb-curve";
        QCOMPARE(against(rs256(header), {wrong, curve, right}).cause, cause);
    }

    void kidThatIsThereTwice_triesBoth()
    {
        const QByteArray token = rs256("{\"alg\":\"RS256\",\"kid\":\"same\"}");
        QCOMPARE(against(token, {named(testkeys::p256, "same").jwk, named(testkeys::rsa, "same").jwk}).status,
                 SignatureStatus::Valid);
    }

    void unusableKey_isNamed()
    {
        const auto set = JwkSet::parse("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"weak\",\"n\":\"AQAB\",\"e\":\"AQAB\"},{"
                                       "\"kty\":\"AKP\",\"kid\":\"new\"}]}");
        QCOMPARE(verify(takeApart(rs256("{\"alg\":\"RS256\",\"kid\":\"new\"}")), *set).cause,
                 QStringLiteral("unsupported"));
        QCOMPARE(verify(takeApart(rs256("{\"alg\":\"RS256\",\"kid\":\"x\"}")), *set).cause,
                 QStringLiteral("key-not-found"));
        const auto even = JwkSet::parse("{\"kty\":\"RSA\",\"kid\":\"weak\",\"n\":\"__8\",\"e\":\"AQAB\"}");
        QCOMPARE(verify(takeApart(rs256("{\"alg\":\"RS256\",\"kid\":\"weak\"}")), *even).cause,
                 QStringLiteral("weak-key"));
    }

    void sharedKey_verifiesHmacAlone()
    {
        const QByteArray secret(32, 's');
        const Jwk key = Jwk::symmetric(Secret(QByteArray(secret)));
        QCOMPARE(against(hs256("{\"alg\":\"HS256\"}", secret), {key}).status, SignatureStatus::Valid);
        QCOMPARE(against(hs256("{\"alg\":\"HS256\",\"kid\":\"x\"}", secret), {key}).status, SignatureStatus::Valid);
        QCOMPARE(against(hs256("{\"alg\":\"HS256\"}", QByteArray(32, 't')), {key}).cause, QStringLiteral("bad"));
        QCOMPARE(against(rs256("{\"alg\":\"RS256\"}"), {key}).cause, QStringLiteral("algorithm-mismatch"));
        const QByteArray little(31, 's');
        QCOMPARE(against(hs256("{\"alg\":\"HS256\"}", little), {Jwk::symmetric(Secret(QByteArray(little)))}).cause,
                 QStringLiteral("weak-key"));
        QVERIFY(against(hs256("{\"alg\":\"HS256\"}", secret), {key}).thumbprint.isEmpty());
    }

    void publicKeyAsHmacKey_isRefused()
    {
        const QByteArray pem = testkeys::rsaPublic;
        QCOMPARE(against(hs256("{\"alg\":\"HS256\"}", pem), {*Jwk::fromPem(pem)}).cause,
                 QStringLiteral("algorithm-mismatch"));
    }

    void graphNonce_isGenuineYetNamed()
    {
        const QByteArray nonce = "n-0S6_WzA2Mj";
        const QByteArray hash = base64url::encode(QCryptographicHash::hash(nonce, QCryptographicHash::Sha256));
        const QByteArray signedText = rs256("{\"typ\":\"JWT\", \"nonce\": \"" + hash + "\",\"alg\":\"RS256\"}");
        const QByteArray delivered =
            base64url::encode("{\"typ\":\"JWT\", \"nonce\": \"" + nonce + "\",\"alg\":\"RS256\"}") +
            signedText.mid(signedText.indexOf('.'));
        const Verification verification = against(delivered, {named(testkeys::rsa).jwk});
        QCOMPARE(verification.status, SignatureStatus::Valid);
        QCOMPARE(verification.cause, QStringLiteral("graph-nonce"));
        QByteArray changed = delivered;
        changed[delivered.size() - 9] = delivered.at(delivered.size() - 9) == 'A' ? 'B' : 'A';
        QCOMPARE(against(changed, {named(testkeys::rsa).jwk}).cause, QStringLiteral("bad"));
    }

    void oneKey_servesManyThreads()
    {
        const Jwk rsa = named(testkeys::rsa).jwk;
        const QByteArray good = rs256("{\"alg\":\"RS256\"}");
        const QByteArray pss = *named(testkeys::rsa).key.sign(*algorithmNamed(u"PS256"), "{\"alg\":\"PS256\"}", "{}");
        const QByteArray bad = rs256("{\"alg\":\"RS256\"}", "{\"a\":1}").replace(base64url::encode("{\"a\":1}"), "e30");
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 200; ++round) {
                    wrong += against(good, {rsa}).status != SignatureStatus::Valid;
                    wrong += against(pss, {rsa}).status != SignatureStatus::Valid;
                    wrong += against(bad, {rsa}).status != SignatureStatus::Invalid;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
    }

    void samples_verifyAsDescribed_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("cause");
        const QString v1 = "jwks-v1-tenant.json";
        const QString v2 = "jwks-v2-tenant.json";
        const QString b2c = "jwks-b2c-policy.json";
        const auto index = json::parse(contents(samples + "tokens/index.json"));
        if (!index) {
            return;
        }
        for (const Value& entry : index->items()) {
            const QString file = entry.find(u"file")->text();
            const bool foreign = QStringList{"auth0-app-only", "okta-app-only", "keycloak-app-only", "cognito-app-only",
                                             "v2-app-only-unknown-kid"}
                                     .contains(file);
            const QString cause = foreign                          ? QStringLiteral("key-not-found")
                                  : file == "alg-none"             ? QStringLiteral("algorithm-none")
                                  : file == "v2-app-only-tampered" ? QStringLiteral("bad")
                                  : file.startsWith("graph-")      ? QStringLiteral("graph-nonce")
                                                                   : QString();
            for (const QString& keys : file.startsWith("b2c-") ? QStringList{b2c} : QStringList{v1, v2}) {
                QTest::newRow(qPrintable(file + ' ' + keys)) << keys << cause;
            }
        }
    }

    void samples_verifyAsDescribed()
    {
        if (!QFile::exists(samples)) {
            QSKIP("the shared samples are not here");
        }
        QFETCH(QString, keys);
        QFETCH(QString, cause);
        const QString file = QString::fromUtf8(QTest::currentDataTag()).section(' ', 0, 0);
        const auto set = JwkSet::parse(contents(samples + "discovery/" + keys));
        QVERIFY(set.has_value());
        QVERIFY(set->unusable.isEmpty());
        const Verification verification = verify(takeApart(contents(samples + "tokens/" + file + ".jwt")), *set);
        QCOMPARE(verification.cause, cause);
        QCOMPARE(verification.status == SignatureStatus::Valid, cause.isEmpty() || cause == "graph-nonce");
    }

    void cutSet_doesNotProveThatTheKeyIsMissing()
    {
        JwkSet set{{named(testkeys::p256, "another").jwk}, {}};
        const Jwt token = takeApart(rs256(R"({"alg":"RS256","kid":"k1"})"));
        QCOMPARE(verify(token, set).cause, QStringLiteral("key-not-found"));
        set.cut = true;
        QCOMPARE(verify(token, set).status, SignatureStatus::Unchecked);
        QCOMPARE(verify(token, set).cause, QStringLiteral("keys-unavailable"));
    }

    // Each of the largest RSA keys takes milliseconds; a published set of them must not take seconds.
    void manyHugeKeys_areNotAllTried()
    {
        QByteArray modulus(2048, '\x5b');
        modulus[0] = '\xc5';
        Value value = Value::object();
        value.add("kty", Value::string("RSA"));
        value.add("n", Value::string(base64url::encode(modulus)));
        value.add("e", Value::string(base64url::encode(QByteArray(8, '\xff'))));
        const auto huge = Jwk::parse(value);
        QVERIFY2(huge.has_value(), qPrintable(huge ? QString() : huge.error().sentence));
        const QByteArray text = base64url::encode(R"({"alg":"RS256"})") + '.' + base64url::encode("{}");
        const Jwt token = takeApart(text + '.' + base64url::encode(QByteArray(2048, '\x01')));
        const Verification verification = verify(token, JwkSet{QList<Jwk>(500, *huge), {}});
        QCOMPARE(verification.status, SignatureStatus::Unchecked);
        QCOMPARE(verification.cause, QStringLiteral("keys-unavailable"));
        QCOMPARE(verify(token, JwkSet{{*huge}, {}}).cause, QStringLiteral("bad"));
    }

    void manyKeysOfUsualSize_areAllTried()
    {
        QList<Jwk> keys(500, *Jwk::parse(*SigningKey::generateRsa()->publicJwk()));
        keys.append(named(testkeys::rsa).jwk);
        QCOMPARE(against(rs256(R"({"alg":"RS256"})"), keys).status, SignatureStatus::Valid);
    }

    void clientAssertions_verifyWithTheCertificate()
    {
        if (!QFile::exists(samples)) {
            QSKIP("the shared samples are not here");
        }
        const auto key = Jwk::fromPem(contents(samples + "keys/client.cert.pem"));
        QVERIFY(key.has_value());
        const QStringList files = QDir(samples + "client-assertions").entryList({"*.jwt"}, QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString& file : files) {
            const Verification verification = against(contents(samples + "client-assertions/" + file), {*key});
            QVERIFY2(verification.status == SignatureStatus::Valid, qPrintable(file + ": " + verification.detail));
        }
    }
};

QTEST_GUILESS_MAIN(VerificationTest)
#include "tst_verification.moc"
