// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/ladderwords.h"

namespace assayer::inspection {

/// One line of a Command, and what it does in plain words.
struct ExplainedLine {
    QString line;
    QString meaning;
    bool operator==(const ExplainedLine&) const = default;
};

/// Every line of the command in its order. A line that is not one of ours has no meaning.
[[nodiscard]] QList<ExplainedLine> explainLines(const Command& command);

} // namespace assayer::inspection
