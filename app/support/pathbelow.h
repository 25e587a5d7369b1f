// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace assayer::support {

/// Whether the path lies below the folder, which is not below itself. Both clean, with «/», and of one root:
/// "/work/prod" is below "/work", but not below "/wor".
[[nodiscard]] inline bool isBelow(QStringView path, QStringView folder)
{
    return path.size() > folder.size() && path.at(folder.size()) == u'/' && path.startsWith(folder);
}

} // namespace assayer::support
