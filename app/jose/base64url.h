// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QByteArrayView>

namespace assayer::jose::base64url {

/// Decodes base64url without padding (RFC 7515 §2, RFC 4648 §5), canonical only: no padding, white space, other
/// alphabet, impossible length or non-zero trailing bits. The error's detail names the first bad position (bytes).
[[nodiscard]] support::Result<QByteArray> decode(QByteArrayView text);

/// As decode(), but gives the bytes that can be read before and around the damage, for showing only.
[[nodiscard]] QByteArray decodeLeniently(QByteArrayView text);

[[nodiscard]] QByteArray encode(QByteArrayView bytes);

} // namespace assayer::jose::base64url
