// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QScrollArea>
#include <QTimer>

class QVBoxLayout;

namespace assayer::controls {

/// Widgets below each other, as high as the room. Where the room is less than what they need at the least, the column
/// scrolls instead of cutting them; it is never narrower than they can be.
class Column final : public QScrollArea {
    Q_OBJECT

public:
    explicit Column(QWidget* parent = nullptr);
    [[nodiscard]] QVBoxLayout* column() const { return m_column; } ///< add the widgets here

    /// Scrolls to the part, and holds to it while the layout settles that brought it.
    void reveal(QWidget* part);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Holder;
    void scrollToRevealed();

    Holder* m_holder;
    QVBoxLayout* m_column;
    QPointer<QWidget> m_revealed;
    QTimer m_settling;
};

} // namespace assayer::controls
