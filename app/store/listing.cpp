// SPDX-License-Identifier: Apache-2.0
#include "store/listing.h"

#include "store/atomicfile.h"
#include "store/filename.h"
#include "store/filestamp.h"
#include "store/foldernames.h"
#include "store/parsed.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QThread>

#include <algorithm>

namespace assayer::store {
namespace {

constexpr int deepestFolder = 32;
constexpr qsizetype mostFiles = 100'000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

template <typename Entry> QHash<QString, const Entry*> byPath(const QList<Entry>& entries)
{
    QHash<QString, const Entry*> index;
    index.reserve(entries.size());
    for (const Entry& entry : entries) {
        index.insert(entry.path, &entry);
    }
    return index;
}

template <typename Entry> void sortByPath(QList<Entry>& entries)
{
    std::ranges::sort(entries, {}, &Entry::path);
}

/// Of a workspace that lies in this one: an environment reads as a profile that says nothing.
bool isInnerEnvironment(const profile::Profile& profile, const QString& path)
{
    const bool saysNothing = profile.clientId.isEmpty() && profile.authority == profile::Authority();
    return profile::isEnvironment(profile) || (saysNothing && folderOf(path).section(u'/', -1) == environmentsFolder);
}

/// One listing in the making.
class Walk {
public:
    Walk(const QString& root, const Listing& previous)
        : m_root(root)
        , m_previous(previous)
        , m_profiles(byPath(previous.profiles))
        , m_environments(byPath(previous.environments))
        , m_broken(byPath(previous.broken))
    {
    }

    Listing run()
    {
        folder({}, 0);
        sortByPath(m_listing.profiles);
        sortByPath(m_listing.broken);
        m_listing.folders.sort();
        std::ranges::sort(m_listing.environments, {},
                          [](const EnvironmentEntry& e) { return std::tie(e.name, e.path); });
        return std::move(m_listing);
    }

private:
    void note(const QString& path, const char* code, const QString& sentence)
    {
        m_listing.broken.append({path, {QLatin1String(code), sentence, {}, {}}});
    }

    void folder(const QString& path, int depth)
    {
        const FolderNames found = namesIn(path.isEmpty() ? m_root : m_root + u'/' + path);
        for (const QString& name : found.names) {
            if (QThread::currentThread()->isInterruptionRequested()) {
                return;
            }
            entry(pathIn(path, name), depth);
        }
        for (const QString& name : found.undecodable) {
            note(pathIn(path, name), "invalid-path",
                 Text::tr("Its name is no text in this system's encoding, so it cannot be opened: rename it."));
        }
    }

    void entry(const QString& path, int depth)
    {
        const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        const FileFacts facts = factsOf(m_root + u'/' + path);
        if (facts.kind == FileKind::Folder) {
            subfolder(path, depth + 1);
        } else if (facts.kind == FileKind::Link && json) {
            note(path, "is-a-link", Text::tr("A link to somewhere else, which is not followed."));
        } else if (facts.kind == FileKind::File && json) {
            file(path, facts.stamp);
        }
    }

    void subfolder(const QString& path, int depth)
    {
        if (!isPathBelow(path)) {
            note(path, "invalid-path", Text::tr("A folder whose name is no name on some systems: it is left out."));
        } else if (depth > deepestFolder) {
            note(path, "too-many-files",
                 Text::tr("More than %1 folders in one another: what is below is left out.").arg(deepestFolder));
        } else {
            if (path != environmentsFolder) {
                m_listing.folders.append(path);
            }
            folder(path, depth);
        }
    }

    void file(const QString& path, const FileStamp& stamp)
    {
        if (m_listing.stamps.size() >= mostFiles) {
            if (m_listing.stamps.size() == mostFiles && !m_full) {
                m_full = true;
                note(path, "too-many-files",
                     Text::tr("More than %1 files: this and what would follow are left out.").arg(mostFiles));
            }
            return;
        }
        m_listing.stamps.insert(path, stamp);
        const auto before = m_previous.stamps.constFind(path);
        if (before == m_previous.stamps.cend() || !before->settled || !before->isOf(stamp)) {
            read(path, stamp);
        } else {
            keep(path);
        }
    }

    /// What the previous listing had of an unchanged file, which may be nothing.
    void keep(const QString& path)
    {
        if (const auto* profile = m_profiles.value(path)) {
            m_listing.profiles.append(*profile);
        } else if (const auto* environment = m_environments.value(path)) {
            m_listing.environments.append(*environment);
        } else if (const auto* broken = m_broken.value(path)) {
            m_listing.broken.append(*broken);
        }
    }

    void read(const QString& path, const FileStamp& stamp)
    {
        const auto text = readFile(m_root + u'/' + path, largestFile);
        if (!text) {
            if (text.error().code != QLatin1String("absent")) {
                m_listing.broken.append({path, text.error()});
            }
            return;
        }
        if (folderOf(path) == environmentsFolder) {
            // A text that is cut there is nobody else's.
            take(entryOf(path, *text, parsedEnvironment(*text, Owner::Ours)), m_listing.environments, path);
        } else {
            const auto* before = m_broken.value(path);
            const bool known =
                m_profiles.contains(path) || (before && before->error.code == QLatin1String("invalid-json"));
            auto entry = entryOf(path, *text, parsedProfile(*text, known ? Owner::Ours : Owner::Unknown));
            if (entry && isInnerEnvironment(entry->profile, path)) {
                return;
            }
            if (entry) {
                entry->changedAt = stamp.changed / 1'000'000;
            }
            take(std::move(entry), m_listing.profiles, path);
        }
    }

    template <typename Entry> void take(support::Result<Entry> entry, QList<Entry>& entries, const QString& path)
    {
        if (!isPathBelow(path) && (entry || entry.error().code != QLatin1String("foreign"))) {
            note(path, "invalid-path",
                 Text::tr("A file whose name is no name on some systems, for a colon or backslash: rename it."));
        } else if (entry) {
            entries.append(*std::move(entry));
        } else if (entry.error().code != QLatin1String("foreign")) {
            m_listing.broken.append({path, entry.error()});
        }
    }

    const QString m_root;
    const Listing& m_previous;
    const QHash<QString, const ProfileEntry*> m_profiles;
    const QHash<QString, const EnvironmentEntry*> m_environments;
    const QHash<QString, const BrokenFile*> m_broken;
    Listing m_listing;
    bool m_full = false;
};

} // namespace

Revision revisionOf(QByteArrayView text)
{
    return QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Sha256);
}

const ProfileEntry* Listing::find(QStringView path) const
{
    const auto found =
        std::ranges::lower_bound(profiles, path, {}, [](const ProfileEntry& e) { return QStringView(e.path); });
    return found != profiles.end() && found->path == path ? &*found : nullptr;
}

const EnvironmentEntry* Listing::environment(QStringView name) const
{
    const auto found = environmentsNamed(name);
    return found.size() == 1 ? found.first() : nullptr;
}

QList<const EnvironmentEntry*> Listing::environmentsNamed(QStringView name) const
{
    QList<const EnvironmentEntry*> found;
    for (const EnvironmentEntry& entry : environments) {
        if (entry.name == name) {
            found.append(&entry);
        }
    }
    return found;
}

bool Listing::sameAs(const Listing& other) const
{
    return profiles == other.profiles && folders == other.folders && environments == other.environments &&
           broken == other.broken;
}

support::Result<Listing> listWorkspace(const QString& root, const Listing& previous)
{
    const QFileInfo folder(root);
    if (!folder.isDir()) {
        return support::failure(QStringLiteral("absent"), Text::tr("The workspace's folder is not there."), root);
    }
    if (!folder.isReadable() || !folder.isExecutable()) {
        return support::failure(QStringLiteral("not-readable"), Text::tr("The workspace's folder cannot be read."),
                                root);
    }
    return Walk(folder.absoluteFilePath(), previous).run();
}

} // namespace assayer::store
