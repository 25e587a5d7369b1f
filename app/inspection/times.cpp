// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"
#include "inspection/words.h"

#include <QDateTime>
#include <QLocale>

#include <limits>

namespace assayer::inspection {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 year = 365 * day + day / 4;

QString joined(qint64 large, const char* largeUnit, qint64 small, const char* smallUnit)
{
    const QString first = said(largeUnit).arg(large);
    return small == 0 ? first : first + u' ' + said(smallUnit).arg(small);
}

} // namespace

QString durationInWords(qint64 seconds)
{
    const qint64 length =
        seconds == std::numeric_limits<qint64>::min() ? std::numeric_limits<qint64>::max() : qAbs(seconds);
    if (length < minute) {
        return said("%1 s").arg(length);
    }
    if (length < hour) {
        return said("%1 min").arg(length / minute);
    }
    if (length < day) {
        return joined(length / hour, "%1 h", length % hour / minute, "%1 min");
    }
    if (length >= 2 * year) {
        return said("%1 years").arg(length / year);
    }
    return joined(length / day, "%1 d", length % day / hour, "%1 h");
}

QString relativeTime(qint64 seconds)
{
    if (seconds == 0) {
        return said("now");
    }
    return seconds > 0 ? said("in %1").arg(durationInWords(seconds)) : said("%1 ago").arg(durationInWords(seconds));
}

QString timeInWords(qint64 unixTime, qint64 now)
{
    constexpr qint64 firstSecond = -62'135'596'800; // of the year 1
    constexpr qint64 lastSecond = 253'402'300'799;  // of the year 9999
    if (unixTime < firstSecond || unixTime > lastSecond) {
        return said("%1, which is no date").arg(unixTime);
    }
    const QDateTime local = QDateTime::fromSecsSinceEpoch(unixTime).toLocalTime();
    return said("%1, %2").arg(QLocale(QLocale::English).toString(local, QStringLiteral("d MMM yyyy HH:mm:ss")),
                              relativeTime(unixTime - now));
}

} // namespace assayer::inspection
