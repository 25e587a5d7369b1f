// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "entra/manifest.h"
#include "formats/apisettings.h"
#include "profile/profile.h"

#include <variant>

namespace assayer::window {

/// Text that holds a token, or is taken for one.
struct TokenText {
    QByteArray text; ///< live
};

/// What an API said when it refused a token.
struct AnswerText {
    QString text;
};

/// What a file that a person opens, or text that is pasted, turns out to be. The error is the profile's where the file
/// was meant to be one.
using Opened =
    std::variant<profile::Profile, TokenText, entra::Manifest, formats::ApiSettings, AnswerText, support::Error>;
[[nodiscard]] Opened recognise(const QByteArray& bytes);

/// Whether a token that can be taken apart, or is encrypted, stands in it, alone or in an authority's response.
[[nodiscard]] bool holdsToken(const QByteArray& text);

} // namespace assayer::window
