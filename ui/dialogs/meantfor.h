// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/listing.h"

namespace assayer::dialogs {

/// Where the secret may go that is entered for this variable now, by the profiles that name it: authorities, clients
/// and hosts, and the names of the profiles. At most a few of each are named, with how many more there are.
[[nodiscard]] QString meantForInWords(const QString& variable, const profile::Environment& environment,
                                      const QList<store::ProfileEntry>& profiles);

} // namespace assayer::dialogs
