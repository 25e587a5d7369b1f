// SPDX-License-Identifier: Apache-2.0
#include "panels/explanationpanel.h"

#include "controls/codeblock.h"
#include "controls/plainlabel.h"
#include "panels/fieldlabels.h"
#include "panels/layouts.h"
#include "panels/scrolled.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::PlainLabel;

namespace {

/// The other side's own words stand below, under their heading.
QString withoutDetail(const QString& why, const inspection::Inspection& inspection)
{
    const QString detail = inspection.failure ? inspection.failure->detail : QString();
    return !detail.isEmpty() && why.endsWith(detail) ? why.chopped(detail.size()).trimmed() : why;
}

} // namespace

ExplanationPanel::ExplanationPanel(QWidget* parent)
    : controls::Card(parent)
    , m_body(new QWidget)
    , m_layout(new QVBoxLayout(m_body))
{
    setObjectName(QStringLiteral("explanationPanel"));
    setTitle(tr("Why there is no token"));
    m_layout->setContentsMargins(12, 10, 12, 12);
    m_layout->setSpacing(6);
    setContent(scrolled(m_body, tr("Explanation")));
}

void ExplanationPanel::clear()
{
    emptyLayout(m_layout);
    m_buttons = nullptr;
}

void ExplanationPanel::addHeading(const QString& text)
{
    auto* label = new PlainLabel(text);
    label->setFontRole(style::FontRole::Strong);
    label->setOverflow(PlainLabel::Overflow::Wrap);
    m_layout->addSpacing(m_layout->count() ? 6 : 0);
    m_layout->addWidget(label);
}

PlainLabel* ExplanationPanel::addText(const QString& text, bool muted)
{
    auto* label = new PlainLabel;
    label->setParagraphs(text.split(u'\n'));
    label->setOverflow(PlainLabel::Overflow::Wrap);
    label->setSelectable(true);
    label->setMuted(muted);
    m_layout->addWidget(label);
    return label;
}

void ExplanationPanel::addVerbatim(const QString& text)
{
    constexpr qsizetype mostProse = 4'000;
    if (text.size() <= mostProse) {
        PlainLabel* label = addText(text);
        label->setObjectName(QStringLiteral("verbatim"));
        label->setFontRole(style::FontRole::Value);
        return;
    }
    auto* code = new controls::CodeBlock;
    code->setObjectName(QStringLiteral("verbatim"));
    code->setAccessibleName(tr("The other side's own words"));
    code->setFitsText(8);
    code->setCode(text, controls::CodeBlock::Wrap::AtWords);
    m_layout->addWidget(code);
}

void ExplanationPanel::addRows(const oauth::AuthorityError& refusal)
{
    QStringList rows;
    const auto add = [&rows](const QString& name, const QString& value) {
        if (!value.isEmpty())
            rows << name + QStringLiteral(": ") + value;
    };
    add(QStringLiteral("HTTP"), refusal.httpStatus ? QString::number(refusal.httpStatus) : QString());
    add(QStringLiteral("error"), refusal.error);
    add(QStringLiteral("AADSTS"), refusal.code ? QString::number(*refusal.code) : QString());
    add(QStringLiteral("trace_id"), refusal.traceId);
    add(QStringLiteral("correlation_id"), refusal.correlationId);
    add(QStringLiteral("timestamp"), refusal.timestamp);
    for (const QString& row : rows)
        addText(row, true)->setFontRole(style::FontRole::Value);
}

void ExplanationPanel::setInspection(const inspection::Inspection& inspection)
{
    clear();
    const inspection::Explanation explanation = inspection::explain(inspection);
    // The verdict above it says the sentence already.
    const QString why = withoutDetail(explanation.why, inspection);
    addText(why.isEmpty() ? explanation.sentence : why)->setObjectName(QStringLiteral("explanation"));
    const bool several = explanation.steps.size() > 1;
    for (int step = 0; step < explanation.steps.size(); ++step)
        addText(several ? tr("%1. %2", "a numbered step").arg(step + 1).arg(explanation.steps.at(step))
                        : explanation.steps.at(step));

    m_buttons = new controls::ButtonRow;
    m_buttons->layout()->setContentsMargins(0, 6, 0, 0);
    if (const QString label = fieldLabel(explanation.field); !label.isEmpty()) {
        auto* field = new QPushButton(tr("Go to %1").arg(label));
        field->setObjectName(QStringLiteral("goToField"));
        connect(field, &QPushButton::clicked, this, [this, name = explanation.field] { Q_EMIT fieldRequested(name); });
        m_buttons->add(field);
    }
    if (!inspection.exchanges.isEmpty()) {
        auto* exchange = new QPushButton(tr("Show the exchange"));
        exchange->setObjectName(QStringLiteral("showExchange"));
        connect(exchange, &QPushButton::clicked, this, &ExplanationPanel::exchangeRequested);
        m_buttons->add(exchange);
    }
    m_layout->addWidget(m_buttons);

    if (inspection.refusal) {
        const oauth::AuthorityError& refusal = *inspection.refusal;
        addHeading(tr("In the authority's words"));
        if (!refusal.description.isEmpty())
            addVerbatim(refusal.description);
        addRows(refusal);
    } else if (inspection.failure && !inspection.failure->detail.isEmpty()) {
        addHeading(tr("In particular"));
        addVerbatim(inspection.failure->detail);
    }
    m_layout->addStretch(1);
}

void ExplanationPanel::focusButton()
{
    if (auto* button = m_buttons ? m_buttons->findChild<QPushButton*>() : nullptr)
        button->setFocus(Qt::ShortcutFocusReason);
}

} // namespace assayer::panels
