// SPDX-License-Identifier: Apache-2.0
#include "controls/lifetimebar.h"

#include "controls/accessible.h"
#include "style/draw.h"
#include "style/fonts.h"
#include "support/duration.h"

#include <QApplication>
#include <QDateTime>
#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace assayer::controls {

using support::durationInWords;

namespace {

constexpr qint64 minute = 60;
// Years 1 to 9999: a token may say anything.
constexpr qint64 firstMoment = -62135596800;
constexpr qint64 lastMoment = 253402300799;
constexpr int barWidth = 210;
constexpr int narrowBar = 48;
constexpr int barHeight = 8;
constexpr int gap = 8;

QString clockText(qint64 time, qint64 now)
{
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(time);
    const QDateTime today = QDateTime::fromSecsSinceEpoch(now);
    const bool sameDay = moment.date() == today.date();
    return QLocale().toString(moment, sameDay ? QStringLiteral("HH:mm") : QStringLiteral("d MMM yyyy HH:mm"));
}

} // namespace

LifetimeBar::LifetimeBar(std::function<qint64()> now, QWidget* parent)
    : QWidget(parent)
    , m_now(now ? std::move(now) : [] { return QDateTime::currentSecsSinceEpoch(); })
{
    setAccessibleRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    style::setFontRole(this, style::FontRole::Note);
    connect(&m_timer, &QTimer::timeout, this, &LifetimeBar::refresh);
}

void LifetimeBar::setTimes(const Times& times)
{
    const auto bounded = [](std::optional<qint64> time) {
        return time ? std::optional(std::clamp(*time, firstMoment, lastMoment)) : time;
    };
    m_times = Times{bounded(times.issued), bounded(times.notBefore), bounded(times.expires)};
    m_wasExpired = m_times->expires && *m_times->expires <= m_now();
    refresh();
    updateGeometry();
}

void LifetimeBar::clear()
{
    m_times.reset();
    m_timer.stop();
    setAccessibleName({});
    updateGeometry();
    update();
}

std::optional<qint64> LifetimeBar::start() const
{
    if (!m_times)
        return {};
    return m_times->notBefore ? m_times->notBefore : m_times->issued;
}

bool LifetimeBar::isEarly() const
{
    return start() && *start() > m_shownNow;
}

void LifetimeBar::refresh()
{
    if (!m_times)
        return;
    m_shownNow = m_now();
    const bool over = m_times->expires && *m_times->expires <= m_shownNow;
    const qint64 left = m_times->expires ? *m_times->expires - m_shownNow : 0;
    constexpr int everySecond = 1000;
    constexpr int everyTen = 10000;
    const bool near = (left > 0 && left <= 2 * minute) || (isEarly() && *start() - m_shownNow <= 2 * minute);
    m_timer.start(near ? everySecond : everyTen);
    const QString issued = issuedText();
    const QString said = issued.isEmpty() ? expiresText() : issued + QStringLiteral(", ") + expiresText();
    if (accessibleName() != said) {
        setAccessibleName(said);
        updateGeometry();
    }
    update();
    if (over && !m_wasExpired) {
        m_wasExpired = true;
        Q_EMIT expired();
    }
}

QString LifetimeBar::issuedText() const
{
    if (!m_times || !m_times->issued)
        return {};
    return tr("issued %1").arg(clockText(*m_times->issued, m_shownNow));
}

QString LifetimeBar::expiresText() const
{
    if (!m_times)
        return {};
    if (!m_times->expires)
        return tr("has no expiry");
    const qint64 left = *m_times->expires - m_shownNow;
    if (left <= 0)
        return left == 0 ? tr("expired just now") : tr("expired %1 ago").arg(durationInWords(-left));
    if (isEarly())
        return tr("valid in %1").arg(durationInWords(*start() - m_shownNow));
    return tr("expires in %1").arg(durationInWords(left));
}

double LifetimeBar::fraction() const
{
    if (!m_times || !m_times->expires)
        return 0;
    // Of a token that does not say since when, nobody knows how much of its time is over.
    if (!start())
        return m_shownNow >= *m_times->expires ? 1 : 0;
    const double whole = static_cast<double>(*m_times->expires) - static_cast<double>(*start());
    const double gone = static_cast<double>(m_shownNow) - static_cast<double>(*start());
    if (whole <= 0)
        return m_shownNow >= *m_times->expires ? 1 : 0;
    return std::clamp(gone / whole, 0.0, 1.0);
}

QSize LifetimeBar::sizeHint() const
{
    if (!m_times)
        return {0, 0};
    const QFontMetrics metrics = fontMetrics();
    const int issued = issuedText().isEmpty() ? 0 : metrics.horizontalAdvance(issuedText()) + gap;
    return {issued + barWidth + gap + metrics.horizontalAdvance(expiresText()) + 2, metrics.height() + 4};
}

QSize LifetimeBar::minimumSizeHint() const
{
    if (!m_times)
        return {0, 0};
    return {narrowBar + gap + fontMetrics().horizontalAdvance(expiresText()) + 2, fontMetrics().height() + 4};
}

void LifetimeBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void LifetimeBar::paintEvent(QPaintEvent*)
{
    if (!m_times)
        return;
    const style::Palette& palette = style::paletteOf(this);
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    const QString expires = expiresText();
    const int expiresWidth = metrics.horizontalAdvance(expires) + 1;
    QString issued = issuedText();
    int issuedWidth = issued.isEmpty() ? 0 : metrics.horizontalAdvance(issued) + 1 + gap;
    if (issuedWidth + narrowBar + gap + expiresWidth > width())
        issuedWidth = 0;
    const int bar = std::clamp(width() - issuedWidth - gap - expiresWidth, 0, barWidth);
    int x = width() - (issuedWidth + bar + gap + expiresWidth);
    painter.setPen(palette.muted);
    if (issuedWidth)
        painter.drawText(QRect(x, 0, issuedWidth, height()), Qt::AlignVCenter | Qt::AlignLeft, issued);
    x += issuedWidth;

    const qint64 left = m_times->expires ? *m_times->expires - m_shownNow : 0;
    const bool over = m_times->expires && left <= 0;
    const bool soon = !over && m_times->expires && (left < 5 * minute || start() > m_shownNow);
    const QColor colour = over ? palette.fail : soon ? palette.warning : palette.pass;
    const QRectF track(x, (height() - barHeight) / 2.0, bar, barHeight);
    style::drawPanel(&painter, track, barHeight / 2.0,
                     palette.dark ? palette.line : style::mixed(palette.line, palette.text, 0.02));
    const double share = fraction();
    if (share > 0) {
        QPainterPath rounded;
        rounded.addRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipPath(rounded);
        painter.fillRect(QRectF(track.left(), track.top(), std::max(2.0, track.width() * share), track.height()),
                         colour);
        painter.restore();
    }
    painter.setPen(over ? palette.fail : soon ? palette.warning : palette.muted);
    painter.drawText(QRect(x + bar + gap, 0, expiresWidth + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, expires);
}

} // namespace assayer::controls
