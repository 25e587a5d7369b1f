// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/algorithm.h"
#include "support/error.h"
#include "support/json.h"

#include <QByteArray>

#include <memory>

namespace assayer::jose {

class KeyMaterial;

/// A private key that signs compact JWS. Used by the practice tenant and by tests. Cheap to copy.
class SigningKey {
public:
    /// RSA of 2048 bits or more. Takes a few hundred milliseconds.
    [[nodiscard]] static support::Result<SigningKey> generateRsa(int bits = 2048);
    [[nodiscard]] static support::Result<SigningKey> fromPem(QByteArrayView pem);

    /// header.payload.signature over the two JSON texts exactly as given.
    [[nodiscard]] support::Result<QByteArray> sign(const Algorithm& algorithm, QByteArrayView headerJson,
                                                   QByteArrayView payloadJson) const;
    /// The public half as JWK members kty, n, e (RSA) or kty, crv, x, y.
    [[nodiscard]] support::Result<support::json::Value> publicJwk() const;
    /// base64url SHA-1 of a self-signed certificate's DER made for this key, and the DER: Entra's kid, x5t and x5c.
    struct Certificate {
        QByteArray der;
        QByteArray x5t;
    };
    [[nodiscard]] support::Result<Certificate> selfSigned(const QString& commonName) const;

private:
    SigningKey() = default;
    std::shared_ptr<const KeyMaterial> m_material;
};

} // namespace assayer::jose
