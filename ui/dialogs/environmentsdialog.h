// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/dialogs.h"
#include "dialogs/environmentdraft.h"
#include "dialogs/frame.h"

#include <functional>
#include <optional>

class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace assayer::controls {
class FormField;
}

namespace assayer::dialogs {

class VariableList;

/// The environments of a workspace at the left, the variables of the selected one at the right. Writes nothing: edit()
/// says what is to be written.
class EnvironmentsDialog final : public Frame {
    Q_OBJECT
public:
    using AskDelete = std::function<DeleteAnswer(const DeleteQuestion&)>;

    /// `askDelete` is called before an environment is deleted.
    EnvironmentsDialog(const EnvironmentsView& view, AskDelete askDelete, QWidget* parent = nullptr);
    /// Once it is over; nothing unless it was accepted.
    [[nodiscard]] std::optional<EnvironmentsEdit> edit() const;

    void accept() override; ///< leads to the first problem instead, if there is one

private:
    [[nodiscard]] QWidget* buildList();
    [[nodiscard]] QWidget* buildRight();
    void addDraft(const EnvironmentDraft& draft);
    void duplicate();
    void remove();
    void select(int row);
    void collect();
    void showProblems();
    void markList(const QList<DraftProblem>& problems);
    [[nodiscard]] bool sharesSecrets(const EnvironmentDraft& draft) const;
    [[nodiscard]] qsizetype draftAt(int row) const;

    AskDelete m_askDelete;
    store::SecretStore* m_secrets;
    QList<store::ProfileEntry> m_profiles;
    QList<EnvironmentDraft> m_drafts;
    qsizetype m_current = -1; ///< in m_drafts
    bool m_tried = false;     ///< to save: from then on problems are shown as they come
    QListWidget* m_list;
    QPushButton* m_duplicate;
    QPushButton* m_remove;
    QStackedWidget* m_right;
    QLineEdit* m_name;
    controls::FormField* m_nameField;
    VariableList* m_variables;
};

} // namespace assayer::dialogs
