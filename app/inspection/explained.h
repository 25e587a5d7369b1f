// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/answerwords.h"
#include "support/json.h"

/// Any answer that somebody has at hand, explained: a number, an error's body, a challenge, a line of a log, a page.
namespace assayer::inspection {

enum class AnswerKind {
    Nothing,   ///< not recognised; the sentence says so
    Code,      ///< an AADSTS number alone
    Authority, ///< a token endpoint's refusal, or what came in its place: a page, nothing, a busy gateway
    Api,       ///< an API's refusal of a token
    Token      ///< no answer at all, but a token
};
[[nodiscard]] QString toName(AnswerKind kind); ///< "nothing", "code", "authority", "api", "token"

/// Plain value; all texts are visible and without tokens.
struct ExplainedAnswer {
    AnswerKind kind = AnswerKind::Nothing;
    Explanation explanation;    ///< of an API's answer: the sentence alone, the rest is in `api`
    std::optional<qint64> code; ///< AADSTS number
    QString codeName;           ///< its symbolic name, if it is known
    std::optional<int> status;  ///< HTTP, if it is said
    QString error;              ///< OAuth `error`, verbatim
    QString words;              ///< the other side's, verbatim, at most 2000 characters
    AnswerView api;             ///< with findings if the kind is Api
    bool operator==(const ExplainedAnswer&) const = default;
};

/// Recognises and explains. `inspection`: the token that the answer is joined with, null if there is none. `now`: Unix
/// seconds, for a Retry-After that is a date. Never fails; looks at the first 64 KiB, in linear time.
[[nodiscard]] ExplainedAnswer explainAnswer(const QString& text, const Inspection* inspection, qint64 now);

/// `kind`, `recognised`, `sentence`, `explanation`, `possibly`, `steps`, `field`, `retry`, `aadsts`, `name`, `status`,
/// `error`, `words`, `findings`, `fix`. Kinds and names are never translated.
[[nodiscard]] support::json::Value toJson(const ExplainedAnswer& answer);
/// For people, ending in a line break.
[[nodiscard]] QString toText(const ExplainedAnswer& answer);

} // namespace assayer::inspection
