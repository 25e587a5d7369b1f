// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/state.h"

#include <QTimer>
#include <QWidget>

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
    /// The reason on lines of its own below the sentence, wrapped (an authority's error), not beside it, cut.
    void setReasonBelow(bool below);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyColours();

    style::State m_state = style::State::Neutral;
    PlainLabel* m_sentence;
    PlainLabel* m_reason;
    QWidget* m_icon;
    QHBoxLayout* m_right;
    class QGridLayout* m_grid;
    QTimer m_spin;
};

} // namespace assayer::controls
