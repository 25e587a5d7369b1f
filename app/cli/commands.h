// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace assayer::cli {

/// The commands. Each needs the program's event loop and returns the exit code.
[[nodiscard]] int get(const GetOptions& options);
[[nodiscard]] int check(const CheckOptions& options);
[[nodiscard]] int profiles(const ProfilesOptions& options);
[[nodiscard]] int inspect(const InspectOptions& options);
/// Needs no event loop. 0: explained, 1: not recognised, 3: the input could not be read.
[[nodiscard]] int explain(const ExplainOptions& options);
[[nodiscard]] int verify(const VerifyOptions& options);
[[nodiscard]] int practice(const PracticeOptions& options);

/// Reads the arguments (the program's name first) and runs the command in them.
[[nodiscard]] int run(const QStringList& arguments);

} // namespace assayer::cli
