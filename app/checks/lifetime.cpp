// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/numericdate.h"

#include <algorithm>

namespace assayer::checks {

namespace {

constexpr qint64 lastSecond = 253'402'300'799;     // of the year 9999: the end of what date libraries take
constexpr qint64 earliestPlausible = 500'000'000;  // 1985
constexpr qint64 latestPlausible = 10'000'000'000; // 2286
constexpr int largestSkew = 86'400;

/// One of the time claims.
struct Time {
    bool present = false;
    std::optional<NumericDate> date;

    [[nodiscard]] bool isMalformed() const { return present && (!date || date->ceiling > lastSecond); }
    /// A date of our time if it is read as milliseconds, and none if it is read as seconds.
    [[nodiscard]] bool isMilliseconds() const
    {
        return date && date->floor > lastSecond && date->floor / 1000 >= earliestPlausible &&
               date->floor / 1000 <= latestPlausible;
    }
};

Time timeOf(const jose::Jwt& token, QStringView name)
{
    const support::json::Value* value = token.claim(name);
    return value ? Time{true, numericDateOf(*value)} : Time{};
}

QString shown(const support::json::Value& value)
{
    return value.isString() ? value.text() : QString::fromUtf8(support::json::write(value).left(200));
}

void describe(Result& result, const jose::Jwt& token, const QStringList& names)
{
    for (const QString& name : names) {
        if (const auto* value = token.claim(name))
            result.arguments.insert(name, shown(*value));
    }
    if (const auto* expiry = token.claim(u"exp"))
        result.actual = {shown(*expiry)};
}

/// Which of the two is at fault, for selecting the claim.
void conclude(Result& result, Status status, const char* cause, const char* claim)
{
    result.claim = QLatin1String(claim);
    conclude(result, status, cause);
}

void compare(Result& result, const Time& notBefore, const Time& expiry, qint64 now, qint64 skew)
{
    const qint64 end = expiry.date->floor;
    // A token that says no beginning began long ago.
    const qint64 start = notBefore.present ? notBefore.date->ceiling : std::min(now, end);
    result.arguments.insert(QStringLiteral("late"), QString::number(now - end));
    result.arguments.insert(QStringLiteral("early"), QString::number(start - now));
    if (start > end)
        conclude(result, Status::Fail, "reversed", "nbf");
    else if (now > end + skew)
        conclude(result, Status::Fail, "expired", "exp");
    else if (start > now + skew)
        conclude(result, Status::Fail, "not-yet-valid", "nbf");
    else if (now > end)
        conclude(result, Status::Warning, "clock-skew", "exp");
    else if (start > now)
        conclude(result, Status::Warning, "clock-skew", "nbf");
    else
        result.status = Status::Pass;
}

} // namespace

Result checkLifetime(const Context& context)
{
    const jose::Jwt& token = context.token;
    const qint64 skew = std::clamp(context.snapshot.expectations.skewSeconds, 0, largestSkew);
    // A saturated clock keeps the sums below in range.
    const qint64 now = std::clamp<qint64>(context.snapshot.now, 0, lastSecond);
    Result result = begin(CheckId::Lifetime, "exp");
    describe(result, token, {QStringLiteral("nbf"), QStringLiteral("exp"), QStringLiteral("iat")});
    result.arguments.insert(QStringLiteral("now"), QString::number(now));
    result.arguments.insert(QStringLiteral("skew"), QString::number(skew));
    if (!token.isReadable()) {
        concludeUnreadable(result);
        return result;
    }
    const Time notBefore = timeOf(token, u"nbf");
    const Time expiry = timeOf(token, u"exp");
    const auto& claims = *token.payload.json;
    if (claims.hasDuplicate(u"exp") || claims.hasDuplicate(u"nbf")) {
        result.arguments.insert(QStringLiteral("reason"), QStringLiteral("duplicate"));
        conclude(result, Status::Fail, "other", claims.hasDuplicate(u"exp") ? "exp" : "nbf");
    } else if (expiry.isMilliseconds() || notBefore.isMilliseconds()) {
        conclude(result, Status::Fail, "milliseconds", expiry.isMilliseconds() ? "exp" : "nbf");
    } else if (expiry.isMalformed() || notBefore.isMalformed()) {
        conclude(result, Status::Fail, "malformed", expiry.isMalformed() ? "exp" : "nbf");
    } else if (!expiry.present && !context.facts.complete) {
        concludeUnreadable(result);
    } else if (!expiry.present) {
        conclude(result, Status::Fail, "missing", "exp");
    } else {
        compare(result, notBefore, expiry, now, skew);
    }
    applyTimeRules(result, context);
    return result;
}

} // namespace assayer::checks
