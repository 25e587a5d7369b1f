// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace assayer::support {

/// Text from outside, made safe to show on one line: control characters, bidirectional controls, zero-width and
/// other invisible characters, lone surrogates and non-characters become «\u{202E}», line breaks «\n», a tab «\t».
/// Ordinary text is returned as it is. Never returns rich text; the caller still shows it as plain text.
[[nodiscard]] QString visibleText(const QString& text);

/// Whether visibleText() would change the character.
[[nodiscard]] bool isInvisible(char32_t character);

} // namespace assayer::support
