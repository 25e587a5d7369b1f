// SPDX-License-Identifier: Apache-2.0
#include "controls/emptystate.h"

#include "controls/accessible.h"
#include "controls/flowlayout.h"
#include "controls/plainlabel.h"
#include "style/draw.h"
#include "style/icons.h"
#include "style/style.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace assayer::controls {

namespace {
constexpr int discSize = 52;
constexpr int iconSize = 24;
constexpr int widestText = 420;
constexpr int mostAbove = 96;
} // namespace

class EmptyState::IconView final : public QWidget {
public:
    explicit IconView(QWidget* parent)
        : QWidget(parent)
    {
        setFixedSize(discSize, discSize);
    }
    QString name;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const style::Palette& palette = style::paletteOf(this);
        QPainter painter(this);
        style::drawPanel(&painter, rect(), discSize / 2.0, palette.inset, palette.line);
        constexpr int inset = (discSize - iconSize) / 2;
        style::paintIcon(&painter, rect().adjusted(inset, inset, -inset, -inset), name, palette.muted);
    }
};

EmptyState::EmptyState(const QString& iconName, const QString& sentence, const QString& nextStep, QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconView(this))
    , m_sentence(new PlainLabel({}, this))
    , m_next(new PlainLabel({}, this))
    , m_buttons(new QWidget(this))
    , m_above(new QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Fixed))
{
    setAccessibleRole(this, QAccessible::Grouping);
    for (PlainLabel* label : {m_sentence, m_next}) {
        label->setOverflow(PlainLabel::Overflow::Wrap);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setMaximumWidth(style::scaled(widestText, this));
    }
    m_sentence->setFontRole(style::FontRole::Strong);
    m_next->setMuted(true);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(6);
    column->addItem(m_above);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(6);
    for (PlainLabel* label : {m_sentence, m_next}) {
        auto* centred = new QHBoxLayout;
        centred->addStretch(1);
        centred->addWidget(label, 100);
        centred->addStretch(1);
        column->addLayout(centred);
    }
    column->addWidget(m_buttons, 0, Qt::AlignHCenter);
    column->addStretch(1);
    set(iconName, sentence, nextStep);
    m_buttons->hide();
}

void EmptyState::set(const QString& iconName, const QString& sentence, const QString& nextStep)
{
    m_iconName = iconName;
    m_icon->name = iconName;
    m_icon->setVisible(!iconName.isEmpty());
    m_icon->update();
    m_sentence->setText(sentence);
    m_next->setText(nextStep);
    m_next->setVisible(!nextStep.isEmpty());
    setAccessibleName(m_sentence->fullText());
    setAccessibleDescription(m_next->fullText());
}

QSize EmptyState::minimumSizeHint() const
{
    const QSize text = m_sentence->minimumSizeHint().expandedTo(m_next->minimumSizeHint());
    const int lines = m_sentence->fontMetrics().height() + 2 * m_next->fontMetrics().height();
    const int buttons = m_buttons->isHidden() ? 0 : m_buttons->sizeHint().height();
    const QMargins margins = layout()->contentsMargins();
    return {std::max(text.width(), m_buttons->isHidden() ? 0 : m_buttons->minimumSizeHint().width()) + margins.left() +
                margins.right(),
            lines + buttons + margins.top() + margins.bottom()};
}

void EmptyState::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    constexpr int airy = 190;
    m_icon->setVisible(!m_iconName.isEmpty() && height() >= style::scaled(airy, this));
    // At one height in cards beside one another, whether they have a foot or not.
    const int spare = height() - minimumSizeHint().height() - (m_icon->isHidden() ? 0 : discSize);
    m_above->changeSize(0, std::clamp(spare * 2 / 5, 0, style::scaled(mostAbove, this)), QSizePolicy::Minimum,
                        QSizePolicy::Fixed);
    layout()->invalidate();
    layout()->activate(); // it had its turn before this
}

QPushButton* EmptyState::addButton(const QString& text, bool primary)
{
    auto* button = new QPushButton(text, m_buttons);
    if (primary)
        style::setButtonRole(button, style::ButtonRole::Primary);
    m_buttons->layout()->addWidget(button);
    m_buttons->show();
    return button;
}

void EmptyState::clearButtons()
{
    while (QLayoutItem* item = m_buttons->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_buttons->hide();
}

} // namespace assayer::controls
