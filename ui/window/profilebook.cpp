// SPDX-License-Identifier: Apache-2.0
#include "window/profilebook.h"

#include "profile/resolution.h"
#include "store/atomicfile.h"
#include "support/pathbelow.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace assayer::window {

using models::ProfileRow;
using Kind = models::ProfileRow::Kind;

namespace {

constexpr int keptFiles = 10;
constexpr qsizetype mostFound = 200;
// With more rows, folders are closed at first, and what is in them is listed when they are opened.
constexpr qsizetype mostAtOnce = 300;
// Of one folder, without its own folders; the others stand behind a row of theirs.
constexpr qsizetype mostInFolder = 1'000;
constexpr QLatin1StringView moreKey("more:");
constexpr auto recentKey = "profiles/recent";

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

QString noteOf(const profile::Profile& profile)
{
    // Asked for every row: a translation costs more than all the rest of one.
    static const QString v1 = tr("v1 · client secret");
    static const QString v2 = tr("v2 · client secret");
    static const QString practice = tr("practice tenant");
    switch (profile.authority.kind) {
    case profile::AuthorityKind::Entra:
        return profile.authority.version == profile::EndpointVersion::V1 ? v1 : v2;
    case profile::AuthorityKind::Practice:
        return practice;
    case profile::AuthorityKind::Issuer:
        break;
    }
    const QString host = profile.authority.issuer.section(u'/', 2, 2);
    return host.isEmpty() ? tr("other issuer") : host;
}

QString stateNote(const OpenProfile& open)
{
    switch (open.state) {
    case OpenProfile::State::Saved:
        break;
    case OpenProfile::State::Changed:
        // It comes back as it was, and is not asked about.
        return open.key == ProfileBook::exampleKey ? tr("changed for now") : tr("changed, not saved");
    case OpenProfile::State::ChangedOnDisk:
        return tr("changed here and on the disk");
    case OpenProfile::State::Broken:
        return open.trouble;
    case OpenProfile::State::Gone:
        return tr("deleted on the disk; saving brings it back");
    }
    return {};
}

/// The row behind which the rest of a folder's profiles stand; the folder's key again, empty where it is no such row.
QString moreRow(const QString& folder)
{
    return moreKey + folder;
}

QString folderOfMore(const QString& key)
{
    return key.startsWith(moreKey) ? key.mid(moreKey.size()) : QString();
}

int depthIn(const QString& folder)
{
    return folder.isEmpty() ? 1 : static_cast<int>(folder.count(u'/')) + 2;
}

QString nameOf(const Workspaces& workspaces, const Workspaces::Place& place)
{
    return workspaces.isHome(place) ? tr("Profiles") : QFileInfo(place.root()).fileName();
}

} // namespace

const QString ProfileBook::exampleKey = QStringLiteral("example");
const QString ProfileBook::untitledKey = QStringLiteral("untitled");

QString shownName(const profile::Profile& profile)
{
    if (!profile.name.isEmpty())
        return profile.name;
    return profile.clientId.isEmpty() ? tr("New profile") : profile.clientId;
}

ProfileBook::ProfileBook(QSettings& settings, const Workspaces& workspaces)
    : m_settings(settings)
    , m_workspaces(workspaces)
    , m_verdicts(settings)
    , m_files(settings.value(QLatin1String(recentKey)).toStringList().mid(0, keptFiles))
{
}

void ProfileBook::setOpen(const OpenProfile& open)
{
    m_open = open;
    m_read.remove(open.key);
}

/// The worked example's is its own, whatever file was made of it.
QString ProfileBook::idOf(const QString& key, const profile::Profile& profile) const
{
    return key == exampleKey ? QString() : profile.id;
}

/// With variables it is another request in each environment.
QString ProfileBook::verdictId(const QString& key, const profile::Profile& profile) const
{
    const QString id = idOf(key, profile);
    const Workspaces::Located located = m_workspaces.locate(key);
    const QString environment = located ? m_workspaces.chosenEnvironment(*located.place) : QString();
    if (environment.isEmpty() || profile::variablesIn(profile).isEmpty())
        return id;
    return (id.isEmpty() ? key : id) + u'@' + environment;
}

void ProfileBook::noteVerdict(const QString& status)
{
    const QString id = idOf(m_open.key, m_open.profile);
    if (m_open.key != untitledKey)
        m_verdicts.note(m_open.key, verdictId(m_open.key, m_open.profile), filesWithId(id), status);
}

void ProfileBook::noteFile(const QString& path)
{
    m_files.removeAll(path);
    m_files.prepend(path);
    m_files = m_files.mid(0, keptFiles);
    m_settings.setValue(QLatin1String(recentKey), m_files);
}

void ProfileBook::forgetFile(const QString& path)
{
    m_read.remove(path);
    if (m_files.removeAll(path) > 0)
        m_settings.setValue(QLatin1String(recentKey), m_files);
}

QStringList ProfileBook::recentFiles() const
{
    QStringList files;
    for (const QString& path : m_files) {
        if (!m_workspaces.locate(path))
            files << path;
    }
    return files;
}

const ProfileBook::RecentFile& ProfileBook::recent(const QString& path) const
{
    if (!m_read.contains(path)) {
        RecentFile read;
        if (const auto bytes = store::readFile(path, store::largestFile)) {
            if (const auto profile = profile::parse(*bytes))
                read.profile = *profile;
        }
        m_read.insert(path, read);
    }
    return m_read[path];
}

ProfileRow ProfileBook::row(const QString& key, int depth, const QString& name, const profile::Profile& profile) const
{
    const QString id = idOf(key, profile);
    const QString verdict = m_verdicts.of(key, verdictId(key, profile), [this, &id] { return filesWithId(id); });
    ProfileRow row{Kind::Profile, depth, key, name, noteOf(profile), verdict, false};
    if (key == exampleKey)
        row.note = tr("the worked example");
    if (key == m_open.key && m_open.state != OpenProfile::State::Saved)
        row.note = stateNote(m_open);
    return row;
}

ProfileRow ProfileBook::openRow() const
{
    return row(m_open.key, 1, shownName(m_open.profile), m_open.profile);
}

ProfileRow ProfileBook::rowOf(const Workspaces::Place& place, const store::ProfileEntry& entry, int depth) const
{
    const QString key = place.workspace.absolutePath(entry.path);
    if (key != m_open.key)
        return row(key, depth, entry.name, entry.profile);
    ProfileRow own = openRow();
    own.depth = depth;
    return own;
}

ProfileRow ProfileBook::recentRow(const QString& path)
{
    ProfileRow shown;
    if (path == m_open.key) {
        shown = openRow();
    } else if (const RecentFile& file = recent(path); file.profile) {
        shown = row(path, 1, shownName(*file.profile), *file.profile);
    } else {
        shown = {Kind::Broken, 1, path, QFileInfo(path).completeBaseName(), tr("cannot be read")};
    }
    shown.fixed = true;
    return shown;
}

void ProfileBook::addContent(const Workspaces::Place& place, const QString& folder, QList<ProfileRow>& rows,
                             bool late) const
{
    const int depth = depthIn(folder);
    const auto& contents = place.catalogue().contents;
    for (const QString& inner : contents.value(folder).folders) {
        if (!isOfPlace(place, inner))
            continue;
        rows.append({Kind::Folder, depth, place.workspace.absolutePath(inner), inner.section(u'/', -1)});
        rows.last().late = late && contents.contains(inner);
        if (!late)
            addContent(place, inner, rows, late);
    }
    if (const qsizetype more = addProfiles(place, folder, depth, Part::First, rows); more > 0) {
        rows.append({Kind::Folder, depth, moreRow(place.workspace.absolutePath(folder)), tr("%1 more").arg(more)});
        rows.last().fixed = true;
        rows.last().late = true;
    }
}

qsizetype ProfileBook::addProfiles(const Workspaces::Place& place, const QString& folder, int depth, Part part,
                                   QList<ProfileRow>& rows) const
{
    qsizetype first = 0;
    qsizetype others = 0;
    for (const qsizetype at : place.catalogue().contents.value(folder).profiles) {
        const store::ProfileEntry& entry = place.listing().profiles.at(at);
        if (!isOfPlace(place, entry.path))
            continue;
        // The open one is always to be seen.
        const bool isFirst = first < mostInFolder || place.workspace.absolutePath(entry.path) == m_open.key;
        first += isFirst ? 1 : 0;
        if (isFirst == (part == Part::First))
            rows.append(rowOf(place, entry, depth));
        else
            ++others;
    }
    return others;
}

bool ProfileBook::isOfPlace(const Workspaces::Place& place, const QString& path) const
{
    // A workspace in another one has its own.
    return m_workspaces.places().size() == 1 || m_workspaces.locate(place.workspace.absolutePath(path)).place == &place;
}

void ProfileBook::addPlace(const Workspaces::Place& place, QList<ProfileRow>& rows, bool late) const
{
    const QString& root = place.root();
    const store::Listing& listing = place.listing();
    rows.append({Kind::Group, 0, root, nameOf(m_workspaces, place)});
    if (place.trouble)
        rows.append({Kind::Note, 1, QStringLiteral("trouble:") + root, place.trouble->sentence, place.trouble->detail});

    addContent(place, {}, rows, late);
    // A new one is listed in a moment; a deleted one is held here alone.
    const Workspaces::Located open = m_workspaces.locate(m_open.key);
    const bool isListed = open.place != &place || listing.find(open.path);
    if (!isListed)
        rows.append(openRow());
    for (const store::BrokenFile& broken : listing.broken) {
        const QString key = place.workspace.absolutePath(broken.path);
        if (key != m_open.key)
            rows.append({Kind::Broken, 1, key, broken.path,
                         QString(broken.error.sentence + u' ' + broken.error.detail).trimmed()});
    }
    if (rows.last().kind == Kind::Group) {
        const bool empty = place.listed || QDir(root).isEmpty();
        rows.append({Kind::Note, 1, QStringLiteral("empty:") + root, empty ? tr("No profiles yet") : tr("Reading…")});
    }
}

QList<ProfileRow> ProfileBook::rows()
{
    QList<ProfileRow> rows;
    if (m_example) {
        rows.append({Kind::Group, 0, QStringLiteral("practice"), tr("Practice tenant"), {}, {}, true});
        ProfileRow example = row(exampleKey, 1, shownName(*m_example), *m_example);
        example.fixed = true;
        rows.append(example);
    }
    const auto& places = m_workspaces.places();
    qsizetype listed = 0;
    for (const auto& place : places)
        listed += place->listing().profiles.size() + place->listing().folders.size();
    for (const auto& place : places) {
        addPlace(*place, rows, listed > mostAtOnce);
        if (place == places.front() && m_open.key == untitledKey) {
            if (rows.last().kind == Kind::Note && !place->trouble)
                rows.removeLast();
            rows.append(openRow());
            rows.last().fixed = true;
        }
    }
    if (const QStringList files = recentFiles(); !files.isEmpty()) {
        rows.append({Kind::Group, 0, QStringLiteral("files"), tr("Other files"), {}, {}, true});
        for (const QString& path : files)
            rows.append(recentRow(path));
    }
    return rows;
}

QList<ProfileRow> ProfileBook::rowsIn(const QString& key) const
{
    QList<ProfileRow> rows;
    const QString rest = folderOfMore(key);
    const Workspaces::Located located = m_workspaces.locate(rest.isEmpty() ? key : rest);
    if (located && !rest.isEmpty())
        addProfiles(*located.place, located.path, depthIn(located.path) + 1, Part::Others, rows);
    else if (located)
        addContent(*located.place, located.path, rows, true);
    return rows;
}

QList<ProfileRow> ProfileBook::found(const QString& typed)
{
    QList<ProfileRow> rows;
    qsizetype all = 0;
    for (const auto& place : m_workspaces.places()) {
        const QList<qsizetype> positions = place->catalogue().index.find(typed);
        if (positions.isEmpty())
            continue;
        rows.append({Kind::Group, 0, place->root(), nameOf(m_workspaces, *place), {}, {}, true});
        for (const qsizetype at : positions.mid(0, std::max<qsizetype>(0, mostFound - all)))
            rows.append(rowOf(*place, place->listing().profiles.at(at), 1));
        all += positions.size();
    }
    const auto holds = [&typed](const ProfileRow& row) {
        return row.name.contains(typed, Qt::CaseInsensitive) || row.note.contains(typed, Qt::CaseInsensitive);
    };
    QList<ProfileRow> others;
    if (m_example)
        others.append(row(exampleKey, 1, shownName(*m_example), *m_example));
    for (const QString& path : recentFiles())
        others.append(recentRow(path));
    others.removeIf([&holds](const ProfileRow& row) { return !holds(row); });
    if (!others.isEmpty())
        rows.append({Kind::Group, 0, QStringLiteral("files"), tr("Other files"), {}, {}, true});
    rows += others;
    if (rows.isEmpty())
        rows.append({Kind::Note, 0, QStringLiteral("//none"), tr("No profile has that")});
    else if (all > mostFound)
        rows.append({Kind::Note, 0, QStringLiteral("//more"), tr("%1 more: type on").arg(all - mostFound)});
    return rows;
}

QList<checks::KnownApi> ProfileBook::otherApis()
{
    QList<checks::KnownApi> others;
    if (m_example && m_open.key != exampleKey)
        others.append(checks::knownApi(*m_example));
    for (const auto& place : m_workspaces.places()) {
        const store::Listing& listing = place->listing();
        const bool hasOpen = support::isBelow(m_open.key, place->root());
        const store::ProfileEntry* open = hasOpen ? listing.find(m_open.key.mid(place->root().size() + 1)) : nullptr;
        const qsizetype openAt = open ? open - listing.profiles.constData() : -1;
        const auto& apis = place->catalogue().apis;
        for (qsizetype at = 0; at < apis.size(); ++at) {
            if (at != openAt && !apis.at(at).audiences.isEmpty())
                others.append(apis.at(at));
        }
    }
    for (const QString& path : recentFiles()) {
        if (path != m_open.key && recent(path).profile)
            others.append(checks::knownApi(*recent(path).profile));
    }
    return others;
}

QStringList ProfileBook::foldersOf(const Workspaces::Place& place)
{
    return QStringList{QString()} + place.listing().folders;
}

} // namespace assayer::window
