// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/inspection.h"

namespace assayer::inspection {

/// The exchanges as an HTTP Archive 1.2, which browsers' developer tools and proxies open. Holds no secret and nothing
/// that could be replayed: what an Exchange hides stands as «•••», and every token's signature is left out. Never
/// translated.
[[nodiscard]] QByteArray toHar(const Inspection& inspection);

} // namespace assayer::inspection
