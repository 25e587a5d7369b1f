// SPDX-License-Identifier: Apache-2.0
#include "jose/keymaterial.h"

#include <QCoreApplication>

#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <array>

namespace assayer::jose {

using support::Result;

namespace {

const unsigned char* unsignedBytes(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::size_t count(QByteArrayView bytes)
{
    return static_cast<std::size_t>(bytes.size());
}

// Fetched once: a fetch by name costs as much as hashing a whole token.
const EVP_MD* digestFor(const Algorithm& algorithm)
{
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    static const EVP_MD* const sha384 = EVP_MD_fetch(nullptr, "SHA384", nullptr);
    static const EVP_MD* const sha512 = EVP_MD_fetch(nullptr, "SHA512", nullptr);
    return algorithm.hashBytes == 32 ? sha256 : algorithm.hashBytes == 48 ? sha384 : sha512;
}

struct Digest {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes;
    unsigned size = 0;

    [[nodiscard]] QByteArrayView view() const { return {bytes.data(), static_cast<qsizetype>(size)}; }
};

Digest digestOf(const Algorithm& algorithm, QByteArrayView message)
{
    Digest digest;
    EVP_Digest(message.data(), count(message), digest.bytes.data(), &digest.size, digestFor(algorithm), nullptr);
    return digest;
}

bool setUp(EVP_PKEY_CTX* context, const Algorithm& algorithm)
{
    if (EVP_PKEY_CTX_set_signature_md(context, digestFor(algorithm)) != 1) {
        return false;
    }
    switch (algorithm.family) {
    case Family::RsaPkcs1:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    case Family::RsaPss: // RFC 7518 §3.5: the salt is as long as the hash, MGF1 uses the same hash
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
    default:
        return true;
    }
}

struct FreeSignature {
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, FreeSignature>;

// RFC 7518 §3.4 has R and S side by side, OpenSSL wants DER.
QByteArray toDer(QByteArrayView raw)
{
    const EcdsaSignature signature(ECDSA_SIG_new());
    const int half = static_cast<int>(raw.size() / 2);
    BIGNUM* r = BN_bin2bn(unsignedBytes(raw), half, nullptr);
    BIGNUM* s = BN_bin2bn(unsignedBytes(raw) + half, half, nullptr);
    ECDSA_SIG_set0(signature.get(), r, s);
    QByteArray der(static_cast<qsizetype>(i2d_ECDSA_SIG(signature.get(), nullptr)), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

QByteArray fromDer(const QByteArray& der, qsizetype size)
{
    const unsigned char* in = unsignedBytes(der);
    const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
    if (!signature) {
        return {};
    }
    const int half = static_cast<int>(size / 2);
    QByteArray raw(size, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, half);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + half, half);
    return raw;
}

struct FreeMdContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using MdContext = std::unique_ptr<EVP_MD_CTX, FreeMdContext>;

} // namespace

qsizetype KeyMaterial::signatureSize(const Algorithm& algorithm) const
{
    switch (algorithm.family) {
    case Family::Hmac:
        return algorithm.hashBytes;
    case Family::RsaPkcs1:
    case Family::RsaPss:
        return m_public.n.size();
    case Family::Ecdsa:
        return m_public.x.size() * 2;
    case Family::EdDsa:
        return m_public.x.size() * 2;
    }
    return 0;
}

bool KeyMaterial::verify(const Algorithm& algorithm, QByteArrayView message, QByteArrayView signature) const
{
    if (signature.size() != signatureSize(algorithm)) {
        return false;
    }
    switch (algorithm.family) {
    case Family::Hmac:
        return verifyHmac(algorithm, message, signature);
    case Family::EdDsa:
        return verifyEdDsa(message, signature);
    case Family::Ecdsa:
        return verifyDigest(algorithm, digestOf(algorithm, message).view(), toDer(signature));
    default:
        return verifyDigest(algorithm, digestOf(algorithm, message).view(), signature);
    }
}

KeyMaterial::Context KeyMaterial::verifyingContext(const Algorithm& algorithm) const
{
    Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
    if (!context || EVP_PKEY_verify_init(context.get()) != 1 || !setUp(context.get(), algorithm)) {
        ERR_clear_error();
        return nullptr;
    }
    return context;
}

bool KeyMaterial::verifyDigest(const Algorithm& algorithm, QByteArrayView digest, QByteArrayView signature) const
{
    const auto holds = [&](EVP_PKEY_CTX* context) {
        const bool good = context && EVP_PKEY_verify(context, unsignedBytes(signature), count(signature),
                                                     unsignedBytes(digest), count(digest)) == 1;
        if (!good) {
            ERR_clear_error();
        }
        return good;
    };
    const std::unique_lock lock(m_preparedLock, std::try_to_lock);
    if (!lock) {
        return holds(verifyingContext(algorithm).get());
    }
    if (m_preparedFor != &algorithm) {
        m_prepared = verifyingContext(algorithm);
        m_preparedFor = &algorithm;
    }
    return holds(m_prepared.get());
}

bool KeyMaterial::verifyHmac(const Algorithm& algorithm, QByteArrayView message, QByteArrayView signature) const
{
    Digest expected;
    const QByteArrayView secret = m_secret.reveal();
    if (secret.isEmpty() || !HMAC(digestFor(algorithm), secret.data(), static_cast<int>(secret.size()),
                                  unsignedBytes(message), count(message), expected.bytes.data(), &expected.size)) {
        return false;
    }
    return CRYPTO_memcmp(expected.bytes.data(), signature.data(), expected.size) == 0;
}

bool KeyMaterial::verifyEdDsa(QByteArrayView message, QByteArrayView signature) const
{
    const MdContext context(EVP_MD_CTX_new());
    const bool good = EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) == 1 &&
                      EVP_DigestVerify(context.get(), unsignedBytes(signature), count(signature),
                                       unsignedBytes(message), count(message)) == 1;
    if (!good) {
        ERR_clear_error();
    }
    return good;
}

Result<QByteArray> KeyMaterial::sign(const Algorithm& algorithm, QByteArrayView message) const
{
    const MdContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* parameters = nullptr;
    const EVP_MD* digest = algorithm.family == Family::EdDsa ? nullptr : digestFor(algorithm);
    std::size_t size = 0;
    bool good = EVP_DigestSignInit(context.get(), &parameters, digest, nullptr, m_key.get()) == 1;
    if (good && algorithm.family == Family::RsaPss) {
        good = EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    good = good && EVP_DigestSign(context.get(), nullptr, &size, unsignedBytes(message), count(message)) == 1;
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    good = good && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                  unsignedBytes(message), count(message)) == 1;
    if (good) {
        signature.truncate(static_cast<qsizetype>(size));
        if (algorithm.family == Family::Ecdsa) {
            signature = fromDer(signature, signatureSize(algorithm));
        }
    }
    if (!good || signature.isEmpty()) {
        ERR_clear_error();
        return support::failure(QStringLiteral("signing-failed"),
                                QCoreApplication::translate("assayer", "The key could not sign with that algorithm."));
    }
    return signature;
}

} // namespace assayer::jose
