// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <chrono>
#include <memory>

class QLockFile;

namespace assayer::store {

/// The right to change a workspace, held by one of the program's instances at a time, for as long as this lives and no
/// longer than the process. It is a lock among ourselves: an editor or git knows nothing of it.
class FolderLock {
public:
    /// Waits for it at most so long. `file` is made if need be, in a folder that exists. Errors: "locked",
    /// "not-writable".
    [[nodiscard]] static support::Result<FolderLock> take(const QString& file, std::chrono::milliseconds limit);

    ~FolderLock();
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;

private:
    FolderLock();
    int m_descriptor = -1;
    std::unique_ptr<QLockFile> m_file;
};

} // namespace assayer::store
