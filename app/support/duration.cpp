// SPDX-License-Identifier: Apache-2.0
#include "support/duration.h"

#include <QCoreApplication>

#include <limits>

namespace assayer::support {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 year = 365 * day + day / 4;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

QString joined(qint64 large, const char* largeUnit, qint64 small, const char* smallUnit)
{
    const QString first = tr(largeUnit).arg(large);
    return small == 0 ? first : first + u' ' + tr(smallUnit).arg(small);
}

} // namespace

QString durationInWords(qint64 seconds)
{
    const qint64 length =
        seconds == std::numeric_limits<qint64>::min() ? std::numeric_limits<qint64>::max() : qAbs(seconds);
    if (length < minute) {
        return tr("%1 s").arg(length);
    }
    if (length < hour) {
        return tr("%1 min").arg(length / minute);
    }
    if (length < day) {
        return joined(length / hour, QT_TRANSLATE_NOOP("assayer", "%1 h"), length % hour / minute, "%1 min");
    }
    if (length >= 2 * year) {
        return tr("%1 years").arg(length / year);
    }
    return joined(length / day, QT_TRANSLATE_NOOP("assayer", "%1 d"), length % day / hour, "%1 h");
}

} // namespace assayer::support
