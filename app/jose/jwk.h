// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/algorithm.h"
#include "support/json.h"
#include "support/secret.h"

#include <QList>
#include <QStringList>

#include <memory>

namespace assayer::jose {

class KeyMaterial; // an EVP_PKEY or an HMAC key; defined in the one file that knows OpenSSL

/// One verified-to-be-usable public (or symmetric) key of RFC 7517. Made by parse() only; cheap to copy.
class Jwk {
public:
    /// Refuses what must not verify anything: RSA under 2048 bits, an even or unit exponent, a ROCA modulus, a point
    /// off its curve, unknown kty or crv, wrong member types (RFC 7518 §6, RFC 8037 §2, RFC 8725 §3.5).
    /// Error codes: "weak-key", "unsupported", "invalid-key".
    [[nodiscard]] static support::Result<Jwk> parse(const support::json::Value& value);
    /// A shared key for HS* that the user gave (RFC 7518 §3.2).
    [[nodiscard]] static Jwk symmetric(support::Secret key);
    /// A public key or certificate in PEM.
    [[nodiscard]] static support::Result<Jwk> fromPem(QByteArrayView pem);

    QString kty, kid, use, alg, crv, x5t;
    QString issuer; ///< Entra's v2 key sets carry it, with {tenantid} or a GUID
    QStringList keyOperations;
    int bits = 0;

    [[nodiscard]] const KeyMaterial& material() const { return *m_material; }
    /// Whether `use`, `key_ops` and `alg` permit verifying with that algorithm, and the type fits. Else why not:
    /// code "algorithm-mismatch", "weak-key" or "key-use".
    [[nodiscard]] support::Result<void> permits(const Algorithm& algorithm) const;
    /// RFC 7638, SHA-256, base64url.
    /// Empty for a symmetric key, whose hash would help to guess it (RFC 7638 §7).
    [[nodiscard]] const QByteArray& thumbprint() const { return m_thumbprint; }

private:
    explicit Jwk(std::shared_ptr<const KeyMaterial> material);
    std::shared_ptr<const KeyMaterial> m_material;
    QByteArray m_thumbprint;
};

/// A JWK Set (RFC 7517 §5): the keys that can be used, and why the others cannot.
struct JwkSet {
    struct Unusable {
        QString kid;
        support::Error error;
    };
    QList<Jwk> keys;
    QList<Unusable> unusable;
    bool cut = false; ///< there were more keys than maximumKeys

    /// More keys than these are not looked at, so that a hostile set costs bounded time.
    static constexpr qsizetype maximumKeys = 1000;

    /// Whether a key of that kid is in it, usable or not.
    [[nodiscard]] bool has(QStringView kid) const;
    /// Accepts {"keys":[…]} or a single JWK object. Fails only if it is neither.
    [[nodiscard]] static support::Result<JwkSet> parse(QByteArrayView json);
    [[nodiscard]] static support::Result<JwkSet> fromValue(const support::json::Value& value);
    /// As parse(), for a set that an authority publishes: a shared key in it is unusable, as whoever can read it can
    /// sign with it too.
    [[nodiscard]] static support::Result<JwkSet> parsePublished(QByteArrayView json);
};

} // namespace assayer::jose
