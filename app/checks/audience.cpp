// SPDX-License-Identifier: Apache-2.0
#include "checks/audiencediagnosis.h"
#include "checks/texts.h"

#include "entra/cloud.h"

#include <QSet>

#include <algorithm>

namespace assayer::checks {

namespace {

/// passport-azure-ad takes several audiences only from the API's own client (facts: validation §4, row 21).
bool refusesSeveral(const Context& context, const Result& result)
{
    return context.snapshot.expectations.middleware == profile::Middleware::PassportAzureAd &&
           result.actual.size() > 1 && !result.expected.contains(context.facts.client);
}

} // namespace

Result checkAudience(const Context& context)
{
    const Texts claim = textsOf(context.token, u"aud");
    Result result = begin(CheckId::Audience, "aud");
    result.expected = expectedAudiences(context);
    result.expected.removeAll(QString());
    result.actual = claim.values;
    result.arguments.insert(QStringLiteral("version"), context.facts.version);
    const QSet<QString> expected(result.expected.begin(), result.expected.end());

    if (claim.shape == Shape::Duplicate || claim.shape == Shape::Malformed) {
        const bool duplicate = claim.shape == Shape::Duplicate;
        result.arguments.insert(QStringLiteral("reason"), QLatin1String(duplicate ? "duplicate" : "malformed"));
        conclude(result, Status::Fail, "other");
    } else if (result.expected.isEmpty()) {
        conclude(result, Status::Unchecked, "not-expected");
    } else if (claim.shape == Shape::Absent && !context.facts.complete) {
        concludeUnreadable(result);
    } else if (claim.shape == Shape::Absent) {
        conclude(result, Status::Fail, "absent");
    } else if (std::any_of(claim.values.begin(), claim.values.end(),
                           [&expected](const QString& audience) { return expected.contains(audience); })) {
        result.status = Status::Pass;
        if (refusesSeveral(context, result)) {
            result.arguments.insert(QStringLiteral("count"), QString::number(result.actual.size()));
            result.arguments.insert(QStringLiteral("reason"), QStringLiteral("several"));
            conclude(result, Status::Fail, "multiple");
        }
    } else {
        diagnoseAudience(result, context, claim.shape);
    }
    return result;
}

bool wasAskedForAnother(const Result& audience)
{
    return audience.cause == QLatin1String("audience.other") &&
           audience.arguments.value(QStringLiteral("reason")) == QLatin1String("asked");
}

bool provesOtherResource(const Result& audience)
{
    static const QSet<QString> proofs{QStringLiteral("audience.microsoft-graph"),
                                      QStringLiteral("audience.aad-graph"),
                                      QStringLiteral("audience.microsoft-resource"),
                                      QStringLiteral("audience.own-client"),
                                      QStringLiteral("audience.other-profile"),
                                      QStringLiteral("audience.exchange-assertion"),
                                      QStringLiteral("audience.id-token")};
    if (audience.status != Status::Fail)
        return false;
    if (proofs.contains(audience.cause))
        return true;
    // A manifest proves it, unless it is the token's own API's: then the expected name may be a wrong one.
    const auto argument = [&audience](const char* name) { return audience.arguments.value(QLatin1String(name)); };
    if (argument("reason") == QLatin1String("no-name"))
        return argument("app").isEmpty() || !argument("audience").contains(argument("app"), Qt::CaseInsensitive);
    // Two client IDs are two apps.
    const auto isGuid = [](const QString& text) { return entra::isGuid(text); };
    return audience.cause == QLatin1String("audience.other") && !audience.actual.isEmpty() &&
           std::all_of(audience.actual.begin(), audience.actual.end(), isGuid) &&
           std::all_of(audience.expected.begin(), audience.expected.end(), isGuid);
}

} // namespace assayer::checks
