// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/apianswer.h"
#include "inspection/words.h"

namespace assayer::inspection {

/// One thing that an API said, in words. All texts are plain and visible.
struct FindingView {
    QString title;      ///< what it is about: "Audience", "No token", "Permission in Azure" …
    QString middleware; ///< who speaks like that; empty if any could have said it
    QString words;      ///< the API's, verbatim
    QString meaning;    ///< ours; begins with «Possibly» where it is not verified
    QString advice;     ///< may be empty
    /// What the token at hand says to it, in one sentence; empty without a token.
    QString joined;
    checks::Agreement agreement = checks::Agreement::Unchecked;
    std::optional<checks::CheckId> check; ///< to select in the checklist
    bool operator==(const FindingView&) const = default;
};

/// An API's answer explained and joined with the token at hand.
struct AnswerView {
    bool recognised = false; ///< false: `sentence` says that nothing was
    QString sentence;        ///< «The API says that the audience is wrong, and indeed: …»
    QList<FindingView> findings;
    QList<Fix> fixes; ///< without doubles; a field and value where it is a change of ours
    bool operator==(const AnswerView&) const = default;
};

/// The words for an answer; `inspection`, if there is one with a token, is what the answer is joined with.
[[nodiscard]] AnswerView wordsFor(const checks::ApiAnswer& answer, const Inspection* inspection);

/// The API refused this token, and not another one.
[[nodiscard]] bool isRefused(const Inspection& inspection, const checks::ApiAnswer& answer);
/// verdictOf(), but where nothing else speaks against the token the API has the last word.
[[nodiscard]] Verdict verdictBeside(const Inspection& inspection, const checks::ApiAnswer& answer);
/// The verdict that stays with the profile: of the checks, or of the API where it answered for this token
/// (`answer` may be null), and the authority's refusal as a failure. None where nobody judged anything: a network
/// error, a cancelled run, a text without a token.
[[nodiscard]] std::optional<checks::Status> lastVerdict(const Inspection& inspection, const checks::ApiAnswer* answer);

} // namespace assayer::inspection
