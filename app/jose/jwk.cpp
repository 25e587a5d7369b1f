// SPDX-License-Identifier: Apache-2.0
#include "jose/jwk.h"

#include "jose/base64url.h"
#include "jose/keymaterial.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace assayer::jose {

using support::failure;
using support::Result;
using support::json::Value;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

auto invalidKey(const QString& sentence)
{
    return failure(QStringLiteral("invalid-key"), sentence);
}

/// Reads members of a JWK and remembers the first that is not what it must be.
class Members {
public:
    explicit Members(const Value& object)
        : m_object(object)
    {
    }

    QString text(const char* name)
    {
        const QLatin1String latin(name);
        const Value* value = m_object.find(QString(latin));
        if (!value) {
            return {};
        }
        if (!value->isString() || m_object.hasDuplicate(QString(latin))) {
            blame(name);
            return {};
        }
        return value->text();
    }

    QByteArray bytes(const char* name)
    {
        QByteArray encoded = text(name).toUtf8();
        Result<QByteArray> decoded = base64url::decode(encoded);
        support::wipe(encoded); // it may be a shared key
        if (!decoded || decoded->isEmpty()) {
            blame(name);
            return {};
        }
        return std::move(*decoded);
    }

    QStringList list(const char* name)
    {
        QStringList texts;
        const Value* value = m_object.find(QString::fromLatin1(name));
        if (!value) {
            return texts;
        }
        bool good = value->isArray() && !m_object.hasDuplicate(QString::fromLatin1(name));
        for (const Value& item : value->items()) {
            good = good && item.isString();
            texts += item.text();
        }
        // RFC 7517 §4.3: values must not be there twice; an empty list permits nothing.
        if (!good || texts.isEmpty() || QStringList(texts).removeDuplicates() > 0) {
            blame(name);
        }
        return texts;
    }

    [[nodiscard]] bool areGood() const { return m_blamed.isEmpty(); }
    [[nodiscard]] QString blamed() const { return m_blamed; }

private:
    void blame(const char* name)
    {
        if (m_blamed.isEmpty()) {
            m_blamed = QString::fromLatin1(name);
        }
    }

    const Value& m_object;
    QString m_blamed;
};

Result<KeyMaterial::Pointer> materialOf(const Value& value, Members& members)
{
    const QString kty = members.text("kty");
    if (kty == QLatin1String("RSA")) {
        const QByteArray n = members.bytes("n");
        const QByteArray e = members.bytes("e");
        return members.areGood() ? KeyMaterial::rsa(n, e) : nullptr;
    }
    if (kty == QLatin1String("EC")) {
        const QString crv = members.text("crv");
        const QByteArray x = members.bytes("x");
        const QByteArray y = members.bytes("y");
        return members.areGood() ? KeyMaterial::ellipticCurve(crv, x, y) : nullptr;
    }
    if (kty == QLatin1String("OKP")) {
        const QString crv = members.text("crv");
        const QByteArray x = members.bytes("x");
        return members.areGood() ? KeyMaterial::octetKeyPair(crv, x) : nullptr;
    }
    if (kty == QLatin1String("oct")) {
        if (const Value* k = value.find(u"k"); k && k->isString() && k->text().isEmpty()) {
            return failure(QStringLiteral("weak-key"), tr("The shared key is empty."));
        }
        QByteArray k = members.bytes("k");
        return members.areGood() ? KeyMaterial::shared(support::Secret(std::move(k))) : nullptr;
    }
    if (kty.isEmpty()) {
        return invalidKey(tr("The key does not say its type (kty)."));
    }
    return failure(QStringLiteral("unsupported"), tr("The type of key is not supported: %1").arg(kty));
}

// RFC 7638 §3.2: the required members, sorted, without white space.
QByteArray thumbprintOf(const KeyMaterial::Public& numbers)
{
    const QByteArray crv = numbers.crv.toLatin1();
    QByteArray text;
    if (numbers.kty == QLatin1String("RSA")) {
        text = R"({"e":")" + base64url::encode(numbers.e) + R"(","kty":"RSA","n":")" + base64url::encode(numbers.n) +
               R"("})";
    } else if (numbers.kty == QLatin1String("EC")) {
        text = R"({"crv":")" + crv + R"(","kty":"EC","x":")" + base64url::encode(numbers.x) + R"(","y":")" +
               base64url::encode(numbers.y) + R"("})";
    } else if (numbers.kty == QLatin1String("OKP")) {
        text = R"({"crv":")" + crv + R"(","kty":"OKP","x":")" + base64url::encode(numbers.x) + R"("})";
    } else {
        return {};
    }
    return base64url::encode(QCryptographicHash::hash(text, QCryptographicHash::Sha256));
}

bool typeFits(const Algorithm& algorithm, const QString& kty, const QString& crv)
{
    switch (algorithm.family) {
    case Family::Hmac:
        return kty == QLatin1String("oct");
    case Family::RsaPkcs1:
    case Family::RsaPss:
        return kty == QLatin1String("RSA");
    case Family::Ecdsa:
        return kty == QLatin1String("EC") && crv == QLatin1String(algorithm.curve);
    case Family::EdDsa:
        return kty == QLatin1String("OKP") && (!*algorithm.curve || crv == QLatin1String(algorithm.curve));
    }
    return false;
}

bool nameFits(const Algorithm& algorithm, const QString& alg, const QString& crv)
{
    if (alg.isEmpty() || alg == QLatin1String(algorithm.name)) {
        return true;
    }
    if (alg == QLatin1String("PS*")) {
        return algorithm.family == Family::RsaPss;
    }
    // RFC 9864 §2.2: EdDSA and the curve's own name are the same signature.
    return algorithm.family == Family::EdDsa && (alg == QLatin1String("EdDSA") || alg == crv);
}

} // namespace

Jwk::Jwk(std::shared_ptr<const KeyMaterial> keyMaterial)
    : kty(keyMaterial->numbers().kty)
    , alg(QString::fromLatin1(keyMaterial->numbers().onlyAlgorithm))
    , crv(keyMaterial->numbers().crv)
    , bits(keyMaterial->numbers().bits)
    , m_material(std::move(keyMaterial))
    , m_thumbprint(thumbprintOf(m_material->numbers()))
{
}

Result<Jwk> Jwk::parse(const Value& value)
{
    if (!value.isObject()) {
        return invalidKey(tr("A key must be a JSON object."));
    }
    Members members(value);
    Result<KeyMaterial::Pointer> keyMaterial = materialOf(value, members);
    const QString kid = members.text("kid");
    const QString use = members.text("use");
    const QString alg = members.text("alg");
    const QString x5t = members.text("x5t");
    const QString issuer = members.text("issuer");
    const QStringList keyOperations = members.list("key_ops");
    if (!members.areGood()) {
        return invalidKey(tr("The key's member %1 is not what it must be.").arg(members.blamed()));
    }
    if (!keyMaterial) {
        return tl::unexpected(keyMaterial.error());
    }
    Jwk key(std::move(*keyMaterial));
    key.kid = kid;
    key.use = use;
    key.alg = alg;
    key.x5t = x5t;
    key.issuer = issuer;
    key.keyOperations = keyOperations;
    return key;
}

Jwk Jwk::symmetric(support::Secret key)
{
    return Jwk(KeyMaterial::shared(std::move(key)));
}

Result<Jwk> Jwk::fromPem(QByteArrayView pem)
{
    return KeyMaterial::publicPem(pem).map(
        [](KeyMaterial::Pointer keyMaterial) { return Jwk(std::move(keyMaterial)); });
}

Result<void> Jwk::permits(const Algorithm& algorithm) const
{
    const QLatin1String name(algorithm.name);
    if (!typeFits(algorithm, kty, crv)) {
        const QString type = crv.isEmpty() ? kty : kty + QLatin1Char(' ') + crv;
        return failure(QStringLiteral("algorithm-mismatch"),
                       algorithm.family == Family::Hmac
                           ? tr("%1 needs a shared key; the key is a public one (%2).").arg(name, type)
                           : tr("%1 cannot be verified with a key of type %2.").arg(name, type));
    }
    if (!nameFits(algorithm, alg, crv)) {
        return failure(QStringLiteral("algorithm-mismatch"),
                       tr("The key is for %1 alone, the header says %2.").arg(alg, name));
    }
    if (!use.isEmpty() && use != QLatin1String("sig")) {
        return failure(QStringLiteral("key-use"), tr("The key's use is %1, not sig.").arg(use));
    }
    if (!keyOperations.isEmpty() && !keyOperations.contains(QLatin1String("verify"))) {
        return failure(QStringLiteral("key-use"), tr("The key's key_ops do not permit verifying."));
    }
    if (algorithm.family == Family::Hmac && bits < algorithm.hashBytes * 8) {
        return failure(
            QStringLiteral("weak-key"),
            tr("The shared key has %1 bits; %2 needs at least %3.").arg(bits).arg(name).arg(algorithm.hashBytes * 8));
    }
    return {};
}

} // namespace assayer::jose
