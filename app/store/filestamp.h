// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/listing.h"

namespace assayer::store {

enum class FileKind { Absent, File, Folder, Link, Other };

struct FileFacts {
    FileKind kind = FileKind::Absent;
    FileStamp stamp; ///< of a file
};

/// Looked at once, without following a link.
[[nodiscard]] FileFacts factsOf(const QString& path);

} // namespace assayer::store
