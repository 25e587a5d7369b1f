// SPDX-License-Identifier: Apache-2.0
#include "inspection/answeradvice.h"

#include "checks/context.h"
#include "checks/texts.h"
#include "entra/wellknown.h"
#include "inspection/phrases.h"

#include <algorithm>

namespace assayer::inspection {

namespace {

using Finding = checks::ApiAnswer::Finding;

/// The name of the one whose audience it is; empty if it may be any API's.
QString ownerOf(const QString& audience)
{
    if (checks::namesTokenExchange(audience)) {
        return said("Entra's token exchange");
    }
    const auto known = entra::wellKnownResource(audience);
    return known ? known.resource->name : QString();
}

/// Unless the API is the client itself, as what is expected here says.
bool isOwnClient(const QString& audience, const Inspection& inspection)
{
    const checks::Result* kind = inspection.checklist.find(checks::CheckId::Kind);
    if (!inspection.token || (kind && kind->status == checks::Status::Fail)) {
        return false; // what is sent in place of an access token is the fault
    }
    const QString client = checks::factsOf(*inspection.token).client;
    const auto names = [&client](const QString& text) {
        return checks::sameId(text, client) ||
               (!checks::appGuid(text).isEmpty() && checks::appGuid(text) == client.toLower());
    };
    const QStringList& expected = inspection.expectations.audiences;
    return !client.isEmpty() && names(audience) && std::none_of(expected.begin(), expected.end(), names);
}

} // namespace

ForeignAudience foreignAudience(const Finding& finding, const Inspection* inspection)
{
    const bool signature = finding.fault == QLatin1String("signature");
    if (!signature && finding.fault != QLatin1String("audience")) {
        return {};
    }
    const QString named = finding.particulars.value(QStringLiteral("audience"));
    QStringList audiences{named};
    if (named.isEmpty() && inspection && inspection->token) {
        audiences = inspection->token->claimList(u"aud");
    }
    for (const QString& audience : std::as_const(audiences)) {
        const QString owner = signature && checks::namesTokenExchange(audience) ? QString() : ownerOf(audience);
        if (!owner.isEmpty() || (!signature && inspection && isOwnClient(audience, *inspection))) {
            return {audience, owner};
        }
    }
    return {};
}

Fix askForOwnResource(const ForeignAudience& foreign)
{
    const QString text =
        foreign.owner.isEmpty()
            ? said("Ask for the API's resource: %1 is the client's own ID, and the client asked for a token for "
                   "itself. That is right only where the client is the API.")
                  .arg(quoted(foreign.audience))
            : said("Ask for your own API's resource: %1 is %2, and no other API may accept a token for it.")
                  .arg(quoted(foreign.audience), foreign.owner);
    return {Side::Request, text, QStringLiteral("resource"), {}};
}

QStringList namedExpectations(const Finding& finding)
{
    QStringList named;
    for (const char* name : {"expected", "accepted"}) {
        for (const QString& each : finding.particulars.value(QLatin1String(name)).split(u',', Qt::SkipEmptyParts)) {
            named += each.trimmed();
        }
    }
    named.removeAll(QString());
    named.removeDuplicates();
    return named;
}

bool namesItsExpectations(const Finding& finding, const Inspection* inspection)
{
    const bool knownCheck = finding.fault == QLatin1String("audience") || finding.fault == QLatin1String("issuer");
    return knownCheck && finding.id.startsWith(QLatin1String("idx-")) && inspection && inspection->token &&
           checks::namesAnotherExpectation(finding, *inspection->token);
}

QList<Fix> fixesForNamed(const Finding& finding, const Inspection& inspection)
{
    Inspection asThere = inspection;
    profile::Expectations& expectations = asThere.expectations;
    expectations = {};
    expectations.middleware = inspection.expectations.middleware.value_or(profile::Middleware::AspNetCore);
    const QStringList named = namedExpectations(finding);
    const bool audience = finding.fault == QLatin1String("audience");
    if (audience) {
        expectations.audiences = named;
    } else {
        expectations.issuer = named.value(0);
        expectations.moreIssuers = named.mid(1);
    }
    checks::Snapshot snapshot;
    snapshot.token = *inspection.token;
    snapshot.verification = inspection.verification;
    snapshot.expectations = expectations;
    snapshot.requestedResource = inspection.requestedResource;
    snapshot.others = inspection.otherApis;
    snapshot.manifests = inspection.manifests;
    snapshot.now = inspection.at;
    asThere.checklist = checks::judge(snapshot);
    const checks::Result* result =
        asThere.checklist.find(audience ? checks::CheckId::Audience : checks::CheckId::Issuer);
    QList<Fix> fixes = result ? wordsFor(*result, asThere).fixes : QList<Fix>();
    // What is expected here is not what the API goes by.
    fixes.removeIf([](const Fix& fix) { return fix.field.startsWith(QLatin1String("expectations.")); });
    return fixes;
}

} // namespace assayer::inspection
