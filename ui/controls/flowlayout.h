// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLayout>

namespace assayer::controls {

/// Items from left to right, wrapping to the next line (right to left in such a language),
/// lines of much the same length.
class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr, int spacing = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;

private:
    int arrange(const QRect& rect, bool apply) const;
    [[nodiscard]] static QSize sizeIn(const QLayoutItem& item, int room);
    [[nodiscard]] int linesIn(int room) const;
    [[nodiscard]] int evenRoom(int room) const;
    QList<QLayoutItem*> m_items;
    int m_spacing;
};

} // namespace assayer::controls
