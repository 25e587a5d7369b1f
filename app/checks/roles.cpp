// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/ladder.h"
#include "checks/texts.h"

#include "entra/wellknown.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace assayer::checks {

namespace {

QSet<QString> setOf(const QStringList& texts)
{
    return QSet<QString>(texts.begin(), texts.end());
}

/// Names that only a user's token can carry.
bool isScopeName(const QString& name, const QSet<QString>& scopes)
{
    static const QSet<QString> known{QStringLiteral("access_as_user"), QStringLiteral("user_impersonation"),
                                     QStringLiteral("openid"),         QStringLiteral("profile"),
                                     QStringLiteral("email"),          QStringLiteral("offline_access"),
                                     QStringLiteral(".default")};
    return known.contains(name) || scopes.contains(name);
}

bool isDeclared(const Ladder& ladder)
{
    return ladder.rungs.first().state == RungState::Holds;
}

bool breaksAt(const Ladder& ladder, RungId id)
{
    return std::any_of(ladder.rungs.begin(), ladder.rungs.end(),
                       [id](const Rung& rung) { return rung.id == id && rung.state == RungState::Broken; });
}

bool holdsAt(const Ladder& ladder, RungId id)
{
    return std::any_of(ladder.rungs.begin(), ladder.rungs.end(),
                       [id](const Rung& rung) { return rung.id == id && rung.state == RungState::Holds; });
}

/// What explains every role that is not there alike, whatever the manifests say of it; empty if nothing does. The
/// arguments get what the words need.
QString commonCause(Result& result, const Context& context, const Ladder& ladder, const Result& audience,
                    const Result& client)
{
    if (context.kindCause == QLatin1String("delegated"))
        return QStringLiteral("roles.delegated");
    // A token of another kind has no API whose roles it could carry, whatever is expected of its audience.
    const QString kind = context.idToken                                            ? QStringLiteral("id-token")
                         : context.kindCause == QLatin1String("exchange-assertion") ? context.kindCause
                                                                                    : QString();
    if (!kind.isEmpty() || breaksAt(ladder, RungId::RightResource)) {
        if (!kind.isEmpty())
            result.arguments.insert(QStringLiteral("kind"), kind);
        if (wasAskedForAnother(audience))
            result.arguments.insert(QStringLiteral("askedFor"), audience.arguments.value(QStringLiteral("askedFor")));
        return QStringLiteral("roles.other-resource");
    }
    const Rung& rung = ladder.rungs.at(qsizetype(RungId::ThisClient));
    const bool otherClient = client.status == Status::Fail && client.cause == QLatin1String("client.other-client");
    if (!otherClient && rung.arguments.contains(QStringLiteral("otherTenant")))
        result.arguments.insert(QStringLiteral("otherTenant"), QStringLiteral("1"));
    return otherClient || rung.state == RungState::Broken ? QStringLiteral("roles.other-client") : QString();
}

/// What explains one role that is not there: the first that holds (causes.md, «Roles»). `shown`: what the token itself
/// shows of it, if anything.
void explainItem(Item& item, const Ladder& ladder, const QString& common, const QString& shown)
{
    const bool inScp = shown == QLatin1String("roles.in-scp");
    if (common == QLatin1String("roles.delegated") || (!common.isEmpty() && !inScp)) {
        item.cause = common;
        if (common == QLatin1String("roles.other-client"))
            item.arguments = ladder.rungs.at(qsizetype(RungId::ThisClient)).arguments;
    } else if (inScp || (!shown.isEmpty() && !isDeclared(ladder))) {
        item.cause = shown;
    } else {
        item.cause = ladder.broken()->cause;
        item.arguments = ladder.broken()->arguments;
    }
}

/// Expected roles one by one; the arguments get what is missing.
void compareRoles(Result& result, const Context& context, const Climber& climber, const Result& audience,
                  const Result& client)
{
    const QSet<QString> present = setOf(context.facts.roles);
    const QSet<QString> scopes = setOf(context.facts.scopes);
    QHash<QString, QString> byCase;
    for (const QString& role : context.facts.roles)
        byCase.insert(asciiLower(role), role);
    QStringList missing;
    std::optional<QString> common;
    for (const QString& role : std::as_const(result.expected)) {
        Item item{role, Status::Pass, {}};
        if (!present.contains(role)) {
            item.status = Status::Fail;
            const Ladder ladder = climber.climb(role);
            if (!common)
                common = commonCause(result, context, ladder, audience, client);
            const QString alike = byCase.value(asciiLower(role));
            const bool inScp = context.facts.family == Family::B2c && scopes.contains(role);
            explainItem(item, ladder, *common,
                        inScp                       ? QStringLiteral("roles.in-scp")
                        : isScopeName(role, scopes) ? QStringLiteral("roles.scope-name")
                        : !alike.isEmpty()          ? QStringLiteral("roles.case")
                                                    : QString());
            if (item.cause == QLatin1String("roles.case"))
                item.arguments.insert(QStringLiteral("alike"), alike);
            missing += role;
        }
        result.items += item;
    }
    result.arguments.insert(QStringLiteral("missing"), missing.join(u'\n'));
    result.arguments.insert(QStringLiteral("present"), QString::number(result.expected.size() - missing.size()));
    result.arguments.insert(QStringLiteral("count"), QString::number(result.expected.size()));
}

bool isSatisfied(const Result& result, profile::RoleMatch match)
{
    const auto passes = [](const Item& item) { return item.status == Status::Pass; };
    return match == profile::RoleMatch::All ? std::all_of(result.items.begin(), result.items.end(), passes)
                                            : std::any_of(result.items.begin(), result.items.end(), passes);
}

/// Of several roles the one with what holds of all of them, then what can be proved, and among those the one that
/// breaks first; then what the claims alone show. Where any will do, a name that no service can have is the last.
const Item* mostTelling(const QList<Item>& items, profile::RoleMatch match)
{
    static const std::array order{"roles.delegated",
                                  "roles.in-scp",
                                  "roles.other-resource",
                                  "roles.other-client",
                                  "roles.scope-name",
                                  "roles.not-declared",
                                  "roles.not-application",
                                  "roles.disabled",
                                  "roles.no-value",
                                  "roles.no-service-principal",
                                  "roles.not-requested",
                                  "roles.requested-as-scope",
                                  "roles.orphaned",
                                  "roles.not-granted",
                                  "roles.group-assignment",
                                  "roles.stale-token",
                                  "roles.absent",
                                  "roles.missing",
                                  "roles.case"};
    const auto rank = [match](const Item& item) {
        if (match == profile::RoleMatch::Any && item.cause == QLatin1String("roles.scope-name"))
            return order.end();
        return std::find_if(order.begin(), order.end(),
                            [&item](const char* cause) { return item.cause == QLatin1String(cause); });
    };
    const Item* found = nullptr;
    for (const Item& item : items) {
        if (item.status != Status::Pass && (!found || rank(item) < rank(*found)))
            found = &item;
    }
    return found;
}

/// An empty list of service principals beside a token that was issued for the API in its tenant.
bool evidenceIsDoubted(const Context& context, const Ladder& ladder)
{
    return context.evidence.apiPrincipalMissing && holdsAt(ladder, RungId::Principal);
}

/// The ids that the words and commands are filled with.
void nameSides(Result& result, const Context& context)
{
    const Evidence& evidence = context.evidence;
    const auto say = [&result](const char* name, const QString& value) {
        if (!value.isEmpty())
            result.arguments.insert(QLatin1String(name), value);
    };
    if (const entra::Manifest* api = evidence.declaring()) {
        say("api", api->appId);
        if (evidence.api && evidence.api->kind == entra::ManifestKind::Application)
            say("apiObject", evidence.api->objectId);
        say("apiName", api->displayName);
        if (api->kind == entra::ManifestKind::ServicePrincipal)
            say("declaredBy", QStringLiteral("service-principal"));
    } else {
        say("strangers", evidence.strangeApis().join(u'\n'));
    }
    say("otherClients", evidence.strangeClients().join(u'\n'));
    say("listDoubt", evidence.doubtOfLists());
    if (evidence.apiPrincipal)
        say("apiPrincipal", evidence.apiPrincipal->objectId);
    say("clientPrincipal", evidence.clientPrincipalId(context.token));
}

/// Which role the words are about; what they need of its rung stands at its item.
void describe(Result& result, const Ladder& ladder)
{
    result.arguments.insert(QStringLiteral("role"), ladder.role);
    result.arguments.insert(QStringLiteral("roleId"), ladder.roleId);
}

QString causeOf(Result& result, const Context& context, const Climber& climber)
{
    const Item* item = mostTelling(result.items, context.snapshot.expectations.roleMatch);
    if (!item)
        return QStringLiteral("roles.other");
    const Ladder ladder = climber.climb(item->text);
    if (evidenceIsDoubted(context, ladder))
        result.arguments.insert(QStringLiteral("doubtedList"), QStringLiteral("1"));
    describe(result, ladder);
    return item->cause;
}

/// The claims in which other authorities keep what Entra has in `roles`.
QStringList permissionsElsewhere(const jose::Jwt& token, QStringView claim)
{
    QStringList names;
    if (claim == u"realm_access.roles" || claim == u"resource_access.*.roles") {
        const support::json::Value* access = token.claim(claim.left(claim.indexOf(u'.')));
        if (!access || !access->isObject())
            return {};
        const auto take = [&names](const support::json::Value& holder) {
            const auto* roles = holder.isObject() ? holder.find(u"roles") : nullptr;
            for (const auto& role : roles ? roles->items() : std::vector<support::json::Value>{})
                names += role.text();
        };
        if (claim.startsWith(u"realm_access"))
            take(*access);
        else
            for (const auto& member : access->members())
                take(member.value);
        return names;
    }
    for (const QString& text : token.claimList(claim))
        names += claim == u"scope" || claim == u"scp" ? text.split(u' ', Qt::SkipEmptyParts) : QStringList{text};
    return names;
}

/// A claim other than `roles`, and the names in it.
struct Elsewhere {
    QString claim;
    QSet<QString> names;
};

/// Where all the expected names stand, or one if any will do; only at authorities that are not Microsoft's.
std::optional<Elsewhere> claimThatHolds(const Result& result, const Context& context)
{
    const Family family = context.facts.family;
    if (family == Family::Entra || family == Family::Ciam || family == Family::B2c)
        return std::nullopt;
    for (const char16_t* claim : {u"permissions", u"scope", u"scp", u"entitlements", u"groups", u"authorities",
                                  u"realm_access.roles", u"resource_access.*.roles"}) {
        const QSet<QString> names = setOf(permissionsElsewhere(context.token, claim));
        const auto held = [&names](const Item& item) {
            return item.status == Status::Pass || names.contains(item.text);
        };
        const bool any = context.snapshot.expectations.roleMatch == profile::RoleMatch::Any;
        if (any ? std::any_of(result.items.begin(), result.items.end(), held)
                : std::all_of(result.items.begin(), result.items.end(), held))
            return Elsewhere{QString::fromUtf16(claim), names};
    }
    return std::nullopt;
}

/// An API of Azure that looks at role assignments of its own: no roles in the token is as it should be.
bool isAuthorizedElsewhere(const Context& context, Result& result)
{
    const QStringList audiences = context.token.claimList(u"aud");
    for (const QString& audience : audiences.mid(0, 1)) {
        const auto match = entra::wellKnownResource(audience);
        if (match && match.resource->rbac) {
            result.arguments.insert(QStringLiteral("rbac"), match.resource->name);
            return true;
        }
    }
    return false;
}

void judgeMissing(Result& result, const Context& context, const Climber& climber)
{
    result.status = Status::Fail;
    nameSides(result, context);
    result.cause = causeOf(result, context, climber);
    if (const auto elsewhere = claimThatHolds(result, context)) {
        // The API may well read that claim; nobody but its owner knows.
        result.arguments.insert(QStringLiteral("elsewhere"), elsewhere->claim);
        const bool none = context.facts.roles.isEmpty();
        conclude(result, Status::Warning, none ? "absent" : "missing");
        for (Item& item : result.items) {
            if (item.status != Status::Fail)
                continue;
            item = {item.text, item.status, result.cause};
            if (elsewhere->names.contains(item.text))
                item.arguments.insert(QStringLiteral("elsewhere"), QStringLiteral("1"));
        }
    } else if (result.cause == QLatin1String("roles.absent") && isAuthorizedElsewhere(context, result)) {
        result.status = Status::Warning;
    }
}

/// One text instead of a list. Whether an API takes it for a list of one, or for words, no fact tells.
void judgeText(Result& result, const QString& text, profile::RoleMatch match)
{
    const QSet<QString> words = setOf(text.split(u' ', Qt::SkipEmptyParts));
    QStringList held;
    for (const QString& role : std::as_const(result.expected)) {
        if (role == text || words.contains(role))
            held += role;
    }
    const bool holds = match == profile::RoleMatch::All ? held.size() == result.expected.size() : !held.isEmpty();
    result.arguments.insert(QStringLiteral("held"), held.join(u'\n'));
    result.arguments.insert(QStringLiteral("reason"), QStringLiteral("text"));
    conclude(result, holds ? Status::Warning : Status::Fail, "other");
}

} // namespace

Result checkRoles(const Context& context, const Result& audience, const Result& client)
{
    const profile::Expectations& expectations = context.snapshot.expectations;
    const Texts claim = textsOf(context.token, u"roles");
    Result result = begin(CheckId::Roles, "roles");
    result.expected = expectations.roles;
    result.expected.removeAll(QString());
    result.expected.removeDuplicates();
    result.actual = claim.values;
    result.arguments = {
        {QStringLiteral("match"),
         expectations.roleMatch == profile::RoleMatch::All ? QStringLiteral("all") : QStringLiteral("any")},
        {QStringLiteral("audience"), audience.actual.value(0)},
        {QStringLiteral("client"), context.facts.client},
        {QStringLiteral("managedIdentity"), context.facts.managedIdentity ? QStringLiteral("1") : QString()}};

    const bool malformed = claim.shape == Shape::Text || claim.shape == Shape::Malformed;
    if (claim.shape == Shape::Text && !result.expected.isEmpty()) {
        judgeText(result, claim.values.value(0), expectations.roleMatch);
    } else if (claim.shape == Shape::Duplicate || (malformed && !result.expected.isEmpty())) {
        result.arguments.insert(QStringLiteral("reason"), QLatin1String(malformed ? "malformed" : "duplicate"));
        conclude(result, Status::Fail, "other");
    } else if (result.expected.isEmpty()) {
        conclude(result, Status::Unchecked, "not-expected");
    } else if (claim.shape == Shape::Absent && !context.facts.complete) {
        concludeUnreadable(result);
    } else {
        const Climber climber(context.evidence, context.token, expectations, audience);
        compareRoles(result, context, climber, audience, client);
        if (isSatisfied(result, expectations.roleMatch)) {
            result.status = Status::Pass;
            for (Item& item : result.items) {
                if (item.status == Status::Fail)
                    item.status = Status::Unchecked;
            }
        } else {
            judgeMissing(result, context, climber);
        }
    }
    applyRoleRules(result, context);
    return result;
}

} // namespace assayer::checks
