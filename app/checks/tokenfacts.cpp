// SPDX-License-Identifier: Apache-2.0
#include "checks/tokenfacts.h"

#include "checks/issuerform.h"

#include <algorithm>

namespace assayer::checks {

namespace {

bool isTextList(const support::json::Value& value)
{
    return value.isArray() &&
           std::all_of(value.items().begin(), value.items().end(), [](const auto& item) { return item.isString(); });
}

Family familyByClaims(const jose::Jwt& token)
{
    const auto has = [&token](QStringView name) { return token.claim(name) != nullptr; };
    if (has(u"tfp") || token.claimText(u"acr").startsWith(QLatin1String("b2c_1"), Qt::CaseInsensitive))
        return Family::B2c;
    if (has(u"gty") || token.claimText(u"sub").endsWith(QLatin1String("@clients")))
        return Family::Auth0;
    if (has(u"cid") && has(u"scp"))
        return Family::Okta;
    if (has(u"realm_access"))
        return Family::Keycloak;
    if (has(u"token_use"))
        return Family::Cognito;
    return Family::Other;
}

QList<QStringView> clientClaims(const QString& version)
{
    if (version == QLatin1String("1.0"))
        return {u"appid", u"azp", u"client_id", u"cid"};
    if (version == QLatin1String("2.0"))
        return {u"azp", u"appid", u"client_id", u"cid"};
    return {u"client_id", u"azp", u"cid", u"appid"};
}

} // namespace

Family familyOfIssuer(const QString& issuer)
{
    const IssuerForm form = issuerFormOf(issuer);
    if (form.kind == IssuerForm::Kind::B2c)
        return Family::B2c;
    if (form.kind == IssuerForm::Kind::Ciam)
        return Family::Ciam;
    if (form.kind == IssuerForm::Kind::Entra)
        return Family::Entra;
    const auto hostEnds = [&form](const char* suffix) { return form.host.endsWith(QLatin1String(suffix)); };
    if (hostEnds(".auth0.com"))
        return Family::Auth0;
    if (hostEnds(".okta.com") || hostEnds(".oktapreview.com") || hostEnds(".okta-emea.com"))
        return Family::Okta;
    if (form.path.contains(QLatin1String("/realms/")))
        return Family::Keycloak;
    if (form.host.startsWith(QLatin1String("cognito-idp.")) && hostEnds(".amazonaws.com"))
        return Family::Cognito;
    if (form.host.startsWith(QLatin1String("auth.pingone.")))
        return Family::PingOne;
    if (form.path.endsWith(QLatin1String("/adfs/services/trust")) || form.path.endsWith(QLatin1String("/adfs")))
        return Family::Adfs;
    if (form.host == QLatin1String("accounts.google.com"))
        return Family::Google;
    return Family::Other;
}

Texts textsOf(const jose::Jwt& token, QStringView claim)
{
    const support::json::Value* value = token.claim(claim);
    if (!value || value->kind() == support::json::Kind::Null)
        return {};
    Texts texts;
    if (value->isString() && !value->text().isEmpty())
        texts = {Shape::Text, {value->text()}};
    else if (isTextList(*value) && !value->items().empty())
        texts = {Shape::List, token.claimList(claim)};
    else if (!value->isString() && !(value->isArray() && value->items().empty()))
        texts.shape = Shape::Malformed;
    if (token.payload.json->hasDuplicate(claim))
        texts.shape = Shape::Duplicate;
    return texts;
}

TokenFacts factsOf(const jose::Jwt& token)
{
    TokenFacts facts;
    facts.issuer = token.claimText(u"iss");
    facts.tenant = token.claimText(u"tid");
    facts.version = token.claimText(u"ver");
    facts.objectId = token.claimText(u"oid");
    facts.subject = token.claimText(u"sub");
    facts.managedIdentity = token.claim(u"xms_mirid") != nullptr;
    for (const QStringView name : clientClaims(facts.version)) {
        if (!token.claimText(name).isEmpty()) {
            facts.clientClaim = name.toString();
            facts.client = token.claimText(name);
            break;
        }
    }
    const Texts roles = textsOf(token, u"roles");
    if (roles.shape == Shape::List)
        facts.roles = roles.values;
    for (const QString& text : token.claimList(u"scp"))
        facts.scopes += text.split(u' ', Qt::SkipEmptyParts);

    facts.family = familyOfIssuer(facts.issuer);
    if (facts.family == Family::Other || facts.family == Family::Entra) {
        const Family claimed = familyByClaims(token);
        if (claimed == Family::B2c || facts.family == Family::Other)
            facts.family = claimed;
    }
    facts.complete =
        token.isReadable() && std::none_of(token.damages.begin(), token.damages.end(), [](const auto& damage) {
            return damage.fatal && (damage.section == jose::Section::Payload || damage.section == jose::Section::Token);
        });
    return facts;
}

} // namespace assayer::checks
