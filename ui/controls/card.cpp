// SPDX-License-Identifier: Apache-2.0
#include "controls/card.h"

#include "controls/flowlayout.h"
#include "controls/plainlabel.h"
#include "style/draw.h"
#include "style/fonts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace assayer::controls {

namespace {
constexpr int headHeight = 33;
}

Card::Card(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
}

void Card::setTitle(const QString& title)
{
    if (!m_titleRow) {
        m_titleRow = new QWidget;
        m_title = new PlainLabel;
        m_title->setFontRole(style::FontRole::Strong);
        m_title->setOverflow(PlainLabel::Overflow::ElideRight);
        m_note = new PlainLabel;
        m_note->setFontRole(style::FontRole::Note);
        m_note->setMuted(true);
        m_note->setOverflow(PlainLabel::Overflow::ElideRight);
        auto* row = new QHBoxLayout(m_titleRow);
        row->setContentsMargins(11, 0, 11, 0);
        row->addWidget(m_title);
        row->addStretch(1);
        row->addWidget(m_note);
        m_titleRow->setFixedHeight(style::scaled(headHeight, this));
        setHead(m_titleRow);
    }
    m_title->setText(title);
}

void Card::setNote(const QString& note)
{
    if (!m_titleRow)
        setTitle({});
    m_note->setText(note);
}

void Card::setHead(QWidget* widget)
{
    if (m_head && m_head != widget)
        m_head->deleteLater();
    m_head = widget;
    relayout();
}

void Card::setContent(QWidget* widget)
{
    if (m_content && m_content != widget)
        m_content->deleteLater();
    m_content = widget;
    relayout();
}

void Card::setFoot(QWidget* widget)
{
    if (m_foot && m_foot != widget)
        m_foot->deleteLater();
    m_foot = widget;
    m_foot->installEventFilter(this);
    relayout();
}

void Card::setHeadLine(bool line)
{
    m_headLine = line;
    relayout();
}

void Card::setFootResizable(bool resizable)
{
    if (resizable == (m_splitter != nullptr))
        return;
    if (resizable) {
        m_splitter = new QSplitter(Qt::Vertical, this);
        m_splitter->setChildrenCollapsible(false);
        m_splitter->setHandleWidth(5);
        connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
            m_footDragged = true;
            update();
        });
    } else {
        m_splitter->deleteLater();
        m_splitter = nullptr;
    }
    relayout();
}

QByteArray Card::footState() const
{
    return m_splitter && m_footDragged ? m_splitter->saveState() : QByteArray();
}

void Card::restoreFootState(const QByteArray& state)
{
    if (m_splitter && !state.isEmpty())
        m_footDragged = m_splitter->restoreState(state);
}

void Card::fitFoot(int contentLeast)
{
    if (!m_splitter || !m_foot || m_footDragged || m_foot->isHidden())
        return;
    const int room = m_splitter->height() - m_splitter->handleWidth();
    const int wanted =
        m_foot->hasHeightForWidth() ? m_foot->heightForWidth(m_splitter->width()) : m_foot->sizeHint().height();
    const int least = m_foot->minimumSizeHint().height();
    const int foot = std::clamp(wanted, least, std::max(least, room - contentLeast));
    m_splitter->setSizes({room - foot, foot});
}

void Card::relayout()
{
    while (QLayoutItem* item = m_layout->takeAt(0))
        delete item;
    if (m_head) {
        m_layout->addWidget(m_head);
        if (m_headLine)
            m_layout->addSpacing(1);
    }
    if (m_splitter) {
        for (QWidget* part : {m_content, m_foot})
            if (part)
                m_splitter->addWidget(part);
        m_splitter->setStretchFactor(0, 1);
        m_splitter->setStretchFactor(1, 0);
        m_layout->addWidget(m_splitter, 1);
        return;
    }
    if (m_content)
        m_layout->addWidget(m_content, 1);
    else if (m_foot)
        m_layout->addStretch(1);
    if (m_foot) {
        m_layout->addSpacing(1);
        m_layout->addWidget(m_foot);
    }
}

QSize Card::minimumSizeHint() const
{
    const QSize least = QWidget::minimumSizeHint();
    return m_layout->hasHeightForWidth() && width() > 0
               ? least.expandedTo({0, m_layout->minimumHeightForWidth(width())})
               : least;
}

void Card::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width() && m_layout->hasHeightForWidth())
        updateGeometry();
}

bool Card::event(QEvent* event)
{
    if (event->type() == QEvent::FontChange && m_titleRow)
        m_titleRow->setFixedHeight(style::scaled(headHeight, this));
    if (event->type() == QEvent::LayoutRequest)
        update();
    return QWidget::event(event);
}

bool Card::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_foot && (event->type() == QEvent::Move || event->type() == QEvent::Resize ||
                              event->type() == QEvent::Show || event->type() == QEvent::Hide))
        update();
    return QWidget::eventFilter(watched, event);
}

void Card::paintEvent(QPaintEvent*)
{
    const style::Palette& palette = style::paletteOf(this);
    QPainter painter(this);
    style::drawPanel(&painter, rect(), style::cardRadius, palette.surface, palette.line);
    if (m_head && m_headLine && m_head->isVisible())
        painter.fillRect(1, m_head->geometry().bottom() + 1, width() - 2, 1, palette.line);
    if (!m_foot || !m_foot->isVisible())
        return;
    const int top = m_foot->mapTo(this, QPoint(0, 0)).y();
    QPainterPath inside;
    inside.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style::cardRadius - 1, style::cardRadius - 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(inside);
    painter.fillRect(0, top, width(), height() - top, palette.ground);
    painter.fillRect(0, top - 1, width(), 1, palette.line);
}

ButtonRow::ButtonRow(QWidget* parent)
    : QWidget(parent)
{
    auto* flow = new FlowLayout(this, 8);
    flow->setContentsMargins(11, 8, 11, 8);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ButtonRow::add(QWidget* button)
{
    layout()->addWidget(button);
}

} // namespace assayer::controls
