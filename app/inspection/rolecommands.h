// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/rungadvice.h"

/// The commands of roles.md §4, filled in. Each is one list: Azure CLI, PowerShell, REST, as far as there is one.
namespace assayer::inspection {

[[nodiscard]] QList<Command> commandsToDeclare(const RoleIds& ids);
[[nodiscard]] QList<Command> commandsToCreatePrincipal(const RoleIds& ids);
[[nodiscard]] QList<Command> commandsToRequest(const RoleIds& ids);
[[nodiscard]] QList<Command> commandsToGrant(const RoleIds& ids);

} // namespace assayer::inspection
