// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <variant>

namespace assayer::window {

/// Text that holds a token, or is taken for one.
struct TokenText {
    QByteArray text; ///< live
};

/// What a file that a person opens turns out to be. The error is the profile's where the file was meant to be one.
using Opened = std::variant<profile::Profile, TokenText, support::Error>;
[[nodiscard]] Opened recognise(const QByteArray& bytes);

} // namespace assayer::window
