// SPDX-License-Identifier: Apache-2.0
#include "window/workspaceedits.h"

#include "dialogs/dialogs.h"
#include "store/filename.h"
#include "support/pathbelow.h"
#include "support/visibletext.h"
#include "window/keptsecret.h"

#include <QFileInfo>

#include <algorithm>

namespace assayer::window {

using support::isBelow;

namespace {

/// As it is on the disk now: a listing may be older.
bool isFolder(const Workspaces::Located& located)
{
    return QFileInfo(located.place->workspace.absolutePath(located.path)).isDir();
}

/// The profile's name, or the last part of its path.
QString nameOf(const Workspaces::Located& located)
{
    const auto entry = located.place->workspace.load(located.path);
    return entry ? entry->name : located.path.section(u'/', -1);
}

} // namespace

WorkspaceEdits::WorkspaceEdits(const Environment& environment, const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_environment(environment)
    , m_workspaces(parts.workspaces)
    , m_book(parts.book)
    , m_desk(parts.desk)
    , m_kept(parts.kept)
    , m_environmentSecrets(*environment.secrets, *environment.surroundings.clock)
{
    connect(&parts.secret, &OpenSecret::allowed, &m_environmentSecrets, &EnvironmentSecrets::allow);
    connect(&m_environmentSecrets, &EnvironmentSecrets::finished, &parts.secret, &OpenSecret::readAgain);
    connect(&m_environmentSecrets, &EnvironmentSecrets::finished, this, &WorkspaceEdits::kept);
    const auto sayRefused = [this](const support::Error& error) {
        m_refusal = error.sentence;
        Q_EMIT said(error.sentence);
    };
    connect(&m_environmentSecrets, &EnvironmentSecrets::failed, this, sayRefused);
    connect(&m_kept, &KeptSecret::removeFailed, this, sayRefused);
}

void WorkspaceEdits::tell(const support::Error& error)
{
    m_environment.dialogs->tellProblem(error);
    m_workspaces.refresh();
}

bool WorkspaceEdits::isOpen(const QString& key) const
{
    return m_desk.key() == key || isBelow(m_desk.key(), key);
}

void WorkspaceEdits::rename(const QString& key, const QString& name)
{
    const Workspaces::Located located = m_workspaces.locate(key);
    if (!located || located.path.isEmpty())
        return;
    if (!isFolder(located))
        return renameProfile(located, key, name);
    const auto renamed = located.place->workspace.renameFolder(located.path, name);
    if (!renamed)
        return tell(renamed.error());
    relocated(key, *located.place, *renamed);
}

void WorkspaceEdits::renameProfile(const Workspaces::Located& located, const QString& key, const QString& name)
{
    const auto entry = located.place->workspace.load(located.path);
    if (!entry)
        return tell(entry.error());
    const auto renamed = located.place->workspace.rename(located.path, name, entry->revision);
    if (!renamed)
        return tell(renamed.error().error);
    if (m_desk.key() == key)
        m_desk.follow(located.place->workspace.absolutePath(renamed->path), renamed->value, entry->revision,
                      renamed->revision);
    m_workspaces.refresh();
}

/// The open profile stays open where it, or a folder that it is in, has another path.
void WorkspaceEdits::relocated(const QString& key, const Workspaces::Place& place, const QString& path)
{
    if (isOpen(key))
        m_desk.follow(place.workspace.absolutePath(path) + m_desk.key().mid(key.size()));
    m_workspaces.refresh();
}

void WorkspaceEdits::duplicate(const QString& key)
{
    const Workspaces::Located located = m_workspaces.locate(key);
    if (!located || isFolder(located) || !m_desk.mayLeave())
        return;
    const auto copy = located.place->workspace.duplicate(located.path, tr("%1 (copy)").arg(nameOf(located)));
    if (!copy)
        return tell(copy.error());
    m_workspaces.refresh();
    if (m_desk.unsaved())
        m_desk.openUntitled(); // they were asked about, and discarded
    m_desk.openKey(located.place->workspace.absolutePath(copy->path));
    Q_EMIT said(tr("The copy has no secret yet"));
}

void WorkspaceEdits::move(const QString& key, const QString& into)
{
    const Workspaces::Located from = m_workspaces.locate(key);
    const Workspaces::Located to = m_workspaces.locate(into);
    if (!from || from.place != to.place || from.path.isEmpty())
        return;
    const auto moved = from.place->workspace.move(from.path, to.path);
    if (!moved)
        return tell(moved.error());
    relocated(key, *from.place, *moved);
}

void WorkspaceEdits::moveSomewhere(const QString& key)
{
    const Workspaces::Located located = m_workspaces.locate(key);
    if (!located || located.path.isEmpty())
        return;
    QStringList folders = ProfileBook::foldersOf(*located.place);
    folders.removeIf([&located](const QString& folder) {
        return folder == located.path || isBelow(folder, located.path) || folder == store::folderOf(located.path);
    });
    if (folders.isEmpty())
        return Q_EMIT said(tr("There is no other folder to move it to"));
    if (const auto chosen = m_environment.dialogs->chooseFolder(nameOf(located), folders))
        move(key, located.place->workspace.absolutePath(*chosen));
}

void WorkspaceEdits::addFolder(const QString& in)
{
    Workspaces::Located located = m_workspaces.locate(in);
    if (!located)
        located = {&m_workspaces.home(), {}};
    // Beside a profile, in a folder.
    if (!isFolder(located))
        located.path = store::folderOf(located.path);
    const auto name = m_environment.dialogs->askName(tr("New folder"), tr("Name"), tr("New folder"));
    if (!name)
        return;
    const auto created = located.place->workspace.createFolder(located.path, *name);
    if (!created)
        return tell(created.error());
    m_workspaces.refresh();
}

WorkspaceEdits::Secrets WorkspaceEdits::secretsBelow(const Workspaces::Located& located) const
{
    Secrets secrets;
    const QList<profile::Environment> all = Workspaces::environmentsOf(*located.place);
    const QString key = located.place->workspace.absolutePath(located.path);
    const auto stays = [&key](const QString& file) { return file != key && !isBelow(file, key); };
    for (const store::ProfileEntry& entry : located.place->listing().profiles) {
        if (entry.path != located.path && !isBelow(entry.path, located.path))
            continue;
        const QStringList copies = m_book.filesWithId(entry.profile.id);
        if (std::ranges::any_of(copies, stays))
            secrets.shared = true;
        else
            secrets.keys += store::secretKeysOf(entry.profile, all);
    }
    return secrets;
}

void WorkspaceEdits::remove(const QString& key)
{
    using Kind = dialogs::DeleteQuestion::Kind;
    const Workspaces::Located located = m_workspaces.locate(key);
    if (!located || located.path.isEmpty())
        return;
    const store::Listing& listing = located.place->listing();
    const Secrets secrets = secretsBelow(located);
    const std::optional<ProfileDesk::Unsaved> unsaved = isOpen(key) ? m_desk.unsaved() : std::nullopt;
    dialogs::DeleteQuestion question{nameOf(located),         Kind::Broken,   0,
                                     !secrets.keys.isEmpty(), secrets.shared, unsaved.has_value()};
    if (located.place->workspace.load(located.path)) {
        question.kind = Kind::Profile;
    } else if (isFolder(located)) {
        question.kind = Kind::Folder;
        question.profiles = static_cast<int>(std::ranges::count_if(
            listing.profiles, [&located](const auto& entry) { return isBelow(entry.path, located.path); }));
    }
    const dialogs::DeleteAnswer answer = m_environment.dialogs->confirmDelete(question);
    if (!answer.remove)
        return;
    const auto removed = located.place->workspace.remove(located.path);
    if (!removed)
        return tell(removed.error());
    if (answer.secretToo)
        m_kept.remove(secrets.keys);
    m_removed.append({located.place->root(), *removed});
    if (isOpen(key)) {
        m_removed.last().open = m_desk.key().mid(key.size());
        m_removed.last().unsaved = unsaved;
        m_desk.openUntitled();
    }
    m_workspaces.refresh();
    Q_EMIT undoChanged();
    Q_EMIT said(tr("Deleted «%1»; File › Undo delete brings it back").arg(support::visibleText(question.name)));
}

void WorkspaceEdits::undoRemove()
{
    if (m_removed.isEmpty())
        return;
    const RemovedFrom last = m_removed.last();
    // What was typed there comes back into the form.
    if (last.unsaved && !m_desk.mayLeave())
        return;
    const auto back = Workspaces::workspaceAt(last.root).undo(last.removed);
    // What is gone for good need not be tried again; another program's lock goes.
    if (back || back.error().code == QLatin1String("absent"))
        m_removed.removeLast();
    Q_EMIT undoChanged();
    if (!back)
        return tell(back.error());
    m_workspaces.refresh();
    reopen(last, *back);
}

void WorkspaceEdits::reopen(const RemovedFrom& last, const QString& path)
{
    const bool isFree = m_desk.key() == ProfileBook::untitledKey && !m_desk.isChanged();
    if (!last.open || !(isFree || last.unsaved))
        return;
    if (m_desk.unsaved())
        m_desk.openUntitled(); // they were asked about, and discarded
    const QString key = Workspaces::workspaceAt(last.root).absolutePath(path) + *last.open;
    // Where its workspace was closed meanwhile, what was typed is still not lost.
    if (!m_desk.openKey(key) && last.unsaved)
        m_desk.openUntitled();
    if (last.unsaved)
        m_desk.takeUp(*last.unsaved);
}

void WorkspaceEdits::openFolder()
{
    const QString folder = m_environment.dialogs->openFolder();
    if (!folder.isEmpty())
        (void)m_workspaces.open(folder);
}

void WorkspaceEdits::closeFolder(const QString& key)
{
    const Workspaces::Located located = m_workspaces.locate(key);
    if (!located || m_workspaces.isHome(*located.place))
        return;
    const QString root = located.place->root();
    if (isOpen(root)) {
        if (!m_desk.mayLeave())
            return;
        m_desk.openUntitled();
    }
    m_workspaces.close(root);
}

} // namespace assayer::window
