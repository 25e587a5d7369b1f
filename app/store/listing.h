// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/environment.h"

#include <QHash>
#include <QList>

namespace assayer::store {

/// Which text of a file was read. Only to be compared; empty stands for no file.
using Revision = QByteArray;
[[nodiscard]] Revision revisionOf(QByteArrayView text);

/// A profile of the workspace. All paths are below it, with «/» between folders: "prod/orders.json".
struct ProfileEntry {
    QString path;
    QString name; ///< the profile's, or its file's if it has none
    profile::Profile profile;
    Revision revision;
    qint64 changedAt = 0; ///< of the file, Unix milliseconds
    bool operator==(const ProfileEntry&) const = default;
};

struct EnvironmentEntry {
    QString path; ///< "environments/test.json"
    QString name;
    profile::Environment environment;
    Revision revision;
    bool operator==(const EnvironmentEntry&) const = default;
};

/// A file that is, or may be, one of ours and cannot be read: it stays as it is, under its name.
struct BrokenFile {
    QString path;
    support::Error error; ///< what is wrong with it, for the note beside it
    bool operator==(const BrokenFile&) const = default;
};

/// What tells without reading that a file is still the same.
struct FileStamp {
    qint64 size = -1;
    qint64 changed = 0;   ///< content, nanoseconds
    qint64 touched = 0;   ///< content or attributes, nanoseconds
    quint64 number = 0;   ///< the file's, where the system has one
    bool settled = false; ///< old enough for its time to tell it from the next text
    [[nodiscard]] bool isOf(const FileStamp& other) const
    {
        return size == other.size && changed == other.changed && touched == other.touched && number == other.number;
    }
};

/// A workspace as it was at one moment. A plain value, to be handed between threads.
struct Listing {
    QList<ProfileEntry> profiles;         ///< by path
    QStringList folders;                  ///< by path, parents first; without the workspace itself
    QList<EnvironmentEntry> environments; ///< by name
    QList<BrokenFile> broken;             ///< by path; folders too that cannot be read, and links
    /// For the next listing: every file that was looked at, also those that are none of ours.
    QHash<QString, FileStamp> stamps;

    [[nodiscard]] const ProfileEntry* find(QStringView path) const;
    /// Nothing if there is none of that name, or several, as a merge may bring them: none of those is meant more.
    [[nodiscard]] const EnvironmentEntry* environment(QStringView name) const;
    [[nodiscard]] QList<const EnvironmentEntry*> environmentsNamed(QStringView name) const;
    /// The same to look at: whatever the stamps say.
    [[nodiscard]] bool sameAs(const Listing& other) const;
};

/// A profile's or environment's file that is larger is none, in bytes.
inline constexpr qsizetype largestFile = 1024 * 1024;

/// The folder of the environments in a workspace, and of what the program keeps for itself there.
inline constexpr QLatin1StringView environmentsFolder("environments");
inline constexpr QLatin1StringView ownFolder(".assayer");

/// Lists a workspace. Only files that changed since `previous` are read again. Every *.json file is looked at; one
/// that is valid JSON without a "schema" is somebody else's and left out, as are environments outside of their folder,
/// which are another workspace's. Hidden files and folders are left out, links
/// are not followed. At most 32 folders deep and 100,000 files: beyond that, "too-many-files" stands among the broken.
/// Error: "absent", "not-readable".
[[nodiscard]] support::Result<Listing> listWorkspace(const QString& root, const Listing& previous = {});

} // namespace assayer::store
