// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/texts.h"

#include <algorithm>

namespace assayer::checks {

QStringList acceptedClients(const profile::Expectations& expectations)
{
    QStringList clients{expectations.client};
    clients += expectations.moreClients;
    clients.removeAll(QString());
    return clients;
}

Result checkClient(const Context& context)
{
    const TokenFacts& facts = context.facts;
    const QStringList expected = acceptedClients(context.snapshot.expectations);
    const auto names = [&expected](const QString& id) {
        return !id.isEmpty() &&
               std::any_of(expected.begin(), expected.end(), [&id](const QString& each) { return sameId(id, each); });
    };
    const QByteArray claim = facts.clientClaim.toLatin1();
    Result result = begin(CheckId::Client, claim.constData());
    if (!facts.client.isEmpty())
        result.actual = {facts.client};
    result.arguments = {{QStringLiteral("claim"), facts.clientClaim}, {QStringLiteral("oid"), facts.objectId}};
    if (!facts.clientClaim.isEmpty() && context.token.payload.json->hasDuplicate(facts.clientClaim)) {
        result.arguments.insert(QStringLiteral("reason"), QStringLiteral("duplicate"));
        conclude(result, Status::Fail, "other");
        result.expected = expected;
        return result;
    }
    if (expected.isEmpty()) {
        conclude(result, Status::Unchecked, "not-expected");
        return result;
    }
    result.expected = expected;
    const auto& principal = context.evidence.clientPrincipal;
    const auto& registration = context.evidence.client;
    if (facts.client.isEmpty() && !facts.complete)
        concludeUnreadable(result);
    else if (facts.client.isEmpty())
        conclude(result, Status::Fail, "absent");
    else if (names(facts.client))
        result.status = Status::Pass;
    else if (names(facts.objectId) || (principal && names(principal->objectId)))
        conclude(result, Status::Fail, "object-id");
    else if (registration && names(registration->objectId)) {
        result.arguments.insert(QStringLiteral("objectOf"), QStringLiteral("registration"));
        conclude(result, Status::Fail, "object-id");
    } else
        conclude(result, Status::Fail, "other-client");
    return result;
}

} // namespace assayer::checks
