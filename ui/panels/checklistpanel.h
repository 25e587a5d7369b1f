// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/card.h"
#include "models/checklistmodel.h"

class QStackedWidget;

namespace assayer::controls {
class EmptyState;
class TreeView;
} // namespace assayer::controls

namespace assayer::panels {

class CheckDetail;

/// The checklist and, below it, the selected check in full.
class ChecklistPanel final : public controls::Card {
    Q_OBJECT
public:
    explicit ChecklistPanel(QWidget* parent = nullptr);

    /// Selects what was selected before, else the check that the verdict names.
    void setInspection(const inspection::Inspection& inspection);
    void clear();
    /// Selects the check that is about the claim, if there is one; sends nothing.
    void selectClaim(const QString& claim);
    void focusTree();

Q_SIGNALS:
    void claimSelected(const QString& claim);
    void fixRequested(const QString& field, const QString& value);
    void copyRequested(const QString& text);

private:
    void select(const QModelIndex& index);
    void currentChanged(const QModelIndex& index);
    void copy(const QModelIndex& index);

    models::ChecklistModel m_model;
    QStackedWidget* m_stack;
    controls::TreeView* m_tree;
    controls::EmptyState* m_empty;
    CheckDetail* m_detail;
    bool m_selecting = false;
};

} // namespace assayer::panels
