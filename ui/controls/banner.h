// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/state.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QGridLayout;
class QHBoxLayout;

namespace assayer::controls {

class PlainLabel;

/// The verdict: glyph, one bold sentence, its reason, and room at the right for a lifetime bar and buttons. Its
/// accessible name is the whole sentence; a change is announced. Busy draws a turning ring.
class Banner : public QWidget {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    void show(style::State state, const QString& sentence, const QString& reason = {});
    using QWidget::show;
    [[nodiscard]] style::State state() const { return m_state; }
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString reason() const;
    /// Adds a widget at the right, from left to right; takes ownership.
    void add(QWidget* widget);
    /// The reason on lines of its own below the sentence, wrapped (an authority's error). Without it the reason stands
    /// beside the sentence where there is room for both.
    void setReasonBelow(bool below);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Glyph;
    void applyColours();
    void arrange();
    enum class Placement { Beside, Below, Wrapped }; ///< of the reason: beside the sentence, below it, both broken
    void place(Placement placement);
    void fitHeight();
    [[nodiscard]] int roomForText() const;

    style::State m_state = style::State::Neutral;
    QString m_said;
    QString m_saidReason;
    PlainLabel* m_sentence;
    PlainLabel* m_reason;
    Glyph* m_glyph;
    QWidget* m_rightSide;
    QHBoxLayout* m_right;
    QGridLayout* m_grid;
    QList<QWidget*> m_added;
    std::optional<Placement> m_placed;
    bool m_below = false;
    QTimer m_spin;
};

} // namespace assayer::controls
