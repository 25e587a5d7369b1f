// SPDX-License-Identifier: Apache-2.0
#include "panels/manifestpage.h"

#include "controls/card.h"
#include "controls/codeblock.h"
#include "controls/plainlabel.h"
#include "controls/statusdelegate.h"
#include "controls/treeview.h"
#include "style/fonts.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::PlainLabel;

namespace {

constexpr int listHeight = 132;
constexpr int longestValue = 120; ///< characters that a role's value may have (facts: roles §1)

} // namespace

ManifestPage::ManifestPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_tree(new controls::TreeView)
    , m_ticks(new QListView)
    , m_open(new QPushButton(tr("Open…")))
    , m_remove(new QPushButton(tr("Remove")))
    , m_newValue(new QLineEdit)
    , m_newRole(new QPushButton(tr("New role")))
    , m_newProblem(new PlainLabel)
    , m_snippet(new controls::CodeBlock)
{
    setObjectName(QStringLiteral("manifestPage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(buildLists());
    layout->addWidget(buildTools());
    m_newProblem->setObjectName(QStringLiteral("newRoleProblem"));
    m_newProblem->setOverflow(PlainLabel::Overflow::Wrap);
    m_newProblem->hide();
    layout->addWidget(m_newProblem);
    m_snippet->setObjectName(QStringLiteral("newRoleSnippet"));
    m_snippet->setAccessibleName(tr("The new role, to paste into appRoles"));
    m_snippet->setFitsText(10);
    m_snippet->hide();
    layout->addWidget(m_snippet);
    setManifests({});
}

QWidget* ManifestPage::buildLists()
{
    m_tree->setObjectName(QStringLiteral("manifests"));
    m_tree->setAccessibleName(tr("App manifests"));
    m_tree->setModel(&m_manifests);
    m_tree->setUniformRowHeights(false);
    controls::StatusDelegate::Roles roles;
    roles.status = models::StatusRole;
    roles.summary = models::SummaryRole;
    m_tree->setItemDelegate(new controls::StatusDelegate(controls::StatusDelegate::Look::Profile, roles, m_tree));
    auto* nothing = new PlainLabel(
        tr("Drop, open or paste the API's manifest, the client's, a service principal's JSON or the answer to "
           "appRoleAssignments. They say which step of the roles is missing. They are kept with the profile, without "
           "credentials."));
    nothing->setOverflow(PlainLabel::Overflow::Wrap);
    nothing->setMuted(true);
    nothing->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_stack->addWidget(nothing);
    m_stack->addWidget(m_tree);

    m_ticks->setObjectName(QStringLiteral("declaredRoles"));
    m_ticks->setAccessibleName(tr("Roles that the API asks for"));
    m_ticks->setModel(&m_roles);
    m_ticks->setFrameShape(QFrame::NoFrame);
    m_ticks->setEditTriggers(QAbstractItemView::NoEditTriggers);
    style::setFontRole(m_ticks, style::FontRole::Value);
    auto* head = new PlainLabel(tr("Roles that the API asks for"));
    head->setFontRole(style::FontRole::Small);
    head->setMuted(true);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(head);
    column->addWidget(m_ticks, 1);

    auto* lists = new QWidget;
    lists->setFixedHeight(style::scaled(listHeight, this));
    auto* row = new QHBoxLayout(lists);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_stack, 3);
    row->addWidget(right, 2);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ManifestPage::updateButtons);
    connect(m_tree, &controls::TreeView::copyRequested, this,
            [this](const QModelIndex& index) { Q_EMIT copyRequested(index.data(Qt::AccessibleTextRole).toString()); });
    connect(&m_roles, &models::DeclaredRolesModel::expectedEdited, this, &ManifestPage::rolesEdited);
    return lists;
}

QWidget* ManifestPage::buildTools()
{
    m_open->setObjectName(QStringLiteral("openManifest"));
    auto* paste = new QPushButton(tr("Paste"));
    paste->setObjectName(QStringLiteral("pasteManifest"));
    m_remove->setObjectName(QStringLiteral("removeManifest"));
    m_newValue->setObjectName(QStringLiteral("newRoleValue"));
    m_newValue->setAccessibleName(tr("Value of the new role"));
    m_newValue->setPlaceholderText(QStringLiteral("Orders.Read.All"));
    m_newValue->setMaxLength(longestValue);
    m_newValue->setMinimumWidth(style::scaled(180, this));
    style::setFontRole(m_newValue, style::FontRole::Value);
    m_newRole->setObjectName(QStringLiteral("newRole"));
    m_newRole->setToolTip(tr("Copies an appRole with a fresh GUID, to paste into the API's manifest"));
    auto* tools = new controls::ButtonRow;
    tools->layout()->setContentsMargins(0, 0, 0, 0);
    for (QWidget* tool : {static_cast<QWidget*>(m_open), static_cast<QWidget*>(paste), static_cast<QWidget*>(m_remove),
                          static_cast<QWidget*>(m_newValue), static_cast<QWidget*>(m_newRole)})
        tools->add(tool);
    connect(m_open, &QPushButton::clicked, this, &ManifestPage::openRequested);
    connect(paste, &QPushButton::clicked, this, &ManifestPage::pasteRequested);
    connect(m_remove, &QPushButton::clicked, this,
            [this] { Q_EMIT removeRequested(models::ManifestModel::manifestAt(m_tree->currentIndex())); });
    connect(m_newRole, &QPushButton::clicked, this, &ManifestPage::makeRole);
    connect(m_newValue, &QLineEdit::returnPressed, this, &ManifestPage::makeRole);
    connect(m_newValue, &QLineEdit::textChanged, this, &ManifestPage::updateButtons);
    return tools;
}

void ManifestPage::setManifests(const QList<entra::Manifest>& manifests)
{
    m_manifests.setManifests(manifests);
    m_tree->expandAll();
    if (m_manifests.rowCount() > 0)
        m_tree->setCurrentIndex(m_manifests.index(0, 0));
    m_stack->setCurrentIndex(m_manifests.rowCount() > 0 ? 1 : 0);
    updateButtons();
}

void ManifestPage::setExpectedRoles(const QList<entra::Manifest>& manifests, const QStringList& expected)
{
    m_roles.setRoles(manifests, expected);
}

int ManifestPage::count() const
{
    return m_manifests.rowCount();
}

void ManifestPage::clearNewRole()
{
    m_newValue->clear();
    m_snippet->setCode({});
    m_snippet->hide();
}

void ManifestPage::focusMain()
{
    if (count() > 0)
        m_tree->setFocus(Qt::ShortcutFocusReason);
    else
        m_open->setFocus(Qt::ShortcutFocusReason);
}

void ManifestPage::updateButtons()
{
    m_remove->setEnabled(m_tree->currentIndex().isValid());
    const QString value = m_newValue->text().trimmed();
    const QString problem = value.isEmpty() ? QString() : entra::whyNoRoleValue(value);
    m_newRole->setEnabled(!value.isEmpty() && problem.isEmpty());
    m_newProblem->setText(problem);
    m_newProblem->setVisible(!problem.isEmpty());
    m_newValue->setAccessibleDescription(problem);
}

void ManifestPage::makeRole()
{
    const QString value = m_newValue->text().trimmed();
    if (value.isEmpty() || !entra::whyNoRoleValue(value).isEmpty())
        return;
    const QString snippet = entra::newAppRole(value, value, value);
    m_snippet->setCode(snippet);
    m_snippet->show();
    updateGeometry();
    Q_EMIT copyRequested(snippet);
}

} // namespace assayer::panels
