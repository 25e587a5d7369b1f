// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/ladderwords.h"

/// What to say and to do about a broken rung of the roles ladder; for the check's words and the ladder's.
namespace assayer::inspection {

/// What the commands are filled with; empty where nothing at hand tells. Ids are GUIDs or empty, so that nothing from
/// outside reaches a command line.
struct RoleIds {
    QString role;   ///< its value, as it is sought
    QString roleId; ///< its id in the manifest
    QString api, apiPrincipal, client, clientPrincipal;
    QString apiName;            ///< for sentences
    QString cloud;              ///< an id of the clouds table; empty: nothing tells
    bool cloudIsShared = false; ///< nothing but a v1 issuer tells, which Public and US Government share
    bool byPrincipal = false;   ///< what declares the roles is the API's service principal, no manifest is at hand
    bool managedIdentity = false;
    QString apiObject;           ///< object ID of the API's registration
    QString microsoft;           ///< the API's name, if it is one of Microsoft's
    QMap<QString, QString> rung; ///< the rung's own arguments
};
/// From the result of the roles check; `roleId` and the rung's arguments only if the result speaks of that role.
[[nodiscard]] RoleIds roleIdsOf(const QString& role, const checks::Result& result, const Inspection& inspection);

/// Where the portal lists the API among those whose permissions can be added.
[[nodiscard]] QString portalTabOf(const RoleIds& ids);

struct RungAdvice {
    QString summary; ///< a few words
    QString why;
    Side side = Side::Api;
    QStringList clicks;
    QList<Command> commands;
};

/// What a rung alone can tell; nothing for the causes that the claims give. `cause` has its prefix.
[[nodiscard]] std::optional<RungAdvice> adviseOn(const QString& cause, const RoleIds& ids);

/// To find out what is not known: the manifests, and what is granted.
[[nodiscard]] QList<Command> commandsToLook(const RoleIds& ids);
/// The same, and behind them what grants the role if they do not show it granted.
[[nodiscard]] QList<Command> commandsToLookAndGrant(const RoleIds& ids);

} // namespace assayer::inspection
