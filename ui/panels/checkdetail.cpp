// SPDX-License-Identifier: Apache-2.0
#include "panels/checkdetail.h"

#include "controls/difftext.h"
#include "controls/plainlabel.h"
#include "models/valuetext.h"
#include "panels/fixlist.h"
#include "style/fonts.h"
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

} // namespace

CheckDetail::CheckDetail(QWidget* parent)
    : QScrollArea(parent)
    , m_body(new QWidget)
    , m_whyLabel(heading(tr("Why")))
    , m_why(prose())
    , m_diff(new controls::DiffText)
    , m_fixes(new FixList)
    , m_ladder(new QPushButton(tr("Show the role's steps")))
{
    setObjectName(QStringLiteral("checkDetail"));
    setAccessibleName(tr("Selected check"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
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
    m_ladder->setObjectName(QStringLiteral("showLadder"));
    style::setButtonRole(m_ladder, style::ButtonRole::Link);
    grid->addWidget(m_ladder, 3, 1, Qt::AlignLeading);
    grid->setRowStretch(4, 1);
    connect(m_ladder, &QPushButton::clicked, this, &CheckDetail::ladderRequested);
    connect(m_fixes, &FixList::fixRequested, this, &CheckDetail::fixRequested);
    alignHeadings();
    // As wide as there is room: text wraps, and never scrolls sideways.
    m_body->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setWidget(m_body);
    m_body->setAutoFillBackground(false); // which setWidget() turns on; it would cover the card's round corners
    setEntry(nullptr);
}

void CheckDetail::setEntry(const models::ChecklistModel::Entry* entry)
{
    m_ladder->setVisible(entry && entry->result.id == checks::CheckId::Roles && !entry->result.expected.isEmpty());
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
    m_whyLabel->setText(passes ? tr("Passes") : tr("Why"));
    m_whyLabel->show();
    m_grid->setHorizontalSpacing(columnGap);
    alignHeadings();
    const QStringList answer = entry->words.answer ? inspection::linesOf(*entry->words.answer) : QStringList();
    m_why->setParagraphs(why.split(u'\n') + answer);
    m_diff->setValues(shortened(entry->result.expected), shortened(entry->result.actual));
    m_diff->setVisible(!entry->result.expected.isEmpty());
    m_fixes->setFixes(entry->words.fixes);
    fitBar();
}

void CheckDetail::fitBar()
{
    // A bar that shows for a moment takes the width that the words need to do without it, and stays.
    const bool fits = heightForWidth(width()) <= height();
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void CheckDetail::resizeEvent(QResizeEvent* event)
{
    fitBar();
    QScrollArea::resizeEvent(event);
}

void CheckDetail::alignHeadings()
{
    const QFontMetrics metrics(m_whyLabel->font());
    const int width =
        std::max(metrics.horizontalAdvance(m_whyLabel->fullText()), metrics.horizontalAdvance(FixList::heading()));
    // One more than the text, as a label needs.
    m_whyLabel->setMinimumWidth(width + 1);
    m_fixes->setHeadingWidth(width + 1);
}

void CheckDetail::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        alignHeadings();
}

QSize CheckDetail::sizeHint() const
{
    // Its text takes the width that there is; to measure it would cost, and say nothing.
    return {style::scaled(300, this), style::scaled(190, this)};
}

QSize CheckDetail::minimumSizeHint() const
{
    // Who has one line gives the rest to the list above.
    const int some = style::scaled(52, this);
    return {style::scaled(160, this), width() > 0 ? std::min(some, heightForWidth(width())) : some};
}

int CheckDetail::heightForWidth(int width) const
{
    m_grid->activate();
    return m_grid->hasHeightForWidth() ? m_grid->totalHeightForWidth(width) : m_grid->totalSizeHint().height();
}

} // namespace assayer::panels
