// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTreeView>

namespace assayer::controls {

/// A tree in the program's look: no head, no frame, whole rows selected, ▾ ▸ drawn by us, rows of one height, and the
/// complete text of the current cell on F2-like «show value» (Shift+F1). Ctrl+C asks for a copy of the current cell.
class TreeView : public QTreeView {
    Q_OBJECT

public:
    explicit TreeView(QWidget* parent = nullptr);
    /// The column that Ctrl+C means: where the last click was, or 0.
    [[nodiscard]] int currentColumn() const;
    /// Columns and their shares of the width (0.3, 0.3, 0.4); kept until the user drags one.
    void setColumnShares(const QList<qreal>& shares);

Q_SIGNALS:
    void copyRequested(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void share();
    QList<qreal> m_shares;
};

} // namespace assayer::controls
