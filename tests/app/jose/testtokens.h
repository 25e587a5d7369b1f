// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/base64url.h"

#include <QMessageAuthenticationCode>

namespace assayer::test {

/// A token without claims whose signature is HMAC with SHA-256, whatever its header says.
inline QByteArray hs256(const QByteArray& header, const QByteArray& key)
{
    const QByteArray text = jose::base64url::encode(header) + '.' + jose::base64url::encode("{}");
    return text + '.' +
           jose::base64url::encode(QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256));
}

} // namespace assayer::test
