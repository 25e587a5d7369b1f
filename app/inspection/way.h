// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/apianswer.h"
#include "inspection/inspection.h"

/// The way that a token takes: client → authority → token → API, and where it breaks.
namespace assayer::inspection {

enum class StationId { Client, Authority, Token, Api };
[[nodiscard]] QString toName(StationId id); ///< "client", "authority", "token", "api"

enum class WayState {
    Passed,
    Broken,    ///< here it ends; at most one station, but for an API that answered all the same
    Unknown,   ///< reached, or not known whether: nothing at hand says more
    NotReached ///< it broke before
};
[[nodiscard]] QString toName(WayState state); ///< "passed", "broken", "unknown", "not-reached"

/// One stop, and the stretch of the way that leads to it. All texts are plain, visible and short.
struct Station {
    StationId id = StationId::Client;
    WayState state = WayState::Unknown;
    QString title;   ///< whose stop it is: «Orders worker», «contoso.com», «Token», «Orders API»
    QString line;    ///< what it said or is: «v2.0, 1 role», «expects api://orders-api», «refused: AADSTS7000215»
    QString passage; ///< on the arrow to it: «asked», «signed», «audience, roles»; empty for the client
    std::optional<checks::CheckId> check; ///< to select in the checklist: the one that breaks the way here
    QString whole = {};                   ///< of title and line where those are cut or a name stands for it
    bool operator==(const Station&) const = default;
};

struct Way {
    QList<Station> stations; ///< four, in order
    QString text;            ///< the whole in one or two sentences, for who does not see the picture
    bool operator==(const Way&) const = default;

    /// Where it breaks; null if it does not.
    [[nodiscard]] const Station* broken() const;
};

/// `answer`: what the API said to the call, if it was called.
[[nodiscard]] Way wayOf(const Inspection& inspection, const checks::ApiAnswer* answer = nullptr);

} // namespace assayer::inspection
