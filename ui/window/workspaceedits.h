// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/environmentsedit.h"
#include "window/environment.h"
#include "window/environmentsecrets.h"
#include "window/profiledesk.h"
#include "window/workspaces.h"

#include <QObject>

#include <utility>

namespace assayer::window {

class KeptSecret;

/// What is done to the workspaces' files from the side bar: another name, a copy, another folder, deletion and its
/// undoing, environments. Rows are named by their keys: absolute paths. Problems are told through the dialogs. Main
/// thread; what the constructor takes outlives it.
class WorkspaceEdits final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Workspaces& workspaces;
        const ProfileBook& book;
        ProfileDesk& desk;
        OpenSecret& secret;
        KeptSecret& kept;
    };
    WorkspaceEdits(const Environment& environment, const Parts& parts, QObject* parent = nullptr);

    void rename(const QString& key, const QString& name);
    /// Beside it; becomes the open one.
    void duplicate(const QString& key);
    void move(const QString& key, const QString& into);
    /// Asks which folder of its workspace.
    void moveSomewhere(const QString& key);
    void addFolder(const QString& in);
    /// Asks, also about the secret.
    void remove(const QString& key);
    void undoRemove();
    [[nodiscard]] bool canUndo() const { return !m_removed.isEmpty(); }

    void openFolder();
    void closeFolder(const QString& key);
    void editEnvironments();
    /// Environments' secrets are on their way into the keychain.
    [[nodiscard]] bool isKeeping() const { return m_environmentSecrets.isBusy(); }
    /// What the keychain refused last, since this was asked before; empty: nothing.
    [[nodiscard]] QString takeRefusal() { return std::exchange(m_refusal, QString()); }

Q_SIGNALS:
    void said(const QString& sentence);
    void kept(); ///< they are there
    void undoChanged();

private:
    struct RemovedFrom {
        QString root;
        store::Removed removed;
        std::optional<QString> open = {}; ///< path below it of the profile that was open; "" for itself
        std::optional<ProfileDesk::Unsaved> unsaved = {};
    };
    /// Secrets of what is to be deleted.
    struct Secrets {
        QList<store::SecretKey> keys;
        bool shared = false; ///< others are kept for files that stay, too
    };
    /// What an edit of environments was made over, and all of it.
    struct EnvironmentsShown {
        const QList<store::EnvironmentEntry>& environments;
        const QList<dialogs::EnvironmentChange>& changes;
        const QList<store::ProfileEntry>& profiles;
    };
    [[nodiscard]] bool isOpen(const QString& key) const;
    void renameProfile(const Workspaces::Located& located, const QString& key, const QString& name);
    void relocated(const QString& key, const Workspaces::Place& place, const QString& path);
    [[nodiscard]] Secrets secretsBelow(const Workspaces::Located& located) const;
    void reopen(const RemovedFrom& last, const QString& path);
    /// False if the rest had better wait.
    [[nodiscard]] bool apply(const Workspaces::Place& place, dialogs::EnvironmentChange change,
                             const EnvironmentsShown& shown);
    /// The secrets that were typed, where the other side of a conflict has their variables too.
    void keepSecrets(dialogs::EnvironmentChange change, const store::Conflict& conflict,
                     const profile::Environment& former, const EnvironmentsShown& shown);
    struct Like {
        QList<profile::Environment> others;
        bool beside = false; ///< one is of the same workspace
    };
    /// The other environments that have its id, in all workspaces, without those that go with the same edit.
    [[nodiscard]] Like likeThat(const Workspaces::Place& place, const dialogs::EnvironmentChange& change,
                                const QList<dialogs::EnvironmentChange>& all) const;
    void tell(const support::Error& error);

    Environment m_environment;
    Workspaces& m_workspaces;
    const ProfileBook& m_book;
    ProfileDesk& m_desk;
    KeptSecret& m_kept;
    EnvironmentSecrets m_environmentSecrets;
    QString m_refusal;
    QList<RemovedFrom> m_removed; ///< the last one last
};

} // namespace assayer::window
