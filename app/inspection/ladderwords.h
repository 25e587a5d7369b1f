// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/ladder.h"
#include "inspection/words.h"

/// The roles ladder in words: what the window draws, and the JSON carries. Every text is plain and visible.
namespace assayer::inspection {

/// Something to paste into a terminal. Ids that nothing at hand tells stand as «<client ID of the API>».
struct Command {
    QString title; ///< "Azure CLI", "PowerShell", "REST"
    QString text;  ///< one or more lines
    bool operator==(const Command&) const = default;
};

struct RungView {
    QString id; ///< "declared", "granted" …, stable
    checks::RungState state = checks::RungState::Unknown;
    QString title;  ///< "Declared by the API"
    QString detail; ///< what is known, or what to drop in to know; one short sentence
    bool operator==(const RungView&) const = default;
};

struct LadderView {
    QString role;
    QString roleId;        ///< the manifest's id of it; empty if unknown
    QList<RungView> rungs; ///< thirteen, from «declared» to «issued»
    qsizetype broken = -1; ///< index of the rung that explains it, where the check sees it: the first broken one, but
                           ///< for a token of another kind, API or client; -1 if none is broken
    QString cause;         ///< "roles.not-granted"; empty if nothing is broken
    QString why;           ///< why it is broken, one or two sentences
    Side side = Side::Api; ///< who has to change something
    QStringList clicks;    ///< the way through the portal, step by step
    QList<Command> commands;
    bool operator==(const LadderView&) const = default;
};

/// The ladder of one role. An Inspection without a token gives one without rungs.
[[nodiscard]] LadderView ladderOf(const QString& role, const Inspection& inspection);

/// Those of the roles that the API asks for and the token lacks, at most 64; of those that it has, if it lacks none.
/// None where nothing is expected, without a token, and for an API that authorizes by Azure RBAC.
[[nodiscard]] QList<LadderView> laddersOf(const Inspection& inspection);

/// Those that break somewhere, for a page: the first 8, and how many more.
struct BrokenLadders {
    QList<LadderView> first;
    qsizetype more = 0;
};
[[nodiscard]] BrokenLadders brokenLaddersOf(const Inspection& inspection);

/// Its rungs one behind the other, each with its sign: «✓ Declared by the API · ✕ Granted to the client: …». What is
/// known of the broken one is said, of the others nothing.
[[nodiscard]] QString ladderInLine(const LadderView& ladder);

} // namespace assayer::inspection
