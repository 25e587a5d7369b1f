// SPDX-License-Identifier: Apache-2.0
#include "flow/run.h"

#include "flow/inspectrun.h"
#include "flow/tokenrun.h"

namespace assayer::flow {

std::unique_ptr<Run> getToken(const Surroundings& surroundings, const profile::Profile& profile,
                              const support::Secret& secret)
{
    return std::make_unique<TokenRun>(surroundings, profile, secret);
}

std::unique_ptr<Run> inspectToken(const Surroundings& surroundings, Brought brought)
{
    return std::make_unique<InspectRun>(surroundings, std::move(brought));
}

} // namespace assayer::flow
