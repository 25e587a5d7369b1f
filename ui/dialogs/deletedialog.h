// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/dialogs.h"
#include "dialogs/frame.h"

class QCheckBox;

namespace assayer::dialogs {

/// Asks before something is deleted, and about its secret.
class DeleteDialog final : public Frame {
    Q_OBJECT
public:
    explicit DeleteDialog(const DeleteQuestion& question, QWidget* parent = nullptr);
    /// Once it is over.
    [[nodiscard]] DeleteAnswer answer() const;

private:
    QCheckBox* m_secretToo = nullptr;
};

} // namespace assayer::dialogs
