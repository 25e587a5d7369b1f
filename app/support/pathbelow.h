// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace assayer::support {

/// Whether the path lies below the folder, which is not below itself. Both clean, with «/», and of one root:
/// «team/prod» is below «team», but not below «tea».
[[nodiscard]] inline bool isBelow(QStringView path, QStringView folder)
{
    return path.size() > folder.size() && path.at(folder.size()) == u'/' && path.startsWith(folder);
}

} // namespace assayer::support
