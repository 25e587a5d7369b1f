// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace assayer::panels {

/// A field of several lines in the look of the line edits. Values in fixed width; Tab leaves it.
class TextField : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TextField(QWidget* parent = nullptr);

protected:
    bool event(QEvent* event) override;
};

} // namespace assayer::panels
