// SPDX-License-Identifier: Apache-2.0
#include "panels/waypanel.h"

namespace assayer::panels {

namespace {

style::State stateOf(inspection::WayState state)
{
    switch (state) {
    case inspection::WayState::Passed:
        return style::State::Pass;
    case inspection::WayState::Broken:
        return style::State::Fail;
    case inspection::WayState::Unknown:
    case inspection::WayState::NotReached:
        break;
    }
    return style::State::Neutral;
}

} // namespace

WayPanel::WayPanel(QWidget* parent)
    : controls::WayStrip(parent)
{
    hide();
}

void WayPanel::setInspection(const inspection::Inspection& inspection, const checks::ApiAnswer* answer)
{
    const inspection::Way way = inspection::wayOf(inspection, answer);
    QList<Station> stations;
    QList<Leg> legs;
    for (const inspection::Station& station : way.stations) {
        if (!stations.isEmpty())
            legs.append({station.passage, stateOf(station.state)});
        stations.append({station.title, station.line, stateOf(station.state), station.whole});
    }
    setWay(stations, legs, way.text);
}

} // namespace assayer::panels
