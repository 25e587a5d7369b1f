// SPDX-License-Identifier: Apache-2.0
#include "http/formencoding.h"

namespace assayer::http {

void appendFormEncoded(QByteArray& body, QByteArrayView value)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char character : value) {
        const auto code = static_cast<unsigned char>(character);
        const bool letter = (code | 0x20U) >= 'a' && (code | 0x20U) <= 'z';
        if (letter || (code >= '0' && code <= '9') || QByteArrayView("-_.~").contains(character)) {
            body += character;
        } else {
            body += '%';
            body += digits[code >> 4U];
            body += digits[code & 0xFU];
        }
    }
}

} // namespace assayer::http
