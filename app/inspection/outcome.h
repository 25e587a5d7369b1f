// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/inspection.h"

namespace assayer::inspection {

/// The user stopped it: no error, and nobody refused anything.
[[nodiscard]] bool wasCancelled(const Inspection& inspection);

/// The lifetime check's result with the durations of another moment, Unix seconds; its status stays as judged.
[[nodiscard]] checks::Result lifetimeAt(checks::Result result, qint64 now);

/// A sentence as a headline, without its full stop; of two sentences both keep theirs.
[[nodiscard]] QString headlineOf(const QString& sentence);

} // namespace assayer::inspection
