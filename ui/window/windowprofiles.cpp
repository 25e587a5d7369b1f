// SPDX-License-Identifier: Apache-2.0
#include "panels/profilespanel.h"
#include "panels/requestpanel.h"
#include "support/visibletext.h"
#include "window/mainwindow.h"

#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>

namespace assayer::window {

namespace {

/// What can be done to a row of the side bar; the context menu has them in this order.
constexpr const char* sideActions[] = {"renameProfileAction", "duplicateProfileAction", "moveProfileAction",
                                       "deleteProfileAction"};

} // namespace

void MainWindow::connectProfiles()
{
    using panels::ProfilesPanel;
    m_profiles->setInside([this](const QString& key) { return m_book.rowsIn(key); });
    connect(m_profiles, &ProfilesPanel::profileRequested, this, &MainWindow::openKey);
    connect(m_profiles, &ProfilesPanel::newRequested, this, &MainWindow::newProfile);
    connect(m_profiles, &ProfilesPanel::searched, this, [this](const QString& text) {
        m_sought = text;
        showSide();
    });
    connect(m_profiles, &ProfilesPanel::renameRequested, &m_edits, &WorkspaceEdits::rename);
    connect(m_profiles, &ProfilesPanel::moveRequested, &m_edits, &WorkspaceEdits::move);
    connect(m_profiles, &ProfilesPanel::menuRequested, this, &MainWindow::showSideMenu);
    connect(m_profiles, &ProfilesPanel::environmentChosen, this, [this](const QString& name) {
        if (!m_desk.chooseEnvironment(name))
            showSide();
    });
    connect(m_profiles, &ProfilesPanel::environmentsEditRequested, &m_edits, &WorkspaceEdits::editEnvironments);
    connect(&m_workspaces, &Workspaces::changed, this, &MainWindow::showSide);
    connect(&m_edits, &WorkspaceEdits::said, this, &MainWindow::say);
    connect(&m_kept, &KeptSecret::stateChanged, this, &MainWindow::closeWhenKept, Qt::QueuedConnection);
    connect(&m_edits, &WorkspaceEdits::kept, this, &MainWindow::closeWhenKept, Qt::QueuedConnection);
    connect(&m_edits, &WorkspaceEdits::undoChanged, this, &MainWindow::updateActions);
    connect(&m_desk, &ProfileDesk::said, this, &MainWindow::say);
    connect(&m_desk, &ProfileDesk::opened, this, &MainWindow::showOpened);
    connect(&m_desk, &ProfileDesk::stateChanged, this, &MainWindow::showOpenRow);
    connect(&m_secret, &OpenSecret::loaded, this,
            [this](const support::Secret& secret) { m_request->setSecret(secret); });
    const auto showNote = [this] {
        const SecretNote note = m_secret.note();
        m_request->setSecretNote(note.text, note.icon);
        m_request->setSecretUndoable(note.undoable);
    };
    connect(&m_secret, &OpenSecret::noteChanged, this, showNote);
    connect(&m_desk, &ProfileDesk::stateChanged, this, showNote);
    connect(m_request, &panels::RequestPanel::secretUndoRequested, &m_secret, &OpenSecret::restore);
    // Keys that mean a row only where the rows are.
    for (const char* name : sideActions) {
        QAction* action = m_actions.value(QLatin1String(name));
        removeAction(action);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_profiles->addAction(action);
    }
}

void MainWindow::showOpened()
{
    m_request->forgetTold();
    m_request->setShowMissing(false);
    forgetPasted();
    showSide();
}

void MainWindow::showSide()
{
    if (!m_shown)
        return;
    m_profiles->setRows(m_sought.isEmpty() ? m_book.rows() : m_book.found(m_sought));
    m_profiles->setCurrent(m_desk.key());
    const store::Listing& listing = m_desk.place().listing();
    QHash<QString, int> named;
    for (const store::EnvironmentEntry& entry : listing.environments)
        ++named[entry.name];
    QList<panels::EnvironmentChoice> choices;
    for (const store::EnvironmentEntry& entry : listing.environments)
        choices.append({entry.name, named.value(entry.name) == 1 ? QString() : entry.path.section(u'/', -1)});
    m_profiles->setEnvironments(choices, m_workspaces.chosenEnvironment(m_desk.place()));
}

void MainWindow::showOpenRow()
{
    const models::ProfileRow row = m_book.openRow();
    // It went somewhere else: the next listing is too far away.
    if (m_sought.isEmpty() && !m_profiles->hasRow(row.key))
        showSide();
    m_profiles->setText(row.key, row.name, row.note);
    m_profiles->setStatus(row.key, row.status);
    showTitle();
}

void MainWindow::showSideMenu(const QString& key, const QPoint& position)
{
    // The actions mean the marked row: where leaving the open profile was refused, that is another one.
    if (!key.isEmpty() && m_profiles->markedKey() != key)
        return;
    const Workspaces::Located located = m_workspaces.locate(key);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("sideMenu"));
    if (located && !located.path.isEmpty()) {
        for (const char* name : sideActions)
            menu->addAction(m_actions.value(QLatin1String(name)));
        menu->addSeparator();
    }
    for (const char* name : {"newFolderAction", "openFolderAction"})
        menu->addAction(m_actions.value(QLatin1String(name)));
    if (located && located.path.isEmpty() && !m_workspaces.isHome(*located.place))
        menu->addAction(m_actions.value(QStringLiteral("closeFolderAction")));
    menu->popup(position);
}

void MainWindow::buildOrderMenu(QMenu* view)
{
    using store::SortBy;
    QMenu* menu = view->addMenu(tr("&Order of profiles"));
    menu->setObjectName(QStringLiteral("orderMenu"));
    auto* group = new QActionGroup(this);
    const QList<std::pair<SortBy, QString>> orders{{SortBy::Name, tr("&Name")},
                                                   {SortBy::Path, tr("&File")},
                                                   {SortBy::LastChanged, tr("&Last change")},
                                                   {SortBy::Client, tr("&Client ID")},
                                                   {SortBy::Tenant, tr("&Tenant or issuer")}};
    for (const auto& [order, text] : orders) {
        QAction* action = group->addAction(text);
        action->setCheckable(true);
        action->setChecked(order == m_workspaces.order());
        menu->addAction(action);
        connect(action, &QAction::triggered, this, [this, by = order] { m_workspaces.setOrder(by); });
    }
}

void MainWindow::newProfile()
{
    if (!m_desk.mayLeave())
        return;
    const QString marked = m_profiles->markedKey();
    const Workspaces::Located located = m_workspaces.locate(marked);
    const QString folder = QFileInfo(marked).isDir() ? marked : marked.section(u'/', 0, -2);
    m_desk.setFolder(located ? folder : QString());
    m_desk.openUntitled();
    m_request->setCurrentPage(0);
    m_request->focusForm();
}

void MainWindow::openKey(const QString& key)
{
    if (m_workspaces.locate(key) || key == ProfileBook::exampleKey)
        (void)m_desk.openKey(key);
    else if (key != m_desk.key())
        openFile(key);
    m_profiles->setCurrent(m_desk.key());
    m_profiles->markCurrent();
}

void MainWindow::openExample()
{
    m_desk.openExample();
}

void MainWindow::saveProfile()
{
    (void)m_desk.save();
    showSide();
}

void MainWindow::saveProfileAs()
{
    (void)m_desk.saveAs();
    showSide();
}

void MainWindow::renameProfile()
{
    m_profiles->beginRename(m_profiles->markedKey());
}

void MainWindow::duplicateProfile()
{
    m_edits.duplicate(m_profiles->markedKey());
}

void MainWindow::moveProfile()
{
    m_edits.moveSomewhere(m_profiles->markedKey());
}

void MainWindow::deleteProfile()
{
    m_edits.remove(m_profiles->markedKey());
}

void MainWindow::undoDelete()
{
    m_edits.undoRemove();
}

void MainWindow::newFolder()
{
    m_edits.addFolder(m_profiles->markedKey());
}

void MainWindow::openFolder()
{
    m_edits.openFolder();
}

void MainWindow::closeFolder()
{
    m_edits.closeFolder(m_profiles->markedKey());
}

} // namespace assayer::window
