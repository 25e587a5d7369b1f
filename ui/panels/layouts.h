// SPDX-License-Identifier: Apache-2.0
#pragma once

class QLayout;

namespace assayer::panels {

/// Takes everything out of a layout; its widgets vanish at once and are deleted later, so that one of them may ask for
/// it.
void emptyLayout(QLayout* layout);

} // namespace assayer::panels
