// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace assayer {

/// Once the window has been drawn whole for the first time: prints «frame» and the process's proportional set size in
/// kB (0 where the system does not tell) on standard output, and ends the program. For measuring the start.
void endAtFirstFrame(QWidget* window);

} // namespace assayer
