// SPDX-License-Identifier: Apache-2.0
#include "window/opened.h"

#include "jose/jwt.h"
#include "oauth/tokeninput.h"

namespace assayer::window {

Opened recognise(const QByteArray& bytes)
{
    auto profile = profile::parse(bytes);
    if (profile)
        return *profile;
    // A token response is JSON too.
    const oauth::TokenInput input = oauth::tokenFrom(bytes);
    const bool readable = !input.token.isEmpty() && jose::takeApart(input.token).kind != jose::TokenKind::Opaque;
    if (!readable && bytes.trimmed().startsWith('{'))
        return profile.error();
    return TokenText{bytes};
}

} // namespace assayer::window
