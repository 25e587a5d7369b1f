// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>

namespace assayer::dialogs {

/// Lines of two texts that stand beside each other; -1 where one text has none.
struct LinePair {
    qsizetype ours = -1;
    qsizetype theirs = -1;
    bool differs = false;
    bool operator==(const LinePair&) const = default;
};

/// The two texts line by line, equal ones beside each other. Where very many lines are between the common start and
/// end, all of those differ.
[[nodiscard]] QList<LinePair> compareLines(const QStringList& ours, const QStringList& theirs);

} // namespace assayer::dialogs
