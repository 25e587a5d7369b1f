// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/checklist.h"
#include "profile/resolution.h"
#include "store/listing.h"

namespace assayer::store {

enum class SortBy { Name, Path, LastChanged, Client, Tenant };

/// The profiles of a listing in that order, as positions in Listing::profiles. Numbers in names count as numbers
/// («api 2» before «api 10»); equal ones are in the order of their paths.
[[nodiscard]] QList<qsizetype> sorted(const Listing& listing, SortBy by);

/// Finds profiles while somebody types. Made once for a listing; a search over 10,000 profiles takes a few
/// milliseconds.
class ProfileIndex {
public:
    ProfileIndex() = default;
    explicit ProfileIndex(const Listing& listing, const profile::Environment& environment = profile::noEnvironment());

    /// The profiles that have every word of the text in their name, path, client ID, resources, audience, scope,
    /// tenant or issuer, as they stand there or with what their variables stand for, without regard to case or accents,
    /// as positions in Listing::profiles. The best first: those whose name begins with the text, then those with all
    /// words in the name, then the others. All for an empty text.
    [[nodiscard]] QList<qsizetype> find(const QString& typed) const;

private:
    struct Row {
        QString name;
        QString all;
    };
    QList<Row> m_rows;
};

/// What is directly in a folder.
struct FolderContent {
    QStringList folders;       ///< paths in the workspace, in their order
    QList<qsizetype> profiles; ///< positions in Listing::profiles, in the order that was asked for
};

/// A listing made ready to be shown: folder by folder, and what is searched while somebody types.
struct Catalogue {
    Listing listing;
    QHash<QString, FolderContent> contents; ///< by the folder's path, the workspace's own being «»; no empty ones
    ProfileIndex index;
    QList<qsizetype> byId; ///< positions in Listing::profiles, by the profiles' ids; without those that have none
    /// Of each profile, by its position, what a token for it names; no audiences where a variable is undefined.
    QList<checks::KnownApi> apis;

    /// More than one where somebody copied a file with its id.
    [[nodiscard]] QList<const ProfileEntry*> withId(const QString& id) const;
};
/// With what variables stand for in the listing's environment of that name, if it has that one.
[[nodiscard]] Catalogue catalogueOf(const Listing& listing, SortBy by, const QString& environment = {});

} // namespace assayer::store
