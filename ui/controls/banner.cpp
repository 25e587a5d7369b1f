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
constexpr int glyphGap = 4;
constexpr int textGap = 12;
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
    // Fixed would hold words that wrap to the height of their preferred width.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true); // through its layout, while the text wraps
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
    m_grid->setColumnMinimumWidth(1, glyphGap);
    m_grid->setColumnMinimumWidth(3, textGap);
    m_grid->setColumnStretch(4, 1);
    m_grid->addWidget(m_glyph, 0, 0, Qt::AlignVCenter);
    m_grid->addWidget(m_sentence, 0, 2);
    m_rightSide->setLayout(m_right);
    place(Placement::Beside);
    m_spin.setInterval(spinStep);
    connect(&m_spin, &QTimer::timeout, this, [this] { m_glyph->turn(); });
    show(style::State::Neutral, {});
}

void Banner::show(style::State state, const QString& sentence, const QString& reason)
{
    // Of a wait, the seconds that pass are no news.
    const bool other =
        state != m_state || sentence != m_said || (reason != m_saidReason && state != style::State::Busy);
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

int Banner::roomForText() const
{
    const QMargins margins = m_grid->contentsMargins();
    int taken = margins.left() + margins.right() + m_glyph->width() + glyphGap;
    for (const QWidget* widget : m_added)
        if (!widget->isHidden())
            taken += m_right->spacing() + widget->minimumSizeHint().width();
    return width() - taken;
}

void Banner::arrange()
{
    if (width() <= 0)
        return;
    constexpr int slack = 8;
    const int room = roomForText() - slack;
    const int sentence = m_sentence->wholeWidth();
    const int reason = m_reason->isHidden() ? 0 : textGap + m_reason->wholeWidth();
    if (!m_below && sentence + reason <= room)
        place(Placement::Beside);
    else
        place(std::max(sentence, reason) <= room ? Placement::Below : Placement::Wrapped);
    // Words that wrap get every pixel that the rest can spare.
    m_rightSide->setMaximumWidth(m_placed == Placement::Wrapped ? m_right->minimumSize().width() : QWIDGETSIZE_MAX);
}

bool Banner::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void Banner::place(Placement placement)
{
    if (m_placed == placement)
        return;
    m_placed = placement;
    const bool below = placement != Placement::Beside;
    for (QWidget* widget : {static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_sentence), m_rightSide})
        m_grid->removeWidget(widget);
    // What stands whole does not shrink, so that the lifetime bar gives way before a word is cut or broken.
    const auto overflow = placement == Placement::Wrapped ? PlainLabel::Overflow::Wrap : PlainLabel::Overflow::Keep;
    m_sentence->setOverflow(overflow);
    m_reason->setOverflow(overflow);
    m_grid->addWidget(m_sentence, 0, 2, 1, below ? 3 : 1);
    m_grid->addWidget(m_reason, below ? 1 : 0, below ? 2 : 4, 1, below ? 3 : 1);
    m_grid->addWidget(m_rightSide, 0, 5, below ? 2 : 1, 1, Qt::AlignVCenter);
    m_grid->setAlignment(m_glyph, below ? Qt::AlignTop : Qt::AlignVCenter);
    fitHeight();
    updateGeometry();
}

void Banner::fitHeight()
{
    // A least height of its own would stand in the way of the hints', which know the lines; of words that wrap the
    // layout asks by their width, and would forget about the least.
    setMinimumHeight(m_placed == Placement::Wrapped ? style::scaled(bannerHeight, this) : 0);
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
    if (event->type() == QEvent::FontChange) {
        fitHeight();
        arrange();
    }
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
