// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/secret.h"

#include <QWidget>

class QContextMenuEvent;
class QKeyEvent;
class QLineEdit;
class QPushButton;

namespace assayer::controls {

/// A password field with «Copy» and a «Show» toggle. The secret leaves it only through secret() and copyRequested():
/// it is in no accessible text, tool tip, property or drag while hidden, and shown too it never goes to a clipboard or
/// a selection by itself. (QLineEdit's own buffer is not ours to wipe.)
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
    /// Of the control and its buttons: «Secret», «Copy the secret» … unless set.
    void setNames(const QString& secret, const QString& copy, const QString& show, const QString& hide);

    /// «Show» where it is empty too: who takes shownChanged() fetches what is to be shown.
    void setLoadable(bool loadable)
    {
        m_loadable = loadable;
        describe();
    }
    /// Without «Copy»: where nobody takes copyRequested().
    void setCopyable(bool copyable);
    /// Escape asks for what was there before.
    void setUndoable(bool undoable) { m_undoable = undoable; }

    [[nodiscard]] QLineEdit* lineEdit() const { return m_edit; }
    [[nodiscard]] QPushButton* toggle() const { return m_toggle; }
    [[nodiscard]] QPushButton* copyButton() const { return m_copy; }

Q_SIGNALS:
    void edited(); ///< by the user, also through accessibility
    void editingFinished();
    void undoRequested();
    void shownChanged(bool shown);
    /// By the button, the menu or the keys for copying: all of it, or what is selected of a shown one.
    void copyRequested(const assayer::support::Secret& secret);

protected:
    void hideEvent(QHideEvent* event) override;     ///< a hidden page does not keep the secret readable
    void resizeEvent(QResizeEvent* event) override; ///< where there is little room, the secret has it
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takeKey(QKeyEvent* event);
    bool selectByKey(const QKeyEvent& event);
    void showMenu(const QContextMenuEvent& event);
    void copy();
    void copyAll();
    void cut();
    void describe();
    void arrange();
    [[nodiscard]] bool isTight() const;

    bool m_loadable = false;
    QLineEdit* m_edit;
    QPushButton* m_copy;
    QPushButton* m_toggle;
    bool m_copyable = true;
    bool m_undoable = false;
    QString m_showName;
    QString m_hideName;
    bool m_setting = false;
};

} // namespace assayer::controls
