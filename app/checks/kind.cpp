// SPDX-License-Identifier: Apache-2.0
#include "checks/context.h"
#include "checks/issuerform.h"
#include "checks/texts.h"

#include "entra/cloud.h"

#include <algorithm>
#include <initializer_list>

namespace assayer::checks {

namespace {

bool hasAny(const jose::Jwt& token, std::initializer_list<QStringView> names)
{
    return std::any_of(names.begin(), names.end(), [&token](QStringView name) { return token.claim(name) != nullptr; });
}

/// A client writes itself as issuer and subject, and the token endpoint as audience (RFC 7523 §3). Both alone are also
/// found in tokens that some APIs take from a client directly.
bool isClientAssertion(const jose::Jwt& token, const TokenFacts& facts)
{
    if (facts.issuer.isEmpty() || facts.issuer != facts.subject)
        return false;
    const QStringList audiences = token.claimList(u"aud");
    return std::any_of(audiences.begin(), audiences.end(), [](const QString& audience) {
        const QString text = withoutFinalSlash(audience);
        return text.endsWith(QLatin1String("/token")) || text.contains(QLatin1String("/oauth2/")) ||
               text.endsWith(QLatin1String("/token.oauth2")) || issuerFormOf(audience).kind != IssuerForm::Kind::Other;
    });
}

/// The envelope that a client makes around an access token and a request (SignedHttpRequest).
bool isSignedRequest(const jose::Jwt& token)
{
    return token.headerText(u"typ").compare(QLatin1String("pop"), Qt::CaseInsensitive) == 0 ||
           (!token.claimText(u"at").isEmpty() && hasAny(token, {u"ts", u"m", u"u", u"p", u"q", u"h"}));
}

bool isEntraFamily(Family family)
{
    return family == Family::Entra || family == Family::Ciam;
}

/// Application permissions or a user's? By the order that Microsoft's validation guidance gives.
bool isDelegatedEntra(const jose::Jwt& token, const TokenFacts& facts)
{
    const QString type = token.claimText(u"idtyp");
    if (type == QLatin1String("app"))
        return false;
    if (type == QLatin1String("user"))
        return true;
    if (!facts.objectId.isEmpty() && facts.objectId == facts.subject)
        return false;
    return token.claim(u"scp") || hasAny(token, {u"name", u"preferred_username", u"unique_name", u"upn"});
}

bool isServiceByName(const jose::Jwt& token, const TokenFacts& facts)
{
    return token.claimText(u"gty") == QLatin1String("client-credentials") ||
           facts.subject.endsWith(QLatin1String("@clients")) ||
           token.claimText(u"preferred_username").startsWith(QLatin1String("service-account-")) ||
           facts.subject.startsWith(QLatin1String("system:serviceaccount:")) ||
           token.claimText(u"email").endsWith(QLatin1String(".gserviceaccount.com")) ||
           (!facts.client.isEmpty() && facts.client == facts.subject);
}

/// Elsewhere only what clearly speaks of a person counts: there is no common mark of a service's token.
bool isDelegatedElsewhere(const jose::Jwt& token, const TokenFacts& facts)
{
    if (isServiceByName(token, facts))
        return false;
    switch (facts.family) {
    case Family::Okta:
        return token.claim(u"uid") != nullptr;
    case Family::Cognito:
        return hasAny(token, {u"username", u"cognito:groups"});
    case Family::Auth0:
        return !token.claimText(u"gty").isEmpty();
    default:
        return hasAny(token, {u"name", u"preferred_username", u"given_name", u"family_name", u"emails", u"auth_time"});
    }
}

bool isDelegated(const jose::Jwt& token, const TokenFacts& facts)
{
    // A claim as Entra's own mark decides for every issuer.
    if (isEntraFamily(facts.family) || token.claim(u"idtyp"))
        return isDelegatedEntra(token, facts);
    if (facts.family == Family::B2c)
        return hasAny(token, {u"name", u"emails", u"given_name", u"family_name", u"auth_time", u"nonce"});
    return isDelegatedElsewhere(token, facts);
}

/// What makes header or claims unreadable. A damaged signature is the signature check's.
QString fatalDamage(const jose::Jwt& token)
{
    const auto damage = std::find_if(token.damages.begin(), token.damages.end(), [](const jose::Damage& each) {
        return each.fatal && each.section != jose::Section::Signature;
    });
    return damage == token.damages.end() ? QString() : damage->code;
}

} // namespace

bool namesTokenExchange(const QString& audience)
{
    return audience.startsWith(QLatin1String("api://AzureADTokenExchange")) ||
           appGuid(audience) == QLatin1String("fb60f99c-7a34-4190-8149-302f77469936");
}

bool looksLikeIdToken(const jose::Jwt& token, const TokenFacts& facts)
{
    if (token.claimText(u"token_use") == QLatin1String("id") || token.claimText(u"typ") == QLatin1String("ID"))
        return true;
    if (token.headerText(u"typ").contains(QLatin1String("at+jwt"), Qt::CaseInsensitive))
        return false;
    if (hasAny(token, {u"scp", u"scope", u"permissions", u"appid", u"client_id", u"cid"}))
        return false;
    // An access token of Entra or B2C always names the client.
    if (isEntraFamily(facts.family) || facts.family == Family::B2c)
        return !token.claim(u"azp") && hasAny(token, {u"nonce", u"at_hash", u"c_hash", u"name", u"preferred_username"});
    return hasAny(token, {u"nonce", u"at_hash", u"c_hash"});
}

QString kindOf(const jose::Jwt& token, const TokenFacts& facts)
{
    if (token.kind == jose::TokenKind::Jwe)
        return QStringLiteral("encrypted");
    if (token.kind == jose::TokenKind::Opaque)
        return QStringLiteral("opaque");
    if (!token.isReadable() || !fatalDamage(token).isEmpty())
        return QStringLiteral("unreadable");
    if (isSignedRequest(token))
        return QStringLiteral("proof-of-possession");
    const QStringList audiences = token.claimList(u"aud");
    if (std::any_of(audiences.begin(), audiences.end(), namesTokenExchange))
        return QStringLiteral("exchange-assertion");
    if (isClientAssertion(token, facts))
        return QStringLiteral("client-assertion");
    if (looksLikeIdToken(token, facts))
        return QStringLiteral("id-token");
    if (isDelegated(token, facts))
        return QStringLiteral("delegated");
    if (token.claim(u"cnf"))
        return QStringLiteral("proof-of-possession");
    const QString type = token.claimText(u"idtyp");
    if (type == QLatin1String("device") || token.claimText(u"typ") == QLatin1String("Refresh") ||
        token.claimText(u"typ") == QLatin1String("Offline"))
        return QStringLiteral("other");
    return {};
}

Result checkKind(const Context& context)
{
    const jose::Jwt& token = context.token;
    Result result = begin(CheckId::Kind, "");
    result.arguments.insert(QStringLiteral("shape"), jose::toName(token.kind));
    if (context.kindCause.isEmpty()) {
        result.status = Status::Pass;
        applyTypeRule(result, context);
        return result;
    }
    // A bound token is genuine and the API's own; only the API can see whether the caller holds the key.
    const bool bound = context.kindCause == QLatin1String("proof-of-possession") && !isSignedRequest(token);
    conclude(result, bound ? Status::Warning : Status::Fail, context.kindCause.toLatin1().constData());
    if (bound)
        result.claim = QStringLiteral("cnf");
    else if (context.kindCause == QLatin1String("delegated"))
        result.claim = token.claim(u"scp") ? QStringLiteral("scp") : QStringLiteral("sub");
    else if (context.kindCause == QLatin1String("exchange-assertion"))
        result.claim = QStringLiteral("aud");
    result.arguments.insert(QStringLiteral("damage"), fatalDamage(token));
    result.arguments.insert(QStringLiteral("type"),
                            token.claimText(u"idtyp").isEmpty() ? token.claimText(u"typ") : token.claimText(u"idtyp"));
    return result;
}

} // namespace assayer::checks
