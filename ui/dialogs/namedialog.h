// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/frame.h"

#include <optional>

class QLineEdit;

namespace assayer::controls {
class FormField;
}

namespace assayer::dialogs {

/// Asks for a name.
class NameDialog final : public Frame {
    Q_OBJECT
public:
    NameDialog(const QString& title, const QString& label, const QString& initial, QWidget* parent = nullptr);
    /// Trimmed and not empty; nothing unless it was accepted.
    [[nodiscard]] std::optional<QString> name() const;

    void accept() override; ///< says at the field why not

private:
    QLineEdit* m_edit;
    controls::FormField* m_field;
};

} // namespace assayer::dialogs
