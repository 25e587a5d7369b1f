// SPDX-License-Identifier: Apache-2.0
#include "inspection/answerwords.h"
#include "inspection/phrases.h"

#include <algorithm>

namespace assayer::inspection {

namespace {

using checks::CheckId;
using checks::Status;

QString checkName(CheckId id, const Inspection& inspection)
{
    checks::Result result;
    result.id = id;
    result.status = Status::Pass;
    return wordsFor(result, inspection).title.toLower();
}

QStringList othersThatFail(const Inspection& inspection, CheckId decisive)
{
    QStringList names;
    for (const checks::Result& result : inspection.checklist.results) {
        if (result.status == Status::Fail && result.id != decisive) {
            names += checkName(result.id, inspection);
        }
    }
    return names;
}

QString enumerated(const QStringList& names)
{
    if (names.size() < 2) {
        return names.value(0);
    }
    return names.mid(0, names.size() - 1).join(QStringLiteral(", ")) + said(" and ") + names.last();
}

QString summaryOf(CheckId id, const Inspection& inspection)
{
    const checks::Result* result = inspection.checklist.find(id);
    return result ? wordsFor(*result, inspection).summary : QString();
}

/// These say whether it is the token that was wanted; whether the API looks at them, only its owner knows, unless its
/// settings are at hand.
bool isOurExpectation(CheckId id, const Inspection& inspection)
{
    const checks::Result* result = inspection.checklist.find(id);
    if (result && (result->arguments.contains(QStringLiteral("rule")) || answerOf(*result, inspection))) {
        return false;
    }
    return id == CheckId::Client || id == CheckId::Tenant || id == CheckId::Version || id == CheckId::Kind;
}

/// What makes header or claims unreadable; empty if they can be read.
QString damageOf(const Inspection& inspection)
{
    const checks::Result* kind = inspection.checklist.find(CheckId::Kind);
    return kind ? kind->arguments.value(QStringLiteral("damage")) : QString();
}

Verdict rejected(const Inspection& inspection)
{
    const CheckId decisive = *inspection.checklist.decisive;
    const QString api = atSentenceStart(apiName(inspection));
    const bool readable = !inspection.token || inspection.token->isReadable();
    Verdict verdict;
    verdict.sentence = isOurExpectation(decisive, inspection) && readable
                           ? said("This is not the token that is expected")
                           : said("%1 will reject this token").arg(api);
    verdict.reason = said("%1: %2").arg(checkName(decisive, inspection), summaryOf(decisive, inspection));
    if (const QString damage = damageOf(inspection); decisive == CheckId::Kind && !damage.isEmpty()) {
        verdict.sentence = damage == QLatin1String("too-large") ? said("This token is too large to be read")
                                                                : said("This token is damaged");
        verdict.reason = said("no API can read it");
    }
    const QStringList others = othersThatFail(inspection, decisive);
    if (!others.isEmpty()) {
        verdict.reason += said("; also failing: %1").arg(enumerated(others));
    }
    return verdict;
}

/// What warns alone. Microsoft's own tokens are genuine, and still no other API can verify them.
Verdict doubted(const Inspection& inspection)
{
    const CheckId decisive = *inspection.checklist.decisive;
    const Words words = wordsFor(*inspection.checklist.find(decisive), inspection);
    const bool refuses = words.answer && words.answer->unless.isEmpty();
    const QString api = atSentenceStart(apiName(inspection));
    return {refuses ? said("%1 will reject this token").arg(api) : said("%1 may accept this token").arg(api),
            said("%1: %2").arg(checkName(decisive, inspection), words.summary)};
}

Verdict accepted(const Inspection& inspection)
{
    QStringList open;
    for (const CheckId id : {CheckId::Signature, CheckId::Issuer, CheckId::Audience, CheckId::Lifetime}) {
        const checks::Result* result = inspection.checklist.find(id);
        if (result && result->status == Status::Unchecked) {
            open += checkName(id, inspection);
        }
    }
    if (open.isEmpty()) {
        return {said("%1 will accept this token").arg(atSentenceStart(apiName(inspection))), {}};
    }
    return {said("Nothing speaks against this token"), said("not checked: %1").arg(enumerated(open))};
}

Verdict withoutToken(const Inspection& inspection)
{
    if (inspection.refusal || inspection.failure) {
        const Explanation explanation = explain(inspection);
        return {headlineOf(explanation.sentence), explanation.why};
    }
    return {said("There is no token yet"), {}};
}

} // namespace

Verdict verdictOf(const Inspection& inspection)
{
    if (!inspection.token) {
        return withoutToken(inspection);
    }
    switch (inspection.checklist.verdict) {
    case Status::Fail:
        return rejected(inspection);
    case Status::Warning:
        return doubted(inspection);
    case Status::Pass:
        return accepted(inspection);
    case Status::Unchecked:
        break;
    }
    return {said("Nothing could be checked"), said("say what the API expects, or give the issuer's keys")};
}

bool isRefused(const Inspection& inspection, const checks::ApiAnswer& answer)
{
    return inspection.token && !answer.findings.isEmpty() &&
           std::ranges::none_of(answer.findings, [&inspection](const checks::ApiAnswer::Finding& finding) {
               return checks::join(finding, *inspection.token, inspection.checklist).agreement ==
                      checks::Agreement::OtherToken;
           });
}

Verdict verdictBeside(const Inspection& inspection, const checks::ApiAnswer& answer)
{
    if (inspection.checklist.verdict != Status::Pass || !isRefused(inspection, answer)) {
        return verdictOf(inspection);
    }
    return {said("%1 refused this token").arg(atSentenceStart(apiName(inspection))),
            said("nothing here speaks against it: see what the API answered")};
}

std::optional<Status> lastVerdict(const Inspection& inspection, const checks::ApiAnswer* answer)
{
    if (inspection.token) {
        return answer && isRefused(inspection, *answer) ? Status::Fail : inspection.checklist.verdict;
    }
    return inspection.refusal ? std::optional(Status::Fail) : std::nullopt;
}

} // namespace assayer::inspection
