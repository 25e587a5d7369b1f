// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/apianswer.h"
#include "inspection/inspection.h"

/// What an API's complaint is called, and what the token at hand says to it. Private to answerwords.
namespace assayer::inspection {

/// The words for one ApiMessage::fault.
struct FaultWords {
    const char* fault;
    const char* title;
    const char* says;     ///< behind «The API says that»
    const char* disagree; ///< behind «but here it passes:»
};
[[nodiscard]] const FaultWords& faultWordsOf(const checks::ApiAnswer::Finding& finding);

struct JoinedFinding {
    checks::Joined joined;
    const checks::Result* result = nullptr; ///< the inspection's; null if no check is about it
    QString sentence;                       ///< goes on behind «The API says that …, »
};
/// The inspection has a token.
[[nodiscard]] JoinedFinding joinWith(const checks::ApiAnswer::Finding& finding, const Inspection& inspection);

} // namespace assayer::inspection
