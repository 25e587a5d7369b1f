// SPDX-License-Identifier: Apache-2.0
#include "panels/checklistpanel.h"

#include "controls/emptystate.h"
#include "controls/statusdelegate.h"
#include "controls/treeview.h"
#include "panels/checkdetail.h"
#include "panels/scrolled.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScopedValueRollback>
#include <QStackedWidget>

#include <algorithm>

namespace assayer::panels {

using controls::StatusDelegate;
using models::ChecklistModel;

ChecklistPanel::ChecklistPanel(QWidget* parent)
    : controls::Card(parent)
    , m_stack(new QStackedWidget)
    , m_tree(new controls::TreeView)
    , m_empty(new controls::EmptyState(
          QStringLiteral("shield"), tr("Nothing checked yet"),
          tr("A token is checked by what the API expects of it: audience, roles, issuer, signature, lifetime.")))
    , m_detail(new CheckDetail)
{
    setObjectName(QStringLiteral("checklistPanel"));
    setTitle(tr("Checklist"));
    m_tree->setObjectName(QStringLiteral("checklist"));
    m_tree->setAccessibleName(tr("Checklist"));
    m_tree->setModel(&m_model);
    // Name and summary are drawn in one cell; the other columns are for other readers of the model.
    m_tree->setColumnHidden(ChecklistModel::SummaryColumn, true);
    m_tree->setColumnHidden(ChecklistModel::StatusColumn, true);
    m_tree->setUniformRowHeights(true);
    StatusDelegate::Roles roles;
    roles.status = models::StatusRole;
    roles.summary = models::SummaryRole;
    roles.value = models::SummaryIsValueRole;
    roles.nameValue = models::NameIsValueRole;
    m_tree->setItemDelegate(new StatusDelegate(StatusDelegate::Look::Check, roles, m_tree));

    m_emptyPage = scrolled(m_empty, tr("Nothing yet"));
    m_stack->addWidget(m_emptyPage);
    m_stack->addWidget(m_tree);
    setContent(m_stack);
    setFoot(m_detail);
    setFootResizable(true);
    m_detail->hide();

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChecklistPanel::currentChanged);
    connect(m_tree, &controls::TreeView::copyRequested, this, &ChecklistPanel::copy);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& changed) {
        if (m_tree->currentIndex().isValid() && m_model.entryAt(changed) == m_model.entryAt(m_tree->currentIndex()))
            m_detail->setEntry(m_model.entryAt(changed));
    });
    connect(m_detail, &CheckDetail::ladderRequested, this, &ChecklistPanel::ladderRequested);
    connect(m_detail, &CheckDetail::fixRequested, this, &ChecklistPanel::fixRequested);
}

void ChecklistPanel::setInspection(const inspection::Inspection& inspection)
{
    const QString path = m_tree->currentIndex().data(models::PathRole).toString();
    {
        const QScopedValueRollback<bool> selecting(m_selecting, true);
        m_model.setInspection(inspection);
        m_tree->expandAll();
    }
    setNote(m_model.tally());
    const bool any = m_model.rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_tree) : m_emptyPage);
    m_detail->setVisible(any);
    m_chosen = m_chosen && any;
    QModelIndex index = m_chosen ? m_model.indexOfPath(path) : QModelIndex();
    if (!index.isValid() && inspection.checklist.decisive)
        index = m_model.indexOf(*inspection.checklist.decisive);
    if (!index.isValid())
        index = m_model.index(0, 0);
    select(index);
    if (!m_chosen && inspection.checklist.decisive)
        sendClaim(index);
}

void ChecklistPanel::clear()
{
    setInspection({});
}

void ChecklistPanel::select(const QModelIndex& index)
{
    const QScopedValueRollback<bool> selecting(m_selecting, true);
    m_tree->setCurrentIndex(index);
    showDetail(index);
}

void ChecklistPanel::showDetail(const QModelIndex& index)
{
    m_detail->setEntry(m_model.entryAt(index));
    fitDetail();
    m_tree->scrollToCurrentLater();
}

void ChecklistPanel::fitDetail()
{
    // Where there is little room, both scroll; what mends it is to be seen without.
    const int rows = m_tree->rowsHeight();
    fitFoot(std::min(rows, m_stack->parentWidget()->height() * 9 / 20));
}

void ChecklistPanel::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    fitDetail();
}

void ChecklistPanel::selectCheck(checks::CheckId check)
{
    const QModelIndex index = m_model.indexOf(check);
    if (!index.isValid())
        return;
    m_chosen = true;
    select(index);
    sendClaim(index);
}

void ChecklistPanel::selectClaim(const QString& claim)
{
    const QModelIndex index = m_model.indexOfClaim(claim);
    const ChecklistModel::Entry* current = m_model.entryAt(m_tree->currentIndex());
    if (index.isValid() && !(current && current->result.claim == claim))
        select(index);
}

void ChecklistPanel::selectPart(jose::Section part)
{
    const QModelIndex index = m_model.indexOf(checks::CheckId::Signature);
    if (part == jose::Section::Signature && index.isValid() && index != m_tree->currentIndex())
        select(index);
}

void ChecklistPanel::currentChanged(const QModelIndex& index)
{
    if (m_selecting || !index.isValid())
        return;
    m_chosen = true;
    showDetail(index);
    sendClaim(index);
}

void ChecklistPanel::sendClaim(const QModelIndex& index)
{
    const ChecklistModel::Entry* entry = m_model.entryAt(index);
    if (entry && entry->result.id == checks::CheckId::Signature)
        return Q_EMIT partSelected(jose::Section::Signature);
    // Without a claim none stays selected: it would be another check's.
    Q_EMIT claimSelected(index.data(ChecklistModel::ClaimRole).toString());
}

QString ChecklistPanel::currentClaim() const
{
    return m_tree->currentIndex().data(ChecklistModel::ClaimRole).toString();
}

void ChecklistPanel::copy(const QModelIndex& index)
{
    const QString summary = index.data(models::SummaryRole).toString();
    const QString name = index.data().toString();
    Q_EMIT copyRequested(summary.isEmpty() ? name : tr("%1: %2").arg(name, summary));
}

void ChecklistPanel::focusTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

} // namespace assayer::panels
