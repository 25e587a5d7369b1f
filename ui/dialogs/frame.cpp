// SPDX-License-Identifier: Apache-2.0
#include "dialogs/frame.h"

#include "controls/plainlabel.h"
#include "style/fonts.h"
#include "support/visibletext.h"

#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace assayer::dialogs {

using controls::PlainLabel;

namespace {
constexpr int usualWidth = 380;
} // namespace

QString shown(const QString& name)
{
    constexpr qsizetype most = 120;
    return support::visibleText(name.left(most)) + (name.size() > most ? QStringLiteral("…") : QString());
}

Frame::Frame(const QString& name, const QString& sentence, const QString& more, QWidget* parent)
    : QDialog(parent)
    , m_layout(new QVBoxLayout(this))
    , m_sentence(new PlainLabel(sentence))
    , m_more(new PlainLabel(more))
    , m_buttons(new QDialogButtonBox)
{
    setObjectName(name);
    setWindowTitle(QStringLiteral("Assayer"));
    setAccessibleName(support::visibleText(sentence));
    setAccessibleDescription(support::visibleText(more));
    m_sentence->setFontRole(style::FontRole::Strong);
    for (PlainLabel* label : {m_sentence, m_more}) {
        label->setOverflow(PlainLabel::Overflow::Wrap);
        label->setVisible(!label->fullText().isEmpty());
    }
    m_layout->setContentsMargins(20, 18, 20, 16);
    m_layout->setSpacing(10);
    m_layout->addWidget(m_sentence);
    m_layout->addWidget(m_more);
    m_layout->addSpacing(6);
    m_layout->addWidget(m_buttons);
    // Not of the dialog: one of its own would stand in the way of its layout's.
    m_buttons->setMinimumWidth(style::scaled(usualWidth, this));
}

void Frame::setContent(QWidget* content)
{
    m_content = content;
    m_layout->insertWidget(2, content, 1);
}

void Frame::setIcon(const QString& name)
{
    m_sentence->setIconName(name);
}

void Frame::setPicture(const QIcon& icon)
{
    auto* picture = new QLabel(this);
    const int size = style::scaled(56, this);
    picture->setPixmap(icon.pixmap(size, size));
    picture->setFixedSize(size, size);
    const QMargins margins = m_layout->contentsMargins();
    picture->move(margins.left(), margins.top());
    m_layout->setContentsMargins(margins.left() + size + 16, margins.top(), margins.right(), margins.bottom());
}

void Frame::setUsualSize(const QSize& size)
{
    constexpr double share = 0.9; // of the screen, whose bars are somewhere
    resize(QSize(style::scaled(size.width(), this), style::scaled(size.height(), this))
               .boundedTo(screen()->availableSize() * share));
}

QPushButton* Frame::addButton(const QString& name, const QString& text, QDialogButtonBox::ButtonRole role,
                              style::ButtonRole look)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    style::setButtonRole(button, look);
    m_buttons->addButton(button, role);
    return button;
}

QPushButton* Frame::addCancel()
{
    QPushButton* cancel = addButton(QStringLiteral("cancel"), tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    return cancel;
}

void Frame::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    // Words that wrap want more height than the first hint knows of.
    if (m_content && !qobject_cast<const PlainLabel*>(m_content))
        return;
    m_layout->setStretch(m_layout->count() - 2, 1); // the gap takes what the words do not need
    resize(width(), m_layout->totalHeightForWidth(width()));
}

} // namespace assayer::dialogs
