// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/card.h"
#include "models/laddermodel.h"

class QComboBox;

namespace assayer::controls {
class PlainLabel;
class TreeView;
} // namespace assayer::controls

namespace assayer::panels {

/// Why a role is not in the token: the steps that it climbs, the first broken one marked. Several roles can be chosen
/// from.
class LadderPanel final : public controls::Card {
    Q_OBJECT
public:
    explicit LadderPanel(QWidget* parent = nullptr);

    /// The chosen role stays chosen where it is still there.
    void setLadders(const QList<inspection::LadderView>& ladders);
    /// The one that is shown; one without rungs if there is none.
    [[nodiscard]] const inspection::LadderView& ladder() const { return m_shown; }
    [[nodiscard]] bool isEmpty() const { return m_ladders.isEmpty(); }
    void focusTree();

Q_SIGNALS:
    void ladderChanged(const assayer::inspection::LadderView& ladder);
    void copyRequested(const QString& text);

private:
    QWidget* buildHead();
    void showLadder(int ladder);

    QList<inspection::LadderView> m_ladders;
    inspection::LadderView m_shown;
    models::LadderModel m_model;
    QComboBox* m_roles;
    controls::PlainLabel* m_head;
    controls::TreeView* m_tree;
    controls::PlainLabel* m_why;
    QWidget* m_foot = nullptr;
};

} // namespace assayer::panels
