// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace assayer::jose {

/// The signature algorithms of RFC 7518 §3.1, RFC 8812 (ES256K), RFC 8037 (EdDSA) and RFC 9864 (Ed25519, Ed448).
enum class Family { Hmac, RsaPkcs1, RsaPss, Ecdsa, EdDsa };

struct Algorithm {
    const char* name; ///< as in `alg`
    Family family;
    const char* hash;  ///< OpenSSL's name; empty for EdDSA
    const char* curve; ///< the JWK's `crv` that it needs; empty: any of its family
    int hashBytes;

    [[nodiscard]] QString description() const; ///< "RSA signature with SHA-256"
};

/// Null if unknown or not a signature algorithm. Names are case-sensitive (RFC 7515 §4.1.1).
[[nodiscard]] const Algorithm* algorithmNamed(QStringView name);

} // namespace assayer::jose
