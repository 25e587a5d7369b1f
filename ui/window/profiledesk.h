// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/secret.h"
#include "window/environment.h"
#include "window/opensecret.h"
#include "window/profilebook.h"

#include <QObject>

namespace assayer::window {

class Session;

/// The profile that lies open: where it came from, whether it was changed here or on the disk, and which environment
/// counts for it; opens another one and saves it. Its secret is OpenSecret's. Main thread; what the constructor takes
/// outlives it.
class ProfileDesk final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Session& session;
        Workspaces& workspaces;
        ProfileBook& book;
        OpenSecret& secret;
    };
    ProfileDesk(const Environment& environment, const Parts& parts, QObject* parent = nullptr);

    [[nodiscard]] const QString& key() const { return m_key; }
    [[nodiscard]] bool isChanged() const;
    /// What was opened or saved last has been seen on the disk since.
    [[nodiscard]] bool isListed() const { return m_listed; }
    /// The workspace whose environments count: the profile's own, else the user's.
    [[nodiscard]] Workspaces::Place& place() const;

    /// A file with that trouble gives way to a save, and is kept under a name of its own; others stay as they are.
    [[nodiscard]] static bool isSetAside(const support::Error& trouble);

    /// Asks what becomes of unsaved changes; false: stay.
    [[nodiscard]] bool mayLeave();
    void openExample();
    void openUntitled(const profile::Profile& profile = {});
    /// One of the side bar's; asks first. False if it stays at the old one.
    bool openKey(const QString& key);
    /// What was read from that file, which lies wherever it lies. Nothing is asked.
    void openFile(const QString& path, const QByteArray& text, const profile::Profile& profile);

    /// Where it belongs; a profile without a file asks for a name and goes into the folder, or the user's workspace.
    bool save();
    /// Into a file that is asked for.
    bool saveAs();
    void setFolder(const QString& folder) { m_folder = folder; }

    /// Asks what becomes of a secret that is typed for another one; false: the old one stays.
    bool chooseEnvironment(const QString& name);
    /// What is typed and not saved; nothing if all is.
    struct Unsaved {
        profile::Profile profile;
        std::optional<OpenSecret::Typed> secret; ///< if it was typed too
    };
    [[nodiscard]] std::optional<Unsaved> unsaved() const;
    /// Puts that into the open profile's form again.
    void takeUp(const Unsaved& unsaved);
    /// The file lies somewhere else by now, as it was.
    void follow(const QString& key);
    /// It was renamed too: from the text of `base` that of `revision` was made.
    void follow(const QString& key, const profile::Profile& saved, const store::Revision& base,
                const store::Revision& revision);

Q_SIGNALS:
    void opened();
    void stateChanged();
    void said(const QString& sentence);

private:
    void open(const QString& key, const profile::Profile& profile, const store::Revision& revision);
    void lookAtDisk();
    void takeBroken(const store::BrokenFile& broken);
    void lookForMoved(const Workspaces::Place& place);
    void takeFromDisk(const store::ProfileEntry& entry);
    void takeEnvironment();
    [[nodiscard]] bool mayLeaveEnvironment(const QString& name);
    void tell();

    bool create(const Workspaces::Place& place, const QString& folder);
    bool saveInWorkspace(const Workspaces::Located& located, store::Revision base);
    bool saveFile(const QString& path);
    /// The profile as it is to stand in the file.
    [[nodiscard]] profile::Profile toSave() const;
    bool settle(const store::SaveFailure& failure, const QString& path, store::Revision& base);
    /// The one that counts for the profile. If a secret is to be kept for it and it has no id, as somebody wrote it by
    /// hand, its file gets one.
    [[nodiscard]] profile::Environment environmentToKeepFor(const profile::Profile& profile) const;
    void saved(const QString& key, const profile::Profile& profile, const store::Revision& revision);

    Environment m_environment;
    Session& m_session;
    Workspaces& m_workspaces;
    ProfileBook& m_book;
    OpenSecret& m_secret;
    QString m_key;
    QString m_folder;               ///< absolute, for the next profile without a file
    profile::Profile m_saved;       ///< as the file has it
    store::Revision m_revision;     ///< of that file
    QList<store::Revision> m_older; ///< that a listing may still have, though the disk has not
    OpenProfile::State m_disk = OpenProfile::State::Saved;
    support::Error m_trouble; ///< of a broken file
    bool m_listed = false;    ///< the listing has had m_revision
    bool m_copied = false;    ///< and another file of the workspace with its id
};

} // namespace assayer::window
