// SPDX-License-Identifier: Apache-2.0
#include "panels/checkdetail.h"

#include "controls/codeblock.h"
#include "controls/difftext.h"
#include "controls/plainlabel.h"
#include "models/valuetext.h"
#include "panels/fieldlabels.h"
#include "style/style.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace assayer::panels {

using controls::PlainLabel;

namespace {

constexpr int columnGap = 12;

PlainLabel* heading(const QString& text)
{
    auto* label = new PlainLabel(text);
    label->setFontRole(style::FontRole::Strong);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    return label;
}

PlainLabel* prose()
{
    auto* label = new PlainLabel;
    label->setOverflow(PlainLabel::Overflow::Wrap);
    label->setSelectable(true);
    return label;
}

/// What is compared is looked at character by character, and a claim may have a million.
QStringList shortened(const QStringList& values)
{
    constexpr qsizetype mostValues = 20;
    constexpr qsizetype mostCharacters = 2'000;
    QStringList shown;
    for (const QString& value : values.mid(0, mostValues))
        shown << (value.size() <= mostCharacters ? value : value.left(mostCharacters) + u'…');
    if (values.size() > mostValues)
        shown << CheckDetail::tr("and %n more", nullptr, static_cast<int>(values.size() - mostValues));
    return shown;
}

QString sideInWords(inspection::Side side)
{
    switch (side) {
    case inspection::Side::Request:
        return CheckDetail::tr("in the request");
    case inspection::Side::Api:
        return CheckDetail::tr("at the API");
    case inspection::Side::Client:
        return CheckDetail::tr("in the client’s registration");
    case inspection::Side::Tenant:
        return CheckDetail::tr("in the tenant");
    case inspection::Side::Caller:
        return CheckDetail::tr("by the caller");
    }
    return {};
}

} // namespace

CheckDetail::CheckDetail(QWidget* parent)
    : QScrollArea(parent)
    , m_body(new QWidget)
    , m_whyLabel(heading(tr("Why")))
    , m_why(prose())
    , m_diff(new controls::DiffText)
    , m_fixes(new QWidget)
    , m_fixGrid(new QGridLayout(m_fixes))
{
    setObjectName(QStringLiteral("checkDetail"));
    setAccessibleName(tr("Selected check"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    m_why->setObjectName(QStringLiteral("why"));
    m_diff->setObjectName(QStringLiteral("expectedAndActual"));

    m_grid = new QGridLayout(m_body);
    QGridLayout* grid = m_grid;
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(columnGap);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_whyLabel, 0, 0);
    grid->addWidget(m_why, 0, 1);
    grid->addWidget(m_diff, 1, 0, 1, 2);
    grid->addWidget(m_fixes, 2, 0, 1, 2);
    grid->setRowStretch(3, 1);
    m_fixGrid->setContentsMargins(0, 0, 0, 0);
    m_fixGrid->setHorizontalSpacing(12);
    m_fixGrid->setVerticalSpacing(4);
    m_fixGrid->setColumnStretch(1, 1);
    alignHeadings();
    // As wide as there is room: text wraps, and never scrolls sideways.
    m_body->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setWidget(m_body);
    setEntry(nullptr);
}

void CheckDetail::setEntry(const models::ChecklistModel::Entry* entry)
{
    clearFixes();
    if (!entry) {
        m_whyLabel->hide();
        m_grid->setHorizontalSpacing(0);
        m_why->setText(tr("Select a check to see what was expected and what the token has."));
        m_diff->hide();
        m_fixes->hide();
        return;
    }
    const bool passes = entry->result.status == checks::Status::Pass;
    const QString why = entry->words.why.isEmpty() ? entry->words.summary : entry->words.why;
    m_whyLabel->setVisible(!passes);
    m_grid->setHorizontalSpacing(passes ? 0 : columnGap);
    m_why->setParagraphs(why.split(u'\n'));
    m_diff->setValues(shortened(entry->result.expected), shortened(entry->result.actual));
    m_diff->setVisible(!entry->result.expected.isEmpty());
    for (const inspection::Fix& fix : entry->words.fixes)
        addFix(fix);
    m_fixes->setVisible(!entry->words.fixes.isEmpty());
}

void CheckDetail::alignHeadings()
{
    const QFontMetrics metrics(m_whyLabel->font());
    const int width = std::max(metrics.horizontalAdvance(m_whyLabel->fullText()), metrics.horizontalAdvance(tr("Fix")));
    m_whyLabel->setMinimumWidth(width);
    m_fixGrid->setColumnMinimumWidth(0, width);
}

void CheckDetail::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        alignHeadings();
}

void CheckDetail::clearFixes()
{
    while (QLayoutItem* item = m_fixGrid->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

void CheckDetail::addFix(const inspection::Fix& fix)
{
    const int row = m_fixGrid->rowCount();
    if (m_fixGrid->count() == 0)
        m_fixGrid->addWidget(heading(tr("Fix")), row, 0);
    auto* text = prose();
    // The first line is prose; what follows is to be written into a file as it stands.
    const QString snippet = fix.text.section(u'\n', 1);
    text->setText(tr("%1: %2", "where the fix is made, and what to do")
                      .arg(sideInWords(fix.side), fix.text.section(u'\n', 0, 0)));
    m_fixGrid->addWidget(text, row, 1);
    if (!snippet.isEmpty()) {
        auto* code = new controls::CodeBlock;
        code->setObjectName(QStringLiteral("snippet"));
        code->setAccessibleName(tr("What to write"));
        code->setFitsText(12);
        code->setCode(snippet);
        m_fixGrid->addWidget(code, row + 1, 1);
    }
    if (fix.field.isEmpty())
        return;
    const QString label = fieldLabel(fix.field);
    auto* button = new QPushButton(fix.value.isEmpty() ? tr("Go to %1").arg(label) : tr("Apply to %1").arg(label));
    const QString value = models::oneLine(QString(fix.value).replace(QLatin1String("\n"), QLatin1String(", ")));
    if (!value.isEmpty())
        button->setToolTip(controls::plainToolTip(tr("Sets %1 to %2").arg(label, value)));
    button->setAccessibleDescription(value);
    button->setObjectName(QStringLiteral("fix_") + fix.field);
    style::setButtonRole(button, style::ButtonRole::Link);
    connect(button, &QPushButton::clicked, this, [this, fix] { Q_EMIT fixRequested(fix.field, fix.value); });
    m_fixGrid->addWidget(button, row + 2, 1, Qt::AlignLeading);
}

QSize CheckDetail::sizeHint() const
{
    return {QScrollArea::sizeHint().width(), style::scaled(190, this)};
}

QSize CheckDetail::minimumSizeHint() const
{
    return {style::scaled(160, this), style::scaled(72, this)};
}

} // namespace assayer::panels
