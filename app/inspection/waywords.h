// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/way.h"

namespace assayer::inspection {

/// «Client», «Authority», «Token», «The API»: what a station is called that has no name of its own.
[[nodiscard]] QString kindOf(StationId id);

/// The whole way in a sentence, for who does not see the picture.
[[nodiscard]] QString inWords(const Way& way);

} // namespace assayer::inspection
