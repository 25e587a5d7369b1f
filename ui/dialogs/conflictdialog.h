// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/dialogs.h"
#include "dialogs/frame.h"

class QSplitter;

namespace assayer::controls {
class CodeBlock;
}

namespace assayer::dialogs {

/// A profile that was changed here and elsewhere: both texts, and which of them is to stay.
class ConflictDialog final : public Frame {
    Q_OBJECT
public:
    ConflictDialog(const store::Conflict& conflict, const QString& name, QWidget* parent = nullptr);
    /// Once it is over.
    [[nodiscard]] Dialogs::ConflictAnswer answer() const { return m_answer; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fill();
    void addButtons();
    [[nodiscard]] bool isBeside() const;

    store::Conflict m_conflict;
    Dialogs::ConflictAnswer m_answer = Dialogs::ConflictAnswer::Cancel;
    QSplitter* m_sides;
    controls::CodeBlock* m_ours;
    controls::CodeBlock* m_theirs;
};

} // namespace assayer::dialogs
