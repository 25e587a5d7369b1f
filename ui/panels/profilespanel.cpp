// SPDX-License-Identifier: Apache-2.0
#include "panels/profilespanel.h"

#include "controls/plainlabel.h"
#include "controls/statusdelegate.h"
#include "controls/treeview.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/palette.h"
#include "style/style.h"
#include "support/visibletext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace assayer::panels {

using controls::StatusDelegate;
using models::ProfileRow;
using models::ProfileTreeModel;

namespace {

ProfileRow::Kind kindOf(const QModelIndex& index)
{
    return static_cast<ProfileRow::Kind>(index.data(ProfileTreeModel::KindRole).toInt());
}

} // namespace

ProfilesPanel::ProfilesPanel(QWidget* parent)
    : QWidget(parent)
    , m_find(new QLineEdit(this))
    , m_new(new QPushButton(this))
    , m_tree(new controls::TreeView(this))
    , m_environment(new QComboBox(this))
    , m_edit(new QPushButton(this))
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
    buildTree();

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
    buildFoot();

    connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) { Q_EMIT searched(text.trimmed()); });
    connect(m_new, &QPushButton::clicked, this, &ProfilesPanel::newRequested);
}

void ProfilesPanel::buildTree()
{
    m_tree->setObjectName(QStringLiteral("profileList"));
    m_tree->setAccessibleName(tr("Profiles"));
    m_tree->setModel(&m_model);
    // A row with a second line is higher than a group's.
    m_tree->setUniformRowHeights(false);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_tree->setDragEnabled(true);
    m_tree->setAcceptDrops(true);
    m_tree->setDropIndicatorShown(true);
    m_tree->setDragDropMode(QAbstractItemView::DragDrop);
    m_tree->setDefaultDropAction(Qt::MoveAction);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    StatusDelegate::Roles roles;
    roles.status = models::StatusRole;
    roles.summary = models::SummaryRole;
    roles.group = models::HeadingRole;
    m_tree->setItemDelegate(new StatusDelegate(StatusDelegate::Look::Profile, roles, m_tree));

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProfilesPanel::choose);
    // A click selects what it meets last of all: also where the open profile was not left, and where no row is.
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProfilesPanel::selectCurrent,
            Qt::QueuedConnection);
    // The row that is current already: after a folder, or where opening it failed. A broken file can be marked without
    // being opened, so that it can be deleted.
    connect(m_tree, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (kindOf(index) == ProfileRow::Kind::Profile || kindOf(index) == ProfileRow::Kind::Broken)
            request(index);
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        const QModelIndex index = m_tree->indexAt(position);
        Q_EMIT menuRequested(index.data(models::PathRole).toString(), m_tree->viewport()->mapToGlobal(position));
    });
    // Once the row's editor is closed: a new name brings other rows, and with the old ones goes the editor.
    connect(&m_model, &ProfileTreeModel::renameRequested, this, &ProfilesPanel::renameRequested, Qt::QueuedConnection);
    connect(&m_model, &ProfileTreeModel::moveRequested, this, &ProfilesPanel::moveRequested);
    const auto toggled = [this](const QModelIndex& index) {
        if (m_marking)
            return;
        const QString key = index.data(models::PathRole).toString();
        if (!m_toggled.remove(key))
            m_toggled.insert(key);
    };
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& parent) {
        const QScopedValueRollback<bool> marking(m_marking, true);
        openFolders(parent);
    });
    connect(m_tree, &QTreeView::expanded, this, toggled);
    connect(m_tree, &QTreeView::collapsed, this, toggled);
}

void ProfilesPanel::buildFoot()
{
    auto* label = new controls::PlainLabel(tr("Environment"));
    label->setMuted(true);
    label->setFontRole(style::FontRole::Note);
    label->setBuddy(m_environment);
    m_environment->setObjectName(QStringLiteral("environment"));
    m_environment->setAccessibleName(tr("Environment"));
    m_environment->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_environment->setMinimumContentsLength(1);
    m_edit->setObjectName(QStringLiteral("editEnvironments"));
    m_edit->setIcon(style::icon(QStringLiteral("pencil")));
    m_edit->setAccessibleName(tr("Edit environments"));
    m_edit->setToolTip(tr("Edit environments"));
    style::setButtonRole(m_edit, style::ButtonRole::Flat);
    // Above, so that the names have all the width there is.
    auto* row = new QHBoxLayout;
    row->addWidget(label, 1);
    row->addWidget(m_edit);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 4, 12, 10);
    foot->setSpacing(2);
    foot->addLayout(row);
    foot->addWidget(m_environment);
    static_cast<QVBoxLayout*>(layout())->addLayout(foot);
    setEnvironments({}, {});

    connect(m_environment, &QComboBox::activated, this,
            [this](int at) { Q_EMIT environmentChosen(m_environment->itemData(at).toString()); });
    connect(m_edit, &QPushButton::clicked, this, &ProfilesPanel::environmentsEditRequested);
}

void ProfilesPanel::setEnvironments(const QList<EnvironmentChoice>& choices, const QString& current)
{
    if (m_environment->count() > 0 && choices == m_choices && m_environment->currentData().toString() == current)
        return;
    m_choices = choices;
    m_environment->clear();
    m_environment->addItem(tr("No environment"), QString());
    for (const EnvironmentChoice& choice : choices)
        addEnvironment(choice);
    m_environment->setCurrentIndex(std::max(0, m_environment->findData(current)));
    const QString problem = m_environment->currentData(Qt::ToolTipRole).toString();
    m_environment->setToolTip(problem.isEmpty() ? tr("What {{variables}} in a profile stand for") : problem);
    m_environment->setAccessibleDescription(problem);
}

void ProfilesPanel::addEnvironment(const EnvironmentChoice& choice)
{
    const QString name = support::visibleText(choice.name);
    if (choice.file.isEmpty())
        return m_environment->addItem(name, choice.name);
    m_environment->addItem(style::icon(QStringLiteral("warning")),
                           tr("%1 (%2)").arg(name, support::visibleText(choice.file)), choice.name);
    const int at = m_environment->count() - 1;
    m_environment->setItemData(
        at, tr("Another environment has the same name: neither can be used until one has another name."),
        Qt::ToolTipRole);
    static_cast<QStandardItemModel*>(m_environment->model())->item(at)->setEnabled(false);
}

void ProfilesPanel::setRows(const QList<ProfileRow>& rows)
{
    const QScopedValueRollback<bool> marking(m_marking, true);
    const QString marked = markedKey();
    bool reset = false;
    const auto connection = connect(&m_model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
    m_model.setRows(rows);
    disconnect(connection);
    if (reset)
        openFolders({});
    mark(hasRow(marked) ? marked : m_current);
}

void ProfilesPanel::openFolders(const QModelIndex& parent)
{
    for (int row = 0; row < m_model.rowCount(parent); ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        if (!m_model.hasChildren(index))
            continue;
        const bool atFirst = !index.data(ProfileTreeModel::LateRole).toBool();
        if (atFirst != m_toggled.contains(index.data(models::PathRole).toString()))
            m_tree->expand(index);
        openFolders(index);
    }
}

void ProfilesPanel::setText(const QString& key, const QString& name, const QString& note)
{
    m_model.setText(key, name, note);
}

void ProfilesPanel::setStatus(const QString& key, const QString& status)
{
    m_model.setStatus(key, status);
}

void ProfilesPanel::setCurrent(const QString& key)
{
    if (key == m_current)
        return;
    m_current = key;
    markCurrent();
}

void ProfilesPanel::markCurrent()
{
    mark(m_current);
}

void ProfilesPanel::mark(const QString& key)
{
    const QScopedValueRollback<bool> marking(m_marking, true);
    const QModelIndex index = m_model.reach(key);
    if (index.isValid() && index == m_tree->currentIndex())
        return;
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    else
        m_tree->selectionModel()->clear();
}

void ProfilesPanel::choose(const QModelIndex& index)
{
    if (kindOf(index) == ProfileRow::Kind::Profile)
        request(index);
}

void ProfilesPanel::request(const QModelIndex& index)
{
    const QString key = index.data(models::PathRole).toString();
    if (!m_marking && !key.isEmpty() && key != m_current)
        Q_EMIT profileRequested(key);
}

bool ProfilesPanel::hasRow(const QString& key)
{
    return m_model.reach(key).isValid();
}

void ProfilesPanel::selectCurrent()
{
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid() && !m_tree->selectionModel()->isSelected(current))
        m_tree->selectionModel()->select(current, QItemSelectionModel::ClearAndSelect);
}

QString ProfilesPanel::markedKey() const
{
    return m_tree->currentIndex().data(models::PathRole).toString();
}

bool ProfilesPanel::isListFocused() const
{
    return m_tree->hasFocus();
}

void ProfilesPanel::beginRename(const QString& key)
{
    const QModelIndex index = m_model.reach(key);
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEditable))
        return;
    m_tree->scrollTo(index);
    m_tree->edit(index);
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

QSize ProfilesPanel::minimumSizeHint() const
{
    constexpr int sides = 24;
    constexpr int frame = 28; ///< of a line edit or a combo box, with its arrow
    constexpr int gap = 6;
    const QFontMetrics metrics = fontMetrics();
    const int find = metrics.horizontalAdvance(m_find->placeholderText()) + frame + gap + m_new->sizeHint().width();
    const int environment = metrics.horizontalAdvance(m_environment->itemText(0)) + frame + metrics.height() / 2;
    return {std::max(find, environment) + sides + 1, QWidget::minimumSizeHint().height()};
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

QModelIndex ProfilesPanel::firstProfile(const QModelIndex& parent) const
{
    for (int row = 0; row < m_model.rowCount(parent); ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        if (kindOf(index) == ProfileRow::Kind::Profile)
            return index;
        if (const QModelIndex below = firstProfile(index); below.isValid())
            return below;
    }
    return {};
}

bool ProfilesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_find || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool opens = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (key == Qt::Key_Escape && !m_find->text().isEmpty()) {
        m_find->clear();
        return true;
    }
    if (key != Qt::Key_Down && !opens)
        return QWidget::eventFilter(watched, event);
    // Down goes on from the field into the list; Return opens the first that was found.
    focusList();
    const QModelIndex first = firstProfile();
    if (first.isValid() && (opens ? !m_find->text().isEmpty() : !m_tree->currentIndex().isValid()))
        m_tree->setCurrentIndex(first);
    return true;
}

} // namespace assayer::panels
