// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/secret.h"
#include "window/environment.h"
#include "window/keptsecret.h"
#include "window/profilebook.h"

#include <QObject>

namespace assayer::window {

class Session;

/// The profile that lies open: where it came from, whether it was changed here or on the disk, its secret and its
/// environment; opens another one and saves it. Main thread; what the constructor takes outlives it.
class ProfileDesk final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Session& session;
        Workspaces& workspaces;
        ProfileBook& book;
        KeptSecret& secret;
    };
    ProfileDesk(const Environment& environment, const Parts& parts, QObject* parent = nullptr);

    [[nodiscard]] const QString& key() const { return m_key; }
    [[nodiscard]] bool isChanged() const;
    /// What was opened or saved last has been seen on the disk since.
    [[nodiscard]] bool isListed() const { return m_listed; }
    /// The workspace whose environments count: the profile's own, else the user's.
    [[nodiscard]] Workspaces::Place& place() const;

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

    void editSecret(const support::Secret& secret);
    /// The environment's secret again, that a typed one was to replace; does nothing where there is none.
    void restoreSecret();
    [[nodiscard]] const SecretState& secretState() const { return m_secret.state(); }
    /// What stands under the secret's field.
    [[nodiscard]] SecretNote secretNote() const;
    void chooseEnvironment(const QString& name);
    /// An environment's secret is another by now.
    void readSecretAgain();
    /// What is typed and not saved; nothing if all is.
    struct Unsaved {
        profile::Profile profile;
        std::optional<support::Secret> secret; ///< if it was typed too
        QString replaced;                      ///< what it is typed in place of
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
    /// Goes into the field; empty where the secret is an environment's.
    void secretLoaded(const assayer::support::Secret& secret);
    void secretNoteChanged();
    /// The user said that an environment's secret may go where the open profile goes.
    void secretAllowed(const assayer::store::SecretKey& key, const QString& destination);
    void said(const QString& sentence);

private:
    void open(const QString& key, const profile::Profile& profile, const store::Revision& revision);
    void lookAtDisk();
    void lookForMoved(const Workspaces::Place& place);
    void takeFromDisk(const store::ProfileEntry& entry);
    void takeEnvironment();
    void readSecret();
    void forgetSecret();
    [[nodiscard]] QString destination() const; ///< of the secret at hand; empty where a variable is undefined
    void allowSecret();
    void tell();

    bool create(const Workspaces::Place& place, const QString& folder);
    bool saveInWorkspace(const Workspaces::Located& located, store::Revision base);
    bool saveFile(const QString& path);
    bool settle(const store::SaveFailure& failure, store::Revision& base);
    void saved(const QString& key, const profile::Profile& profile, const store::Revision& revision);

    Environment m_environment;
    Session& m_session;
    Workspaces& m_workspaces;
    ProfileBook& m_book;
    KeptSecret& m_secret;
    QString m_key;
    QString m_folder;               ///< absolute, for the next profile without a file
    profile::Profile m_saved;       ///< as the file has it
    store::Revision m_revision;     ///< of that file
    QList<store::Revision> m_older; ///< that a listing may still have, though the disk has not
    OpenProfile::State m_disk = OpenProfile::State::Saved;
    bool m_listed = false; ///< the listing has had m_revision
    bool m_copied = false; ///< and another file of the workspace with its id
    bool m_secretEdited = false;
    QString m_replaced; ///< the environment's secret variable that the typed secret takes the place of once it is saved
};

} // namespace assayer::window
