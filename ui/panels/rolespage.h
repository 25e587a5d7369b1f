// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/commandlines.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace assayer::controls {
class CodeBlock;
class PlainLabel;
class TabBar;
} // namespace assayer::controls

namespace assayer::panels {

/// What to do about the broken rung: the commands with this profile's ids, and the way through the portal.
class RolesPage final : public QWidget {
    Q_OBJECT
public:
    explicit RolesPage(QWidget* parent = nullptr);
    void setLadder(const inspection::LadderView& ladder);
    [[nodiscard]] QWidget* foot() const { return m_foot; }
    void focusMain();

Q_SIGNALS:
    void copyRequested(const QString& text);

private:
    QWidget* buildCommands();
    void showTab(int tab);
    void showExplained();
    void addLine(const inspection::ExplainedLine& line);

    QList<inspection::Command> m_commands;
    int m_portal = -1; ///< which of them is the way through the portal; -1: none
    QStackedWidget* m_stack;
    controls::TabBar* m_tabs;
    controls::PlainLabel* m_note;
    QStackedWidget* m_text; ///< the commands as they are, or line by line with what each does
    controls::CodeBlock* m_code;
    QVBoxLayout* m_lines;
    QWidget* m_foot;
    QPushButton* m_copy;
    QPushButton* m_explain;
};

} // namespace assayer::panels
