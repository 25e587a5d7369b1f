// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTreeView>

namespace assayer::controls {

/// A tree in the program's look: no head, no frame, whole rows selected, ▾ ▸ drawn by the delegates of this folder
/// (a click there folds), the complete text of the current cell on Shift+F1 as on hover. Ctrl+C asks for a copy of the
/// current cell, Ctrl+Shift+C of its row. setItemsExpandable(false) for a tree that never folds (the checklist);
/// setUniformRowHeights(true) where rows are one line high.
class TreeView : public QTreeView {
    Q_OBJECT

public:
    explicit TreeView(QWidget* parent = nullptr);
    /// The column that Ctrl+C means: where the click was that chose the row, or 0.
    [[nodiscard]] int currentColumn() const;
    /// Columns and their shares of the width (0.3, 0.3, 0.4). The user may drag their borders, in the head or, where
    /// there is none, between the cells.
    void setColumnShares(const QList<qreal>& shares);
    [[nodiscard]] QList<qreal> columnShares() const { return m_shares; }
    /// Columns that are never narrower than their texts and their head, while the others have room to give.
    void setWholeColumns(const QList<int>& columns);
    /// The shares as text, for settings. Nonsense is ignored.
    [[nodiscard]] QString columnState() const;
    void restoreColumnState(const QString& state);
    /// What all rows need, in pixels.
    [[nodiscard]] int rowsHeight() const { return viewportSizeHint().height(); }
    /// Brings the current row into view once the rows have their places.
    void scrollToCurrentLater();
    void reset() override;

Q_SIGNALS:
    void copyRequested(const QModelIndex& index);
    void rowCopyRequested(const QModelIndex& index);
    void columnsDragged(); ///< by the user

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void share();
    [[nodiscard]] int wholeWidth(int column) const;
    [[nodiscard]] QList<int> leastWidths(int room) const;
    void takeSharesFromHead();
    [[nodiscard]] int borderAt(int x) const;
    void showWhole();
    [[nodiscard]] bool isOnExpander(const QModelIndex& index, const QPoint& position) const;
    QList<qreal> m_shares;
    QList<int> m_wholeColumns;
    int m_column = 0;
    int m_draggedBorder = -1;
    bool m_sharing = false;
};

} // namespace assayer::controls
