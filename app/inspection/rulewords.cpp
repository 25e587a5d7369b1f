// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"

#include "checks/tokenfacts.h"

#include <array>

namespace assayer::inspection {

namespace {

void tellTypeRule(Telling& telling)
{
    telling.tell(said("typ is %1, not at+jwt").arg(telling.quotedArgument("type")),
                 said("The API's middleware is set to strict: it takes a token only if its header says typ at+jwt "
                      "(RFC 9068 §2.1), and this one says %1. Entra's tokens say JWT.")
                     .arg(telling.quotedArgument("type")));
    telling.fix(Side::Api, said("Leave the strict mode out of the API's settings, unless its authority issues such "
                                "tokens.") +
                               QStringLiteral("\nexpress-oauth2-jwt-bearer: auth({ …, strict: false })"));
    const auto& token = telling.inspection.token;
    if (token && checks::factsOf(*token).family == checks::Family::Auth0) {
        telling.fix(Side::Api, said("Or choose the RFC 9068 token profile for the API at Auth0."));
    }
}

void tellScopeRule(Telling& telling)
{
    const QString wanted = quotedList(telling.argument("scopes").split(u'\n', Qt::SkipEmptyParts));
    const bool none = !telling.inspection.token || !telling.inspection.token->claim(u"scp");
    telling.tell(
        none ? said("no scp: the API asks for the scope %1").arg(wanted) : said("none of the scopes is %1").arg(wanted),
        none ? said("The API's middleware asks for one of the scopes %1, and a token that an application got "
                    "for itself has none: scopes (scp) are a user's, roles are an application's.")
                   .arg(wanted)
             : said("The API's middleware asks for one of the scopes %1, and none of them is in scp.").arg(wanted));
    telling.fix(Side::Api, said("Leave scope out of the middleware's options for what services call, and check roles "
                                "in the API's code."));
}

void tellNeitherRolesNorScopes(Telling& telling)
{
    telling.tell(
        said("neither roles nor scp"),
        said("The token has neither roles nor scp. Microsoft.Identity.Web refuses every such token (IDW10201), "
             "whatever the API itself would look at."));
    telling.fix(Side::Client, said("Give the client a role of the API: the API's manifest declares it for "
                                   "applications, the client's API permissions name it, an administrator consents; "
                                   "then get a new token. Expect that role here, and what is missing can be said."));
    telling.fix(Side::Api, said("If the API decides by the client alone, let it take such tokens, and check azp or "
                                "appid in its code.") +
                               QStringLiteral("\nappsettings.json: \"AzureAd\": { "
                                              "\"AllowWebApiToBeAuthorizedByACL\": true }"));
}

void tellUnmappedRoles(Telling& telling)
{
    telling.tell(said("in the token; does the API map roles?"),
                 said("Spring Security makes authorities of scope and scp alone. The settings do not say otherwise: "
                      "unless a converter in the API's code maps roles, it answers 403 to a token that has them. "
                      "Whether there is one cannot be seen from here."));
    telling.fix(Side::Api,
                said("Let the API make authorities of roles, by the setting or in its code; possibly they begin with "
                     "SCOPE_ like those of scp, unless authority-prefix says otherwise.") +
                    QStringLiteral("\nSpring: spring.security.oauth2.resourceserver.jwt."
                                   "authorities-claim-name=roles\n"
                                   "Spring: JwtGrantedAuthoritiesConverter.setAuthoritiesClaimName(\"roles\")"));
}

void tellIgnoredTimes(Telling& telling)
{
    const QString ignored = telling.argument("ignored");
    const QString what = ignored == QLatin1String("missing")            ? said("never expires")
                         : ignored == QLatin1String("not-yet-valid")    ? said("not valid yet")
                         : telling.result.claim == QLatin1String("nbf") ? said("not valid yet, within the tolerance")
                         : ignored == QLatin1String("clock-skew")       ? said("expired, within the tolerance")
                                                                        : said("expired");
    telling.tell(said("%1, but the API does not look").arg(what),
                 said("By its settings the API does not check this: it takes the token, though another would not."));
    telling.fix(Side::Api, said("Let the API check the times again: a token that somebody took is of use to him until "
                                "it expires."));
}

/// What a rule decides, and under which cause it then stands.
struct RuleWords {
    const char* rule;
    const char* cause;
    void (*tell)(Telling& telling);
};
constexpr std::array table{
    RuleWords{"access-token-type", "kind.other", tellTypeRule},
    RuleWords{"scopes", "roles.scope-name", tellScopeRule},
    RuleWords{"roles-unmapped", "roles.other", tellUnmappedRoles},
    RuleWords{"expiry-ignored", "lifetime.not-expected", tellIgnoredTimes},
    RuleWords{"not-before-ignored", "lifetime.not-expected", tellIgnoredTimes},
    RuleWords{"expiry-optional", "lifetime.not-expected", tellIgnoredTimes},
};

} // namespace

QString ruleInWords(profile::Rule rule)
{
    switch (rule) {
    case profile::Rule::RolesOrScopes:
        return said("refuses a token with neither roles nor scp (IDW10201)");
    case profile::Rule::AccessTokenType:
        return said("asks for typ at+jwt");
    case profile::Rule::RolesUnmapped:
        return said("makes no authorities of roles");
    case profile::Rule::ExpiryIgnored:
        return said("does not look at exp");
    case profile::Rule::NotBeforeIgnored:
        return said("does not look at nbf");
    case profile::Rule::ExpiryOptional:
        return said("takes a token without exp");
    case profile::Rule::AudienceOfVersion:
        return said("takes its client ID in v2 tokens alone, and api:// with it in v1 tokens alone");
    }
    return {};
}

bool tellRule(Telling& telling)
{
    const QString rule = telling.argument("rule");
    if (rule == QLatin1String("roles-or-scopes") && telling.result.expected.isEmpty()) {
        tellNeitherRolesNorScopes(telling);
        return true;
    }
    for (const RuleWords& each : table) {
        if (rule == QLatin1String(each.rule) && telling.result.cause == QLatin1String(each.cause)) {
            each.tell(telling);
            return true;
        }
    }
    return false;
}

} // namespace assayer::inspection
