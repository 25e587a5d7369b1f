// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// Texts from outside in Markdown (CommonMark 0.31), so that they stay what they are whatever is in them.
namespace assayer::inspection::markdown {

/// A value as a code span: literal, no link, no mention. Line breaks and invisible characters are made visible;
/// «(nothing)» for an empty one.
[[nodiscard]] QString code(const QString& text);
/// A sentence: what stands between « and » is outside text and becomes a code span, the rest is escaped.
[[nodiscard]] QString prose(const QString& text);
/// Lines as a fenced code block, each behind that many spaces; the fence is longer than any in the text.
[[nodiscard]] QString block(const QString& text, qsizetype indent = 0);

} // namespace assayer::inspection::markdown
