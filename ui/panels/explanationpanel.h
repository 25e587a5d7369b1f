// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/card.h"
#include "inspection/words.h"

class QVBoxLayout;

namespace assayer::controls {
class CodeBlock;
class PlainLabel;
} // namespace assayer::controls

namespace assayer::panels {

/// Why there is no token: what happened, in whose words, which field to change, what to try. Stands where the
/// checklist would.
class ExplanationPanel final : public controls::Card {
    Q_OBJECT
public:
    explicit ExplanationPanel(QWidget* parent = nullptr);
    void setInspection(const inspection::Inspection& inspection);
    void focusButton();

Q_SIGNALS:
    void fieldRequested(const QString& field);
    void exchangeRequested();

private:
    void addHeading(const QString& text);
    controls::PlainLabel* addText(const QString& text, bool muted = false);
    void addVerbatim(const QString& text);
    void addRows(const oauth::AuthorityError& refusal);
    void clear();

    QWidget* m_body;
    QVBoxLayout* m_layout;
    controls::ButtonRow* m_buttons = nullptr;
};

} // namespace assayer::panels
