// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/listing.h"

namespace assayer::dialogs {

/// The profiles, with their variables put in, that a secret may go to that is entered for this variable now: those that
/// name it, for the first destinations of theirs. To those beyond, which nobody was shown, it goes only once it is
/// named there.
[[nodiscard]] QList<profile::Profile> meantFor(const QString& variable, const profile::Environment& environment,
                                               const QList<store::ProfileEntry>& profiles);
/// The same for a person: each authority, client and host, with the names of a few profiles.
[[nodiscard]] QString meantForInWords(const QString& variable, const profile::Environment& environment,
                                      const QList<store::ProfileEntry>& profiles);

} // namespace assayer::dialogs
