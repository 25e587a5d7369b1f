// SPDX-License-Identifier: Apache-2.0
#include "jose/roca.h"

#include <algorithm>
#include <array>

namespace assayer::jose {

namespace {

constexpr std::array<unsigned, 38> primes{3,   5,   7,   11,  13,  17,  19,  23,  29,  31,  37,  41,  43,
                                          47,  53,  59,  61,  67,  71,  73,  79,  83,  89,  97,  101, 103,
                                          107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167};

bool isPowerOfGenerator(unsigned residue, unsigned prime)
{
    unsigned power = 1;
    do {
        if (power == residue) {
            return true;
        }
        power = power * 65537 % prime;
    } while (power != 1);
    return false;
}

} // namespace

bool hasRocaFingerprint(QByteArrayView modulus)
{
    return std::all_of(primes.begin(), primes.end(), [modulus](unsigned prime) {
        unsigned residue = 0;
        for (const char byte : modulus) {
            residue = (residue * 256 + static_cast<unsigned char>(byte)) % prime;
        }
        return isPowerOfGenerator(residue, prime);
    });
}

} // namespace assayer::jose
