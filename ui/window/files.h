// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>

namespace assayer::window {

/// A whole file, at most `limit` bytes. Errors: "file-unreadable", "too-large".
[[nodiscard]] support::Result<QByteArray> readFile(const QString& path, qint64 limit);

/// Atomically: afterwards the old file or the new one is there, whole. Error: "file-unwritable".
[[nodiscard]] support::Result<void> writeFile(const QString& path, const QByteArray& bytes);

} // namespace assayer::window
