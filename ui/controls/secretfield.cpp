// SPDX-License-Identifier: Apache-2.0
#include "controls/secretfield.h"

#include "style/fonts.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace assayer::controls {

SecretField::SecretField(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_toggle(new QPushButton(this))
{
    m_edit->setObjectName(QStringLiteral("secret"));
    m_edit->setAccessibleName(tr("Secret"));
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                Qt::ImhNoAutoUppercase);
    m_edit->setDragEnabled(false);
    style::setFontRole(m_edit, style::FontRole::Value);
    m_toggle->setObjectName(QStringLiteral("showSecret"));
    m_toggle->setCheckable(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_toggle);
    setFocusProxy(m_edit);
    setShown(false);
    // The button must not move what stands beside it when its word changes.
    m_toggle->setText(tr("Hide"));
    const int hide = m_toggle->sizeHint().width();
    m_toggle->setText(tr("Show"));
    m_toggle->setMinimumWidth(std::max(hide, m_toggle->sizeHint().width()));
    connect(m_toggle, &QPushButton::toggled, this, &SecretField::setShown);
    connect(m_edit, &QLineEdit::textEdited, this, &SecretField::edited);
    connect(m_edit, &QLineEdit::editingFinished, this, &SecretField::editingFinished);
}

support::Secret SecretField::secret() const
{
    return support::Secret::fromText(m_edit->text());
}

void SecretField::setSecret(const support::Secret& secret)
{
    setShown(false);
    m_edit->setText(QString::fromUtf8(secret.reveal()));
}

void SecretField::clear()
{
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
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_toggle->setChecked(shown);
    m_toggle->setText(shown ? tr("Hide") : tr("Show"));
    m_toggle->setAccessibleName(shown ? tr("Hide the secret") : tr("Show the secret"));
}

void SecretField::setPlaceholderText(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void SecretField::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    setShown(false);
}

} // namespace assayer::controls
