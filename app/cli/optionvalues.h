// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"
#include "cli/usage.h"

/// What the options of several commands say. Private to this folder.
namespace assayer::cli {

/// text or json; text unless given. Error: "usage".
[[nodiscard]] support::Result<Format> formatOf(const Given& given);
/// Also markdown, as a report for a ticket.
[[nodiscard]] support::Result<Format> reportFormatOf(const Given& given);
[[nodiscard]] inspection::Naming namingOf(const Given& given);
/// A whole number from `minimum` to `maximum`. Error: "usage".
[[nodiscard]] support::Result<qint64> integerOf(const Given& given, const char* name, qint64 maximum,
                                                qint64 minimum = 0);
[[nodiscard]] WorkspaceOptions workspaceOf(const Given& given);

} // namespace assayer::cli
