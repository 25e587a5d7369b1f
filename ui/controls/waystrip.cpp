// SPDX-License-Identifier: Apache-2.0
#include "controls/waystrip.h"

#include "controls/accessible.h"
#include "controls/plainlabel.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "support/visibletext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace assayer::controls {

namespace {

constexpr int side = 14;
constexpr int inner = 12; ///< from a station's edge to its text
constexpr int stationMost = 168;
constexpr int stationLeast = 84;
constexpr int arrow = 7;
constexpr int gap = 4;                         ///< between a station and its arrow
constexpr int besideLegText = arrow + gap + 6; ///< stroke and arrow at either end
constexpr int foldRoom = 22;                   ///< of ▾ ▸ at the left end
constexpr int openHeight = 70;
constexpr int foldedHeight = 30;
constexpr qsizetype most = 300; ///< characters of a text that are measured and drawn

QString literal(const QString& text)
{
    return support::visibleText(text.left(most));
}

QString spoken(const WayStrip::Leg& leg)
{
    return leg.text.isEmpty() ? QString() : style::glyph(leg.state) + u' ' + leg.text;
}

QColor legColour(style::State state, const style::Palette& palette)
{
    return state == style::State::Neutral ? palette.muted : style::colour(state, palette);
}

} // namespace

WayStrip::WayStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("wayStrip"));
    setAccessibleRole(this, QAccessible::Button);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    style::setFontRole(this, style::FontRole::Base);
}

void WayStrip::setWay(const QList<Station>& stations, const QList<Leg>& legs, const QString& spoken)
{
    m_stations = stations;
    m_legs = legs;
    for (Station& station : m_stations) {
        station.name = literal(station.name);
        station.detail = literal(station.detail);
    }
    for (Leg& leg : m_legs)
        leg.text = literal(leg.text);
    m_spoken = support::visibleText(spoken);
    describe();
    update();
}

void WayStrip::setFolded(bool folded)
{
    if (m_folded == folded)
        return;
    m_folded = folded;
    describe();
    updateGeometry();
    update();
}

void WayStrip::toggle()
{
    setFolded(!m_folded);
}

void WayStrip::describe()
{
    setAccessibleName(tr("The token’s way: %1").arg(m_spoken));
    setAccessibleDescription(m_folded ? tr("Folded; Enter unfolds it") : tr("Enter folds it away"));
}

QString WayStrip::oneLine() const
{
    QStringList parts;
    for (qsizetype at = 0; at < m_stations.size(); ++at) {
        parts << m_stations.at(at).name;
        if (at < m_legs.size() && !m_legs.at(at).text.isEmpty())
            parts << style::glyph(m_legs.at(at).state) + u' ' + m_legs.at(at).text;
    }
    return parts.join(QStringLiteral(" → "));
}

QSize WayStrip::sizeHint() const
{
    const int lines =
        QFontMetrics(style::strongFont(font())).height() + QFontMetrics(style::smallFont(font())).height();
    const int open = std::max(style::scaled(openHeight, this), lines + 32);
    return {style::scaled(900, this),
            m_folded ? std::max(style::scaled(foldedHeight, this), fontMetrics().height() + 10) : open};
}

QSize WayStrip::minimumSizeHint() const
{
    return {style::scaled(300, this), sizeHint().height()};
}

int WayStrip::stationWanted() const
{
    const QFontMetrics names(style::strongFont(font()));
    const QFontMetrics details(style::smallFont(font()));
    int wanted = style::scaled(stationLeast, this);
    for (const Station& station : m_stations)
        wanted = std::max({wanted, names.horizontalAdvance(station.name) + 2 * inner + 2,
                           details.horizontalAdvance(station.detail) + 2 * inner + 2});
    return std::min(wanted, style::scaled(stationMost, this));
}

QList<QRect> WayStrip::stationRects() const
{
    const int count = static_cast<int>(m_stations.size());
    const int gaps = static_cast<int>(m_legs.size());
    if (count == 0 || gaps != count - 1)
        return {};
    const QRect room = rect().adjusted(side + foldRoom, 11, -side, -11);
    const QFontMetrics small(style::smallFont(font()));
    const int bare = 2 * (arrow + gap) + small.horizontalAdvance(style::glyph(style::State::Pass)) + 8;
    QList<int> legs;
    for (const Leg& leg : m_legs)
        legs.append(std::max(bare, small.horizontalAdvance(spoken(leg)) + 2 * besideLegText + 2));
    const int texts = std::accumulate(legs.cbegin(), legs.cend(), 0);
    // Where room is short the strokes give way first, then the stations' texts down to a name, then the legs'.
    const int wanted = stationWanted();
    const int least = std::min(wanted, style::scaled(stationLeast, this));
    int width = std::clamp((room.width() - texts) / count, least, wanted);
    width = std::max(1, std::min(width, (room.width() - gaps * bare) / count));
    const int spare = room.width() - count * width - texts;
    for (int& leg : legs) {
        if (spare >= 0)
            leg += spare / gaps;
        else if (texts > gaps * bare)
            leg = bare + (leg - bare) * std::max(0, texts + spare - gaps * bare) / (texts - gaps * bare);
    }
    QList<QRect> rects;
    int x = room.left();
    for (int at = 0; at < count; ++at) {
        rects.append({x, room.top(), width, room.height()});
        x += width + legs.value(at);
    }
    return rects;
}

void WayStrip::paintStation(QPainter* painter, const QRect& rect, const Station& station) const
{
    const style::Palette& palette = style::paletteOf(this);
    const bool broken = station.state == style::State::Fail || station.state == style::State::Warning;
    style::drawPanel(painter, rect, style::controlRadius,
                     broken ? style::groundColour(station.state, palette) : palette.inset,
                     broken ? style::colour(station.state, palette) : palette.line);
    const QFont strong = style::strongFont(font());
    const QFont small = style::smallFont(font());
    const QFontMetrics names(strong);
    const QFontMetrics details(small);
    const QRect room = rect.adjusted(inner, 0, -inner, 0);
    const int block = names.height() + (station.detail.isEmpty() ? 0 : details.height() + 1);
    int y = rect.top() + (rect.height() - block) / 2;
    const int flags = Qt::AlignLeading | Qt::AlignVCenter | Qt::TextSingleLine;
    painter->setFont(strong);
    painter->setPen(broken ? style::colour(station.state, palette) : palette.text);
    painter->drawText(QRect(room.left(), y, room.width(), names.height()), flags,
                      names.elidedText(station.name, Qt::ElideRight, room.width()));
    y += names.height() + 1;
    painter->setFont(small);
    painter->setPen(broken ? palette.text : palette.muted);
    painter->drawText(QRect(room.left(), y, room.width(), details.height()), flags,
                      details.elidedText(station.detail, Qt::ElideMiddle, room.width()));
}

void WayStrip::paintLeg(QPainter* painter, const QRect& room, const Leg& leg) const
{
    const style::Palette& palette = style::paletteOf(this);
    const QColor colour = legColour(leg.state, palette);
    const QFont small = style::smallFont(font());
    const QFontMetrics metrics(small);
    QString text = spoken(leg);
    const int textRoom = room.width() - 2 * besideLegText;
    // A letter or two say less than the glyph alone.
    if (metrics.horizontalAdvance(text) > textRoom)
        text = textRoom > metrics.horizontalAdvance(QStringLiteral("✕ audie…"))
                   ? metrics.elidedText(text, Qt::ElideRight, textRoom)
                   : style::glyph(leg.state);
    const int textWidth = text.isEmpty() ? 0 : metrics.horizontalAdvance(text) + 12;
    const int middle = room.center().y();
    const int textLeft = room.left() + (room.width() - textWidth) / 2;
    QPen pen(colour, 2);
    if (leg.state != style::State::Pass) {
        pen.setStyle(Qt::CustomDashLine);
        pen.setDashPattern(leg.state == style::State::Neutral ? QList<qreal>{1, 2} : QList<qreal>{4, 2.5});
        pen.setCapStyle(Qt::FlatCap);
    }
    painter->setPen(pen);
    const int left = room.left() + gap;
    const int right = room.right() - gap;
    if (textLeft - left > 3)
        painter->drawLine(left, middle, textWidth ? textLeft : right - arrow, middle);
    if (textWidth && right - arrow - (textLeft + textWidth) > 2)
        painter->drawLine(textLeft + textWidth, middle, right - arrow, middle);
    QPainterPath head;
    head.moveTo(right - arrow, middle - 5);
    head.lineTo(right + 1, middle);
    head.lineTo(right - arrow, middle + 5);
    head.closeSubpath();
    painter->fillPath(head, colour);
    painter->setFont(small);
    painter->setPen(leg.state == style::State::Fail || leg.state == style::State::Warning ? colour : palette.muted);
    painter->drawText(QRect(textLeft, room.top(), textWidth, room.height()), Qt::AlignCenter | Qt::TextSingleLine,
                      text);
}

void WayStrip::paintFolded(QPainter* painter) const
{
    const style::Palette& palette = style::paletteOf(this);
    const QRect room = rect().adjusted(side + foldRoom, 0, -side, 0);
    const QFont note = style::noteFont(font());
    painter->setFont(note);
    painter->setPen(palette.muted);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                      QFontMetrics(note).elidedText(oneLine(), Qt::ElideRight, room.width()));
}

void WayStrip::paintEvent(QPaintEvent*)
{
    const style::Palette& palette = style::paletteOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    style::drawPanel(&painter, rect(), style::cardRadius, palette.surface, palette.line);
    QStyleOption option;
    option.initFrom(this);
    if (style::hasKeyboardFocus(&option))
        style::drawFocusRing(&painter, rect(), style::cardRadius, palette);
    style::drawTriangle(&painter, QRect(side - 4, 0, foldRoom - 8, height()), m_folded ? Qt::RightArrow : Qt::DownArrow,
                        palette.muted);
    if (m_folded)
        return paintFolded(&painter);
    const QList<QRect> rects = stationRects();
    for (qsizetype at = 0; at < rects.size(); ++at) {
        paintStation(&painter, rects.at(at), m_stations.at(at));
        if (at + 1 < rects.size() && at < m_legs.size())
            paintLeg(&painter,
                     QRect(QPoint(rects.at(at).right() + 1, rects.at(at).top()),
                           QPoint(rects.at(at + 1).left() - 1, rects.at(at).bottom())),
                     m_legs.at(at));
    }
}

void WayStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        toggle();
    else
        QWidget::mousePressEvent(event);
}

void WayStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        toggle();
    else
        QWidget::keyPressEvent(event);
}

void WayStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

bool WayStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString text = m_spoken;
    const QList<QRect> rects = m_folded ? QList<QRect>() : stationRects();
    for (qsizetype at = 0; at < rects.size(); ++at) {
        if (rects.at(at).contains(help->pos()))
            text = m_stations.at(at).name + u'\n' + m_stations.at(at).detail;
    }
    QToolTip::showText(help->globalPos(), plainToolTip(text), this);
    return true;
}

} // namespace assayer::controls
