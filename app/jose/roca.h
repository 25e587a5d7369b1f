// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

namespace assayer::jose {

/// Whether an RSA modulus (big-endian) bears the fingerprint of keys made by Infineon's RSALib (CVE-2017-15361,
/// «The Return of Coppersmith's Attack» §2.2): it is a power of 65537 modulo every one of the first odd primes.
[[nodiscard]] bool hasRocaFingerprint(QByteArrayView modulus);

} // namespace assayer::jose
