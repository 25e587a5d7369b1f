// SPDX-License-Identifier: Apache-2.0
#include "panels/profilespanel.h"

#include "controls/statusdelegate.h"
#include "controls/treeview.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/palette.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::StatusDelegate;

ProfilesPanel::ProfilesPanel(QWidget* parent)
    : QWidget(parent)
    , m_find(new QLineEdit(this))
    , m_new(new QPushButton(this))
    , m_tree(new controls::TreeView(this))
{
    setObjectName(QStringLiteral("profilesPanel"));
    m_find->setObjectName(QStringLiteral("findProfile"));
    m_find->setPlaceholderText(tr("Find a profile"));
    m_find->setAccessibleName(tr("Find a profile"));
    m_find->setClearButtonEnabled(true);
    m_find->installEventFilter(this);
    m_new->setObjectName(QStringLiteral("newProfile"));
    m_new->setIcon(style::icon(QStringLiteral("plus")));
    m_new->setAccessibleName(tr("New profile"));
    m_new->setToolTip(tr("New profile"));

    m_filter.setSourceModel(&m_model);
    m_filter.setRecursiveFilteringEnabled(true);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter.setFilterRole(Qt::AccessibleTextRole);
    m_tree->setObjectName(QStringLiteral("profileList"));
    m_tree->setAccessibleName(tr("Profiles"));
    m_tree->setModel(&m_filter);
    // A row with a second line is higher than a group's.
    m_tree->setUniformRowHeights(false);
    StatusDelegate::Roles roles;
    roles.status = models::StatusRole;
    roles.summary = models::SummaryRole;
    roles.group = models::HeadingRole;
    m_tree->setItemDelegate(new StatusDelegate(StatusDelegate::Look::Profile, roles, m_tree));

    auto* top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(m_find, 1);
    top->addWidget(m_new);
    top->setContentsMargins(12, 10, 12, 8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_tree, 1);

    connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.setFilterFixedString(text.trimmed());
        m_tree->expandAll();
        markCurrent();
    });
    connect(m_new, &QPushButton::clicked, this, &ProfilesPanel::newRequested);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProfilesPanel::choose);
}

void ProfilesPanel::setGroups(const QList<models::ProfileGroup>& groups)
{
    const QScopedValueRollback<bool> marking(m_marking, true);
    m_model.setGroups(groups);
    m_tree->expandAll();
    markCurrent();
}

void ProfilesPanel::setCurrent(const QString& key)
{
    m_current = key;
    markCurrent();
}

void ProfilesPanel::markCurrent()
{
    const QScopedValueRollback<bool> marking(m_marking, true);
    const QModelIndex index = m_filter.mapFromSource(m_model.indexOfKey(m_current));
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    else
        m_tree->selectionModel()->clear();
}

void ProfilesPanel::choose(const QModelIndex& index)
{
    const QString key = index.data(models::PathRole).toString();
    if (!m_marking && !key.isEmpty() && key != m_current)
        Q_EMIT profileRequested(key);
}

void ProfilesPanel::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void ProfilesPanel::focusList()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

QSize ProfilesPanel::sizeHint() const
{
    return {style::scaled(248, this), QWidget::sizeHint().height()};
}

void ProfilesPanel::paintEvent(QPaintEvent*)
{
    const style::Palette& palette = style::paletteOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), palette.surface);
    painter.setPen(palette.line);
    painter.drawLine(width() - 1, 0, width() - 1, height());
}

bool ProfilesPanel::eventFilter(QObject* watched, QEvent* event)
{
    // Down and Return go on from the field into the list.
    if (watched == m_find && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            focusList();
            const QModelIndex first = m_filter.index(0, 0, m_filter.index(0, 0));
            if (first.isValid() && !m_tree->currentIndex().isValid())
                m_tree->setCurrentIndex(first);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace assayer::panels
