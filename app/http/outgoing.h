// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"
#include "http/mask.h"

#include <QNetworkRequest>

namespace assayer::http {

/// What is handed to the library for one request. `body` holds live secrets.
struct Outgoing {
    QNetworkRequest request;
    QByteArray body;
    RequestRecord record; ///< what of it may be shown
};

/// Why the policy refuses the request as a whole: its URL, its method or a header.
[[nodiscard]] std::optional<Failure> refusal(const Request& request);

/// The headers that go out: the request's own, and where it has none, ours.
[[nodiscard]] QList<OutgoingValue> completeHeaders(const Request& request);

/// Builds the request for the library with every switch of the policy set, and the record of it.
[[nodiscard]] Outgoing prepare(const Request& request, const Mask& mask);

/// The record of a request, sent or refused.
[[nodiscard]] RequestRecord record(const Request& request, const QList<OutgoingValue>& headers, const Mask& mask);

/// Everything in the request that must not show up in the answer's record.
[[nodiscard]] QList<support::Secret> secrets(const Request& request);

} // namespace assayer::http
