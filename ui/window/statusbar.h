// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStatusBar>
#include <QTimer>

#include <chrono>

namespace assayer::controls {
class PlainLabel;
class StatusNote;
} // namespace assayer::controls

namespace assayer::window {

/// A status bar on the surface's colour, parted from the window by a line: what state the request is in, beside it for
/// a while what was just done, and at the right what always holds. QStatusBar's own messages would hide the state.
class StatusBar final : public QStatusBar {
    Q_OBJECT
public:
    /// Takes ownership of the state's note; `promise` always holds.
    StatusBar(controls::StatusNote* state, const QString& promise, QWidget* parent = nullptr);

    static constexpr std::chrono::milliseconds usual{6'000};
    /// Shows a sentence beside the state, and reads it out.
    void say(const QString& sentence, std::chrono::milliseconds duration = usual);
    [[nodiscard]] QString said() const; ///< empty once its time is over

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    controls::StatusNote* m_state;
    controls::PlainLabel* m_said;
    controls::PlainLabel* m_promise;
    QTimer m_over;
};

} // namespace assayer::window
