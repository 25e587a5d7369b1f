// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/phrases.h"

/// What is said of missing roles beside the finding's own words.
namespace assayer::inspection {

/// The roles that are missing for another reason than the one that was told.
void tellTheOthers(Telling& telling);
/// Manifests and lists at hand that are another client's are no evidence, and perhaps the very reason.
void tellWhatDoesNotTell(Telling& telling);

} // namespace assayer::inspection
