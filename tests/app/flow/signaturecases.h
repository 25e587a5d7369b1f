// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/checks/checktesting.h"
#include "app/jose/testkeys.h"
#include "app/jose/testtokens.h"
#include "scripted.h"

#include <QCryptographicHash>

/// Tokens and key sets that give each cause of the signature check, and such that only just miss it.
namespace assayer::test::signatures {

/// One token with what there is to verify it.
struct Case {
    QString cause;    ///< without the check's name; empty for a signature that holds
    QString nearMiss; ///< a cause that it must not have; empty for a case that gives its cause
    QString name;
    QByteArray token;
    QByteArray given = {};                        ///< a key set that the user has at hand
    QByteArrayList published = {};                ///< the tenant's sets as they are fetched, last under ?appid=
    std::optional<jose::Verification> found = {}; ///< in place of all that: what a verification said
};

inline Case gives(const char* cause, const char* name, const QByteArray& token, const QByteArray& given = {},
                  const QByteArrayList& published = {})
{
    return {QString::fromLatin1(cause), {}, QString::fromLatin1(name), token, given, published, {}};
}

inline Case misses(const char* nearMiss, const char* cause, const char* name, const QByteArray& token,
                   const QByteArray& given = {}, const QByteArrayList& published = {})
{
    return {QString::fromLatin1(cause),
            QString::fromLatin1(nearMiss),
            QString::fromLatin1(name),
            token,
            given,
            published,
            {}};
}

inline Case found(const char* nearMiss, const char* cause, const char* name, jose::SignatureStatus status,
                  const char* said)
{
    Case result = misses(nearMiss, cause, name, {});
    result.found = jose::Verification();
    result.found->status = status;
    result.found->cause = QString::fromLatin1(said);
    return result;
}

inline QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A good token's claims with one put in place.
inline QJsonObject claimsWith(const QString& name, const QJsonValue& value, const char* version = "2.0")
{
    QJsonObject claims = entraClaims(QString::fromLatin1(version));
    claims.insert(name, value);
    return claims;
}

/// Signed with `pem`; ' stands for " in the header.
inline QByteArray token(const QByteArray& header, const QJsonObject& claims = entraClaims(QStringLiteral("2.0")),
                        const char* pem = testkeys::rsa, QStringView algorithm = u"RS256")
{
    return *jose::SigningKey::fromPem(pem)->sign(*jose::algorithmNamed(algorithm), checks::testing::quotedJson(header),
                                                 compact(claims));
}

/// Another header, or another payload, above the signature of `token`.
inline QByteArray withHeader(const QByteArray& token, const QByteArray& header)
{
    return jose::base64url::encode(checks::testing::quotedJson(header)) + token.mid(token.indexOf('.'));
}

inline QByteArray withClaims(const QByteArray& token, const QJsonObject& claims)
{
    return token.left(token.indexOf('.') + 1) + jose::base64url::encode(compact(claims)) +
           token.mid(token.lastIndexOf('.'));
}

inline QByteArray withChangedSignature(QByteArray token)
{
    char& character = token[token.size() - 9];
    character = character == 'A' ? 'B' : 'A';
    return token;
}

/// A signed header with the hash of the nonce, delivered with the nonce itself as `written` in JSON.
inline QByteArray microsoftToken(const QByteArray& nonce, const QByteArray& written,
                                 QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256)
{
    const auto header = [](const QByteArray& value) {
        return "{'typ':'JWT', 'nonce': '" + value + "','alg':'RS256','kid':'k'}";
    };
    return withHeader(token(header(jose::base64url::encode(QCryptographicHash::hash(nonce, hash)))), header(written));
}

/// The public half of `pem` by that kid, with further members in JSON.
inline QByteArray key(const QByteArray& kid, const QByteArray& more = {}, const char* pem = testkeys::rsa)
{
    QJsonObject jwk =
        QJsonDocument::fromJson(support::json::write(*jose::SigningKey::fromPem(pem)->publicJwk())).object();
    const QJsonObject members = QJsonDocument::fromJson(checks::testing::quotedJson('{' + more + '}')).object();
    for (auto it = members.begin(); it != members.end(); ++it)
        jwk.insert(it.key(), *it);
    if (!kid.isNull())
        jwk.insert(QStringLiteral("kid"), QString::fromLatin1(kid));
    return compact(jwk);
}

inline QByteArray set(const QByteArrayList& keys)
{
    return checks::testing::quotedJson("{'keys':[" + keys.join(',') + "]}");
}

inline QByteArray sharedKey(const QByteArray& secret)
{
    return "{'kty':'oct','kid':'k','k':'" + jose::base64url::encode(secret) + "'}";
}

/// An RSA key of that many bytes that nobody has the private half of.
inline QByteArray rsaOf(qsizetype bytes, const QByteArray& exponent = "AQAB", const QByteArray& kid = "k")
{
    QByteArray modulus(bytes, '\x5b');
    modulus[0] = '\xc5';
    return "{'kty':'RSA','kid':'" + kid + "','n':'" + jose::base64url::encode(modulus) + "','e':'" + exponent + "'}";
}

inline const QByteArray header = "{'alg':'RS256','kid':'k'}";

inline QList<Case> ofTheSignature()
{
    const QByteArray good = token(header);
    const QByteArray keys = set({key("k")});
    const QByteArray start = good.left(good.lastIndexOf('.') + 1);
    const QByteArray curve = token("{'alg':'ES256','kid':'c'}", claims(), testkeys::p256, u"ES256");
    const QByteArray curves = set({key("c", {}, testkeys::p256)});
    return {
        gives("bad", "the audience was changed",
              withClaims(good, claimsWith(QStringLiteral("aud"), QStringLiteral("api://billing"))), keys),
        gives("bad", "a character of the signature was changed", withChangedSignature(good), keys),
        gives("bad", "an ECDSA signature was changed", withChangedSignature(curve), curves),
        gives("bad", "the header's algorithm was changed", withHeader(good, "{'alg':'RS512','kid':'k'}"), keys),
        gives("bad", "alg is there twice", token("{'alg':'RS256','alg':'RS256','kid':'k'}"), keys),
        gives("bad", "another key by that kid", good, set({rsaOf(256)})),
        misses("bad", "", "nothing was changed", good, keys),
        misses("bad", "", "ECDSA, nothing was changed", curve, curves),
        misses("bad", "key-not-found", "changed, but no key by that kid", withChangedSignature(good), set({key("o")})),
        misses("bad", "truncated", "a character less", good.chopped(1), keys),

        gives("truncated", "the last character is gone", good.chopped(1), keys),
        gives("truncated", "four characters are gone", good.chopped(4), keys),
        gives("truncated", "most of the signature is gone", good.chopped(200), keys),
        gives("truncated", "the signature is gone", start, keys),
        gives("truncated", "the signature and its point are gone", start.chopped(1), keys),
        gives("truncated", "an ECDSA signature is cut", curve.chopped(4), curves),
        misses("truncated", "bad", "too long", good + "AAAA", keys),
        misses("truncated", "bad", "of the right length, yet changed", withChangedSignature(good), keys),
        misses("truncated", "algorithm-none", "no signature, and none is promised", withHeader(start, "{'alg':'none'}"),
               keys),

        gives("graph-nonce", "as Microsoft's own APIs have it", microsoftToken("n-0S6_WzA2Mj", "n-0S6_WzA2Mj"), keys),
        gives("graph-nonce", "the nonce is beyond ASCII", microsoftToken("Größe", "Größe"), keys),
        gives("graph-nonce", "the nonce is written with escapes", microsoftToken("AB", "\\u0041B"), keys),
        misses("graph-nonce", "", "the nonce is signed as it is", token("{'nonce':'n-0','alg':'RS256','kid':'k'}"),
               keys),
        misses("graph-nonce", "bad", "the nonce is another one", microsoftToken("n-0", "n-1"), keys),
        misses("graph-nonce", "bad", "hashed another way", microsoftToken("n-0", "n-0", QCryptographicHash::Sha1),
               keys),
        misses("graph-nonce", "bad", "the signature was changed", withChangedSignature(microsoftToken("n", "n")), keys),
    };
}

inline QList<Case> ofTheHeader()
{
    const QByteArray keys = set({key("k")});
    const QByteArray good = token(header);
    const QByteArray unsignedText = good.left(good.lastIndexOf('.') + 1);
    const QByteArray encrypted = jose::base64url::encode("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..YQ.YQ.YQ";
    return {
        gives("algorithm-none", "an empty signature", withHeader(unsignedText, "{'alg':'none'}"), keys),
        gives("algorithm-none", "a signature nevertheless", token("{'alg':'none','kid':'k'}"), keys),
        gives("algorithm-none", "in capitals", token("{'alg':'NONE','kid':'k'}"), keys),
        gives("algorithm-none", "in both cases, without keys", withHeader(unsignedText, "{'alg':'nOnE'}")),
        misses("algorithm-none", "unsupported", "a longer name", token("{'alg':'nonesuch','kid':'k'}"), keys),
        misses("algorithm-none", "bad", "no alg at all", token("{'typ':'JWT','kid':'k'}"), keys),
        misses("algorithm-none", "", "none is the kid", token("{'alg':'RS256','kid':'none'}"), set({key("none")})),

        gives("unsupported", "an algorithm that nobody knows", token("{'alg':'RS1','kid':'k'}"), keys),
        gives("unsupported", "an algorithm in small letters", token("{'alg':'rs256','kid':'k'}"), keys),
        gives("unsupported", "an algorithm for encryption", token("{'alg':'RSA-OAEP','kid':'k'}"), keys),
        gives("unsupported", "an encrypted token", encrypted, keys),
        gives("unsupported", "an opaque token", "v1.opaque-7f3a9c", keys),
        gives("unsupported", "a key of a type that is not known", good, set({"{'kty':'AKP','kid':'k'}"})),
        misses("unsupported", "", "secp256k1",
               token("{'alg':'ES256K','kid':'c'}", claims(), testkeys::secp256k1, u"ES256K"),
               set({key("c", {}, testkeys::secp256k1)})),
        misses("unsupported", "", "Ed25519", token("{'alg':'EdDSA','kid':'c'}", claims(), testkeys::ed25519, u"EdDSA"),
               set({key("c", {}, testkeys::ed25519)})),
        misses("unsupported", "", "a key of an unknown type beside the token's", good,
               set({"{'kty':'AKP','kid':'o'}", key("k")})),

        gives("critical-header", "crit names a claim", token("{'alg':'RS256','kid':'k','crit':['exp'],'exp':1}"), keys),
        gives("critical-header", "crit is empty", token("{'alg':'RS256','kid':'k','crit':[]}"), keys),
        gives("critical-header", "the payload is said not to be encoded",
              token("{'alg':'RS256','kid':'k','b64':false}"), keys),
        gives("critical-header", "crit, without keys", token("{'alg':'RS256','crit':['x'],'x':1}")),
        misses("critical-header", "", "b64 says what is usual", token("{'alg':'RS256','kid':'k','b64':true}"), keys),
        misses("critical-header", "", "crit in other letters", token("{'alg':'RS256','kid':'k','Crit':['x']}"), keys),
        misses("critical-header", "", "crit is a claim",
               token(header, claimsWith(QStringLiteral("crit"), QStringLiteral("x"))), keys),
        misses("critical-header", "algorithm-none", "not signed at all",
               withHeader(unsignedText, "{'alg':'none','crit':['x'],'x':1}"), keys),
    };
}

inline QList<Case> ofTheKey()
{
    const QByteArray good = token(header);
    const QByteArray nameless = token("{'alg':'RS256'}");
    const QByteArray secret(32, 's');
    const QByteArray hmac = "{\"alg\":\"HS256\",\"kid\":\"k\"}";
    QByteArrayList tooMany(jose::JwkSet::maximumKeys + 1, "{'kty':'AKP','kid':'o'}");
    return {
        gives("key-not-found", "a kid that no key has", good, set({key("o")})),
        gives("key-not-found", "the kid in other letters", good, set({key("K"), key("o")})),
        gives("key-not-found", "an x5t that no key has", token("{'alg':'RS256','x5t':'t'}"),
              set({key("o", "'x5t':'u'")})),
        gives("key-not-found", "no kid, and no key for the algorithm", nameless,
              set({key("c", {}, testkeys::p256), key("d", {}, testkeys::ed25519)})),
        misses("key-not-found", "", "a set of one key that has no name", good, set({key({})})),
        misses("key-not-found", "", "no kid, and one of the keys fits", nameless,
               set({key("c", {}, testkeys::p256), key("o")})),
        misses("key-not-found", "algorithm-mismatch", "a key of another type by that kid", good,
               set({key("k", {}, testkeys::p256)})),
        misses("key-not-found", "keys-unavailable", "a set too long to be read whole", good, set(tooMany)),

        gives("algorithm-mismatch", "RS256 and a key of a curve", good, set({key("k", {}, testkeys::p256)})),
        gives("algorithm-mismatch", "HS256 made with the public key", hs256(hmac, testkeys::rsaPublic),
              set({key("k")})),
        gives("algorithm-mismatch", "a key for another algorithm alone", good, set({key("k", "'alg':'RS512'")})),
        gives("algorithm-mismatch", "a key for encryption", good, set({key("k", "'use':'enc'")})),
        misses("algorithm-mismatch", "", "a key for this algorithm alone", good,
               set({key("k", "'alg':'RS256','use':'sig'")})),
        misses("algorithm-mismatch", "", "two keys by that kid, one of which fits", good,
               set({key("k", {}, testkeys::p256), key("k")})),
        misses("algorithm-mismatch", "", "HS256 with a shared key", hs256(hmac, secret), set({sharedKey(secret)})),
        misses("algorithm-mismatch", "bad", "the key fits, the padding is another", token("{'alg':'PS256','kid':'k'}"),
               set({key("k")})),

        gives("weak-key", "RSA of 1024 bits", good, set({rsaOf(128)})),
        gives("weak-key", "RSA of 2040 bits", good, set({rsaOf(255)})),
        gives("weak-key", "an exponent of one", good, set({rsaOf(256, "AQ")})),
        gives("weak-key", "a shared key of 248 bits", hs256(hmac, secret.chopped(1)),
              set({sharedKey(secret.chopped(1))})),
        misses("weak-key", "", "RSA of 2048 bits", good, set({key("k")})),
        misses("weak-key", "", "a shared key of 256 bits", hs256(hmac, secret), set({sharedKey(secret)})),
        misses("weak-key", "key-not-found", "a weak key by another kid", good,
               set({rsaOf(128, "AQAB", "o"), key("p")})),
        misses("weak-key", "", "a weak key beside the token's", good, set({rsaOf(128, "AQAB", "o"), key("k")})),
    };
}

/// Decided by where the keys come from.
inline QList<Case> ofTheSource()
{
    const QByteArray good = token(header);
    const QByteArray own = set({key("k")});
    const QByteArray others = set({key("o", {}, testkeys::p256)});
    const auto publishedFor = [](const QString& keyIssuer) {
        return set({key("k", "'issuer':'" + keyIssuer.toUtf8() + '\'')});
    };
    const QString personal = login + QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad/v2.0");
    const auto withAudience = [](const QJsonValue& audience, const char* version = "2.0") {
        return token(header, claimsWith(QStringLiteral("aud"), audience, version));
    };
    return {
        gives("keys-unavailable", "offline", good),
        gives("keys-unavailable", "an empty set", good, set({})),
        gives("keys-unavailable", "the tenant answers no key set", good, {}, {"<html>"}),
        gives("keys-unavailable", "the tenant's set is empty", good, {}, {set({})}),
        misses("keys-unavailable", "", "the tenant has it", good, {}, {own}),
        misses("keys-unavailable", "key-not-found", "the tenant has others", good, {}, {others}),
        misses("keys-unavailable", "unsupported", "the only key is unusable", good, set({"{'kty':'AKP','kid':'k'}"})),
        misses("keys-unavailable", "algorithm-none", "offline, and not signed", token("{'alg':'none'}")),

        gives("app-specific-key", "the audience is a client ID", good, {}, {others, own}),
        gives("app-specific-key", "the audience is api:// and a client ID",
              withAudience(QStringLiteral("api://") + apiId), {}, {others, own}),
        gives("app-specific-key", "several audiences", withAudience(QJsonArray{QStringLiteral("api://orders"), apiId}),
              {}, {others, own}),
        gives("app-specific-key", "a v1 token", withAudience(apiId, "1.0"), {}, {others, own}),
        misses("app-specific-key", "", "the tenant's own set has it", good, {}, {own, own}),
        misses("app-specific-key", "key-not-found", "no set has it", good, {}, {others, others}),
        misses("app-specific-key", "key-not-found", "the audience has no client ID",
               withAudience(QStringLiteral("api://orders")), {}, {others, own}),
        misses("app-specific-key", "key-not-found", "that key does not verify it", withChangedSignature(good), {},
               {others, own}),

        gives("key-issuer", "a key of another tenant", good, publishedFor(personal)),
        gives("key-issuer", "a key of another cloud", good,
              publishedFor(QStringLiteral("https://login.microsoftonline.us/{tenantid}/v2.0"))),
        gives("key-issuer", "fetched from the tenant", good, {}, {publishedFor(personal)}),
        gives("key-issuer", "tid and iss are of two tenants",
              token(header, claimsWith(QStringLiteral("tid"), QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad"))),
              publishedFor(login + QStringLiteral("{tenantid}/v2.0"))),
        misses("key-issuer", "", "a key of every tenant", good,
               publishedFor(login + QStringLiteral("{tenantid}/v2.0"))),
        misses("key-issuer", "", "a key of this tenant", good,
               publishedFor(login + tenantId + QStringLiteral("/v2.0"))),
        misses("key-issuer", "", "a v1 token, whose issuer differs by nature",
               token(header, entraClaims(QStringLiteral("1.0"))), publishedFor(personal)),
        misses("key-issuer", "bad", "nor does the signature hold", withChangedSignature(good), publishedFor(personal)),
    };
}

/// What no verification of today says, as a kept one may.
inline QList<Case> ofAnUnknownCause()
{
    using Status = jose::SignatureStatus;
    return {found("", "other", "a cause that is not ours", Status::Invalid, "strange"),
            found("", "other", "invalid without a cause", Status::Invalid, ""),
            found("", "other", "valid, but for something", Status::Valid, "strange"),
            found("other", "", "valid", Status::Valid, ""),
            found("other", "keys-unavailable", "unchecked without a cause", Status::Unchecked, "")};
}

inline QList<Case> all()
{
    return ofTheSignature() + ofTheHeader() + ofTheKey() + ofTheSource() + ofAnUnknownCause();
}

} // namespace assayer::test::signatures
