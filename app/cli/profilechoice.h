// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.h"
#include "cli/options.h"
#include "store/workspace.h"

#include <map>

namespace assayer::cli {

/// The workspaces of a run, each listed once however often it is asked for. The user's own may not exist yet and is
/// empty then.
class Listings {
public:
    [[nodiscard]] const support::Result<store::Listing>& of(const WorkspaceOptions& workspace);

private:
    std::map<QString, support::Result<store::Listing>> m_listings; ///< by folder
};

/// A profile as the user named it, with the variables of the environment put in.
struct ChosenProfile {
    QString path; ///< the file's, as the user wrote it, or below the workspace; empty if it is none
    profile::Profile stored;
    profile::Profile resolved;
    profile::Environment environment;
    QString file; ///< absolute; empty if it is none
};

/// The profile that was asked for by path, name, "-" or as the worked example. Errors: of readFile() and the parsers;
/// "profile-not-found", "ambiguous-profile", "environment-not-found", and those of profile::resolve().
[[nodiscard]] support::Result<ChosenProfile> chooseProfile(const QString& asked, const WorkspaceOptions& workspace,
                                                           Listings& listings, const Interrupt& interrupt);

/// As it is saved, with its variables.
[[nodiscard]] support::Result<profile::Profile> storedProfile(const QString& asked, const WorkspaceOptions& workspace,
                                                              Listings& listings, const Interrupt& interrupt);

/// The workspace's folder. `file`: a profile's, whose nearest folder above with environments is taken if none is named;
/// empty if there is none in its repository, or below the home and folders that are everybody's.
[[nodiscard]] QString workspaceFolder(const WorkspaceOptions& workspace, const QString& file = {});

/// The one of that path (with or without its ending) or name; case is taken for a difference only where it must.
[[nodiscard]] support::Result<store::ProfileEntry> findProfile(const store::Listing& listing, const QString& asked);
[[nodiscard]] support::Result<profile::Environment> findEnvironment(const store::Listing& listing,
                                                                    const QString& asked);
/// The one that the options name, for a profile's file; without a name, none. Errors: "environment-not-found", and
/// those of the listing.
[[nodiscard]] support::Result<profile::Environment> environmentFor(const WorkspaceOptions& workspace,
                                                                   const QString& file, Listings& listings);

/// The profile with the environment's variables: one error for all that is wrong.
[[nodiscard]] support::Result<profile::Profile> resolved(const profile::Profile& profile,
                                                         const profile::Environment& environment);

/// The first of them, parted by commas, to be shown.
[[nodiscard]] QString listed(QStringList names);

/// Whether the text names a file rather than a profile of the workspace. A folder's name may be a profile's too.
[[nodiscard]] bool isFilePath(const QString& asked, const WorkspaceOptions& workspace, Listings& listings);

} // namespace assayer::cli
