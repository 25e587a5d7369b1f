// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace assayer::support {

/// A time in seconds as «45 s», «39 min», «2 h 5 min», «3 d 4 h», «56 years», translated; the sign does not matter.
[[nodiscard]] QString durationInWords(qint64 seconds);

} // namespace assayer::support
