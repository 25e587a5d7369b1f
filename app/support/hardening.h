// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace assayer::support {

/// Keeps what is in memory out of files: no core dumps. First thing in main().
void forbidCoreDumps();

/// Keeps it out of other programs' reach: nobody of the same user may attach to the process or read its memory, and
/// no dump is piped to a program. Before anything secret. A window does it once the desktop portal has answered it: the
/// portal looks a new caller up in /proc, which it then cannot, and refuses it. Nothing in a build with sanitizers.
void forbidAccess();

} // namespace assayer::support
