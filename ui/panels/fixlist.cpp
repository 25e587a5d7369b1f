// SPDX-License-Identifier: Apache-2.0
#include "panels/fixlist.h"

#include "controls/codeblock.h"
#include "controls/plainlabel.h"
#include "models/valuetext.h"
#include "panels/fieldlabels.h"
#include "panels/layouts.h"
#include "style/style.h"

#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace assayer::panels {

using controls::PlainLabel;

namespace {

PlainLabel* head(const QString& text)
{
    auto* label = new PlainLabel(text);
    label->setFontRole(style::FontRole::Strong);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    return label;
}

QString sideInWords(inspection::Side side)
{
    switch (side) {
    case inspection::Side::Request:
        return FixList::tr("in this profile");
    case inspection::Side::Api:
        return FixList::tr("at the API");
    case inspection::Side::Client:
        return FixList::tr("in the client's registration");
    case inspection::Side::Tenant:
        return FixList::tr("in the tenant");
    case inspection::Side::Caller:
        return FixList::tr("by the caller");
    }
    return {};
}

} // namespace

FixList::FixList(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
}

QString FixList::heading()
{
    return tr("Fix");
}

void FixList::setHeadingWidth(int width)
{
    m_grid->setColumnMinimumWidth(0, width);
}

void FixList::setFixes(const QList<inspection::Fix>& fixes)
{
    setVisible(!fixes.isEmpty());
    if (fixes == m_fixes)
        return; // a button that has the focus keeps it
    m_fixes = fixes;
    emptyLayout(m_grid);
    m_row = 0;
    // What is one click away comes first.
    QList<inspection::Fix> ordered = fixes;
    std::ranges::stable_partition(ordered, [](const auto& fix) { return !fieldLabel(fix.field).isEmpty(); });
    for (const inspection::Fix& fix : std::as_const(ordered))
        add(fix);
    // The layout would show them in a moment: who measures it now would measure it empty.
    for (int at = 0; at < m_grid->count(); ++at)
        m_grid->itemAt(at)->widget()->show();
}

void FixList::add(const inspection::Fix& fix)
{
    const int row = m_row;
    m_row += 3; // its text, its button, what to write
    if (m_grid->count() == 0)
        m_grid->addWidget(head(heading()), row, 0);
    auto* text = new PlainLabel;
    text->setOverflow(PlainLabel::Overflow::Wrap);
    text->setSelectable(true);
    // The first line is prose; what follows is to be written into a file as it stands.
    const QString snippet = fix.text.section(u'\n', 1);
    text->setText(tr("%1: %2", "where the fix is made, and what to do")
                      .arg(sideInWords(fix.side), fix.text.section(u'\n', 0, 0)));
    m_grid->addWidget(text, row, 1);
    if (!snippet.isEmpty()) {
        auto* code = new controls::CodeBlock;
        code->setObjectName(QStringLiteral("snippet"));
        code->setAccessibleName(tr("What to write"));
        code->setFitsText(12);
        code->setCode(snippet, controls::CodeBlock::Wrap::AtWords); // an advice of several lines may stand there, too
        m_grid->addWidget(code, row + 2, 1);
    }
    const QString label = fieldLabel(fix.field);
    if (label.isEmpty())
        return;
    auto* button = new QPushButton(fix.value.isEmpty() ? tr("Go to %1").arg(label) : tr("Apply to %1").arg(label));
    const QString value = models::oneLine(QString(fix.value).replace(QLatin1String("\n"), QLatin1String(", ")));
    if (!value.isEmpty())
        button->setToolTip(controls::plainToolTip(tr("Sets %1 to %2").arg(label, value)));
    button->setAccessibleDescription(value);
    button->setObjectName(QStringLiteral("fix_") + fix.field);
    style::setButtonRole(button, style::ButtonRole::Link);
    connect(button, &QPushButton::clicked, this, [this, fix] { Q_EMIT fixRequested(fix.field, fix.value); });
    m_grid->addWidget(button, row + 1, 1, Qt::AlignLeading);
}

} // namespace assayer::panels
