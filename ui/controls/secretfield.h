// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/secret.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace assayer::controls {

/// A password field with a «Show» toggle. The secret leaves it only through secret(); it is in no accessible text,
/// tool tip, property or drag while hidden. (QLineEdit's own buffer is not ours to wipe.)
class SecretField : public QWidget {
    Q_OBJECT

public:
    explicit SecretField(QWidget* parent = nullptr);

    [[nodiscard]] support::Secret secret() const;
    void setSecret(const support::Secret& secret); ///< hides it; `edited` is not sent
    void clear();
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] bool isShown() const;
    void setShown(bool shown);
    /// «kept in the keychain, 40 characters»: shown in place of a value that is not loaded.
    void setPlaceholderText(const QString& text);

    [[nodiscard]] QLineEdit* lineEdit() const { return m_edit; }
    [[nodiscard]] QPushButton* toggle() const { return m_toggle; }

Q_SIGNALS:
    void edited(); ///< by the user
    void editingFinished();

protected:
    void hideEvent(QHideEvent* event) override; ///< a hidden page does not keep the secret readable

private:
    QLineEdit* m_edit;
    QPushButton* m_toggle;
};

} // namespace assayer::controls
