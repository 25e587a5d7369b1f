// SPDX-License-Identifier: Apache-2.0
#include "controls/banner.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "style/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace assayer::controls {

namespace {
constexpr int bannerHeight = 46;
constexpr int spinStep = 80; // ms
constexpr int spinSteps = 12;
} // namespace

class Banner::Glyph final : public QWidget {
public:
    explicit Glyph(QWidget* parent)
        : QWidget(parent)
    {
        setFixedSize(style::scaled(16, this), style::scaled(16, this));
    }
    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::FontChange)
            setFixedSize(style::scaled(16, this), style::scaled(16, this));
        return QWidget::event(event);
    }
    void set(style::State state)
    {
        m_state = state;
        update();
    }
    void turn()
    {
        m_step = (m_step + 1) % spinSteps;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const style::Palette& palette = style::paletteOf(this);
        if (m_state != style::State::Busy) {
            style::paintIcon(&painter, rect(), style::iconName(m_state), style::colour(m_state, palette));
            return;
        }
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF ring = QRectF(rect()).adjusted(2, 2, -2, -2);
        constexpr int sixteenth = 16;
        painter.setPen(QPen(palette.line, 2));
        painter.drawEllipse(ring);
        painter.setPen(QPen(palette.accent, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(ring, -m_step * 360 / spinSteps * sixteenth, 100 * sixteenth);
    }

private:
    style::State m_state = style::State::Neutral;
    int m_step = 0;
};

Banner::Banner(QWidget* parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel({}, this))
    , m_reason(new PlainLabel({}, this))
    , m_glyph(new Glyph(this))
    , m_rightSide(new QWidget(this))
    , m_right(new QHBoxLayout)
    , m_grid(new QGridLayout(this))
{
    setAccessibleRole(this, QAccessible::Notification);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_sentence->setFontRole(style::FontRole::Strong);
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setSelectable(true);
    m_sentence->setFocusPolicy(Qt::NoFocus);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setSelectable(true);
    m_reason->setFocusPolicy(Qt::NoFocus);
    m_right->setSpacing(12);
    m_right->setContentsMargins(12, 0, 0, 0);
    m_grid->setContentsMargins(12, 8, 12, 8);
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnMinimumWidth(1, 4);
    m_grid->setColumnMinimumWidth(3, 12);
    m_grid->setColumnStretch(4, 1);
    m_grid->addWidget(m_glyph, 0, 0, Qt::AlignVCenter);
    m_grid->addWidget(m_sentence, 0, 2);
    m_rightSide->setLayout(m_right);
    place(false);
    m_spin.setInterval(spinStep);
    connect(&m_spin, &QTimer::timeout, this, [this] { m_glyph->turn(); });
    show(style::State::Neutral, {});
}

void Banner::show(style::State state, const QString& sentence, const QString& reason)
{
    const bool other = state != m_state || sentence != m_said || reason != m_saidReason;
    m_state = state;
    m_said = sentence;
    m_saidReason = reason;
    m_sentence->setText(sentence);
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    m_glyph->set(state);
    if (state == style::State::Busy)
        m_spin.start();
    else
        m_spin.stop();
    applyColours();
    QString name = sentence;
    if (!reason.isEmpty())
        name += QStringLiteral(": ") + reason;
    const bool told = state == style::State::Pass || state == style::State::Fail || state == style::State::Warning;
    setAccessibleName(told ? style::word(state) + QStringLiteral(", ") + m_sentence->fullText() +
                                 (reason.isEmpty() ? QString() : QStringLiteral(": ") + m_reason->fullText())
                           : m_sentence->fullText() +
                                 (reason.isEmpty() ? QString() : QStringLiteral(": ") + m_reason->fullText()));
    arrange();
    if (other)
        announce(this);
}

QString Banner::sentence() const
{
    return m_said;
}

QString Banner::reason() const
{
    return m_saidReason;
}

void Banner::add(QWidget* widget)
{
    m_right->addWidget(widget);
    m_added.append(widget);
}

void Banner::setReasonBelow(bool below)
{
    m_below = below;
    arrange();
}

int Banner::besideWidth() const
{
    const QMargins margins = m_grid->contentsMargins();
    constexpr int gaps = 4 + 12 + 8;
    int width =
        margins.left() + margins.right() + m_glyph->width() + gaps + m_sentence->wholeWidth() + m_reason->wholeWidth();
    for (const QWidget* widget : m_added)
        if (!widget->isHidden())
            width += m_right->spacing() + widget->minimumSizeHint().width();
    return width;
}

void Banner::arrange()
{
    place(m_below || (!m_reason->isHidden() && besideWidth() > width() && width() > 0));
}

void Banner::place(bool below)
{
    if (m_placed && *m_placed == below)
        return;
    m_placed = below;
    m_grid->removeWidget(m_reason);
    m_grid->removeWidget(m_sentence);
    m_grid->removeWidget(m_rightSide);
    m_grid->addWidget(m_rightSide, 0, 5, below ? 2 : 1, 1, Qt::AlignVCenter);
    // Beside each other they are as wide as they are; below each other both wrap over the whole room.
    const auto overflow = below ? PlainLabel::Overflow::Wrap : PlainLabel::Overflow::Keep;
    m_sentence->setOverflow(overflow);
    m_reason->setOverflow(overflow);
    m_grid->addWidget(m_sentence, 0, 2, 1, below ? 3 : 1);
    if (below)
        m_grid->addWidget(m_reason, 1, 2, 1, 3);
    else
        m_grid->addWidget(m_reason, 0, 4);
    m_grid->setAlignment(m_glyph, below ? Qt::AlignTop : Qt::AlignVCenter);
    updateGeometry();
}

QSize Banner::minimumSizeHint() const
{
    int right = 0;
    for (const QWidget* widget : m_added)
        if (!widget->isHidden())
            right += m_right->spacing() + widget->minimumSizeHint().width();
    const QSize size = QWidget::minimumSizeHint();
    return {style::scaled(160, this) + right, std::max(size.height(), style::scaled(bannerHeight, this))};
}

int Banner::heightForWidth(int width) const
{
    return std::max(layout()->heightForWidth(width), style::scaled(bannerHeight, this));
}

QSize Banner::sizeHint() const
{
    const QSize size = QWidget::sizeHint();
    return {size.width(), std::max(size.height(), style::scaled(bannerHeight, this))};
}

void Banner::applyColours()
{
    using Ink = PlainLabel::Ink;
    switch (m_state) {
    case style::State::Pass:
        m_sentence->setInk(Ink::Pass);
        break;
    case style::State::Warning:
        m_sentence->setInk(Ink::Warning);
        break;
    case style::State::Fail:
        m_sentence->setInk(Ink::Fail);
        break;
    case style::State::Busy:
    case style::State::Neutral:
        m_sentence->setInk(Ink::Text);
        break;
    }
    update();
}

void Banner::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void Banner::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void Banner::paintEvent(QPaintEvent*)
{
    const style::Palette& palette = style::paletteOf(this);
    QPainter painter(this);
    const bool plain = m_state == style::State::Neutral || m_state == style::State::Busy;
    style::drawPanel(&painter, rect(), style::cardRadius, style::groundColour(m_state, palette),
                     plain ? palette.line : style::colour(m_state, palette));
}

} // namespace assayer::controls
