// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/frame.h"

#include <memory>

namespace assayer::dialogs {

/// A sentence and the choices to it.
class MessageDialog final : public Frame {
    Q_OBJECT
public:
    MessageDialog(const QString& name, const QString& sentence, const QString& more, QWidget* parent = nullptr);
    /// A button that ends the dialog; numbered from 0.
    QPushButton* addChoice(const QString& name, const QString& text,
                           style::ButtonRole look = style::ButtonRole::Secondary,
                           QDialogButtonBox::ButtonRole role = QDialogButtonBox::AcceptRole);
    /// Once it is over: the number, or -1 for «Cancel» and Escape.
    [[nodiscard]] int choice() const { return m_choice; }

private:
    int m_choices = 0;
    int m_choice = -1;
};

/// «Send the client secret to …?»: choice 0 sends it. Return does not.
[[nodiscard]] std::unique_ptr<MessageDialog> hostQuestion(const QString& issuerHost, const QString& tokenHost,
                                                          QWidget* parent = nullptr);
/// «Save the changes to …?»: choice 0 saves, 1 discards.
[[nodiscard]] std::unique_ptr<MessageDialog> unsavedQuestion(const QString& profileName, QWidget* parent = nullptr);
/// «Keep the secret …?», typed for that environment: choice 0 saves profile and secret, 1 discards the secret.
[[nodiscard]] std::unique_ptr<MessageDialog> secretQuestion(const QString& profileName, const QString& environmentName,
                                                            QWidget* parent = nullptr);
/// What the program is; `versions`: its own in the first line, those of what it is built on in the others.
[[nodiscard]] std::unique_ptr<MessageDialog> aboutMessage(const QString& versions, QWidget* parent = nullptr);
/// What went wrong.
[[nodiscard]] std::unique_ptr<MessageDialog> problemMessage(const QString& sentence, const QString& detail,
                                                            QWidget* parent = nullptr);

} // namespace assayer::dialogs
