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

    /// Selects what the user selected before, else the check that the verdict names, and then sends its claim.
    void setInspection(const inspection::Inspection& inspection);
    void clear();
    /// As if the user had.
    void selectCheck(assayer::checks::CheckId check);
    /// Selects the check that is about the claim, if there is one; sends nothing.
    void selectClaim(const QString& claim);
    /// The same for a part of the token that a check is about.
    void selectPart(jose::Section part);
    void focusTree();
    /// The claim that the selected check is about; may be empty.
    [[nodiscard]] QString currentClaim() const;
    /// For the times that go on: the lifetime's words are those of `now`, Unix seconds.
    void setNow(qint64 now) { m_model.setNow(now); }

Q_SIGNALS:
    /// Of the selected check; empty where it is about none.
    void claimSelected(const QString& claim);
    void partSelected(assayer::jose::Section part);
    void ladderRequested();
    void fixRequested(const QString& field, const QString& value);
    void copyRequested(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void select(const QModelIndex& index);
    void showDetail(const QModelIndex& index);
    void fitDetail();
    void currentChanged(const QModelIndex& index);
    void sendClaim(const QModelIndex& index);
    void copy(const QModelIndex& index);

    models::ChecklistModel m_model;
    QStackedWidget* m_stack;
    controls::TreeView* m_tree;
    controls::EmptyState* m_empty;
    QWidget* m_emptyPage;
    CheckDetail* m_detail;
    bool m_selecting = false;
    bool m_chosen = false; ///< by the user, so that a new token keeps it
};

} // namespace assayer::panels
