// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/folderlock.h"
#include "store/listing.h"

#include <optional>

namespace assayer::store {

/// Both sides of a profile or environment that was changed here and elsewhere. Nothing was written.
struct Conflict {
    QString path;
    bool removed = false;                         ///< it is no longer there
    QByteArray theirText;                         ///< as it stands on the disk now
    Revision theirRevision;                       ///< what a save must name as its base to take its place
    QByteArray ourText;                           ///< as it would be written
    std::optional<profile::Profile> theirProfile; ///< absent if it cannot be read, or is an environment
    std::optional<profile::Environment> theirEnvironment;
};

struct SaveFailure {
    support::Error error;             ///< "conflict", or why it could not be written
    std::optional<Conflict> conflict; ///< with the former
};

/// What stands on the disk now.
template <typename Value> struct Saved {
    QString path;
    Value value; ///< with its id
    Revision revision;
    QString setAside = {}; ///< where an unreadable file is kept that stood there before
};
template <typename Value> using SaveResult = tl::expected<Saved<Value>, SaveFailure>;
using SavedProfile = Saved<profile::Profile>;
using SavedEnvironment = Saved<profile::Environment>;

/// Something that was deleted and is kept until it is brought back.
struct Removed {
    QString path; ///< where it was
    QString kept; ///< where it is, below the program's own folder
    bool operator==(const Removed&) const = default;
};

/// A folder of profiles on the disk. A plain value: it keeps nothing in memory, so that any number of windows,
/// programs and editors may work on the same folder. Every change is made under a lock and is whole or not at all.
/// Paths as in Listing; one that leads out of the workspace, or over a link, is "invalid-path". Other errors: "absent",
/// "exists", "locked", "disk-full", "not-writable". May block for the time of a disk's answer, and for the lock's
/// limit. Any thread.
class Workspace {
public:
    explicit Workspace(QString root, std::chrono::milliseconds lockLimit = std::chrono::seconds(2));

    /// The user's own, in the folder for configuration; not made by asking for it.
    [[nodiscard]] static QString defaultRoot();
    /// Makes the folder if it is not there.
    [[nodiscard]] support::Result<void> prepare() const;

    [[nodiscard]] const QString& root() const { return m_root; }
    [[nodiscard]] QString absolutePath(const QString& path) const;

    [[nodiscard]] support::Result<Listing> list(const Listing& previous = {}) const;
    [[nodiscard]] support::Result<ProfileEntry> load(const QString& path) const;
    [[nodiscard]] support::Result<EnvironmentEntry> loadEnvironment(const QString& path) const;

    /// A new file for it in the folder, named after the profile. It gets an id of its own, whatever it had.
    [[nodiscard]] support::Result<SavedProfile> create(const QString& folder, profile::Profile profile) const;
    /// Puts the profile in the place of the text that `base` stands for; a profile without an id gets one. If there is
    /// another text now: "conflict", with both. To put ours in its place, save again with Conflict::theirRevision; what
    /// stood there and could not be read is then set aside beside it.
    [[nodiscard]] SaveResult<profile::Profile> save(const QString& path, profile::Profile profile,
                                                    const Revision& base) const;
    /// As save(), of a profile's file that lies in no workspace, by its absolute path. The lock is this workspace's, as
    /// nothing is to lie beside such a file; without one where this workspace cannot be written.
    [[nodiscard]] SaveResult<profile::Profile> saveElsewhere(const QString& file, profile::Profile profile,
                                                             const Revision& base) const;
    /// Gives the profile another name, and its file the name that goes with it. It keeps its id, so its secret too.
    [[nodiscard]] SaveResult<profile::Profile> rename(const QString& path, const QString& name,
                                                      const Revision& base) const;
    /// A copy beside it with that name and an id of its own: it has no secret.
    [[nodiscard]] support::Result<SavedProfile> duplicate(const QString& path, const QString& name) const;

    /// A profile, a broken file or a folder into a folder, under another name if its own is taken there. The new path.
    [[nodiscard]] support::Result<QString> move(const QString& path, const QString& folder) const;
    [[nodiscard]] support::Result<QString> createFolder(const QString& parent, const QString& name) const;
    [[nodiscard]] support::Result<QString> renameFolder(const QString& path, const QString& name) const;

    /// Deletes a profile, environment, broken file or a folder with all that is in it: it is kept aside.
    [[nodiscard]] support::Result<Removed> remove(const QString& path) const;
    /// Brings it back, under another name if its own is taken by now. The path.
    [[nodiscard]] support::Result<QString> undo(const Removed& removed) const;
    /// Really deletes what was kept aside longer than that.
    void purge(std::chrono::hours olderThan) const;

    /// Environments, in the workspace's folder for them. As with profiles.
    [[nodiscard]] support::Result<SavedEnvironment> create(profile::Environment environment) const;
    [[nodiscard]] SaveResult<profile::Environment> save(const QString& path, profile::Environment environment,
                                                        const Revision& base) const;

private:
    QString m_root;
    std::chrono::milliseconds m_lockLimit;
};

} // namespace assayer::store
