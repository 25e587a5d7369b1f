// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/answerwords.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace assayer::controls {
class Banner;
class PlainLabel;
} // namespace assayer::controls

namespace assayer::panels {

class FixList;
class TextField;

/// What did the API say? A pasted WWW-Authenticate header, body or log line, explained and joined with the token.
class AnswerPage final : public QWidget {
    Q_OBJECT
public:
    explicit AnswerPage(QWidget* parent = nullptr);

    /// The token that the answer is joined with; the text stays.
    void setInspection(const inspection::Inspection& inspection);
    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    /// Null while nothing was recognised.
    [[nodiscard]] const checks::ApiAnswer* answer() const;
    [[nodiscard]] QWidget* foot() const { return m_foot; }
    void focusText();

Q_SIGNALS:
    void answerChanged();
    void fixRequested(const QString& field, const QString& value);
    void checkRequested(assayer::checks::CheckId check);
    void pasteRequested();

private:
    void readText();
    void explain();
    void addFinding(const inspection::FindingView& finding);
    controls::PlainLabel* addText(const QString& text);

    TextField* m_text;
    controls::Banner* m_banner;
    QWidget* m_findings;
    QVBoxLayout* m_layout;
    FixList* m_fixes;
    QWidget* m_foot;
    QTimer m_typing;
    inspection::Inspection m_inspection;
    checks::ApiAnswer m_answer;
    inspection::AnswerView m_view;
};

} // namespace assayer::panels
