// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>

namespace assayer::store {

/// Asked when the new text is on the disk beside the old file, right before it takes its place: an error leaves the
/// old file as it is.
using LastLook = std::function<support::Result<void>()>;

/// Puts `bytes` in the place of the file at `path`, or makes it, with mode 0600: after a crash, a kill or a full disk
/// at any moment there is the old file or the new one, whole. Every write is checked, file and folder are synced.
/// The folder must exist. A link is not written through. Errors: "disk-full", "not-writable" (the detail is the
/// system's word), "is-a-link", or the last look's.
[[nodiscard]] support::Result<void> writeFile(const QString& path, QByteArrayView bytes, const LastLook& lastLook = {});

/// The file's bytes, at most `limit`. A link, a folder, a device or a pipe is not read. Errors: "absent",
/// "is-a-link", "no-file", "too-large", "not-readable".
[[nodiscard]] support::Result<QByteArray> readFile(const QString& path, qsizetype limit);

/// Makes what happened to a folder's entries (a rename, a removal) last over a power cut, as far as the system can.
void syncFolder(const QString& path);

} // namespace assayer::store
