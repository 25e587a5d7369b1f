// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/checklistmodel.h"

#include <QScrollArea>

class QGridLayout;
class QPushButton;

namespace assayer::controls {
class DiffText;
class PlainLabel;
} // namespace assayer::controls

namespace assayer::panels {

class FixList;

/// What one check expected and got, why, and what to do. Part of ChecklistPanel.
class CheckDetail final : public QScrollArea {
    Q_OBJECT
public:
    explicit CheckDetail(QWidget* parent = nullptr);
    /// Null: says what to select.
    void setEntry(const models::ChecklistModel::Entry* entry);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    /// What shows everything without scrolling.
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void ladderRequested(); ///< the steps that a role climbs into the token
    void fixRequested(const QString& field, const QString& value);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitBar();
    void alignHeadings();

    QWidget* m_body;
    QGridLayout* m_grid;
    controls::PlainLabel* m_whyLabel;
    controls::PlainLabel* m_why;
    controls::DiffText* m_diff;
    FixList* m_fixes;
    QPushButton* m_ladder;
};

} // namespace assayer::panels
