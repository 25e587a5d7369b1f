// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

namespace assayer::window {

/// Changes one field of a profile by the name that fixes use («expectations.audiences»); a list's values are parted by
/// line breaks. False if there is no such field or the value does not fit it; the profile is then as it was.
[[nodiscard]] bool setField(profile::Profile& profile, const QString& field, const QString& value);

} // namespace assayer::window
