// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Qt>

/// Item models over the application's values: text, numbers and stable names; no widgets, icons or colours.
namespace assayer::models {

/// Roles that several models have, so that one delegate serves them.
enum CommonRole {
    StatusRole = Qt::UserRole + 1, ///< QString: "pass", "warning", "fail", "unchecked"; empty where there is none
    SummaryRole,                   ///< QString: what stands beside or below the name
    SummaryIsValueRole,            ///< bool: the summary is a value as it stands in the token
    NameIsValueRole,               ///< bool: so is the name
    HeadingRole,                   ///< bool: the row is the heading of those below it
    PathRole,                      ///< QString: names the row across a reset
    FirstOwnRole
};

} // namespace assayer::models
