// SPDX-License-Identifier: Apache-2.0
#include "controls/waterfall.h"

#include "controls/accessible.h"
#include "controls/rowpainter.h"
#include "style/draw.h"
#include "style/fonts.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace assayer::controls {

namespace {

constexpr int barHeight = 12;
constexpr int firstText = 34; ///< where the first column's names start, behind their glyphs
constexpr int axisSide = 6;   ///< free at both ends of the axis, in the cells as in the head

std::optional<qint64> milliseconds(const QModelIndex& index, int role)
{
    const QVariant value = index.data(role);
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    return ok && number >= 0 ? std::optional(number) : std::nullopt;
}

qreal position(qint64 at, qint64 end, int width)
{
    return end <= 0 ? 0 : static_cast<qreal>(at) / static_cast<qreal>(end) * width;
}

QString tickText(qint64 tick, bool last)
{
    constexpr qint64 second = 1000;
    const bool inSeconds = tick >= 10 * second;
    const QString number = inSeconds ? QLocale().toString(tick / second) : QLocale().toString(tick);
    return last || inSeconds ? number + (inSeconds ? QStringLiteral(" s") : QStringLiteral(" ms")) : number;
}

} // namespace

QList<qint64> axisTicks(qint64 endMilliseconds, int widthPixels, int labelPixels)
{
    QList<qint64> ticks{0};
    if (endMilliseconds <= 0 || widthPixels <= 0 || labelPixels <= 0)
        return ticks;
    const double least = static_cast<double>(endMilliseconds) * labelPixels / widthPixels;
    const double power = std::pow(10, std::floor(std::log10(std::max(least, 1.0))));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= least) {
            step = power * factor;
            break;
        }
    }
    const auto whole = static_cast<qint64>(step);
    for (qint64 tick = whole; tick <= endMilliseconds; tick += whole)
        ticks << tick;
    // One number alone would be no scale.
    if (ticks.size() == 1)
        ticks << endMilliseconds;
    return ticks;
}

QList<AxisLabel> axisLabels(qint64 endMilliseconds, const QRect& axis, const QFontMetrics& metrics)
{
    constexpr int apart = 6;
    const int widest = metrics.horizontalAdvance(tickText(endMilliseconds, true));
    const QList<qint64> ticks = axisTicks(endMilliseconds, axis.width(), widest + apart);
    QList<AxisLabel> labels;
    int room = axis.right() + 1 + axisSide;
    // From the last, which has the unit; one that has no room beside it goes.
    for (auto tick = ticks.crbegin(); tick != ticks.crend(); ++tick) {
        const QString text = tickText(*tick, tick == ticks.crbegin());
        const int width = metrics.horizontalAdvance(text) + 1;
        const int x = axis.left() + static_cast<int>(position(*tick, endMilliseconds, axis.width()));
        const QRect place(std::min(x, axis.right() + 1 + axisSide - width), axis.top(), width, axis.height());
        if (place.right() >= room || place.left() < axis.left())
            continue;
        labels.prepend({text, place});
        room = place.left() - apart;
    }
    return labels;
}

WaterfallDelegate::WaterfallDelegate(Roles roles, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_roles(roles)
{
}

void WaterfallDelegate::setEnd(qint64 milliseconds)
{
    m_end = milliseconds;
}

void WaterfallDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem own = option;
    initStyleOption(&own, index);
    const style::Palette& palette = style::paletteOf(own.palette);
    painter->save();
    rows::drawGround(painter, own);
    const QRect axis = own.rect.adjusted(axisSide, 0, -axisSide, 0);
    const int height = style::scaled(barHeight, QApplication::font());
    const qreal top = axis.top() + (axis.height() - height) / 2.0;
    qint64 at = milliseconds(index, m_roles.start).value_or(0);
    const qint64 total = milliseconds(index, m_roles.total).value_or(0);
    const qint64 stop = at + total;
    struct Phase {
        int role;
        QColor colour;
    };
    const std::array<Phase, 3> phases{{{m_roles.connect, palette.connect},
                                       {m_roles.waiting, palette.waiting},
                                       {m_roles.receiving, palette.receiving}}};
    constexpr qreal thinnest = 3;
    constexpr qreal apart = 0.5;
    qreal free = axis.left();
    QList<std::pair<QRectF, QColor>> bars;
    const auto bar = [&](qint64 length, const QColor& colour) {
        const qreal left = std::max(free, axis.left() + position(at, m_end, axis.width()));
        const qreal right = axis.left() + position(at + length, m_end, axis.width());
        bars.append({{left, top, std::max(right - left, thinnest), static_cast<qreal>(height)}, colour});
        at += length;
        free = bars.last().first.right() + apart;
    };
    for (const Phase& phase : phases)
        if (const auto length = milliseconds(index, phase.role);
            length && (*length > 0 || phase.role == m_roles.receiving))
            bar(*length, phase.colour);
    // At the end of the axis a short phase has its place from the one before.
    qreal room = axis.left() + axis.width();
    for (auto last = bars.rbegin(); last != bars.rend() && last->first.right() > room; ++last) {
        last->first.setRight(room);
        last->first.setLeft(std::min(last->first.left(), room - thinnest));
        room = last->first.left() - apart;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    for (const auto& [rect, colour] : std::as_const(bars)) {
        painter->setBrush(colour);
        painter->drawRoundedRect(rect.adjusted(0, 0, -apart, 0), 2, 2);
    }
    // Milliseconds lost to rounding are not worth a mark; a request that never got an answer is.
    if ((stop - at) * 20 > total) {
        const qreal left = std::max(free, axis.left() + position(at, m_end, axis.width()));
        const qreal right = axis.left() + position(stop, m_end, axis.width());
        const QRectF rest(left, top, std::max(right - left, thinnest), height);
        painter->fillRect(rest, QBrush(palette.muted, Qt::BDiagPattern));
        style::drawPanel(painter, rest, 2, {}, palette.muted);
    }
    painter->restore();
}

QSize WaterfallDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {style::scaled(120, QApplication::font()), style::scaled(26, QApplication::font())};
}

QString WaterfallDelegate::phasesText(const QModelIndex& index) const
{
    QStringList parts;
    if (const auto ms = milliseconds(index, m_roles.connect))
        parts << tr("connect %1 ms").arg(*ms);
    if (const auto ms = milliseconds(index, m_roles.waiting))
        parts << tr("waiting %1 ms").arg(*ms);
    if (const auto ms = milliseconds(index, m_roles.receiving))
        parts << tr("receiving %1 ms").arg(*ms);
    if (const auto ms = milliseconds(index, m_roles.total))
        parts << tr("in all %1 ms").arg(*ms);
    return parts.join(QStringLiteral(", "));
}

bool WaterfallDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                                  const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    return rows::showWhole(event->globalPos(), view, phasesText(index), true);
}

WaterfallHeader::WaterfallHeader(int section, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_section(section)
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void WaterfallHeader::setEnd(qint64 milliseconds)
{
    m_end = milliseconds;
    viewport()->update();
}

void WaterfallHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    if (logicalIndex != m_section) {
        // The style sets the text 4 px into its section.
        const int left = logicalIndex == 0 ? style::scaled(firstText, QApplication::font()) - 4 : 0;
        QHeaderView::paintSection(painter, rect.adjusted(left, 0, 0, 0), logicalIndex);
        return;
    }
    const style::Palette& palette = style::paletteOf(this);
    painter->save();
    painter->fillRect(rect, palette.surface);
    const QFont font = style::smallFont(QApplication::font());
    const QFontMetrics metrics(font);
    painter->setFont(font);
    painter->setPen(palette.muted);
    const QRect axis = rect.adjusted(axisSide, 0, -axisSide, 0);
    for (const AxisLabel& label : axisLabels(m_end, axis, metrics))
        painter->drawText(label.place, Qt::AlignLeft | Qt::AlignVCenter, label.text);
    painter->restore();
}

WaterfallLegend::WaterfallLegend(QWidget* parent)
    : QWidget(parent)
    , m_connect(tr("connect"))
{
    style::setFontRole(this, style::FontRole::Small);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::StaticText);
    setConnectText(m_connect);
}

void WaterfallLegend::setConnectText(const QString& text)
{
    m_connect = text;
    setAccessibleName(tr("Time axis: %1, waiting, receiving").arg(text));
    updateGeometry();
    update();
}

QSize WaterfallLegend::sizeHint() const
{
    const QString all = m_connect + tr("waiting") + tr("receiving");
    return {fontMetrics().horizontalAdvance(all) + 3 * 26 + 2 * rows::side, fontMetrics().height() + 10};
}

void WaterfallLegend::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void WaterfallLegend::paintEvent(QPaintEvent*)
{
    const style::Palette& palette = style::paletteOf(this);
    QPainter painter(this);
    int x = rows::side;
    const int box = 9;
    const auto entry = [&](const QColor& colour, const QString& text) {
        style::drawPanel(&painter, QRect(x, (height() - box) / 2, box, box), 1, colour);
        x += box + 4;
        painter.setPen(palette.muted);
        const int width = fontMetrics().horizontalAdvance(text);
        painter.drawText(QRect(x, 0, width + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += width + 10;
    };
    entry(palette.connect, m_connect);
    entry(palette.waiting, tr("waiting"));
    entry(palette.receiving, tr("receiving"));
}

} // namespace assayer::controls
