// SPDX-License-Identifier: Apache-2.0
#include "panels/ladderpanel.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "controls/statusdelegate.h"
#include "controls/treeview.h"
#include "models/valuetext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace assayer::panels {

using controls::PlainLabel;
using inspection::LadderView;

LadderPanel::LadderPanel(QWidget* parent)
    : controls::Card(parent)
    , m_roles(new QComboBox)
    , m_head(new PlainLabel)
    , m_tree(new controls::TreeView)
    , m_why(new PlainLabel)
{
    setObjectName(QStringLiteral("ladderPanel"));
    setHead(buildHead());
    m_tree->setObjectName(QStringLiteral("ladder"));
    m_tree->setAccessibleName(tr("Roles ladder"));
    m_tree->setModel(&m_model);
    m_tree->setItemsExpandable(false);
    m_tree->setUniformRowHeights(false);
    controls::StatusDelegate::Roles roles;
    roles.status = models::StatusRole;
    roles.summary = models::SummaryRole;
    m_tree->setItemDelegate(new controls::StatusDelegate(controls::StatusDelegate::Look::Step, roles, m_tree));
    setContent(m_tree);
    m_why->setObjectName(QStringLiteral("ladderWhy"));
    m_why->setOverflow(PlainLabel::Overflow::Wrap);
    m_foot = new QWidget;
    auto* foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(12, 10, 12, 10);
    foot->addWidget(m_why);
    setFoot(m_foot);
    connect(m_roles, &QComboBox::currentIndexChanged, this, &LadderPanel::showLadder);
    connect(m_tree, &controls::TreeView::copyRequested, this,
            [this](const QModelIndex& index) { Q_EMIT copyRequested(index.data(Qt::AccessibleTextRole).toString()); });
}

QWidget* LadderPanel::buildHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    m_head->setFontRole(style::FontRole::Strong);
    m_head->setOverflow(PlainLabel::Overflow::ElideMiddle);
    m_roles->setObjectName(QStringLiteral("ladderRoles"));
    controls::setBoxName(m_roles, tr("Role"));
    m_roles->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_roles->setMinimumContentsLength(10);
    row->addWidget(m_head, 1);
    row->addWidget(m_roles);
    head->setMinimumHeight(style::scaled(34, this));
    return head;
}

void LadderPanel::setLadders(const QList<LadderView>& ladders)
{
    if (ladders == m_ladders)
        return; // judged again by the same: nothing jumps
    const QString chosen = m_shown.role;
    m_ladders = ladders;
    int current = 0;
    {
        const QSignalBlocker quiet(m_roles);
        m_roles->clear();
        for (const LadderView& ladder : ladders) {
            if (ladder.role == chosen)
                current = m_roles->count();
            m_roles->addItem(models::oneLine(ladder.role));
        }
        m_roles->setCurrentIndex(ladders.isEmpty() ? -1 : current);
    }
    m_roles->setVisible(ladders.size() > 1);
    showLadder(current);
}

void LadderPanel::showLadder(int ladder)
{
    m_shown = m_ladders.value(ladder);
    m_model.setLadder(m_shown);
    const QString role = models::oneLine(m_shown.role);
    if (m_ladders.size() > 1)
        m_head->setText(tr("Why not?"));
    else
        m_head->setText(m_shown.broken >= 0 ? tr("%1: why not?", "a role that is not in the token").arg(role)
                                            : tr("%1: its way into the token", "a role").arg(role));
    m_why->setText(m_shown.why);
    m_why->setSelectable(!m_shown.why.isEmpty()); // an empty label has nothing to stop at
    m_foot->setVisible(!m_shown.why.isEmpty());
    const QModelIndex broken = m_model.index(static_cast<int>(std::max<qsizetype>(0, m_shown.broken)), 0);
    if (broken.isValid()) {
        m_tree->setCurrentIndex(broken);
        m_tree->scrollToCurrentLater();
    }
    Q_EMIT ladderChanged(m_shown);
}

void LadderPanel::focusTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

} // namespace assayer::panels
