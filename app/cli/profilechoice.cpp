// SPDX-License-Identifier: Apache-2.0
#include "cli/profilechoice.h"

#include "cli/inputs.h"
#include "profile/resolution.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

#include <algorithm>

namespace assayer::cli {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

QString withoutEnding(const QString& path)
{
    return path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? path.chopped(5) : path;
}

QList<const store::ProfileEntry*> matches(const store::Listing& listing, const QString& asked,
                                          Qt::CaseSensitivity sensitivity)
{
    QList<const store::ProfileEntry*> found;
    for (const store::ProfileEntry& entry : listing.profiles) {
        if (entry.name.compare(asked, sensitivity) == 0 ||
            withoutEnding(entry.path).compare(withoutEnding(asked), sensitivity) == 0) {
            found.append(&entry);
        }
    }
    return found;
}

/// A folder that everybody may put something into, like /tmp, or even take from: what lies there is nobody's word.
bool isShared(const QString& folder)
{
#ifdef Q_OS_UNIX
    struct stat found {};
    return ::stat(QFile::encodeName(folder).constData(), &found) == 0 && (found.st_mode & S_IWOTH) != 0;
#else
    return folder == QDir::tempPath();
#endif
}

QString folderWithEnvironments(const QString& file)
{
    const QString own = store::Workspace::defaultRoot();
    QDir folder = QFileInfo(file).absoluteDir();
    while (!folder.isRoot() && folder != QDir::home() && !isShared(folder.path())) {
        const QString environments = store::environmentsFolder;
        if ((folder.exists(environments) && !isShared(folder.filePath(environments))) || folder == QDir(own)) {
            return folder.path();
        }
        if (folder.exists(QStringLiteral(".git")) || !folder.cdUp()) {
            break;
        }
    }
    return {};
}

support::Result<ChosenProfile> completed(ChosenProfile chosen)
{
    return resolved(chosen.stored, chosen.environment).map([&](profile::Profile profile) {
        chosen.resolved = std::move(profile);
        return std::move(chosen);
    });
}

support::Result<ChosenProfile> fromFile(const QString& file, const WorkspaceOptions& workspace, Listings& listings,
                                        const Interrupt& interrupt)
{
    return readProfile(file, interrupt).and_then([&](const profile::Profile& profile) {
        const QString path = file == QLatin1String("-") ? QString() : file;
        return environmentFor(workspace, path, listings).and_then([&](const profile::Environment& environment) {
            const QString absolute = path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
            return completed({path, profile, {}, environment, absolute});
        });
    });
}

support::Result<ChosenProfile> fromWorkspace(const QString& asked, const WorkspaceOptions& workspace,
                                             Listings& listings)
{
    const auto& listing = listings.of(workspace);
    if (!listing) {
        return tl::unexpected(listing.error());
    }
    const auto entry = findProfile(*listing, asked);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    const auto environment =
        workspace.environment.isEmpty() ? profile::noEnvironment() : findEnvironment(*listing, workspace.environment);
    return environment.and_then([&](const profile::Environment& found) {
        const QString file = QDir(workspaceFolder(workspace)).absoluteFilePath(entry->path);
        return completed({entry->path, entry->profile, {}, found, file});
    });
}

} // namespace

QString listed(QStringList names)
{
    constexpr qsizetype most = 20;
    constexpr qsizetype longest = 200;
    const bool more = names.size() > most;
    names = names.mid(0, most);
    for (QString& name : names) {
        name = support::visibleText(name.left(longest));
    }
    return names.join(QLatin1String(", ")) + (more ? QStringLiteral(", …") : QString());
}

bool isFilePath(const QString& asked, const WorkspaceOptions& workspace, Listings& listings)
{
    const QFileInfo facts(asked);
    if (asked == QLatin1String("-") || (facts.exists() && !facts.isDir())) {
        return true;
    }
    const bool asPath = asked.startsWith(u'.') || asked.endsWith(u'/') || QDir::isAbsolutePath(asked);
    if (facts.isDir() && asPath) {
        return true;
    }
    if (!facts.exists() && !asked.contains(u'/') && !asked.endsWith(QLatin1String(".json"))) {
        return false;
    }
    // A path in the workspace, unless it is none there either: then it is the file that is missed.
    const auto& listing = listings.of(workspace);
    return !listing || matches(*listing, asked, Qt::CaseInsensitive).isEmpty();
}

QString workspaceFolder(const WorkspaceOptions& workspace, const QString& file)
{
    if (!workspace.folder.isEmpty()) {
        return workspace.folder;
    }
    return file.isEmpty() ? store::Workspace::defaultRoot() : folderWithEnvironments(file);
}

const support::Result<store::Listing>& Listings::of(const WorkspaceOptions& workspace)
{
    const QString folder = workspaceFolder(workspace);
    auto known = m_listings.find(folder);
    if (known == m_listings.end()) {
        const bool isNew = workspace.folder.isEmpty() && !QFileInfo::exists(folder);
        known = m_listings.emplace(folder, isNew ? store::Listing() : store::Workspace(folder).list()).first;
    }
    return known->second;
}

support::Result<store::ProfileEntry> findProfile(const store::Listing& listing, const QString& asked)
{
    auto found = matches(listing, asked, Qt::CaseSensitive);
    if (found.isEmpty()) {
        found = matches(listing, asked, Qt::CaseInsensitive);
    }
    if (found.size() == 1) {
        return *found.first();
    }
    const QString field = QStringLiteral("profile");
    if (found.isEmpty()) {
        for (const store::BrokenFile& broken : listing.broken) {
            if (withoutEnding(broken.path) == withoutEnding(asked)) {
                return tl::unexpected(broken.error);
            }
        }
        return support::failure(
            QStringLiteral("profile-not-found"),
            tr("The workspace has no profile «%1», and there is no such file.").arg(support::visibleText(asked)),
            tr("«assayer-cli profiles list» shows what there is."), field);
    }
    QStringList paths;
    for (const store::ProfileEntry* entry : found) {
        paths.append(entry->path);
    }
    return support::failure(
        QStringLiteral("ambiguous-profile"),
        tr("Several profiles are called «%1»: name one by its path.").arg(support::visibleText(asked)), listed(paths),
        field);
}

support::Result<profile::Environment> findEnvironment(const store::Listing& listing, const QString& asked)
{
    if (const auto* found = listing.environment(asked)) {
        return found->environment;
    }
    QStringList paths;
    for (const store::EnvironmentEntry* entry : listing.environmentsNamed(asked)) {
        paths.append(entry->path);
    }
    if (!paths.isEmpty()) {
        return support::failure(QStringLiteral("ambiguous-environment"),
                                tr("Several environments are called «%1»: give all but one of them another name.")
                                    .arg(support::visibleText(asked)),
                                listed(paths), QStringLiteral("environment"));
    }
    const auto broken = std::ranges::find_if(listing.broken, [&](const store::BrokenFile& file) {
        return withoutEnding(file.path) == store::environmentsFolder + u'/' + asked;
    });
    if (broken != listing.broken.end()) {
        return tl::unexpected(broken->error);
    }
    QStringList names;
    for (const store::EnvironmentEntry& entry : listing.environments) {
        names.append(entry.name);
    }
    return support::failure(QStringLiteral("environment-not-found"),
                            tr("The workspace has no environment «%1».").arg(support::visibleText(asked)),
                            names.isEmpty() ? tr("It has none.") : tr("It has: %1").arg(listed(names)),
                            QStringLiteral("environment"));
}

support::Result<profile::Environment> environmentFor(const WorkspaceOptions& workspace, const QString& file,
                                                     Listings& listings)
{
    if (workspace.environment.isEmpty()) {
        return profile::noEnvironment();
    }
    WorkspaceOptions there = workspace;
    there.folder = workspaceFolder(workspace, file);
    if (there.folder.isEmpty()) {
        return support::failure(QStringLiteral("environment-not-found"),
                                tr("The profile's folder has no environment «%1», nor has one above it.")
                                    .arg(support::visibleText(workspace.environment)),
                                tr("Name the folder of the workspace that has it with --workspace."),
                                QStringLiteral("environment"));
    }
    return listings.of(there).and_then(
        [&](const store::Listing& listing) { return findEnvironment(listing, workspace.environment); });
}

support::Result<profile::Profile> resolved(const profile::Profile& profile, const profile::Environment& environment)
{
    const auto result = profile::resolve(profile, environment);
    if (result) {
        return *result;
    }
    support::Error all = result.error().first();
    all.detail = (all.field.isEmpty() ? QString() : all.field + QLatin1String(": ")) + all.detail;
    for (const support::Error& error : result.error().mid(1, 5)) {
        all.detail += QStringLiteral(" %1: %2").arg(error.field, error.sentence);
    }
    return tl::unexpected(all);
}

support::Result<profile::Profile> storedProfile(const QString& asked, const WorkspaceOptions& workspace,
                                                Listings& listings, const Interrupt& interrupt)
{
    if (isWorkedExample(asked)) {
        return profile::workedExample();
    }
    if (isFilePath(asked, workspace, listings)) {
        return readProfile(asked, interrupt);
    }
    return listings.of(workspace).and_then([&](const store::Listing& listing) {
        return findProfile(listing, asked).map([](const store::ProfileEntry& entry) { return entry.profile; });
    });
}

support::Result<ChosenProfile> chooseProfile(const QString& asked, const WorkspaceOptions& workspace,
                                             Listings& listings, const Interrupt& interrupt)
{
    if (isWorkedExample(asked)) {
        return completed({{}, profile::workedExample(), {}, profile::noEnvironment(), {}});
    }
    return isFilePath(asked, workspace, listings) ? fromFile(asked, workspace, listings, interrupt)
                                                  : fromWorkspace(asked, workspace, listings);
}

} // namespace assayer::cli
