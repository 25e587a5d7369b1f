// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace assayer::http {

/// Appends one value as application/x-www-form-urlencoded: everything but A-Z a-z 0-9 - _ . ~ percent-encoded. With
/// room for three bytes each reserved in `body`, no copy of the value is left behind anywhere.
void appendFormEncoded(QByteArray& body, QByteArrayView value);

} // namespace assayer::http
