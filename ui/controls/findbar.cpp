// SPDX-License-Identifier: Apache-2.0
#include "controls/findbar.h"

#include "controls/plainlabel.h"
#include "style/icons.h"
#include "style/style.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace assayer::controls {

namespace {

QPushButton* iconButton(const QString& icon, const QString& name, const QString& objectName, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    button->setIcon(style::icon(icon));
    button->setAccessibleName(name);
    button->setToolTip(plainToolTip(name));
    button->setAccessibleDescription(name);
    button->setObjectName(objectName);
    style::setButtonRole(button, style::ButtonRole::Flat);
    return button;
}

} // namespace

FindBar::FindBar(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_count(new PlainLabel({}, this))
    , m_previous(iconButton(QStringLiteral("chevron-up"), tr("Previous"), QStringLiteral("findPrevious"), this))
    , m_next(iconButton(QStringLiteral("chevron-down"), tr("Next"), QStringLiteral("findNext"), this))
    , m_close(iconButton(QStringLiteral("close"), tr("Close the find bar"), QStringLiteral("findClose"), this))
{
    m_edit->setObjectName(QStringLiteral("find"));
    m_edit->setAccessibleName(tr("Find"));
    m_edit->setPlaceholderText(tr("Find"));
    m_count->setFontRole(style::FontRole::Note);
    m_count->setMuted(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addSpacing(4);
    row->addWidget(m_count);
    row->addSpacing(4);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_close);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_previous, &QPushButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QPushButton::clicked, this, &FindBar::nextRequested);
    connect(m_close, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
}

void FindBar::open()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

QString FindBar::text() const
{
    return m_edit->text();
}

void FindBar::setPosition(int current, int total)
{
    const bool none = total == 0 && !m_edit->text().isEmpty();
    m_count->setText(m_edit->text().isEmpty() ? QString()
                     : none                   ? tr("not found")
                                              : tr("%1 of %2").arg(current).arg(total));
    m_count->setInk(none ? PlainLabel::Ink::Fail : PlainLabel::Ink::Muted);
    m_edit->setAccessibleDescription(m_count->fullText());
    m_previous->setEnabled(total > 0);
    m_next->setEnabled(total > 0);
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        hide();
        Q_EMIT closed();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & Qt::ShiftModifier)
            Q_EMIT previousRequested();
        else
            Q_EMIT nextRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace assayer::controls
