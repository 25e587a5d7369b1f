// SPDX-License-Identifier: Apache-2.0
#include "panels/checkdetail.h"

#include "controls/difftext.h"
#include "controls/plainlabel.h"
#include "models/valuetext.h"
#include "panels/fieldlabels.h"
#include "style/style.h"

#include <QGridLayout>
#include <QPushButton>

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
    m_why->setText(why);
    m_diff->setValues(shortened(entry->result.expected), shortened(entry->result.actual));
    m_diff->setVisible(!entry->result.expected.isEmpty() || !entry->result.actual.isEmpty());
    for (const inspection::Fix& fix : entry->words.fixes)
        addFix(fix);
    m_fixes->setVisible(!entry->words.fixes.isEmpty());
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
    text->setText(tr("%1: %2", "where the fix is made, and what to do").arg(sideInWords(fix.side), fix.text));
    m_fixGrid->addWidget(text, row, 1);
    if (fix.field.isEmpty())
        return;
    const QString what = fix.value.isEmpty()
                             ? tr("Go to %1").arg(fieldLabel(fix.field))
                             : tr("Set %1 to %2").arg(fieldLabel(fix.field), models::oneLine(fix.value, 60));
    auto* button = new QPushButton(QString(what).replace(u'&', QStringLiteral("&&")));
    button->setObjectName(QStringLiteral("fix_") + fix.field);
    button->setAccessibleName(what);
    style::setButtonRole(button, style::ButtonRole::Link);
    connect(button, &QPushButton::clicked, this, [this, fix] { Q_EMIT fixRequested(fix.field, fix.value); });
    m_fixGrid->addWidget(button, row + 1, 1, Qt::AlignLeading);
}

QSize CheckDetail::sizeHint() const
{
    return {QScrollArea::sizeHint().width(), style::scaled(140, this)};
}

QSize CheckDetail::minimumSizeHint() const
{
    return {style::scaled(160, this), style::scaled(72, this)};
}

} // namespace assayer::panels
