// SPDX-License-Identifier: Apache-2.0
#include "support/clock.h"

#include <QDateTime>

namespace assayer::support {

qint64 SystemClock::now() const
{
    return QDateTime::currentSecsSinceEpoch();
}

} // namespace assayer::support
