// SPDX-License-Identifier: Apache-2.0
#include "profile/resolution.h"
#include "window/profilebook.h"

#include <QFileInfo>

/// What ProfileBook knows of files that share an id, as somebody copied them.
namespace assayer::window {

QStringList ProfileBook::filesWithId(const QString& id) const
{
    if (id.isEmpty())
        return {};
    QStringList files = m_workspaces.filesWithId(id);
    for (const QString& path : recentFiles()) {
        const RecentFile& file = recent(path);
        if (file.profile && file.profile->id == id && QFileInfo::exists(path))
            files << path;
    }
    return files;
}

QStringList ProfileBook::otherFilesWithId(const QString& id) const
{
    QStringList files = filesWithId(id);
    files.removeAll(m_open.key);
    return files;
}

QStringList ProfileBook::otherDestinations(const QString& id, const store::SecretKey& key) const
{
    QStringList destinations;
    const auto add = [&](const profile::Profile& profile, const Workspaces::Place& place) {
        for (const profile::Environment& environment :
             QList{profile::noEnvironment()} + Workspaces::environmentsOf(place)) {
            const auto resolved = profile::resolve(profile, environment);
            if (resolved && store::secretKeyOf(profile, environment) == key)
                destinations << store::destinationOf(*resolved);
        }
    };
    for (const QString& file : otherFilesWithId(id)) {
        const Workspaces::Located located = m_workspaces.locate(file);
        const store::ProfileEntry* entry = located ? located.place->listing().find(located.path) : nullptr;
        if (entry)
            add(entry->profile, *located.place);
        else if (!located && recent(file).profile)
            add(*recent(file).profile, m_workspaces.home());
    }
    return destinations;
}

QList<profile::Environment> ProfileBook::environmentsLike(const profile::Environment& environment) const
{
    const Workspaces::Located located = m_workspaces.locate(m_open.key);
    QList<profile::Environment> others;
    if (!environment.id.isEmpty())
        others = Workspaces::environmentsOf(located ? *located.place : m_workspaces.home());
    others.removeIf([&environment](const profile::Environment& other) {
        return other.id != environment.id || other.name == environment.name;
    });
    return others;
}

} // namespace assayer::window
