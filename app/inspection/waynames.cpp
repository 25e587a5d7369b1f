// SPDX-License-Identifier: Apache-2.0
#include "inspection/way.h"

#include <algorithm>

namespace assayer::inspection {

QString toName(StationId id)
{
    switch (id) {
    case StationId::Client:
        return QStringLiteral("client");
    case StationId::Authority:
        return QStringLiteral("authority");
    case StationId::Token:
        return QStringLiteral("token");
    case StationId::Api:
        break;
    }
    return QStringLiteral("api");
}

QString toName(WayState state)
{
    switch (state) {
    case WayState::Passed:
        return QStringLiteral("passed");
    case WayState::Broken:
        return QStringLiteral("broken");
    case WayState::Unknown:
        return QStringLiteral("unknown");
    case WayState::NotReached:
        break;
    }
    return QStringLiteral("not-reached");
}

const Station* Way::broken() const
{
    const auto found = std::ranges::find(stations, WayState::Broken, &Station::state);
    return found == stations.end() ? nullptr : &*found;
}

} // namespace assayer::inspection
