// SPDX-License-Identifier: Apache-2.0
#include "inspection/waywords.h"

#include "inspection/phrases.h"

namespace assayer::inspection {

namespace {

QString stateInWords(WayState state)
{
    switch (state) {
    case WayState::Passed:
        return said("passed");
    case WayState::Broken:
        return said("breaks here");
    case WayState::NotReached:
        return said("not reached");
    case WayState::Unknown:
        break;
    }
    return said("not known");
}

QString nameOf(const Station& station)
{
    const QString kind = kindOf(station.id);
    return station.title == kind ? kind : said("%1 %2").arg(kind, station.title);
}

} // namespace

QString kindOf(StationId id)
{
    switch (id) {
    case StationId::Client:
        return said("Client");
    case StationId::Authority:
        return said("Authority");
    case StationId::Token:
        return said("Token");
    case StationId::Api:
        break;
    }
    return said("The API");
}

QString inWords(const Way& way)
{
    QStringList parts;
    for (const Station& station : way.stations) {
        QStringList details{stateInWords(station.state)};
        for (const QString& detail : {station.passage, station.line}) {
            if (!detail.isEmpty()) {
                details += detail;
            }
        }
        parts += said("%1: %2").arg(nameOf(station), details.join(QStringLiteral(", ")));
    }
    return said("The way of the token. %1.").arg(parts.join(QStringLiteral("; ")));
}

} // namespace assayer::inspection
