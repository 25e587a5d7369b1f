// SPDX-License-Identifier: Apache-2.0
#include "panels/answerpage.h"

#include "controls/banner.h"
#include "controls/card.h"
#include "controls/plainlabel.h"
#include "panels/fixlist.h"
#include "panels/layouts.h"
#include "panels/scrolled.h"
#include "panels/textfield.h"
#include "style/style.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::PlainLabel;

namespace {

constexpr int textHeight = 84;
constexpr int typingMilliseconds = 150;
/// readApiAnswer() looks at no more.
constexpr qsizetype mostCharacters = 64 * 1024;

/// The API's word against ours: what agrees explains the refusal, what does not is worth a look.
style::State stateOf(const inspection::AnswerView& view)
{
    if (!view.recognised)
        return style::State::Neutral;
    for (const inspection::FindingView& finding : view.findings) {
        if (finding.agreement == checks::Agreement::Disagrees || finding.agreement == checks::Agreement::OtherToken)
            return style::State::Warning;
    }
    return style::State::Fail;
}

} // namespace

AnswerPage::AnswerPage(QWidget* parent)
    : QWidget(parent)
    , m_text(new TextField)
    , m_banner(new controls::Banner)
    , m_findings(new QWidget)
    , m_layout(new QVBoxLayout(m_findings))
    , m_fixes(new FixList)
    , m_foot(new controls::ButtonRow(this))
{
    setObjectName(QStringLiteral("answerPage"));
    m_text->setObjectName(QStringLiteral("answerText"));
    m_text->setAccessibleName(tr("What the API said"));
    m_text->setPlaceholderText(
        tr("Paste what the API said: its WWW-Authenticate header, the body, or a line of its log "
           "with an IDX, IDW or AKV number"));
    m_text->setFixedHeight(style::scaled(textHeight, this));
    m_banner->setObjectName(QStringLiteral("answerBanner"));
    m_banner->hide();
    m_fixes->setObjectName(QStringLiteral("answerFixes"));
    m_fixes->hide();
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);

    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(10);
    column->addWidget(m_text);
    column->addWidget(m_banner);
    column->addWidget(m_findings);
    column->addWidget(m_fixes);
    column->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scrolled(body, tr("The API's answer, explained")));

    auto* paste = new QPushButton(tr("Paste answer"));
    paste->setObjectName(QStringLiteral("pasteAnswer"));
    auto* clear = new QPushButton(tr("Clear"));
    clear->setObjectName(QStringLiteral("clearAnswer"));
    auto* foot = static_cast<controls::ButtonRow*>(m_foot);
    foot->add(paste);
    foot->add(clear);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMilliseconds);
    connect(&m_typing, &QTimer::timeout, this, &AnswerPage::readText);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { m_typing.start(); });
    connect(paste, &QPushButton::clicked, this, &AnswerPage::pasteRequested);
    connect(clear, &QPushButton::clicked, this, [this] { setText({}); });
    connect(m_fixes, &FixList::fixRequested, this, &AnswerPage::fixRequested);
}

void AnswerPage::setInspection(const inspection::Inspection& inspection)
{
    m_inspection = inspection;
    explain();
}

void AnswerPage::setText(const QString& text)
{
    m_text->setPlainText(text.left(mostCharacters));
    readText();
}

QString AnswerPage::text() const
{
    return m_text->toPlainText();
}

const checks::ApiAnswer* AnswerPage::answer() const
{
    return m_view.recognised ? &m_answer : nullptr;
}

void AnswerPage::readText()
{
    m_typing.stop();
    const checks::ApiAnswer before = m_answer;
    const bool any = !m_text->document()->isEmpty();
    m_answer = any ? checks::readApiAnswer(text().left(mostCharacters)) : checks::ApiAnswer();
    explain();
    if (m_answer != before)
        Q_EMIT answerChanged();
}

void AnswerPage::explain()
{
    const bool any = !m_text->document()->isEmpty();
    const inspection::AnswerView view =
        any ? inspection::wordsFor(m_answer, m_inspection.token ? &m_inspection : nullptr) : inspection::AnswerView();
    if (view == m_view && m_banner->isHidden() != any)
        return;
    m_view = view;
    emptyLayout(m_layout);
    for (const inspection::FindingView& finding : view.findings)
        addFinding(finding);
    m_fixes->setFixes(view.fixes);
    m_banner->show(stateOf(view), view.sentence);
    m_banner->setVisible(any);
}

PlainLabel* AnswerPage::addText(const QString& text)
{
    auto* label = new PlainLabel;
    label->setParagraphs(text.split(u'\n'));
    label->setOverflow(PlainLabel::Overflow::Wrap);
    label->setSelectable(true);
    m_layout->addWidget(label);
    return label;
}

void AnswerPage::addFinding(const inspection::FindingView& finding)
{
    const QString title =
        finding.middleware.isEmpty()
            ? finding.title
            : tr("%1 – %2", "what it is about, and who speaks like that").arg(finding.title, finding.middleware);
    addText(title)->setFontRole(style::FontRole::Strong);
    if (!finding.words.isEmpty()) {
        PlainLabel* words = addText(finding.words);
        words->setFontRole(style::FontRole::Value);
        words->setMuted(true);
    }
    // Of a single finding the banner says already what the token says to it.
    const QString joined = m_view.findings.size() > 1 ? finding.joined : QString();
    for (const QString& text : {finding.meaning, joined, finding.advice}) {
        if (!text.isEmpty())
            addText(text);
    }
    if (!finding.check)
        return;
    auto* button = new QPushButton(tr("Show this check"));
    button->setObjectName(QStringLiteral("showCheck"));
    button->setAccessibleDescription(finding.title);
    style::setButtonRole(button, style::ButtonRole::Link);
    connect(button, &QPushButton::clicked, this, [this, check = *finding.check] { Q_EMIT checkRequested(check); });
    m_layout->addWidget(button, 0, Qt::AlignLeading);
}

void AnswerPage::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

} // namespace assayer::panels
