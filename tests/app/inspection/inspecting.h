// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/checks/checktesting.h"
#include "inspection/inspection.h"

namespace assayer::inspection::testing {

/// The inspection that the flow would make of a snapshot.
inline Inspection inspectionOf(const checks::Snapshot& snapshot)
{
    Inspection inspection;
    inspection.profile = snapshot.profile ? *snapshot.profile : checks::testing::entraProfile();
    inspection.token = snapshot.token;
    inspection.verification = snapshot.verification;
    inspection.expectations = snapshot.expectations;
    inspection.requestedResource = snapshot.requestedResource;
    inspection.manifests = snapshot.manifests;
    inspection.otherApis = snapshot.others;
    inspection.checklist = checks::judge(snapshot);
    inspection.at = snapshot.now;
    return inspection;
}

} // namespace assayer::inspection::testing
