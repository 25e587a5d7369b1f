// SPDX-License-Identifier: Apache-2.0
#include "window/tokenpaste.h"

#include "controls/secretfield.h"
#include "window/opened.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>

namespace assayer::window {

TokenPaste::TokenPaste(const QWidget& form, const QClipboard& clipboard)
    : m_form(form)
    , m_clipboard(clipboard)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* focused) { follow(focused); });
}

void TokenPaste::follow(QWidget* focused)
{
    if (m_line)
        m_line->removeEventFilter(this);
    m_line = qobject_cast<QLineEdit*>(focused);
    if (m_line && (!m_form.isAncestorOf(m_line) || qobject_cast<controls::SecretField*>(m_line->parentWidget())))
        m_line = nullptr;
    if (m_line)
        m_line->installEventFilter(this);
}

bool TokenPaste::eventFilter(QObject* watched, QEvent* event)
{
    // A line that does not claim the key leaves it to the window's shortcut.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Paste) &&
        holdsToken(m_clipboard.text().toUtf8())) {
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace assayer::window
