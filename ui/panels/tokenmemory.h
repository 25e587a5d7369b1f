// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenmodel.h"

#include <QSet>

class QTreeView;

namespace assayer::panels {

/// Which rows of the token tree the user opened, closed and selected, kept by their paths from one token to the next.
class TokenMemory final {
public:
    /// Looks at the tree, if there are rows: a run without a token in between forgets nothing.
    void remember(const QTreeView& tree, const models::TokenModel& model);
    /// Opens what is small and readable, then what was open; closes and selects as before.
    void restore(QTreeView& tree, const models::TokenModel& model) const;

private:
    QSet<QString> m_collapsed;
    QSet<QString> m_expanded;
    QString m_selected;
};

} // namespace assayer::panels
