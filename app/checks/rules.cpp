// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"

#include "profile/names.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace assayer::checks {

namespace {

using profile::Rule;

bool obeys(const Context& context, Rule rule)
{
    return context.snapshot.expectations.rules.contains(rule);
}

void decideBy(Result& result, const QString& rule)
{
    result.arguments.insert(QStringLiteral("rule"), rule);
}

void decideBy(Result& result, Rule rule)
{
    const auto name = std::find_if(profile::ruleNames.begin(), profile::ruleNames.end(),
                                   [rule](const profile::Name<Rule>& known) { return known.value == rule; });
    decideBy(result, QString(name->text));
}

/// RFC 9068 §2.1: with or without the media type's first part, in any case.
bool isAccessTokenType(QString type)
{
    type = type.toLower();
    return type == QLatin1String("at+jwt") || type == QLatin1String("application/at+jwt");
}

/// passport-azure-ad asks for a scope; only a user's token has any.
void applyScopes(Result& roles, const Context& context)
{
    const QStringList& wanted = context.snapshot.expectations.scopes;
    const QStringList& scopes = context.facts.scopes;
    const bool held =
        std::any_of(scopes.begin(), scopes.end(), [&wanted](const QString& scope) { return wanted.contains(scope); });
    if (wanted.isEmpty() || held)
        return;
    decideBy(roles, QStringLiteral("scopes"));
    roles.arguments.insert(QStringLiteral("scopes"), wanted.join(u'\n'));
    roles.claim = QStringLiteral("scp");
    conclude(roles, Status::Fail, "scope-name");
}

bool hasRolesOrScopes(const jose::Jwt& token)
{
    return textsOf(token, u"roles").shape != Shape::Absent || textsOf(token, u"scp").shape != Shape::Absent;
}

/// Which rules let a token pass that would fail by its times.
struct TimeRule {
    const char* cause;
    const char* claim; ///< that the result is about
    std::array<Rule, 2> any;
};
constexpr std::array timeRules{
    TimeRule{"lifetime.expired", "exp", {Rule::ExpiryIgnored, Rule::ExpiryIgnored}},
    TimeRule{"lifetime.clock-skew", "exp", {Rule::ExpiryIgnored, Rule::ExpiryIgnored}},
    TimeRule{"lifetime.missing", "exp", {Rule::ExpiryIgnored, Rule::ExpiryOptional}},
    TimeRule{"lifetime.not-yet-valid", "nbf", {Rule::NotBeforeIgnored, Rule::NotBeforeIgnored}},
    TimeRule{"lifetime.clock-skew", "nbf", {Rule::NotBeforeIgnored, Rule::NotBeforeIgnored}},
};

} // namespace

QStringList expectedAudiences(const Context& context)
{
    const QStringList& all = context.snapshot.expectations.audiences;
    const bool v2 = context.facts.version == QLatin1String("2.0");
    if (!obeys(context, Rule::AudienceOfVersion) || (!v2 && context.facts.version != QLatin1String("1.0")))
        return all;
    const QString scheme = QStringLiteral("api://");
    const QSet<QString> known(all.begin(), all.end());
    QStringList ofVersion;
    for (const QString& each : all) {
        const bool hasScheme = each.startsWith(scheme);
        const bool paired = known.contains(hasScheme ? each.mid(scheme.size()) : scheme + each);
        if (!paired || hasScheme != v2)
            ofVersion += each;
    }
    return ofVersion;
}

void applyTypeRule(Result& kind, const Context& context)
{
    const QString type = context.token.headerText(u"typ");
    if (!obeys(context, Rule::AccessTokenType) || isAccessTokenType(type))
        return;
    decideBy(kind, Rule::AccessTokenType);
    kind.arguments.insert(QStringLiteral("type"), type);
    conclude(kind, Status::Fail, "other");
}

void applyRoleRules(Result& roles, const Context& context)
{
    if (!context.facts.complete)
        return;
    if (obeys(context, Rule::RolesOrScopes) && !hasRolesOrScopes(context.token)) {
        decideBy(roles, Rule::RolesOrScopes);
        if (roles.status == Status::Fail)
            return; // what is missing says more, and the API's answer is the same
        conclude(roles, Status::Fail, "absent");
    } else if (obeys(context, Rule::RolesUnmapped) && roles.status == Status::Pass) {
        decideBy(roles, Rule::RolesUnmapped);
        conclude(roles, Status::Warning, "other");
    }
    applyScopes(roles, context);
}

bool comparesWithin(const Context& context)
{
    using profile::Middleware;
    switch (context.snapshot.expectations.middleware.value_or(Middleware::MicrosoftIdentityWeb)) {
    case Middleware::MicrosoftIdentityWeb:
    case Middleware::EasyAuth: // nothing is known of it
        return true;
    case Middleware::AspNetCore:
    case Middleware::PassportAzureAd:
    case Middleware::Spring:
    case Middleware::Express:
    case Middleware::ApiManagement:
        break;
    }
    return false;
}

void sayWhetherCompared(Result& result, const Context& context)
{
    if (!comparesWithin(context))
        result.arguments.insert(QStringLiteral("uncompared"), QStringLiteral("1"));
}

void applyTimeRules(Result& lifetime, const Context& context)
{
    const auto decides = [&lifetime, &context](const TimeRule& rule) {
        return lifetime.cause == QLatin1String(rule.cause) && lifetime.claim == QLatin1String(rule.claim) &&
               std::any_of(rule.any.begin(), rule.any.end(), [&context](Rule each) { return obeys(context, each); });
    };
    const auto rule = std::find_if(timeRules.begin(), timeRules.end(), decides);
    if (rule == timeRules.end())
        return;
    decideBy(lifetime, obeys(context, rule->any.front()) ? rule->any.front() : rule->any.back());
    lifetime.arguments.insert(QStringLiteral("ignored"), lifetime.cause.section(u'.', 1));
    conclude(lifetime, Status::Unchecked, "not-expected");
}

} // namespace assayer::checks
