// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

/// Objects that are nearly JSON, byte by byte, in linear time. What is taken away becomes spaces, so that every place
/// in the result is that place in the text.
namespace assayer::formats {

/// Without comments (// and /* */) and without commas before a closing bracket, as .NET reads its settings.
[[nodiscard]] QByteArray withoutComments(const QByteArray& text);

/// The first object literal that is assigned or handed to a function in a piece of JavaScript, without its comments,
/// template literals in double quotation marks; empty if there is none. It is a YAML flow mapping unless it holds code.
[[nodiscard]] QByteArray objectLiteralIn(const QByteArray& code);

} // namespace assayer::formats
