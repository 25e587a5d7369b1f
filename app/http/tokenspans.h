// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/mask.h"

namespace assayer::http {

/// Where tokens stand in an answer, also in a damaged one: values of access_token, id_token, refresh_token,
/// client_secret, client_assertion and assertion in JSON, in a form or in a URL, and whatever has the shape of a JWT.
/// In order of their beginning; they may overlap.
[[nodiscard]] std::vector<Span> tokenSpans(const QByteArray& text);

} // namespace assayer::http
