// SPDX-License-Identifier: Apache-2.0
#include "jose/signing.h"

#include "jose/base64url.h"
#include "jose/jwk.h"
#include "jose/keymaterial.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

namespace assayer::jose {

using support::Result;
using support::json::Value;

namespace {

auto signingFailure(const char* sentence)
{
    ERR_clear_error();
    return support::failure(QStringLiteral("signing-failed"), QCoreApplication::translate("assayer", sentence));
}

bool fits(const Algorithm& algorithm, const KeyMaterial::Public& numbers)
{
    switch (algorithm.family) {
    case Family::Hmac:
        return false;
    case Family::RsaPkcs1:
        return numbers.kty == QLatin1String("RSA") && !*numbers.onlyAlgorithm;
    case Family::RsaPss:
        return numbers.kty == QLatin1String("RSA");
    case Family::Ecdsa:
        return numbers.kty == QLatin1String("EC") && numbers.crv == QLatin1String(algorithm.curve);
    case Family::EdDsa:
        return numbers.kty == QLatin1String("OKP") &&
               (!*algorithm.curve || numbers.crv == QLatin1String(algorithm.curve));
    }
    return false;
}

struct FreeCertificate {
    void operator()(X509* certificate) const { X509_free(certificate); }
};

bool fill(X509* certificate, EVP_PKEY* key, const QByteArray& commonName)
{
    constexpr long tenYears = 10L * 365 * 24 * 60 * 60;
    quint64 serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1) {
        return false;
    }
    X509_NAME* name = X509_get_subject_name(certificate);
    return X509_set_version(certificate, X509_VERSION_3) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), (serial >> 1) | 1) == 1 &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), 0) &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), tenYears) && X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(commonName.constData()),
                                      static_cast<int>(commonName.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1;
}

} // namespace

Result<SigningKey> SigningKey::generateRsa(int bits)
{
    return KeyMaterial::generateRsa(bits).map([](KeyMaterial::Pointer material) {
        SigningKey key;
        key.m_material = std::move(material);
        return key;
    });
}

Result<SigningKey> SigningKey::fromPem(QByteArrayView pem)
{
    return KeyMaterial::privatePem(pem).map([](KeyMaterial::Pointer material) {
        SigningKey key;
        key.m_material = std::move(material);
        return key;
    });
}

Result<QByteArray> SigningKey::sign(const Algorithm& algorithm, QByteArrayView headerJson,
                                    QByteArrayView payloadJson) const
{
    if (!fits(algorithm, m_material->numbers())) {
        return signingFailure("The key cannot sign with that algorithm.");
    }
    QByteArray token = base64url::encode(headerJson) + '.' + base64url::encode(payloadJson);
    return m_material->sign(algorithm, token).map([&token](const QByteArray& signature) {
        return token + '.' + base64url::encode(signature);
    });
}

Result<Value> SigningKey::publicJwk() const
{
    const KeyMaterial::Public& numbers = m_material->numbers();
    Value jwk = Value::object();
    const auto add = [&jwk](const char* name, const QByteArray& bytes) {
        if (!bytes.isEmpty()) {
            jwk.add(QString::fromLatin1(name), Value::string(QString::fromLatin1(base64url::encode(bytes))));
        }
    };
    jwk.add(QStringLiteral("kty"), Value::string(numbers.kty));
    if (!numbers.crv.isEmpty()) {
        jwk.add(QStringLiteral("crv"), Value::string(numbers.crv));
    }
    add("n", numbers.n);
    add("e", numbers.e);
    add("x", numbers.x);
    add("y", numbers.y);
    return jwk;
}

Result<SigningKey::Certificate> SigningKey::selfSigned(const QString& commonName) const
{
    const std::unique_ptr<X509, FreeCertificate> certificate(X509_new());
    EVP_PKEY* key = m_material->key();
    const EVP_MD* digest = m_material->numbers().kty == QLatin1String("OKP") ? nullptr : EVP_sha256();
    if (!fill(certificate.get(), key, commonName.toUtf8()) || X509_sign(certificate.get(), key, digest) == 0) {
        return signingFailure("No certificate could be made for the key.");
    }
    Certificate result;
    result.der.resize(i2d_X509(certificate.get(), nullptr));
    auto* out = reinterpret_cast<unsigned char*>(result.der.data());
    i2d_X509(certificate.get(), &out);
    result.x5t = base64url::encode(QCryptographicHash::hash(result.der, QCryptographicHash::Sha1));
    return result;
}

} // namespace assayer::jose
