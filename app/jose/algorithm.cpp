// SPDX-License-Identifier: Apache-2.0
#include "jose/algorithm.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace assayer::jose {

namespace {

constexpr std::array algorithms{
    Algorithm{"HS256", Family::Hmac, "SHA256", "", 32},
    Algorithm{"HS384", Family::Hmac, "SHA384", "", 48},
    Algorithm{"HS512", Family::Hmac, "SHA512", "", 64},
    Algorithm{"RS256", Family::RsaPkcs1, "SHA256", "", 32},
    Algorithm{"RS384", Family::RsaPkcs1, "SHA384", "", 48},
    Algorithm{"RS512", Family::RsaPkcs1, "SHA512", "", 64},
    Algorithm{"PS256", Family::RsaPss, "SHA256", "", 32},
    Algorithm{"PS384", Family::RsaPss, "SHA384", "", 48},
    Algorithm{"PS512", Family::RsaPss, "SHA512", "", 64},
    Algorithm{"ES256", Family::Ecdsa, "SHA256", "P-256", 32},
    Algorithm{"ES384", Family::Ecdsa, "SHA384", "P-384", 48},
    Algorithm{"ES512", Family::Ecdsa, "SHA512", "P-521", 64},
    Algorithm{"ES256K", Family::Ecdsa, "SHA256", "secp256k1", 32},
    Algorithm{"EdDSA", Family::EdDsa, "", "", 0},
    Algorithm{"Ed25519", Family::EdDsa, "", "Ed25519", 0},
    Algorithm{"Ed448", Family::EdDsa, "", "Ed448", 0},
};

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

} // namespace

QString Algorithm::description() const
{
    QString hashName = QString::fromLatin1(hash);
    hashName.insert(3, QLatin1Char('-'));
    switch (family) {
    case Family::Hmac:
        return tr("shared-key code (HMAC) with %1").arg(hashName);
    case Family::RsaPkcs1:
        return tr("RSA signature with %1").arg(hashName);
    case Family::RsaPss:
        return tr("RSA-PSS signature with %1").arg(hashName);
    case Family::Ecdsa:
        return tr("ECDSA signature on %1 with %2").arg(QString::fromLatin1(curve), hashName);
    case Family::EdDsa:
        return *curve ? tr("EdDSA signature on %1").arg(QString::fromLatin1(curve)) : tr("EdDSA signature");
    }
    return {};
}

const Algorithm* algorithmNamed(QStringView name)
{
    const auto found = std::find_if(algorithms.begin(), algorithms.end(),
                                    [name](const Algorithm& a) { return name == QLatin1String(a.name); });
    return found == algorithms.end() ? nullptr : &*found;
}

} // namespace assayer::jose
