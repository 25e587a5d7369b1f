// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"
#include "oauth/tokenresponse.h"
#include "support/secret.h"

#include <QByteArrayView>

namespace assayer::flow {

/// Takes a live token out of what is shown of the answer that brought it: body, headers, redirect target. Its
/// signature goes as well where it stands alone, because header and claims are shown anyway.
void maskToken(http::Exchange& exchange, QByteArrayView token);

/// Takes the client secret out of the authority's words, which may echo it. Of a grant its token stays as it is.
void maskGrant(oauth::TokenGrant& grant, const support::Secret& secret);
void maskRefusal(oauth::AuthorityError& refusal, const support::Secret& secret);

} // namespace assayer::flow
