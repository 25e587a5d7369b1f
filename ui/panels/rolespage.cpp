// SPDX-License-Identifier: Apache-2.0
#include "panels/rolespage.h"

#include "controls/card.h"
#include "controls/codeblock.h"
#include "controls/emptystate.h"
#include "controls/plainlabel.h"
#include "controls/tabs.h"
#include "inspection/commandlines.h"
#include "panels/layouts.h"
#include "panels/scrolled.h"

#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::PlainLabel;

RolesPage::RolesPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_tabs(new controls::TabBar)
    , m_note(new PlainLabel)
    , m_text(new QStackedWidget)
    , m_code(new controls::CodeBlock)
    , m_lines(nullptr)
    , m_foot(new controls::ButtonRow(this))
    , m_copy(new QPushButton(tr("Copy commands")))
    , m_explain(new QPushButton(tr("Explain each line")))
{
    setObjectName(QStringLiteral("rolesPage"));
    auto* empty = new controls::EmptyState(
        QStringLiteral("list"), tr("No role is missing"),
        tr("Where a role that the API asks for is not in the token, its steps from the API's manifest to the token "
           "stand here, and what to do at the broken one."));
    m_stack->addWidget(scrolled(empty, tr("Nothing yet")));
    m_stack->addWidget(buildCommands());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_copy->setObjectName(QStringLiteral("copyCommands"));
    m_explain->setObjectName(QStringLiteral("explainCommands"));
    m_explain->setCheckable(true);
    auto* foot = static_cast<controls::ButtonRow*>(m_foot);
    foot->add(m_copy);
    foot->add(m_explain);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { Q_EMIT copyRequested(m_commands.value(m_tabs->currentIndex()).text); });
    connect(m_explain, &QPushButton::toggled, this, &RolesPage::showExplained);
    connect(m_tabs, &QTabBar::currentChanged, this, &RolesPage::showTab);
    setLadder({});
}

QWidget* RolesPage::buildCommands()
{
    m_tabs->setObjectName(QStringLiteral("commandTabs"));
    m_tabs->setAccessibleName(tr("Ways to mend it"));
    m_note->setOverflow(PlainLabel::Overflow::Wrap);
    m_note->setMuted(true);
    m_note->setFontRole(style::FontRole::Note);
    m_code->setObjectName(QStringLiteral("commands"));
    m_code->setAccessibleName(tr("Commands"));
    auto* lines = new QWidget;
    m_lines = new QVBoxLayout(lines);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(2);
    m_text->addWidget(m_code);
    m_text->addWidget(scrolled(lines, tr("Commands, explained line by line")));
    auto* page = new QWidget;
    auto* body = new QVBoxLayout;
    body->setContentsMargins(12, 10, 12, 12);
    body->setSpacing(10);
    body->addWidget(m_note);
    body->addWidget(m_text, 1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    head->addWidget(m_tabs);
    layout->addLayout(head);
    layout->addLayout(body, 1);
    return page;
}

void RolesPage::setLadder(const inspection::LadderView& ladder)
{
    const QString chosen = m_commands.value(m_tabs->currentIndex()).title;
    m_commands = ladder.commands;
    m_portal = -1;
    if (!ladder.clicks.isEmpty()) {
        QStringList steps;
        for (const QString& click : ladder.clicks)
            steps << tr("%1. %2", "a numbered step").arg(steps.size() + 1).arg(click);
        m_portal = static_cast<int>(m_commands.size());
        m_commands.append({tr("Portal steps"), steps.join(u'\n')});
    }
    {
        const QSignalBlocker quiet(m_tabs);
        while (m_tabs->QTabBar::count() > 0)
            m_tabs->removeTab(0);
        for (const inspection::Command& command : std::as_const(m_commands))
            m_tabs->add(command.title);
        for (qsizetype tab = 0; tab < m_commands.size(); ++tab) {
            if (m_commands.at(tab).title == chosen)
                m_tabs->setCurrentIndex(static_cast<int>(tab));
        }
    }
    m_stack->setCurrentIndex(m_commands.isEmpty() ? 0 : 1);
    m_tabs->setFocusPolicy(m_commands.isEmpty() ? Qt::NoFocus : Qt::TabFocus);
    m_copy->setEnabled(!m_commands.isEmpty());
    showTab(m_tabs->currentIndex());
}

void RolesPage::showTab(int tab)
{
    const QString text = m_commands.value(tab).text;
    QStringList notes{tab == m_portal ? tr("In the Microsoft Entra admin center, step by step.")
                                      : tr("With this profile's ids.")};
    if (text.contains(u'<'))
        notes << tr("Fill in what stands in < >: nothing at hand tells it.");
    m_note->setText(notes.join(u' '));
    using Wrap = controls::CodeBlock::Wrap;
    m_code->setCode(text, tab == m_portal ? Wrap::AtWords : Wrap::Anywhere);
    // The way through the portal is in words already.
    m_explain->setEnabled(!m_commands.isEmpty() && tab != m_portal);
    showExplained();
}

void RolesPage::showExplained()
{
    const bool explained = m_explain->isChecked() && m_explain->isEnabled();
    emptyLayout(m_lines);
    if (explained) {
        for (const inspection::ExplainedLine& line : inspection::explainLines(m_commands.value(m_tabs->currentIndex())))
            addLine(line);
        m_lines->addStretch(1);
    }
    m_text->setCurrentIndex(explained ? 1 : 0);
}

void RolesPage::addLine(const inspection::ExplainedLine& line)
{
    const auto add = [this](const QString& text, style::FontRole role) {
        auto* label = new PlainLabel(text);
        label->setOverflow(PlainLabel::Overflow::Wrap);
        label->setSelectable(true);
        label->setFontRole(role);
        m_lines->addWidget(label);
        return label;
    };
    add(line.line, style::FontRole::Value);
    add(line.meaning, style::FontRole::Note)->setMuted(true);
    m_lines->addSpacing(6);
}

void RolesPage::focusMain()
{
    QWidget* shown = m_text->currentIndex() == 0 ? m_code : static_cast<QWidget*>(m_explain);
    (m_commands.isEmpty() ? static_cast<QWidget*>(this) : shown)->setFocus(Qt::ShortcutFocusReason);
}

} // namespace assayer::panels
