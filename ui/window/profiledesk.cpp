// SPDX-License-Identifier: Apache-2.0
#include "window/profiledesk.h"

#include "dialogs/dialogs.h"
#include "support/visibletext.h"
#include "window/session.h"

#include <algorithm>
#include <utility>

namespace assayer::window {

using State = OpenProfile::State;

namespace {

/// What is wrong with the file, and what saving does about it.
QString troubleInWords(const support::Error& trouble)
{
    const QString sentence = support::visibleText(trouble.sentence);
    return ProfileDesk::isSetAside(trouble)
               ? ProfileDesk::tr("%1 Saving sets it aside as «… (unreadable)»").arg(sentence)
               : sentence;
}

} // namespace

ProfileDesk::ProfileDesk(const Environment& environment, const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_environment(environment)
    , m_session(parts.session)
    , m_workspaces(parts.workspaces)
    , m_book(parts.book)
    , m_secret(parts.secret)
{
    connect(&m_workspaces, &Workspaces::changed, this, [this] {
        lookAtDisk();
        takeEnvironment();
    });
    connect(&m_session, &Session::profileChanged, this, &ProfileDesk::tell);
    connect(&m_secret, &OpenSecret::edited, this, &ProfileDesk::tell);
}

bool ProfileDesk::isChanged() const
{
    return m_secret.isEdited() || m_session.profile() != m_saved;
}

Workspaces::Place& ProfileDesk::place() const
{
    const Workspaces::Located located = m_workspaces.locate(m_key);
    return located ? *located.place : m_workspaces.home();
}

void ProfileDesk::tell()
{
    const State state = m_disk != State::Saved ? m_disk : isChanged() ? State::Changed : State::Saved;
    m_book.setOpen({m_key, m_session.profile(), state, state == State::Broken ? troubleInWords(m_trouble) : QString()});
    Q_EMIT stateChanged();
}

bool ProfileDesk::mayLeave()
{
    // The worked example comes back as it was; there is no file to lose.
    if (!unsaved() || m_key == ProfileBook::exampleKey)
        return true;
    switch (m_environment.dialogs->unsavedChanges(shownName(m_session.profile()))) {
    case dialogs::Dialogs::Unsaved::Save:
        return save() && !m_secret.hasAside();
    case dialogs::Dialogs::Unsaved::Discard:
        return true;
    case dialogs::Dialogs::Unsaved::Cancel:
        break;
    }
    return false;
}

std::optional<ProfileDesk::Unsaved> ProfileDesk::unsaved() const
{
    if (!isChanged() && !m_secret.hasAside())
        return std::nullopt;
    return Unsaved{m_session.profile(), m_secret.typed()};
}

void ProfileDesk::takeUp(const Unsaved& unsaved)
{
    // It may name another secret than the file.
    m_secret.replace(unsaved.profile);
    if (unsaved.secret)
        m_secret.takeUp(*unsaved.secret);
}

void ProfileDesk::open(const QString& key, const profile::Profile& profile, const store::Revision& revision)
{
    m_key = key;
    m_saved = profile;
    m_revision = revision;
    m_older.clear();
    const Workspaces::Located located = m_workspaces.locate(key);
    if (const auto* entry = located ? located.place->listing().find(located.path) : nullptr)
        m_older.append(entry->revision);
    m_disk = State::Saved;
    m_listed = false;
    m_book.setOpen({key, profile, State::Saved});
    const profile::Environment& environment = m_workspaces.environment(place());
    if (key == ProfileBook::exampleKey)
        m_secret.open(profile, environment, OpenSecret::Kept::Nowhere, m_environment.exampleSecret);
    else
        m_secret.open(profile, environment, OpenSecret::Kept::InTheStore);
    Q_EMIT opened();
    lookAtDisk();
}

void ProfileDesk::openExample()
{
    if (m_environment.example && mayLeave())
        open(ProfileBook::exampleKey, *m_environment.example, {});
}

void ProfileDesk::openUntitled(const profile::Profile& profile)
{
    open(ProfileBook::untitledKey, profile, {});
}

bool ProfileDesk::openKey(const QString& key)
{
    if (!mayLeave())
        return false;
    if (key == ProfileBook::exampleKey && m_environment.example) {
        open(key, *m_environment.example, {});
        return true;
    }
    const Workspaces::Located located = m_workspaces.locate(key);
    if (!located)
        return false;
    // As it is on the disk now: a listing may be older.
    const auto entry = located.place->workspace.load(located.path);
    if (!entry) {
        m_environment.dialogs->tellProblem(entry.error());
        m_workspaces.refresh();
        return false;
    }
    open(key, entry->profile, entry->revision);
    return true;
}

void ProfileDesk::openFile(const QString& path, const QByteArray& text, const profile::Profile& profile)
{
    if (!m_workspaces.locate(path))
        m_book.noteFile(path);
    open(path, profile, store::revisionOf(text));
}

void ProfileDesk::lookAtDisk()
{
    const Workspaces::Located located = m_workspaces.locate(m_key);
    if (!located || !located.place->listed)
        return;
    const store::ProfileEntry* entry = located.place->listing().find(located.path);
    if (!entry) {
        const auto& broken = located.place->listing().broken;
        const auto it = std::ranges::find(broken, located.path, &store::BrokenFile::path);
        // One that was never listed is not yet; and a listing from before a save may still have what that mended.
        if (it == broken.end() && m_listed)
            lookForMoved(*located.place);
        else if (it != broken.end() && !located.place->workspace.load(located.path))
            takeBroken(*it);
    } else if (entry->revision == m_revision) {
        m_listed = true;
        m_copied = located.place->catalogue().withId(m_saved.id).size() > 1;
        m_older.clear();
        m_disk = State::Saved;
    } else if (!m_older.contains(entry->revision)) {
        m_listed = true;
        takeFromDisk(*entry);
    } else if (const auto now = located.place->workspace.load(located.path); now && now->revision != m_revision) {
        // No listing from before the save: somebody put the older text back.
        m_listed = true;
        takeFromDisk(*now);
    }
    tell();
}

void ProfileDesk::takeBroken(const store::BrokenFile& broken)
{
    if (m_disk == State::Broken && broken.error == m_trouble)
        return;
    m_disk = State::Broken;
    m_trouble = broken.error;
    Q_EMIT said(tr("«%1» cannot be read any more: %2")
                    .arg(support::visibleText(shownName(m_saved)), troubleInWords(m_trouble)));
}

void ProfileDesk::lookForMoved(const Workspaces::Place& place)
{
    const auto found = place.catalogue().withId(m_saved.id);
    // Of copies that were there before, none is it.
    if (m_copied || found.size() != 1) {
        m_disk = State::Gone;
        return;
    }
    const store::ProfileEntry& moved = *found.first();
    m_key = place.workspace.absolutePath(moved.path);
    m_disk = State::Saved;
    if (moved.revision != m_revision)
        takeFromDisk(moved);
}

void ProfileDesk::takeFromDisk(const store::ProfileEntry& entry)
{
    if (entry.profile != m_saved && isChanged() && entry.profile != m_session.profile()) {
        m_disk = State::ChangedOnDisk;
        return;
    }
    m_revision = entry.revision;
    m_disk = State::Saved;
    if (std::exchange(m_saved, entry.profile) == entry.profile)
        return;
    if (m_session.profile() == entry.profile)
        return;
    m_secret.replace(entry.profile);
    Q_EMIT said(tr("«%1» was changed on the disk; this is how it is now").arg(support::visibleText(entry.name)));
}

void ProfileDesk::takeEnvironment()
{
    if (m_secret.setEnvironment(m_workspaces.environment(place())))
        tell();
}

bool ProfileDesk::mayLeaveEnvironment(const QString& name)
{
    const store::EnvironmentEntry* entry = name.isEmpty() ? nullptr : place().listing().environment(name);
    // One that is not listed yet may be the same under another name.
    const bool known = entry || name.isEmpty();
    if (!known || !m_secret.isTypedForAnother(entry ? entry->environment : profile::noEnvironment()))
        return true;
    switch (m_environment.dialogs->unsavedSecret(shownName(m_session.profile()), m_session.environment().name)) {
    case dialogs::Dialogs::Unsaved::Save:
        return save();
    case dialogs::Dialogs::Unsaved::Discard:
        m_secret.discard();
        return true;
    case dialogs::Dialogs::Unsaved::Cancel:
        break;
    }
    return false;
}

bool ProfileDesk::chooseEnvironment(const QString& name)
{
    const Workspaces::Place& chosenIn = place();
    if (!mayLeaveEnvironment(name))
        return false;
    m_workspaces.chooseEnvironment(chosenIn, name);
    takeEnvironment();
    Q_EMIT stateChanged();
    return true;
}

void ProfileDesk::follow(const QString& key)
{
    m_key = key;
    m_listed = false;
    tell();
}

void ProfileDesk::follow(const QString& key, const profile::Profile& saved, const store::Revision& base,
                         const store::Revision& revision)
{
    if (base == m_revision) {
        // What is typed in the form stays; only its name is another.
        profile::Profile edited = m_session.profile();
        edited.name = saved.name;
        m_older.append(std::exchange(m_revision, revision));
        m_saved = saved;
        m_session.edit(edited);
    } else {
        // The disk had another text than the form: that is still to be seen.
        m_older.append(base);
    }
    follow(key);
}

} // namespace assayer::window
