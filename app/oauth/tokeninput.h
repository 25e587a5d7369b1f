// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

namespace assayer::oauth {

/// Text that a person pasted or a file holds, and the token in it.
struct TokenInput {
    QByteArray token; ///< live; empty if there is none
    /// What was taken away, in order: "«Authorization:» header name", "«Bearer»", "quotes", "quote marks", "line
    /// breaks", "the token response around it (access_token)", "the cURL command around it".
    QStringList stripped;
};

/// Finds the token: strips white space and line breaks, quotes, a mail's quote marks, an `Authorization:` line,
/// `Bearer ` (any case), the JSON of a token response, a cURL command line (its Authorization header). Anything else is
/// left as it is, so that taking it apart says what is wrong. At most 4 MiB are looked at.
[[nodiscard]] TokenInput tokenFrom(QByteArrayView text);

} // namespace assayer::oauth
