// SPDX-License-Identifier: Apache-2.0
#include "dialogs/namedialog.h"

#include "controls/formfield.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace assayer::dialogs {

namespace {
constexpr int longestName = 200;
} // namespace

NameDialog::NameDialog(const QString& title, const QString& label, const QString& initial, QWidget* parent)
    : Frame(QStringLiteral("askName"), title, {}, parent)
    , m_edit(new QLineEdit)
    , m_field(new controls::FormField(label, m_edit))
{
    m_edit->setObjectName(QStringLiteral("name"));
    m_edit->setMaxLength(longestName);
    m_edit->setText(initial);
    m_edit->selectAll();
    m_field->setLabelPlace(controls::FormField::LabelPlace::Above);
    setContent(m_field);
    QPushButton* take =
        addButton(QStringLiteral("take"), tr("OK"), QDialogButtonBox::AcceptRole, style::ButtonRole::Primary);
    connect(take, &QPushButton::clicked, this, &NameDialog::accept);
    connect(m_edit, &QLineEdit::textEdited, m_field, &controls::FormField::clearProblem);
    addCancel();
    take->setDefault(true);
    m_edit->setFocus();
}

std::optional<QString> NameDialog::name() const
{
    return result() == Accepted ? std::optional(m_edit->text().trimmed()) : std::nullopt;
}

void NameDialog::accept()
{
    if (m_edit->text().trimmed().isEmpty()) {
        m_field->setProblem(controls::FormField::Severity::Error, tr("A name is needed."));
        m_edit->setFocus();
        return;
    }
    Frame::accept();
}

} // namespace assayer::dialogs
