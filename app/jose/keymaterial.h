// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/algorithm.h"
#include "support/error.h"
#include "support/secret.h"

#include <QByteArray>

#include <memory>
#include <mutex>

struct evp_pkey_st;
struct evp_pkey_ctx_st;

namespace assayer::jose {

/// A key as OpenSSL has it, or a shared key for HMAC. Never changed once made, and may be used by several threads at
/// once. Private to app/jose: outside of it, keys are Jwk and SigningKey.
class KeyMaterial {
public:
    using Pointer = std::shared_ptr<const KeyMaterial>;

    /// The public numbers, big-endian: n and e without leading zeros, coordinates as wide as their field.
    struct Public {
        QString kty;
        QString crv;
        QByteArray n, e, x, y;
        int bits = 0;
        /// What an id-RSASSA-PSS key permits alone (RFC 4055 §3.1); "PS*" if it does not say a hash.
        const char* onlyAlgorithm = "";
    };

    /// RFC 7518 §6.3.1, RFC 8725 §3.5. Codes: "weak-key", "unsupported", "invalid-key", here and below.
    [[nodiscard]] static support::Result<Pointer> rsa(const QByteArray& n, const QByteArray& e);
    /// RFC 7518 §6.2.1, RFC 8812 §3.1: the point must be on its curve and its coordinates of full width.
    [[nodiscard]] static support::Result<Pointer> ellipticCurve(const QString& crv, const QByteArray& x,
                                                                const QByteArray& y);
    /// RFC 8037 §2.
    [[nodiscard]] static support::Result<Pointer> octetKeyPair(const QString& crv, const QByteArray& x);
    [[nodiscard]] static Pointer shared(support::Secret secret);
    /// A public key (SPKI or PKCS #1) or a certificate.
    [[nodiscard]] static support::Result<Pointer> publicPem(QByteArrayView pem);
    /// An unencrypted private key (PKCS #8, PKCS #1, SEC 1).
    [[nodiscard]] static support::Result<Pointer> privatePem(QByteArrayView pem);
    [[nodiscard]] static support::Result<Pointer> generateRsa(int bits);

    ~KeyMaterial();
    KeyMaterial(const KeyMaterial&) = delete;
    KeyMaterial& operator=(const KeyMaterial&) = delete;

    [[nodiscard]] const Public& numbers() const { return m_public; }
    /// Length of a signature by this key in bytes (RFC 7518 §3, RFC 8032 §5).
    [[nodiscard]] qsizetype signatureSize(const Algorithm& algorithm) const;
    /// The algorithm must fit the key's type: Jwk::permits() says so.
    [[nodiscard]] bool verify(const Algorithm& algorithm, QByteArrayView message, QByteArrayView signature) const;
    [[nodiscard]] support::Result<QByteArray> sign(const Algorithm& algorithm, QByteArrayView message) const;
    [[nodiscard]] evp_pkey_st* key() const { return m_key.get(); }

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
        void operator()(evp_pkey_ctx_st* context) const;
    };
    using Key = std::unique_ptr<evp_pkey_st, Free>;
    using Context = std::unique_ptr<evp_pkey_ctx_st, Free>;

    KeyMaterial() = default;
    [[nodiscard]] static support::Result<Public> numbersOf(evp_pkey_st* key);
    [[nodiscard]] Context verifyingContext(const Algorithm& algorithm) const;
    [[nodiscard]] bool verifyDigest(const Algorithm& algorithm, QByteArrayView digest, QByteArrayView signature) const;
    [[nodiscard]] bool verifyHmac(const Algorithm& algorithm, QByteArrayView message, QByteArrayView signature) const;
    [[nodiscard]] bool verifyEdDsa(QByteArrayView message, QByteArrayView signature) const;

    Key m_key;
    support::Secret m_secret;
    Public m_public;

    // Setting a context up costs a third of an RSA verification: the last one is kept, for whoever gets the lock.
    mutable std::mutex m_preparedLock;
    mutable const Algorithm* m_preparedFor = nullptr;
    mutable Context m_prepared;
};

} // namespace assayer::jose
