// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/frame.h"

#include <optional>

class QListWidget;

namespace assayer::dialogs {

/// Asks which folder of a workspace something is to be moved to.
class FolderDialog final : public Frame {
    Q_OBJECT
public:
    /// Paths below the workspace; "" is the workspace itself.
    FolderDialog(const QString& name, const QStringList& folders, QWidget* parent = nullptr);
    [[nodiscard]] std::optional<QString> folder() const; ///< nothing unless it was accepted

private:
    QListWidget* m_list;
};

} // namespace assayer::dialogs
