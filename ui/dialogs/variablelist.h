// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/environmentdraft.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace assayer::controls {
class PlainLabel;
}

namespace assayer::dialogs {

class VariableRow;

/// The variables of one environment, a row each, and a button for another. Asks the store what is kept of the secret
/// ones, and for one of them when it is to be shown; the store outlives it.
class VariableList final : public QWidget {
    Q_OBJECT
public:
    /// What a file with more of them has stays as it is.
    static constexpr qsizetype mostRows = 200;

    /// `before` is what the Tab key leaves for the first row.
    VariableList(store::SecretStore* secrets, const QList<store::ProfileEntry>& profiles, QWidget* before,
                 QWidget* parent = nullptr);

    void setDraft(const EnvironmentDraft& draft);
    /// As edited, with those that have no row.
    [[nodiscard]] QList<VariableDraft> variables() const;
    /// Of this environment; others are left out.
    void setProblems(const QList<DraftProblem>& problems);
    void focusVariable(qsizetype index);

Q_SIGNALS:
    void edited();

private:
    VariableRow* addRow(const VariableDraft& draft);
    void addNew();
    void removeRow(VariableRow* row);
    void ask(VariableRow* row, bool show);
    void showCount();
    void showMeantFor();

    store::SecretStore* m_secrets;
    QList<store::ProfileEntry> m_profiles; ///< that may name the variables
    profile::Environment m_meantIn;        ///< as edited, when m_meantFor was made
    QHash<QString, QString> m_meantFor;    ///< by variable
    QWidget* m_before;
    profile::Environment m_environment; ///< as kept: what its secrets are kept under
    std::unique_ptr<QObject> m_asking;  ///< nobody waits for an answer once it is gone
    QList<VariableRow*> m_rows;
    QList<VariableDraft> m_others;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    QPushButton* m_add;
    controls::PlainLabel* m_count;
};

} // namespace assayer::dialogs
