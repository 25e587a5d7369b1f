// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/dialogs.h"

class QWidget;

namespace assayer::dialogs {

/// The real ones. The parent outlives it and is set before the first question.
class ModalDialogs final : public Dialogs {
public:
    void setParent(QWidget* parent) { m_parent = parent; }

    [[nodiscard]] QString openPath() override;
    [[nodiscard]] QString savePath(const QString& suggestedName) override;
    [[nodiscard]] QString openFolder() override;
    [[nodiscard]] QString exportPath(const QString& suggestedName) override;
    [[nodiscard]] bool confirmHost(const QString& issuerHost, const QString& tokenHost) override;
    [[nodiscard]] Unsaved unsavedChanges(const QString& profileName) override;
    [[nodiscard]] Unsaved unsavedSecret(const QString& profileName, const QString& environmentName) override;
    [[nodiscard]] ConflictAnswer resolveConflict(const store::Conflict& conflict, const QString& name) override;
    [[nodiscard]] DeleteAnswer confirmDelete(const DeleteQuestion& question) override;
    [[nodiscard]] std::optional<QString> askName(const QString& title, const QString& label,
                                                 const QString& initial) override;
    [[nodiscard]] std::optional<QString> chooseFolder(const QString& name, const QStringList& folders) override;
    [[nodiscard]] std::optional<EnvironmentsEdit> editEnvironments(const EnvironmentsView& view) override;
    void tellProblem(const support::Error& error) override;
    void showAbout() override;

private:
    [[nodiscard]] QString askSavePath(const QString& title, const QString& suggestedName, const QString& filter);
    QWidget* m_parent = nullptr;
    QString m_folder; ///< where the last file was
};

/// «Assayer 0.1.0, Qt 6.4.2, OpenSSL 3.0.2»: what --version prints and the about dialog shows.
[[nodiscard]] QString versionText();

} // namespace assayer::dialogs
