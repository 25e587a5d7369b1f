// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/checklist.h"

namespace assayer::checks {

/// What an identifier means, however it is written: letter case, a final slash, a left-in «/.default» and the like do
/// not matter.
[[nodiscard]] QString meaningOf(const QString& identifier);

/// What the token was asked for, beside what came and what is expected; nothing is known of a token that was brought
/// without its request.
class Asked {
public:
    explicit Asked(const Snapshot& snapshot);

    [[nodiscard]] bool isKnown() const { return !m_identifier.isEmpty(); }
    /// The identifier that the request names, without «/.default».
    [[nodiscard]] const QString& identifier() const { return m_identifier; }
    /// Whether that text means the same identifier.
    [[nodiscard]] bool means(const QString& identifier) const;
    /// The first of them that is meant; null if none is.
    [[nodiscard]] const QString* meantOf(const QStringList& identifiers) const;

private:
    QString m_identifier;
    QString m_key;
};

} // namespace assayer::checks
