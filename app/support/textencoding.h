// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace assayer::support {

/// The text in UTF-8 without a byte order mark, where it has one: UTF-8's, or that of UTF-16 and UTF-32, which Windows
/// PowerShell's «>» writes. Any other text is returned as it is. Never fails: what is no such text keeps replacement
/// characters in its place.
[[nodiscard]] QByteArray utf8Of(const QByteArray& text);

} // namespace assayer::support
