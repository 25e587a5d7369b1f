// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/texts.h"

namespace assayer::checks {

Result checkClient(const Context& context)
{
    const TokenFacts& facts = context.facts;
    const QString& expected = context.snapshot.expectations.client;
    const QByteArray claim = facts.clientClaim.toLatin1();
    Result result = begin(CheckId::Client, claim.constData());
    if (!facts.client.isEmpty())
        result.actual = {facts.client};
    result.arguments = {{QStringLiteral("claim"), facts.clientClaim}, {QStringLiteral("oid"), facts.objectId}};
    if (!facts.clientClaim.isEmpty() && context.token.payload.json->hasDuplicate(facts.clientClaim)) {
        result.arguments.insert(QStringLiteral("reason"), QStringLiteral("duplicate"));
        conclude(result, Status::Fail, "other");
        if (!expected.isEmpty())
            result.expected = {expected};
        return result;
    }
    if (expected.isEmpty()) {
        conclude(result, Status::Unchecked, "not-expected");
        return result;
    }
    result.expected = {expected};
    if (facts.client.isEmpty() && !facts.complete)
        concludeUnreadable(result);
    else if (facts.client.isEmpty())
        conclude(result, Status::Fail, "absent");
    else if (sameId(facts.client, expected))
        result.status = Status::Pass;
    else if (!facts.objectId.isEmpty() && sameId(facts.objectId, expected))
        conclude(result, Status::Fail, "object-id");
    else
        conclude(result, Status::Fail, "other-client");
    return result;
}

} // namespace assayer::checks
