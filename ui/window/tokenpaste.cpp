// SPDX-License-Identifier: Apache-2.0
#include "window/tokenpaste.h"

#include "controls/secretfield.h"
#include "window/opened.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QWindow>

namespace assayer::window {

TokenPaste::TokenPaste(const QWidget& form, const QClipboard& clipboard)
    : m_form(form)
    , m_clipboard(clipboard)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* focused) { follow(focused); });
}

void TokenPaste::follow(QWidget* focused)
{
    if (QWindow* window = m_form.window()->windowHandle())
        window->installEventFilter(this);
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
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
        return keepsOut(static_cast<QDropEvent*>(event));
    case QEvent::Drop:
        return keepsOut(static_cast<QDropEvent*>(event)) && QCoreApplication::sendEvent(m_form.window(), event);
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool TokenPaste::keepsOut(QDropEvent* drop) const
{
    const QWidget* at = m_form.window()->childAt(drop->position().toPoint());
    while (at && at != &m_form && !qobject_cast<const controls::SecretField*>(at))
        at = at->parentWidget();
    if (at != &m_form || drop->mimeData()->hasUrls() || !holdsToken(drop->mimeData()->text().toUtf8()))
        return false;
    drop->acceptProposedAction();
    return true;
}

} // namespace assayer::window
