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

#include <utility>

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
    if (watched == m_line)
        return leavesToTheWindow(event);
    switch (event->type()) {
    case QEvent::DragEnter: {
        // Said once for each drag: it may be long, and each motion comes here.
        const QMimeData* dragged = static_cast<QDropEvent*>(event)->mimeData();
        m_dragsToken = !dragged->hasUrls() && holdsToken(dragged->text().toUtf8());
        m_keeps = false;
        return keepsOut(watched, static_cast<QDropEvent*>(event));
    }
    case QEvent::DragMove:
        return keepsOut(watched, static_cast<QDropEvent*>(event));
    case QEvent::Drop: {
        auto* drop = static_cast<QDropEvent*>(event);
        const bool keeps = keepsOut(watched, drop);
        if (keeps)
            Q_EMIT dropped(drop->mimeData()->text().toUtf8());
        return keeps;
    }
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool TokenPaste::leavesToTheWindow(QEvent* event) const
{
    // A line that does not claim the key leaves it to the window's shortcut.
    if (event->type() != QEvent::ShortcutOverride || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Paste) ||
        !holdsToken(m_clipboard.text().toUtf8()))
        return false;
    event->ignore();
    return true;
}

bool TokenPaste::keepsOut(QObject* window, QDropEvent* drop)
{
    const QWidget* at = m_dragsToken ? m_form.window()->childAt(drop->position().toPoint()) : nullptr;
    while (at && at != &m_form && !qobject_cast<const controls::SecretField*>(at))
        at = at->parentWidget();
    const bool keeps = at == &m_form;
    if (!keeps || std::exchange(m_keeps, keeps)) {
        m_keeps = keeps;
    } else {
        // What it was over before hears no more of it.
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(window, &leave);
    }
    if (keeps)
        drop->acceptProposedAction();
    return keeps;
}

} // namespace assayer::window
