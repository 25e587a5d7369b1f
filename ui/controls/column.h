// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace assayer::controls {

/// Widgets below each other, as high as the room. Where the room is less than what they need at the least, the column
/// scrolls instead of cutting them; it is never narrower than they can be.
class Column final : public QScrollArea {
    Q_OBJECT

public:
    explicit Column(QWidget* parent = nullptr);
    [[nodiscard]] QVBoxLayout* column() const { return m_column; } ///< add the widgets here

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    class Holder;
    Holder* m_holder;
    QVBoxLayout* m_column;
};

} // namespace assayer::controls
