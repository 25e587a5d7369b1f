// SPDX-License-Identifier: Apache-2.0
#include "dialogs/folderdialog.h"

#include "style/fonts.h"

#include <QListWidget>
#include <QPushButton>

namespace assayer::dialogs {

FolderDialog::FolderDialog(const QString& name, const QStringList& folders, QWidget* parent)
    : Frame(QStringLiteral("chooseFolder"), tr("Move %1 to which folder?").arg(shown(name)), {}, parent)
    , m_list(new QListWidget)
{
    m_list->setObjectName(QStringLiteral("folders"));
    m_list->setAccessibleName(tr("Folders"));
    for (const QString& folder : folders) {
        auto* item = new QListWidgetItem(folder.isEmpty() ? tr("(the workspace itself)") : shown(folder), m_list);
        item->setData(Qt::UserRole, folder);
    }
    m_list->setCurrentRow(0);
    m_list->setMinimumSize(style::scaled(320, this), style::scaled(180, this));
    setContent(m_list);
    QPushButton* take =
        addButton(QStringLiteral("take"), tr("Move"), QDialogButtonBox::AcceptRole, style::ButtonRole::Primary);
    addCancel();
    take->setDefault(true);
    connect(take, &QPushButton::clicked, this, &FolderDialog::accept);
    connect(m_list, &QListWidget::itemActivated, this, &FolderDialog::accept);
    m_list->setFocus();
}

std::optional<QString> FolderDialog::folder() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return result() == Accepted && item ? std::optional(item->data(Qt::UserRole).toString()) : std::nullopt;
}

} // namespace assayer::dialogs
