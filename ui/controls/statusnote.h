// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/state.h"

#include <QWidget>

namespace assayer::controls {

class PlainLabel;

/// A small state with words, for the status bar: «● 200 OK · 214 ms · 1.6 KB». The dot is a disc when it passed, a
/// cross, triangle or ring otherwise, so that its shape says what its colour says.
class StatusNote : public QWidget {
    Q_OBJECT

public:
    explicit StatusNote(QWidget* parent = nullptr);
    void set(style::State state, const QString& text);
    void setWraps(); ///< elides at the right unless called

private:
    class Dot;
    Dot* m_dot;
    PlainLabel* m_text;
};

} // namespace assayer::controls
