// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/inspection.h"
#include "support/json.h"

namespace assayer::inspection {

/// The machine's form: `verdict`, `checks` (`id`, `status`, `cause`, `expected`, `actual`, `why`, `fix`: `side`,
/// `text`, `field`, `value`), `kind`, `header`, `claims` as issued, `problems`, `error`, `settings_notes`,
/// `exchanges`. Never the
/// signature, never a secret. Causes and names are never translated.
[[nodiscard]] support::json::Value toJson(const Inspection& inspection);

enum class Colour { Off, On };
/// A tree for people, ending in a line break; control and bidirectional characters escaped.
[[nodiscard]] QString toText(const Inspection& inspection, Colour colour);

} // namespace assayer::inspection
