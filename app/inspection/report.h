// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/inspection.h"

namespace assayer::inspection {

enum class ReportFormat { Markdown, Text, Json };
enum class Naming {
    Real,
    Pseudonyms ///< identifiers are replaced, see Pseudonyms; a list of the pseudonyms ends the report
};

/// What goes into a ticket: verdict, checks with cause, expected, actual, why and fix, the token's header and claims,
/// the authority's refusal, the exchanges. UTF-8, ends in a line break. The signature is cut, secrets are left out.
/// In Markdown (CommonMark, GitHub's too) nothing from outside can become markup, a link, a mention or a picture.
[[nodiscard]] QByteArray report(const Inspection& inspection, ReportFormat format, Naming naming = Naming::Real);

/// Whether there is anything to report; there is nothing of a text that held no token.
[[nodiscard]] inline bool isReportable(const Inspection& inspection)
{
    return inspection.token || inspection.refusal || (inspection.failure && inspection.failure->code != u"no-token");
}

} // namespace assayer::inspection
