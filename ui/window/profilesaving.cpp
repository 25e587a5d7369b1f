// SPDX-License-Identifier: Apache-2.0
#include "dialogs/dialogs.h"
#include "store/atomicfile.h"
#include "store/filename.h"
#include "window/profiledesk.h"
#include "window/session.h"

#include <QDir>
#include <QFileInfo>

/// How ProfileDesk saves.
namespace assayer::window {

using State = OpenProfile::State;

bool ProfileDesk::isSetAside(const support::Error& trouble)
{
    for (const char* code : {"invalid-json", "schema", "invalid-member", "secret-in-profile"}) {
        if (trouble.code == QLatin1String(code))
            return true;
    }
    return false;
}

bool ProfileDesk::save()
{
    const Workspaces::Located located = m_workspaces.locate(m_key);
    if (located)
        return saveInWorkspace(located, m_revision);
    if (m_key != ProfileBook::exampleKey && m_key != ProfileBook::untitledKey)
        return saveFile(m_key);
    const Workspaces::Located folder = m_workspaces.locate(m_folder);
    const bool isThere = folder && QFileInfo(m_folder).isDir();
    return isThere ? create(*folder.place, folder.path) : create(m_workspaces.home(), {});
}

bool ProfileDesk::create(const Workspaces::Place& place, const QString& folder)
{
    profile::Profile profile = m_session.profile();
    const auto name = m_environment.dialogs->askName(tr("Save the profile"), tr("Name"), shownName(profile));
    if (!name)
        return false;
    profile.name = *name;
    const auto created = place.workspace.create(folder, profile);
    if (!created) {
        m_environment.dialogs->tellProblem(created.error());
        return false;
    }
    saved(place.workspace.absolutePath(created->path), created->value, created->revision);
    return true;
}

profile::Profile ProfileDesk::toSave() const
{
    profile::Profile profile = m_session.profile();
    if (m_secret.wantsOwnId())
        profile.id = profile::newId();
    return profile;
}

bool ProfileDesk::saveInWorkspace(const Workspaces::Located& located, store::Revision base)
{
    // As the side bar says of it. By now it may be another one, that can be read.
    if (m_disk == State::Broken && isSetAside(m_trouble)) {
        const QString file = located.place->workspace.absolutePath(located.path);
        if (const auto text = store::readFile(file, store::largestFile); text && !profile::parse(*text))
            base = store::revisionOf(*text);
    }
    const profile::Profile profile = toSave();
    // Its folder may have gone with it.
    if (m_disk == State::Gone)
        (void)QDir().mkpath(located.place->workspace.absolutePath(store::folderOf(located.path)));
    for (;;) {
        const auto written = located.place->workspace.save(located.path, profile, base);
        if (written) {
            saved(located.place->workspace.absolutePath(written->path), written->value, written->revision);
            if (!written->setAside.isEmpty())
                Q_EMIT said(tr("What could not be read is kept as «%1»").arg(written->setAside));
            return true;
        }
        if (!settle(written.error(), located.place->workspace.absolutePath(located.path), base))
            return false;
    }
}

bool ProfileDesk::saveFile(const QString& path)
{
    profile::Profile profile = toSave();
    if (profile.name.isEmpty())
        profile.name = QFileInfo(path).completeBaseName();
    // The dialog for files has asked about another one that is there.
    const auto text = path == m_key ? support::Result<QByteArray>() : store::readFile(path, store::largestFile);
    store::Revision base = path == m_key ? m_revision : text ? store::revisionOf(*text) : store::Revision();
    for (;;) {
        const auto written = m_workspaces.home().workspace.saveElsewhere(path, profile, base);
        if (written) {
            if (!m_workspaces.locate(path))
                m_book.noteFile(path);
            saved(path, written->value, written->revision);
            if (!written->setAside.isEmpty())
                Q_EMIT said(tr("What could not be read is kept as «%1»").arg(written->setAside));
            return true;
        }
        if (!settle(written.error(), path, base))
            return false;
    }
}

/// After a save to the path that failed: true if it is to be tried again over `base`.
bool ProfileDesk::settle(const store::SaveFailure& failure, const QString& path, store::Revision& base)
{
    if (!failure.conflict) {
        m_environment.dialogs->tellProblem(failure.error);
        return false;
    }
    using Answer = dialogs::Dialogs::ConflictAnswer;
    switch (m_environment.dialogs->resolveConflict(*failure.conflict, shownName(m_session.profile()))) {
    case Answer::Ours:
        base = failure.conflict->theirRevision;
        return true;
    case Answer::Theirs:
        if (failure.conflict->theirProfile)
            open(path, *failure.conflict->theirProfile, failure.conflict->theirRevision);
        else if (path == m_key)
            openUntitled();
        break;
    case Answer::Cancel:
        break;
    }
    return false;
}

bool ProfileDesk::saveAs()
{
    const QString suggested = store::fileNameFor(m_session.profile().name) + QStringLiteral(".json");
    const QString path = m_environment.dialogs->savePath(suggested);
    if (path.isEmpty())
        return false;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (absolute == m_key)
        return save();
    // Another file is another profile, with a secret of its own.
    const QString key = m_key;
    const profile::Profile before = m_session.profile();
    profile::Profile copy = before;
    copy.id = profile::newId();
    m_session.edit(copy);
    const Workspaces::Located located = m_workspaces.locate(absolute);
    // The dialog for files has asked about another one that is there.
    const auto text = located ? store::readFile(absolute, store::largestFile) : support::Result<QByteArray>();
    const store::Revision base = located && text ? store::revisionOf(*text) : store::Revision();
    if (located ? saveInWorkspace(located, base) : saveFile(absolute))
        return true;
    // Unless theirs was opened in its place, with a secret of its own.
    if (m_key == key && m_session.profile() == copy)
        m_session.edit(before);
    return false;
}

profile::Environment ProfileDesk::environmentToKeepFor(const profile::Profile& profile) const
{
    const Workspaces::Place& where = place();
    const profile::Environment& environment = m_workspaces.environment(where);
    const store::EnvironmentEntry* entry = where.listing().environment(m_workspaces.chosenEnvironment(where));
    const bool isMissing = entry && environment.id.isEmpty() && !profile.id.isEmpty() &&
                           profile.secretVariable.isEmpty() && !m_session.secret().isEmpty();
    if (!isMissing || !store::secretKeyOf(profile, environment).isEmpty())
        return environment;
    const auto written = where.workspace.save(entry->path, environment, entry->revision);
    return written ? written->value : environment;
}

void ProfileDesk::saved(const QString& key, const profile::Profile& profile, const store::Revision& revision)
{
    const bool isNew = key != m_key;
    const bool ownId = !isNew && !m_saved.id.isEmpty() && profile.id != m_saved.id;
    if (isNew)
        m_older.clear();
    else
        m_older.append(m_revision);
    m_key = key;
    m_saved = profile;
    m_revision = revision;
    m_disk = OpenProfile::State::Saved;
    m_listed = false;
    m_secret.saved(profile, environmentToKeepFor(profile));
    m_workspaces.refresh();
    tell();
    if (m_secret.hasAside())
        return Q_EMIT said(tr("Saved, but not the secret that you typed for another environment or authority"));
    Q_EMIT said(ownId ? tr("Saved under an id of its own, as another file has the one that it had")
                      : tr("Saved; the file holds no secret"));
}

} // namespace assayer::window
