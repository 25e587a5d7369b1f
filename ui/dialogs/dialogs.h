// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/environmentsedit.h"
#include "store/workspace.h"
#include "support/error.h"

#include <QString>

#include <optional>

/// Everything that stops the window to ask, behind one interface, so that a test can answer.
namespace assayer::dialogs {

/// Something is about to be deleted; it can be brought back.
struct DeleteQuestion {
    enum class Kind { Profile, Folder, Environment, Broken };
    QString name;
    Kind kind = Kind::Profile;
    int profiles = 0;           ///< in a folder, with all below it
    bool mayHaveSecret = false; ///< one may be in the keychain for it
    bool sharesSecret = false;  ///< another file has the same id: what is kept under that stays
    bool isUnsaved = false;     ///< it has changes that are not saved; what brings it back brings them back too
};
struct DeleteAnswer {
    bool remove = false;
    bool secretToo = false; ///< what brings the deleted thing back does not bring that back
    bool operator==(const DeleteAnswer&) const = default;
};

class Dialogs {
public:
    enum class Unsaved { Save, Discard, Cancel };
    enum class ConflictAnswer { Ours, Theirs, Cancel };

    virtual ~Dialogs() = default;
    /// A profile or a token to open; empty if the user thought better of it.
    [[nodiscard]] virtual QString openPath() = 0;
    [[nodiscard]] virtual QString savePath(const QString& suggestedName) = 0;
    /// A folder to open as a workspace; empty as above.
    [[nodiscard]] virtual QString openFolder() = 0;
    /// Where the exchanges of a run go, as an HTTP Archive.
    [[nodiscard]] virtual QString exportPath(const QString& suggestedName) = 0;
    /// May the secret go to a token endpoint on another host than the issuer's?
    [[nodiscard]] virtual bool confirmHost(const QString& issuerHost, const QString& tokenHost) = 0;
    [[nodiscard]] virtual Unsaved unsavedChanges(const QString& profileName) = 0;
    /// A secret is typed for that profile in that environment, and another environment was chosen.
    [[nodiscard]] virtual Unsaved unsavedSecret(const QString& profileName, const QString& environmentName) = 0;
    /// Both sides are shown. `name` is the profile's or environment's.
    [[nodiscard]] virtual ConflictAnswer resolveConflict(const store::Conflict& conflict, const QString& name) = 0;
    [[nodiscard]] virtual DeleteAnswer confirmDelete(const DeleteQuestion& question) = 0;
    /// A name for something, trimmed and never empty; nothing if the user thought better of it.
    [[nodiscard]] virtual std::optional<QString> askName(const QString& title, const QString& label,
                                                         const QString& initial) = 0;
    /// Where to move something to: one of the folders by its path below the workspace, "" being the workspace itself.
    [[nodiscard]] virtual std::optional<QString> chooseFolder(const QString& name, const QStringList& folders) = 0;
    /// Nothing if the user thought better of it; no changes if there were none.
    [[nodiscard]] virtual std::optional<EnvironmentsEdit> editEnvironments(const EnvironmentsView& view) = 0;
    virtual void tellProblem(const support::Error& error) = 0;
    virtual void showAbout() = 0;
};

} // namespace assayer::dialogs
