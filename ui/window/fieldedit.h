// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QHash>

namespace assayer::window {

/// Changes one field of a profile by the name that fixes use («expectations.audiences»); a list's values are parted by
/// line breaks. False if there is no such field or the value does not fit it; the profile is then as it was.
[[nodiscard]] bool setField(profile::Profile& profile, const QString& field, const QString& value);

/// The form's name of a field that errors name by its path in the file: «authority.tenant» is "tenant", «resources[1]»
/// "resources".
[[nodiscard]] QString formField(const QString& path);

/// The texts of `resolved` that differ from those of `profile`, by the form's names; a list's values on lines.
[[nodiscard]] QHash<QString, QString> differingTexts(const profile::Profile& profile, const profile::Profile& resolved);

} // namespace assayer::window
