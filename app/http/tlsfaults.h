// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"

#include <QSslConfiguration>
#include <QSslError>

namespace assayer::http {

/// What is wrong with the peer's certificate, in plain words: the worst fault as the sentence, all of them as the
/// detail. Codes: "certificate-host-mismatch", "certificate-expired", "certificate-not-yet-valid",
/// "certificate-self-signed", "certificate-unknown-ca", "certificate-revoked", "certificate-other".
[[nodiscard]] Failure certificateFailure(const QString& host, const QList<QSslError>& errors);

/// The connection's facts; nothing when no TLS session came about and no certificate was seen.
[[nodiscard]] std::optional<TlsFacts> tlsFacts(const QSslConfiguration& configuration);

} // namespace assayer::http
