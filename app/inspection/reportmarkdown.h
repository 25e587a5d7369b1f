// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/pseudonyms.h"

namespace assayer::inspection {

/// The report in Markdown; `entries` are the pseudonyms that it uses. Private to the report.
[[nodiscard]] QString toMarkdown(const Inspection& inspection, const QList<Pseudonyms::Entry>& entries);

} // namespace assayer::inspection
