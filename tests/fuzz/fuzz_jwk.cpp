// SPDX-License-Identifier: Apache-2.0
#include "jose/verification.h"

#include <cstdint>
#include <cstdlib>

using namespace assayer::jose;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    if (const auto set = JwkSet::parse(text)) {
        for (const Jwk& key : set->keys) {
            for (const QString& name : {QStringLiteral("RS256"), QStringLiteral("PS512"), QStringLiteral("ES256"),
                                        QStringLiteral("EdDSA"), QStringLiteral("HS512")}) {
                // Short, long and empty signatures against keys of any size.
                for (const qsizetype length : {0, 64, 256}) {
                    if (verifySignature(*algorithmNamed(name), key, "message", QByteArray(length, '\1'))) {
                        std::abort();
                    }
                }
            }
        }
    }
    (void)Jwk::fromPem(text);
    return 0;
}
