// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"

namespace assayer::checks {

Result checkVersion(const Context& context)
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
    return result;
}

} // namespace assayer::checks
