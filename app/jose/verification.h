// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/jwk.h"
#include "jose/jwt.h"

namespace assayer::jose {

/// Invalid: an API would refuse it, also because of an algorithm or key that is not one of RFC 7518, 8037, 8812
/// ("unsupported"). Unchecked: nothing can be said, because there are no keys ("keys-unavailable"), or the token is
/// encrypted, opaque, or kept without its text ("unsupported").
enum class SignatureStatus { Valid, Invalid, Unchecked };

/// Whether the signature holds, by which key, from where. Plain value.
struct Verification {
    SignatureStatus status = SignatureStatus::Unchecked;
    /// A cause of the signature check without its prefix: "bad", "key-not-found", "keys-unavailable",
    /// "algorithm-none", "algorithm-mismatch", "unsupported", "weak-key", "truncated", "graph-nonce",
    /// "app-specific-key", "key-issuer", "critical-header". Empty when the status is Valid, but for "graph-nonce": the
    /// token is genuine, though only its own API can verify it; whoever wants RFC 7515's answer counts it as invalid.
    QString cause;
    QString detail;    ///< particulars in plain words
    QString algorithm; ///< `alg` of the header
    QString keyId;     ///< `kid` of the key that was used or sought
    QString keyIssuer; ///< `issuer` of the key, if its set says one
    QString keySource; ///< the URL or file that the key came from; set by who fetched it
    int keyBits = 0;
    bool keyHasId = true; ///< false: the key that was tried names no kid, and may be another than the token's
    QString thumbprint;   ///< RFC 7638 of the key that was used

    bool operator==(const Verification&) const = default;
};

/// Verifies by RFC 7515 §5.2 with the strictness of RFC 8725: the key comes from the set alone (jwk, jku, x5u and x5c
/// of the header are never followed), chosen by kid, else x5t, else every key that fits the algorithm; `crit` is
/// refused; HS* only with a symmetric key. A header `nonce` as Microsoft's own APIs have it is tried as described in
/// Entra's validation facts and reported as "graph-nonce". Never throws, never blocks on the network.
[[nodiscard]] Verification verify(const Jwt& token, const JwkSet& keys);

/// The signature function alone: `signature` over `message` with that key (RFC 7518 §3).
[[nodiscard]] bool verifySignature(const Algorithm& algorithm, const Jwk& key, QByteArrayView message,
                                   QByteArrayView signature);

} // namespace assayer::jose
