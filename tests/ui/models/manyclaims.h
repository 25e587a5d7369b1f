// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

/// A payload of «aud» and 100,000 further claims, as small as names go: 1 MiB of token has no room for so many
/// different ones, so that the first thousands come twice.
inline QByteArray hundredThousandClaims()
{
    constexpr int count = 100'000;
    constexpr int shortNames = 20'000;
    constexpr int letters = 90;
    const auto letter = [](int value) { return static_cast<char>('#' + value % letters); };
    QByteArray payload("{\"aud\":\"a\"");
    for (int i = 0; i < count; ++i) {
        payload += ",\"";
        payload += letter(i);
        payload += letter(i / letters);
        if (i >= shortNames)
            payload += letter(i / letters / letters);
        payload += "\":1";
    }
    payload.replace('\\', '!');
    return payload + '}';
}
