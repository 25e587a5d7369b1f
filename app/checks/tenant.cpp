// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/issuerform.h"
#include "checks/texts.h"

#include "entra/cloud.h"

namespace assayer::checks {

namespace {

/// The GUID to compare with: tokens hold no domain names, so a domain is replaced by the GUID of the expected issuer.
QString expectedTenant(const Snapshot& snapshot)
{
    const QString& tenant = snapshot.expectations.tenant;
    if (tenant.isEmpty() || !entra::isDomainName(tenant) || entra::isGuid(tenant))
        return tenant;
    const QString byIssuer = issuerFormOf(snapshot.expectations.issuer).tenant;
    return entra::isGuid(byIssuer) ? byIssuer : tenant;
}

} // namespace

Result checkTenant(const Context& context)
{
    const TokenFacts& facts = context.facts;
    const QString expected = expectedTenant(context.snapshot);
    Result result = begin(CheckId::Tenant, "tid");
    if (!facts.tenant.isEmpty())
        result.actual = {facts.tenant};
    if (!expected.isEmpty())
        result.expected = {expected};
    const bool readable = context.token.isReadable();
    if (readable && context.token.payload.json->hasDuplicate(u"tid")) {
        result.arguments.insert(QStringLiteral("reason"), QStringLiteral("duplicate"));
        conclude(result, Status::Fail, "other");
    } else if (expected.isEmpty()) {
        conclude(result, Status::Unchecked, "not-expected");
    } else if (facts.tenant.isEmpty() && !facts.complete) {
        concludeUnreadable(result);
    } else if (facts.tenant.isEmpty()) {
        conclude(result, Status::Fail, "absent");
    } else if (sameId(facts.tenant, expected)) {
        result.status = Status::Pass;
    } else if (!entra::isGuid(expected) && entra::isDomainName(expected) && entra::isGuid(facts.tenant)) {
        result.arguments.insert(QStringLiteral("reason"), QStringLiteral("domain"));
        conclude(result, Status::Unchecked, "other");
    } else {
        conclude(result, Status::Fail, "other-tenant");
    }
    return result;
}

} // namespace assayer::checks
