// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"

#include <QByteArrayView>

namespace assayer::flow {

/// Takes a live token out of what is shown of the answer that brought it: body, headers, redirect target. Its
/// signature goes as well where it stands alone, because header and claims are shown anyway.
void maskToken(http::Exchange& exchange, QByteArrayView token);

} // namespace assayer::flow
