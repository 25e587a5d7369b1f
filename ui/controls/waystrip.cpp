// SPDX-License-Identifier: Apache-2.0
#include "controls/waystrip.h"

#include "controls/accessible.h"
#include "controls/elide.h"
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
constexpr int stationWhole = 420; ///< where there is room to spare
constexpr int stationLeast = 84;
constexpr int legMost = 190; ///< a list of causes is not what the strip is for
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

/// Takes from the widest until all together are as wide as the room.
void narrow(QList<int>* widths, int room)
{
    QList<int> rising = *widths;
    std::sort(rising.begin(), rising.end());
    int left = room;
    for (qsizetype at = 0; at < rising.size(); ++at) {
        const int share = std::max(1, left / static_cast<int>(rising.size() - at));
        if (rising.at(at) > share) {
            for (int& width : *widths)
                width = std::min(width, share);
            return;
        }
        left -= rising.at(at);
    }
}

/// A leg's text in so much room: a letter or two would say less than the glyph alone.
QString legText(const WayStrip::Leg& leg, const QFontMetrics& metrics, int room)
{
    if (leg.text.isEmpty())
        return {};
    const QString glyph = style::glyph(leg.state);
    const QString text = elidedList(leg.text, metrics, room - metrics.horizontalAdvance(glyph + u' '));
    return text.isEmpty() ? glyph : glyph + u' ' + text;
}

QString explained(const WayStrip::Station& station)
{
    QStringList lines{station.name, station.detail};
    if (station.name != station.whole && !station.detail.contains(station.whole))
        lines << station.whole;
    lines.removeAll(QString());
    return lines.join(u'\n');
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
        station.whole = literal(station.whole);
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
    setAccessibleName(tr("The token's way: %1").arg(m_spoken));
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

QList<int> WayStrip::stationsWanted(int most) const
{
    const QFontMetrics names(style::strongFont(font()));
    const QFontMetrics details(style::smallFont(font()));
    QList<int> wanted;
    for (const Station& station : m_stations) {
        const int text =
            std::max(names.horizontalAdvance(station.name), details.horizontalAdvance(station.detail)) + 2 * inner + 2;
        wanted.append(std::clamp(text, style::scaled(stationLeast, this), style::scaled(most, this)));
    }
    return wanted;
}

QList<QRect> WayStrip::stationRects() const
{
    const int count = static_cast<int>(m_stations.size());
    const int gaps = static_cast<int>(m_legs.size());
    if (count == 0 || gaps != count - 1)
        return {};
    const QRect room = rect().adjusted(side + foldRoom, 11, -side, -11);
    const QFontMetrics small(style::smallFont(font()));
    const int bare = 2 * (arrow + gap) + small.horizontalAdvance(style::glyph(style::State::Pass)) + 28;
    QList<int> legs;
    for (const Leg& leg : m_legs)
        legs.append(std::clamp(small.horizontalAdvance(spoken(leg)) + 2 * besideLegText + 2, bare,
                               std::max(bare, style::scaled(legMost, this))));
    const int texts = std::accumulate(legs.cbegin(), legs.cend(), 0);
    QList<int> widths = stationsWanted(stationMost);
    const int widest = *std::max_element(widths.cbegin(), widths.cend());
    if (count * widest + texts <= room.width())
        widths.fill(widest);
    else
        share(room.width(), bare, &widths, &legs);
    int spare = room.width() - std::accumulate(widths.cbegin(), widths.cend(), 0) -
                std::accumulate(legs.cbegin(), legs.cend(), 0);
    // Before the arrows get longer, what is said in the boxes is said whole.
    const QList<int> whole = stationsWanted(stationWhole);
    for (int at = 0; at < count && spare > 0; ++at) {
        const int given = std::clamp(whole.at(at) - widths.at(at), 0, spare);
        widths[at] += given;
        spare -= given;
    }
    for (int& leg : legs)
        leg += std::max(0, spare) / gaps;
    QList<QRect> rects;
    int x = room.left();
    for (int at = 0; at < count; ++at) {
        rects.append({x, room.top(), widths.at(at), room.height()});
        x += widths.at(at) + legs.value(at);
    }
    return rects;
}

/// Where boxes of one width and all texts do not fit: why it broke comes first, then names, the other arrows' texts,
/// and what stands in the boxes besides.
void WayStrip::share(int room, int bare, QList<int>* widths, QList<int>* legs) const
{
    const QFontMetrics names(style::strongFont(font()));
    const int detail = style::scaled(stationLeast, this);
    const QList<int> wanted = *widths;
    for (qsizetype at = 0; at < wanted.size(); ++at)
        (*widths)[at] =
            std::min(wanted.at(at), std::max(names.horizontalAdvance(m_stations.at(at).name) + 2 * inner + 2, detail));
    const QList<int> whole = *legs;
    legs->fill(bare);
    narrow(widths, room - static_cast<int>(legs->size()) * bare);
    int spare = room - static_cast<int>(legs->size()) * bare - std::accumulate(widths->cbegin(), widths->cend(), 0);
    for (const bool broken : {true, false}) {
        for (qsizetype at = 0; at < whole.size(); ++at) {
            const int more = whole.at(at) - bare;
            if ((m_legs.at(at).state == style::State::Fail) != broken || (more > spare && !broken))
                continue;
            const int given = std::clamp(more, 0, std::max(0, spare));
            (*legs)[at] = bare + given;
            spare -= given;
        }
    }
    for (qsizetype at = 0; at < wanted.size() && spare > 0; ++at) {
        const int given = std::min(wanted.at(at) - widths->at(at), spare);
        (*widths)[at] += std::max(0, given);
        spare -= std::max(0, given);
    }
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
                      elidedOnce(station.name, names, room.width()));
    y += names.height() + 1;
    painter->setFont(small);
    painter->setPen(broken ? palette.text : palette.muted);
    painter->drawText(QRect(room.left(), y, room.width(), details.height()), flags,
                      elidedOnce(station.detail, details, room.width()));
}

void WayStrip::paintLeg(QPainter* painter, const QRect& room, const Leg& leg) const
{
    const style::Palette& palette = style::paletteOf(this);
    const QColor colour = legColour(leg.state, palette);
    const QFont small = style::smallFont(font());
    const QFontMetrics metrics(small);
    const QString text = legText(leg, metrics, room.width() - 2 * besideLegText);
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
            text = explained(m_stations.at(at));
    }
    QToolTip::showText(help->globalPos(), plainToolTip(text), this);
    return true;
}

} // namespace assayer::controls
