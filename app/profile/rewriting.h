// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/environment.h"

namespace assayer::profile {

/// The text that takes the place of `before`: only what changed is another there, whatever somebody wrote by hand
/// keeps its order, spaces and place. The same as write() if `before` is no profile.
[[nodiscard]] QByteArray rewrite(const QByteArray& before, const Profile& profile);
[[nodiscard]] QByteArray rewrite(const QByteArray& before, const Environment& environment);

} // namespace assayer::profile
