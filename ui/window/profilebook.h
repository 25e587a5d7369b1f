// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/checklist.h"
#include "models/profiletreemodel.h"
#include "store/secretstore.h"
#include "window/verdicts.h"
#include "window/workspaces.h"

#include <QMap>
#include <QStringList>

class QSettings;

namespace assayer::window {

/// The open profile as the side bar shows it.
struct OpenProfile {
    enum class State {
        Saved,
        Changed,       ///< here, and not saved
        ChangedOnDisk, ///< here and on the disk
        Broken,        ///< what its file holds now cannot be read
        Gone           ///< its file was deleted
    };
    QString key;
    profile::Profile profile;
    State state = State::Saved;
    QString trouble = {}; ///< Broken: what is wrong with the file, and what a save will do
};

/// What the side bar lists: the worked example, the workspaces, files that were opened from elsewhere, and the last
/// verdict of each. Verdicts and paths alone are kept, in the user's settings. Settings and workspaces outlive it.
class ProfileBook {
public:
    static const QString exampleKey;  ///< the worked example
    static const QString untitledKey; ///< a profile without a file yet; any other key is a file's absolute path

    ProfileBook(QSettings& settings, const Workspaces& workspaces);

    void setExample(const std::optional<profile::Profile>& example) { m_example = example; }
    void setOpen(const OpenProfile& open);
    void noteVerdict(const QString& status); ///< of the open profile
    /// Puts a file from outside the workspaces on top of the recent ones.
    void noteFile(const QString& path);
    void forgetFile(const QString& path);

    /// Absolute paths of all profiles of the list that have this id: several, where somebody copied a file with it.
    [[nodiscard]] QStringList filesWithId(const QString& id) const;
    /// The same without the open one.
    [[nodiscard]] QStringList otherFilesWithId(const QString& id) const;
    /// Where the secrets of other files than the open one go that are kept under this key, as they have its id.
    [[nodiscard]] QStringList otherDestinations(const QString& id, const store::SecretKey& key) const;
    /// The other environments of the open profile's workspace that have this one's id: somebody copied its file.
    [[nodiscard]] QList<profile::Environment> environmentsLike(const profile::Environment& environment) const;
    /// The APIs of all profiles in the list but the open one, with what their variables stand for.
    [[nodiscard]] QList<checks::KnownApi> otherApis();
    /// With many profiles, folders are late.
    [[nodiscard]] QList<models::ProfileRow> rows();
    /// What is in that late folder.
    [[nodiscard]] QList<models::ProfileRow> rowsIn(const QString& key) const;
    /// Those that have all words of the text, the best first, at most a few hundred.
    [[nodiscard]] QList<models::ProfileRow> found(const QString& typed);
    [[nodiscard]] models::ProfileRow openRow() const;
    /// Names of the folders that a profile may be moved to, the workspace itself first («» stands for it).
    [[nodiscard]] static QStringList foldersOf(const Workspaces::Place& place);

private:
    struct RecentFile {
        std::optional<profile::Profile> profile; ///< absent if it cannot be read
    };
    [[nodiscard]] QString idOf(const QString& key, const profile::Profile& profile) const;
    [[nodiscard]] QString verdictId(const QString& key, const profile::Profile& profile) const;
    [[nodiscard]] models::ProfileRow row(const QString& key, int depth, const QString& name,
                                         const profile::Profile& profile) const;
    [[nodiscard]] models::ProfileRow rowOf(const Workspaces::Place& place, const store::ProfileEntry& entry,
                                           int depth) const;
    [[nodiscard]] models::ProfileRow recentRow(const QString& path);
    void addPlace(const Workspaces::Place& place, QList<models::ProfileRow>& rows, bool late) const;
    /// A folder's profiles where there are too many of them to be shown at once.
    enum class Part { First, Others };
    /// Answers how many are of the other part.
    qsizetype addProfiles(const Workspaces::Place& place, const QString& folder, int depth, Part part,
                          QList<models::ProfileRow>& rows) const;
    [[nodiscard]] bool isOfPlace(const Workspaces::Place& place, const QString& path) const;
    /// Those of a folder, by its path in the workspace.
    void addContent(const Workspaces::Place& place, const QString& folder, QList<models::ProfileRow>& rows,
                    bool late) const;
    [[nodiscard]] QStringList recentFiles() const;
    [[nodiscard]] const RecentFile& recent(const QString& path) const;

    QSettings& m_settings;
    const Workspaces& m_workspaces;
    Verdicts m_verdicts;
    std::optional<profile::Profile> m_example;
    OpenProfile m_open;
    QStringList m_files;
    mutable QMap<QString, RecentFile> m_read;
};

/// The profile's name, or what it asks where it has none.
[[nodiscard]] QString shownName(const profile::Profile& profile);

} // namespace assayer::window
