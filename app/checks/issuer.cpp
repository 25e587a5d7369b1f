// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/issuerform.h"
#include "checks/texts.h"

#include "entra/cloud.h"
#include "oauth/endpoints.h"

#include <algorithm>
#include <array>

namespace assayer::checks {

namespace {

/// The issuer in the token beside one that is expected.
struct Pair {
    QString expected;
    QString actual;
    IssuerForm wanted;
    IssuerForm found;
};

bool isB2c(const IssuerForm& form)
{
    return form.kind == IssuerForm::Kind::B2c;
}
bool bothEntra(const Pair& pair)
{
    return pair.wanted.kind == IssuerForm::Kind::Entra && pair.found.kind == IssuerForm::Kind::Entra;
}
bool sameButForWriting(const Pair& pair)
{
    const auto plain = [](const QString& text) { return withoutFinalSlash(asciiLower(withoutInvisible(text))); };
    return plain(pair.expected) == plain(pair.actual);
}

bool differsInB2c(const Pair& pair)
{
    if (isB2c(pair.wanted) != isB2c(pair.found))
        return pair.wanted.kind != IssuerForm::Kind::Other && pair.found.kind != IssuerForm::Kind::Other;
    return isB2c(pair.wanted) && !sameButForWriting(pair) && sameId(pair.wanted.tenant, pair.found.tenant);
}

bool differsInTenant(const Pair& pair)
{
    return pair.wanted.kind != IssuerForm::Kind::Other && pair.found.kind != IssuerForm::Kind::Other &&
           entra::isGuid(pair.wanted.tenant) && entra::isGuid(pair.found.tenant) &&
           !sameId(pair.wanted.tenant, pair.found.tenant);
}

bool differsInCloud(const Pair& pair)
{
    if (!bothEntra(pair))
        return false;
    return std::none_of(pair.wanted.clouds.begin(), pair.wanted.clouds.end(),
                        [&pair](const QString& cloud) { return pair.found.clouds.contains(cloud); });
}

bool differsInVersion(const Pair& pair)
{
    return bothEntra(pair) && pair.wanted.version != 0 && pair.found.version != 0 &&
           pair.wanted.version != pair.found.version;
}

bool expectsTemplate(const Pair& pair)
{
    return isTenantTemplate(pair.wanted.tenant) && !isTenantTemplate(pair.found.tenant);
}

bool expectsShared(const Pair& pair)
{
    return pair.wanted.kind == IssuerForm::Kind::Entra && entra::isSharedTenant(pair.wanted.tenant);
}

/// An address of the authority: its token endpoint, its metadata, or a host that serves it but is no issuer.
bool expectsAuthority(const Pair& pair)
{
    if (sameButForWriting(pair))
        return false;
    if (bothEntra(pair) && sameId(pair.wanted.tenant.toLower(), pair.found.tenant.toLower()))
        return pair.wanted.version == 0 || !pair.wanted.issuerHost;
    const QString issuer = withoutFinalSlash(withoutInvisible(pair.actual));
    const QString wanted = withoutInvisible(pair.expected);
    if (issuer.isEmpty() || pair.found.kind == IssuerForm::Kind::Entra || !wanted.startsWith(issuer + u'/'))
        return false;
    const QString rest = wanted.mid(issuer.size());
    constexpr std::array endings{
        "/token",    "/authorize", "/certs", "/keys", "/openid-configuration", "/oauth-authorization-server",
        "/jwks.json"};
    return std::any_of(endings.begin(), endings.end(),
                       [&rest](const char* ending) { return rest.endsWith(QLatin1String(ending)); });
}

bool expectsDomain(const Pair& pair)
{
    return pair.wanted.kind != IssuerForm::Kind::Other && pair.found.kind != IssuerForm::Kind::Other &&
           !entra::isGuid(pair.wanted.tenant) && entra::isDomainName(pair.wanted.tenant) &&
           entra::isGuid(pair.found.tenant);
}

struct Rule {
    const char* cause;
    bool (*holds)(const Pair& pair);
};

/// In the order that decides.
constexpr std::array rules{
    Rule{"b2c", differsInB2c},
    Rule{"tenant", differsInTenant},
    Rule{"cloud", differsInCloud},
    Rule{"version", differsInVersion},
    Rule{"template", expectsTemplate},
    Rule{"common", expectsShared},
    Rule{"authority-url", expectsAuthority},
    Rule{"domain-name", expectsDomain},
    Rule{"trailing-slash",
         [](const Pair& pair) { return withoutFinalSlash(pair.expected) == withoutFinalSlash(pair.actual); }},
    Rule{"case", [](const Pair& pair) { return asciiLower(pair.expected) == asciiLower(pair.actual); }},
    Rule{"whitespace",
         [](const Pair& pair) { return withoutInvisible(pair.expected) == withoutInvisible(pair.actual); }},
};

/// Of the same tenant in a form that no rule knows: nearer than another tenant, farther than another cloud.
constexpr size_t behindTenant = 2 * 1 + 1;

bool isOfOneTenant(const Pair& pair)
{
    return pair.wanted.kind == pair.found.kind && pair.wanted.kind != IssuerForm::Kind::Other &&
           entra::isGuid(pair.wanted.tenant) && sameId(pair.wanted.tenant, pair.found.tenant);
}

/// By the accepted issuer that the token comes nearest to: a later rule is a smaller difference, and what no rule knows
/// is not near at all, but for an issuer of the same tenant. So a tenant that is trusted is never another one.
void diagnose(Result& result, const QString& issuer)
{
    const IssuerForm found = issuerFormOf(issuer);
    std::optional<size_t> nearest;
    const char* cause = "other";
    Pair chosen{result.expected.value(0), issuer, issuerFormOf(result.expected.value(0)), found};
    for (const QString& expected : std::as_const(result.expected)) {
        const Pair pair{expected, issuer, issuerFormOf(expected), found};
        const auto rule =
            std::find_if(rules.begin(), rules.end(), [&pair](const Rule& each) { return each.holds(pair); });
        const bool known = rule != rules.end();
        if (!known && !isOfOneTenant(pair))
            continue;
        const size_t nearness = known ? 2 * size_t(rule - rules.begin()) : behindTenant;
        if (!nearest || nearness > *nearest) {
            nearest = nearness;
            chosen = pair;
            cause = known ? rule->cause : "other";
        }
    }
    auto& arguments = result.arguments;
    arguments.insert(QStringLiteral("expected"), chosen.expected);
    arguments.insert(QStringLiteral("expectedTenant"), chosen.wanted.tenant);
    arguments.insert(QStringLiteral("expectedVersion"), QString::number(chosen.wanted.version));
    arguments.insert(QStringLiteral("expectedCloud"), chosen.wanted.clouds.value(0));
    conclude(result, Status::Fail, cause);
}

/// A token whose issuer and `tid` name different tenants is refused by every validator that knows Entra; others see
/// nothing in it.
bool contradictsTenant(const TokenFacts& facts, const IssuerForm& form)
{
    return form.kind != IssuerForm::Kind::Other && entra::isGuid(form.tenant) && entra::isGuid(facts.tenant) &&
           !sameId(form.tenant, facts.tenant);
}

/// Where the tenant is known only by its domain name, an issuer of another kind or cloud is still a wrong one.
const char* wrongWithoutExpectation(const Snapshot& snapshot, const IssuerForm& form)
{
    if (!snapshot.profile || snapshot.profile->authority.kind != profile::AuthorityKind::Entra)
        return nullptr;
    switch (form.kind) {
    case IssuerForm::Kind::Entra:
        return form.clouds.contains(snapshot.profile->authority.cloud) ? nullptr : "cloud";
    case IssuerForm::Kind::B2c:
        return "b2c";
    case IssuerForm::Kind::Ciam:
        return nullptr;
    case IssuerForm::Kind::Other:
        return "other";
    }
    return nullptr;
}

void checkWithoutExpectation(Result& result, const Context& context, const IssuerForm& form)
{
    const char* wrong = wrongWithoutExpectation(context.snapshot, form);
    if (wrong)
        result.arguments.insert(QStringLiteral("expectedCloud"), context.snapshot.profile->authority.cloud);
    conclude(result, wrong ? Status::Fail : Status::Unchecked, wrong ? wrong : "not-expected");
}

/// Of the profile's tenant: `https://host/{tid}/` and `https://host/{tid}/v2.0`, for the tenant that `issuer` names.
QStringList bothForms(const profile::Profile& profile, const QString& issuer)
{
    const IssuerForm form = issuerFormOf(issuer);
    if (form.kind != IssuerForm::Kind::Entra || !entra::isGuid(form.tenant))
        return {};
    profile::Authority authority = profile.authority;
    authority.tenant = form.tenant;
    const QUrl base(form.scheme + QStringLiteral("://") + form.host);
    QStringList forms;
    for (const auto version : {profile::EndpointVersion::V1, profile::EndpointVersion::V2}) {
        authority.version = version;
        const auto endpoints = oauth::endpointsOf(authority, base);
        if (endpoints && !endpoints->issuer.isEmpty())
            forms += endpoints->issuer;
    }
    return forms;
}

} // namespace

QStringList acceptedIssuers(const Snapshot& snapshot)
{
    const profile::Expectations& expected = snapshot.expectations;
    if (expected.issuer.isEmpty())
        return {};
    const auto& profile = snapshot.profile;
    const bool chosen = !profile || !expected.moreIssuers.isEmpty() || !profile->expectations.issuer.isEmpty() ||
                        expected.tokenVersion || profile->authority.kind == profile::AuthorityKind::Issuer;
    if (!chosen) {
        const QStringList forms = bothForms(*profile, expected.issuer);
        if (forms.contains(expected.issuer))
            return forms;
    }
    return QStringList{expected.issuer} + expected.moreIssuers;
}

Result checkIssuer(const Context& context, const Result& audience)
{
    const TokenFacts& facts = context.facts;
    const Texts claim = textsOf(context.token, u"iss");
    const IssuerForm form = issuerFormOf(facts.issuer);
    Result result = begin(CheckId::Issuer, "iss");
    result.expected = acceptedIssuers(context.snapshot);
    result.actual = claim.values;
    result.arguments = {{QStringLiteral("tenant"), form.tenant},
                        {QStringLiteral("tid"), facts.tenant},
                        {QStringLiteral("version"), QString::number(form.version)},
                        {QStringLiteral("cloud"), form.clouds.value(0)}};
    const bool trusted = result.expected.contains(facts.issuer);
    const bool compares = comparesWithin(context);
    const bool malformed = claim.shape == Shape::List || claim.shape == Shape::Malformed;
    if (claim.shape == Shape::Duplicate || malformed || (claim.shape == Shape::Absent && facts.complete)) {
        const char* reason = malformed ? "malformed" : claim.shape == Shape::Duplicate ? "duplicate" : "absent";
        result.arguments.insert(QStringLiteral("reason"), QLatin1String(reason));
        if (claim.shape == Shape::Absent && result.expected.isEmpty())
            conclude(result, Status::Unchecked, "not-expected");
        else
            conclude(result, Status::Fail, "other");
    } else if (claim.shape == Shape::Absent) {
        concludeUnreadable(result);
    } else if (contradictsTenant(facts, form) && (compares || trusted || result.expected.isEmpty())) {
        result.arguments.insert(QStringLiteral("reason"), QStringLiteral("tid"));
        sayWhetherCompared(result, context);
        conclude(result, Status::Fail, "tenant");
    } else if (result.expected.isEmpty()) {
        checkWithoutExpectation(result, context, form);
    } else if (trusted) {
        result.status = Status::Pass;
    } else {
        diagnose(result, facts.issuer);
        if (result.cause == QLatin1String("issuer.version"))
            sayWhatDecidesVersion(result, context, audience);
    }
    return result;
}

} // namespace assayer::checks
