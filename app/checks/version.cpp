// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/texts.h"

#include "entra/wellknown.h"

namespace assayer::checks {

namespace {

/// Whose token it is decides, or for whom; empty if the expected API's setting may.
QString deciderOf(const Context& context, const Result& audience)
{
    const Family family = context.facts.family;
    if (family == Family::B2c)
        return QStringLiteral("b2c");
    if (family != Family::Entra && family != Family::Ciam && context.facts.tenant.isEmpty())
        return QStringLiteral("authority");
    if (context.idToken)
        return QStringLiteral("kind");
    if (provesOtherResource(audience))
        return QStringLiteral("audience");
    return entra::wellKnownResource(context.token.claimList(u"aud").value(0)) ? QStringLiteral("resource") : QString();
}

} // namespace

void sayWhatDecidesVersion(Result& result, const Context& context, const Result& audience)
{
    const auto say = [&result](const char* name, const QString& value) {
        if (!value.isEmpty())
            result.arguments.insert(QLatin1String(name), value);
    };
    const QStringList audiences = context.token.claimList(u"aud");
    say("follows", deciderOf(context, audience));
    if (const auto match = entra::wellKnownResource(audiences.value(0)))
        say("resource", match.resource->name);
    const entra::Manifest* api = context.evidence.registrationOf(audiences);
    // What a client ID is expected of may be known where the token's own name is not.
    if (!api && audience.cause == QLatin1String("audience.v1-token"))
        api = context.evidence.registrationOf({audience.arguments.value(QStringLiteral("expectation"))});
    if (api) {
        say("app", api->appId);
        say("manifestVersion", QString::number(api->tokenVersion()));
        if (api->signInAudience.endsWith(QLatin1String("PersonalMicrosoftAccount")))
            say("forcedBy", api->signInAudience);
    } else {
        say("app", appGuid(audiences.value(0)));
    }
}

Result checkVersion(const Context& context, const Result& audience)
{
    const auto& wanted = context.snapshot.expectations.tokenVersion;
    const support::json::Value* version = context.token.claim(u"ver");
    Result result = begin(CheckId::Version, "ver");
    if (version && version->isString())
        result.actual = {version->text()};
    else if (version && version->isNumber())
        result.actual = {QString::fromLatin1(version->number())};
    if (wanted)
        result.expected = {*wanted == profile::TokenVersion::V1 ? QStringLiteral("1.0") : QStringLiteral("2.0")};

    const bool duplicate = version && context.token.payload.json->hasDuplicate(u"ver");
    if (duplicate)
        result.arguments.insert(QStringLiteral("reason"), QStringLiteral("duplicate"));
    if (duplicate)
        conclude(result, Status::Fail, "other");
    else if (!wanted)
        conclude(result, Status::Unchecked, "not-expected");
    else if (!version && !context.facts.complete)
        concludeUnreadable(result);
    else if (context.facts.version == result.expected.first())
        result.status = Status::Pass;
    else if (context.facts.version == QLatin1String("1.0"))
        conclude(result, Status::Fail, "v1-instead-of-v2");
    else if (context.facts.version == QLatin1String("2.0"))
        conclude(result, Status::Fail, "v2-instead-of-v1");
    else
        conclude(result, Status::Fail, "other");
    if (result.status == Status::Fail && !duplicate)
        sayWhatDecidesVersion(result, context, audience);
    return result;
}

} // namespace assayer::checks
