// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QByteArrayView>

namespace assayer::jose::base64url {

/// What is wrong with a base64url text.
enum class Flaw {
    None,
    Character, ///< padding, white space or another character outside the alphabet
    Length,    ///< one character too many or three too few: something was cut
    Trailing   ///< bits behind the last whole byte are not zero
};

/// A text decoded as far as it goes.
struct Decoding {
    QByteArray bytes; ///< where the text is flawed: what can be read before and around the damage, for showing only
    Flaw flaw = Flaw::None;
    qsizetype position = -1; ///< of the first flaw, in bytes of the text
};
[[nodiscard]] Decoding decodeTolerantly(QByteArrayView text);

/// Decodes base64url without padding (RFC 7515 §2, RFC 4648 §5), canonical only: no padding, white space, other
/// alphabet, impossible length or non-zero trailing bits. The error's detail names the first bad position (bytes).
/// Error codes: "not-base64url", "non-canonical".
[[nodiscard]] support::Result<QByteArray> decode(QByteArrayView text);

[[nodiscard]] QByteArray encode(QByteArrayView bytes);

} // namespace assayer::jose::base64url
