// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace assayer::store {

/// What is in a folder, hidden entries left out; in no order.
struct FolderNames {
    QStringList names;
    /// Folders and *.json files whose names are no text in the system's encoding, so that nothing can open them here;
    /// the bytes that are none are spelt «\xE9».
    QStringList undecodable;
};

/// Empty for a folder that cannot be read.
[[nodiscard]] FolderNames namesIn(const QString& folder);

} // namespace assayer::store
