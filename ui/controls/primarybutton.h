// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QPushButton>

namespace assayer::controls {

/// The one accent button: «Get token  Ctrl+↵». While busy it says «Cancel» in the secondary look and sends
/// cancelRequested instead of requested; its width does not change.
class PrimaryButton : public QPushButton {
    Q_OBJECT

public:
    explicit PrimaryButton(const QString& text, QWidget* parent = nullptr);

    /// Shown beside the text; the key itself belongs to the window's action.
    void setShortcutHint(const QKeySequence& key);
    void setActionText(const QString& text);
    void setBusy(bool busy, const QString& cancelText = {}); ///< cancelText empty: «Cancel»
    [[nodiscard]] bool isBusy() const { return m_busy; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void requested();
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    [[nodiscard]] int widthOf(const QString& text, const QString& hint) const;
    QString m_action;
    QString m_cancel;
    QString m_hint;
    bool m_busy = false;
};

} // namespace assayer::controls
