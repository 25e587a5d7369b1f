// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/settings.h"

#include <optional>

namespace assayer::formats {

/// Whether something else fills the value in when the API is deployed or started: `${…}`, `{{…}}`, `#{…}#`, `$(…)`,
/// `%NAME%`, a policy expression, `process.env…`, or a template's «Enter_the_…».
[[nodiscard]] bool isFilledInElsewhere(const QString& value);

/// Spring's `${NAME:default}` with the defaults put in.
[[nodiscard]] QString withDefaults(const QString& value);

/// Whether a secret stands there: by the setting's name, or by what its value looks like.
[[nodiscard]] bool holdsSecret(const Settings::Entry& entry);

/// An address without the user and password in front of its host; any other text as it is.
[[nodiscard]] QString withoutUserInfo(const QString& address);

/// A setting's name for a sentence: visible, and cut.
[[nodiscard]] QString shownSetting(const QString& name);

/// The seconds of .NET's TimeSpan «[d.]hh:mm[:ss]»; also plain seconds. Absent: it is none, or more than a day.
[[nodiscard]] std::optional<int> secondsOfTimeSpan(const QString& text);

} // namespace assayer::formats
