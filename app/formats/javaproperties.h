// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/settings.h"

#include <QByteArray>

namespace assayer::formats {

/// Reads lines of `name=value`, `name: value` or `name value` as java.util.Properties does: comments with # and !, a
/// backslash continues a line or escapes a character. The lines of an environment file are read alike. Never fails.
[[nodiscard]] Settings readProperties(const QString& text);

/// Whether the first line that says something is of the form `name=value`.
[[nodiscard]] bool looksLikeProperties(const QString& text);

} // namespace assayer::formats
