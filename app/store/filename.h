// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace assayer::store {

/// A file or folder name made of what somebody called a profile, without an ending: usable on every system, in no way
/// a path, a hidden file or a device, composed (NFC) and at most 100 bytes of UTF-8. «profile» if nothing is left.
[[nodiscard]] QString fileNameFor(const QString& name);

/// The name, or with « 2», « 3» … behind it the first that is none of `taken` + `ending`, as a system sees it that
/// takes neither case nor composition for a difference.
[[nodiscard]] QString freeName(const QString& name, const QString& ending, const QStringList& taken);

/// A path below a workspace as the program writes it: «/» between parts, none of them empty, «.», «..», hidden, a
/// drive or with a character that some system reads as a separator. The empty text is the workspace itself.
[[nodiscard]] bool isPathBelow(const QString& path);

/// "prod/orders.json" → "prod"; "orders.json" → "".
[[nodiscard]] QString folderOf(const QString& path);
/// "prod", "orders.json" → "prod/orders.json".
[[nodiscard]] QString pathIn(const QString& folder, const QString& name);

} // namespace assayer::store
