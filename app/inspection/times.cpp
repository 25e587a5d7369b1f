// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"
#include "inspection/words.h"

#include <QDateTime>
#include <QLocale>

namespace assayer::inspection {

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
