// SPDX-License-Identifier: Apache-2.0
#include "controls/secretfield.h"

#include "style/fonts.h"
#include "style/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>

namespace assayer::controls {

SecretField::SecretField(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_copy(new QPushButton(this))
    , m_toggle(new QPushButton(this))
{
    m_edit->setObjectName(QStringLiteral("secret"));
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                Qt::ImhNoAutoUppercase);
    m_edit->setDragEnabled(false);
    m_edit->installEventFilter(this);
    style::setFontRole(m_edit, style::FontRole::Value);
    m_copy->setObjectName(QStringLiteral("copySecret"));
    m_copy->setIcon(style::icon(QStringLiteral("copy")));
    m_toggle->setObjectName(QStringLiteral("showSecret"));
    m_toggle->setCheckable(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_copy);
    row->addWidget(m_toggle);
    setFocusProxy(m_edit);
    setNames(tr("Secret"), tr("Copy the secret"), tr("Show the secret"), tr("Hide the secret"));
    setShown(false);
    connect(m_toggle, &QPushButton::toggled, this, &SecretField::setShown);
    connect(m_copy, &QPushButton::clicked, this, &SecretField::copyAll);
    // Not textEdited: what a screen reader or dictation sets is the user's too.
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        if (!m_setting)
            Q_EMIT edited();
    });
    connect(m_edit, &QLineEdit::textChanged, this, &SecretField::describe);
    connect(m_edit, &QLineEdit::editingFinished, this, &SecretField::editingFinished);
    describe();
}

support::Secret SecretField::secret() const
{
    return support::Secret::fromText(m_edit->text());
}

void SecretField::setSecret(const support::Secret& secret)
{
    const QScopedValueRollback<bool> setting(m_setting, true);
    setShown(false);
    m_edit->setText(QString::fromUtf8(secret.reveal()));
}

void SecretField::clear()
{
    const QScopedValueRollback<bool> setting(m_setting, true);
    setShown(false);
    m_edit->clear();
}

bool SecretField::isEmpty() const
{
    return m_edit->text().isEmpty();
}

bool SecretField::isShown() const
{
    return m_edit->echoMode() == QLineEdit::Normal;
}

void SecretField::setShown(bool shown)
{
    const bool before = isShown();
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_toggle->setChecked(shown);
    arrange();
    describe();
    if (shown != before)
        Q_EMIT shownChanged(shown);
}

void SecretField::setPlaceholderText(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void SecretField::setNames(const QString& secret, const QString& copy, const QString& show, const QString& hide)
{
    m_edit->setAccessibleName(secret);
    m_copy->setAccessibleName(copy);
    m_showName = show;
    m_hideName = hide;
    describe();
}

void SecretField::setCopyable(bool copyable)
{
    m_copyable = copyable;
    arrange();
}

bool SecretField::isTight() const
{
    constexpr int leastForWords = 230;
    return width() < style::scaled(leastForWords, this);
}

void SecretField::arrange()
{
    const bool tight = isTight();
    // Copying has its key and its place in the menu all the same.
    m_copy->setVisible(m_copyable && !tight);
    m_toggle->setMinimumWidth(0);
    m_toggle->setIcon(tight ? style::icon(isShown() ? QStringLiteral("eye-off") : QStringLiteral("eye")) : QIcon());
    const QString hide = tight ? QString() : tr("Hide");
    const QString show = tight ? QString() : tr("Show");
    // The button must not move what stands beside it when its word changes.
    m_toggle->setText(isShown() ? show : hide);
    const int other = m_toggle->sizeHint().width();
    m_toggle->setText(isShown() ? hide : show);
    m_toggle->setMinimumWidth(std::max(other, m_toggle->sizeHint().width()));
    m_toggle->setToolTip(tight ? (isShown() ? m_hideName : m_showName) : QString());
}

void SecretField::describe()
{
    m_toggle->setAccessibleName(isShown() ? m_hideName : m_showName);
    m_copy->setEnabled(!isEmpty());
    m_toggle->setEnabled(m_loadable || !isEmpty() || isShown());
    m_copy->setToolTip(tr("Copy; it is taken off the clipboard after a while"));
}

void SecretField::copy()
{
    if (isShown() && m_edit->hasSelectedText())
        Q_EMIT copyRequested(support::Secret::fromText(m_edit->selectedText()));
    else
        copyAll();
}

void SecretField::copyAll()
{
    if (!isEmpty())
        Q_EMIT copyRequested(secret());
}

void SecretField::cut()
{
    if (!isShown() || !m_edit->hasSelectedText())
        return;
    copy();
    m_edit->del();
}

/// A line edit gives what is selected by keys to X11's selection too, which everybody reads; its functions do not.
bool SecretField::selectByKey(const QKeyEvent& event)
{
    struct Row {
        QKeySequence::StandardKey key;
        void (*select)(QLineEdit*);
    };
    static constexpr std::array rows{
        Row{QKeySequence::SelectNextChar, [](QLineEdit* edit) { edit->cursorForward(true); }},
        Row{QKeySequence::SelectPreviousChar, [](QLineEdit* edit) { edit->cursorBackward(true); }},
        Row{QKeySequence::SelectNextWord, [](QLineEdit* edit) { edit->cursorWordForward(true); }},
        Row{QKeySequence::SelectPreviousWord, [](QLineEdit* edit) { edit->cursorWordBackward(true); }},
        Row{QKeySequence::SelectStartOfLine, [](QLineEdit* edit) { edit->home(true); }},
        Row{QKeySequence::SelectStartOfBlock, [](QLineEdit* edit) { edit->home(true); }},
        Row{QKeySequence::SelectEndOfLine, [](QLineEdit* edit) { edit->end(true); }},
        Row{QKeySequence::SelectEndOfBlock, [](QLineEdit* edit) { edit->end(true); }},
        Row{QKeySequence::SelectAll, [](QLineEdit* edit) { edit->selectAll(); }},
        Row{QKeySequence::Undo, [](QLineEdit* edit) { edit->undo(); }}, // brings a selection back
        Row{QKeySequence::Redo, [](QLineEdit* edit) { edit->redo(); }},
    };
    const auto* const row =
        std::find_if(rows.begin(), rows.end(), [&event](const Row& candidate) { return event.matches(candidate.key); });
    if (row == rows.end())
        return false;
    row->select(m_edit);
    return true;
}

/// The line edit's own copying would put the text on the clipboard as any other.
bool SecretField::takeKey(QKeyEvent* event)
{
    if (m_undoable && event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        if (event->type() == QEvent::KeyPress)
            Q_EMIT undoRequested();
        event->accept();
        return true;
    }
    const bool copies = event->matches(QKeySequence::Copy);
    const bool cuts = event->matches(QKeySequence::Cut);
    if (!copies && !cuts)
        return event->type() == QEvent::KeyPress && isShown() && selectByKey(*event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    copies ? copy() : cut();
    return true;
}

void SecretField::showMenu(const QContextMenuEvent& event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const char* name, const QString& text, bool enabled, auto act) {
        QAction* action = menu->addAction(text, this, act);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(enabled);
    };
    const bool selected = isShown() && m_edit->hasSelectedText();
    add("cutSecretAction", tr("Cu&t"), selected, [this] { cut(); });
    add("copySecretAction", selected ? tr("&Copy") : tr("&Copy the secret"), !isEmpty(), [this] { copy(); });
    add("pasteSecretAction", tr("&Paste"), !QGuiApplication::clipboard()->text().isEmpty(),
        [this] { m_edit->paste(); });
    menu->addSeparator();
    add("selectSecretAction", tr("Select &all"), !isEmpty(), [this] { m_edit->selectAll(); });
    add("showSecretAction", isShown() ? tr("&Hide") : tr("&Show"), true, [this] { setShown(!isShown()); });
    menu->popup(event.globalPos());
}

bool SecretField::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        if (takeKey(static_cast<QKeyEvent*>(event)))
            return true;
        break;
    case QEvent::ContextMenu:
        showMenu(*static_cast<QContextMenuEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        // It is then that a line edit gives what the mouse selected to X11's selection.
        if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton && isShown() && m_edit->hasSelectedText())
            return true;
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void SecretField::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SecretField::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    setShown(false);
}

} // namespace assayer::controls
