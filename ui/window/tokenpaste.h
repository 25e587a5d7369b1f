// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>

class QClipboard;
class QDropEvent;
class QLineEdit;
class QWidget;

namespace assayer::window {

/// Keeps a live token out of the form: where one is pasted by key into a line of it, the line lets the window's own
/// Ctrl+V have it, and one that is dropped on the form goes to the window. A client secret's line takes what it is
/// given. Form and clipboard outlive it.
class TokenPaste : public QObject {
    Q_OBJECT

public:
    TokenPaste(const QWidget& form, const QClipboard& clipboard);

Q_SIGNALS:
    void dropped(const QByteArray& text); ///< on the form, with a token in it

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* focused);
    [[nodiscard]] bool leavesToTheWindow(QEvent* event) const;
    /// Takes a token that is dragged over the form, so that no line does.
    [[nodiscard]] bool keepsOut(QObject* window, QDropEvent* drop);

    const QWidget& m_form;
    const QClipboard& m_clipboard;
    QPointer<QLineEdit> m_line; ///< the form's line that has the focus
    bool m_dragsToken = false;
    bool m_keeps = false; ///< the drag, where it was last
};

} // namespace assayer::window
