// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"
#include "oauth/tokenrequest.h"
#include "oauth/tokenresponse.h"

namespace assayer::models {

/// One row of what is shown of an exchange; a hidden one has no value to show or copy.
struct Detail {
    QString name;
    QString value;
    QString note;
    bool hidden = false;
    bool operator==(const Detail&) const = default;
};
struct DetailSection {
    QString title;
    QList<Detail> rows;
    QString text; ///< a body that is no list
    bool operator==(const DetailSection&) const = default;
};

[[nodiscard]] QList<DetailSection> requestDetails(const http::Exchange& exchange);
/// With the authority's refusal in rows of its own, if this is the exchange that brought it.
[[nodiscard]] QList<DetailSection> responseDetails(const http::Exchange& exchange,
                                                   const std::optional<oauth::AuthorityError>& refusal);
[[nodiscard]] QList<DetailSection> connectionDetails(const http::Exchange& exchange);

/// Request, response and connection as text for the clipboard; nothing secret is in it.
[[nodiscard]] QString toText(const http::Exchange& exchange, const std::optional<oauth::AuthorityError>& refusal);
/// A cURL command for a request without a body or a secret, quoted for a POSIX shell.
[[nodiscard]] QString toCurl(const http::Exchange& exchange);

} // namespace assayer::models
