// SPDX-License-Identifier: Apache-2.0
#include "formats/draft.h"
#include "formats/settingsform.h"

#include "entra/cloud.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>

namespace assayer::formats {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

constexpr int deepest = 64;
constexpr qsizetype longestTag = 16 * 1024;
constexpr std::array policies{"<validate-jwt", "<validate-azure-ad-token"};

support::Error invalidXml(qint64 offset)
{
    return {QStringLiteral("invalid-xml"),
            Text::tr("The policy is not well-formed XML."),
            Text::tr("At byte %1.").arg(offset),
            {}};
}

/// Blanks comments, in which a policy may stand that is not in force.
QByteArray withoutXmlComments(QByteArray xml)
{
    qsizetype begin = 0;
    while ((begin = xml.indexOf("<!--", begin)) >= 0) {
        const qsizetype found = xml.indexOf("-->", begin);
        const qsizetype end = found < 0 ? xml.size() : found + 3;
        for (qsizetype at = begin; at < end; ++at) {
            xml[at] = ' ';
        }
        begin = end;
    }
    return xml;
}

bool endsName(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '>' || c == '/';
}

/// Where the policies that check a token begin, in order.
QList<qsizetype> policiesIn(const QByteArray& xml)
{
    QList<qsizetype> starts;
    for (qsizetype at = xml.indexOf("<validate-"); at >= 0; at = xml.indexOf("<validate-", at + 1)) {
        for (const QByteArrayView policy : policies) {
            const qsizetype end = at + policy.size();
            if (QByteArrayView(xml).sliced(at).startsWith(policy) && end < xml.size() && endsName(xml.at(end))) {
                starts.append(at);
            }
        }
    }
    return starts;
}

/// A tag with thousands of attributes costs their square.
bool hasLongTag(const QByteArray& xml, qsizetype from)
{
    qsizetype open = from;
    while ((open = xml.indexOf('<', open)) >= 0) {
        const qsizetype close = xml.indexOf('>', open);
        if ((close < 0 ? xml.size() : close) - open > longestTag) {
            return true;
        }
        if (close < 0) {
            return false;
        }
        open = close;
    }
    return false;
}

struct Claim {
    QString name;
    bool any = false;
    bool separated = false;
    QStringList values;
};

/// What stands in the policy, before it is judged.
struct Policy {
    QString name;
    QXmlStreamAttributes attributes;
    QStringList metadata;
    QStringList audiences;
    QStringList issuers;
    QStringList clients;
    QList<Claim> claims;
    bool hasBackends = false;
    bool hasKeys = false;
};

void takeText(Policy& policy, const QStringList& path, const QString& text)
{
    const QString parent = path.value(path.size() - 2);
    const QString& element = path.last();
    if (element == u"audience" && parent == u"audiences") {
        policy.audiences += text;
    } else if (element == u"issuer" && parent == u"issuers") {
        policy.issuers += text;
    } else if (element == u"application-id" && parent == u"client-application-ids") {
        policy.clients += text;
    } else if (element == u"value" && parent == u"claim" && !policy.claims.isEmpty()) {
        policy.claims.last().values += text;
    }
}

void takeStart(Policy& policy, const QXmlStreamReader& xml, const QString& parent)
{
    const auto element = xml.name();
    const auto attribute = [&xml](const char* name) { return xml.attributes().value(QLatin1String(name)).toString(); };
    if (element == u"openid-config") {
        policy.metadata += attribute("url");
    } else if (element == u"claim" && parent == u"required-claims") {
        policy.claims += {attribute("name"),
                          attribute("match").compare(u"any", Qt::CaseInsensitive) == 0,
                          !attribute("separator").isEmpty(),
                          {}};
    } else if (element == u"backend-application-ids") {
        policy.hasBackends = true;
    } else if (element == u"key") {
        policy.hasKeys = true;
    }
}

support::Result<Policy> readPolicy(const QByteArray& text)
{
    QXmlStreamReader xml(text);
    xml.setEntityExpansionLimit(0);
    Policy policy;
    QStringList path;
    QString characters;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement:
            if (path.isEmpty()) {
                policy.name = xml.name().toString();
                policy.attributes = xml.attributes();
            } else {
                takeStart(policy, xml, path.last());
            }
            path.append(xml.name().toString());
            characters.clear();
            if (path.size() > deepest) {
                return support::failure(QStringLiteral("too-deep"), Text::tr("The settings are nested too deep."));
            }
            break;
        case QXmlStreamReader::Characters:
            characters += xml.text();
            break;
        case QXmlStreamReader::EndElement:
            takeText(policy, path, characters.trimmed());
            characters.clear();
            path.removeLast();
            if (path.isEmpty()) {
                return policy;
            }
            break;
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            return tl::unexpected(invalidXml(xml.characterOffset()));
        default:
            break;
        }
    }
    return tl::unexpected(invalidXml(xml.characterOffset()));
}

QStringList known(Draft& draft, const QString& name, const QStringList& values)
{
    QStringList list;
    for (const QString& value : values) {
        if (draft.isKnown(name, value)) {
            list.append(value);
        }
    }
    return list;
}

void readSkew(Draft& draft, const Policy& policy)
{
    const QString name = QStringLiteral("clock-skew");
    const QString written = policy.attributes.value(name).toString();
    draft.setSkew(0);
    if (written.isEmpty() || !draft.isKnown(name, written)) {
        return;
    }
    if (const auto seconds = secondsOfTimeSpan(written)) {
        draft.setSkew(*seconds);
    } else {
        draft.note(Text::tr("clock-skew was not understood; the default, 0 seconds, was taken."));
    }
}

bool isOfEntra(const Policy& policy)
{
    using Kind = AuthorityAddress::Kind;
    const auto isEntras = [](const QString& address) {
        const Kind kind = authorityAt(address).kind;
        return kind == Kind::Tenant || kind == Kind::Domain || kind == Kind::Shared;
    };
    return policy.name != u"validate-jwt" || std::any_of(policy.metadata.begin(), policy.metadata.end(), isEntras) ||
           std::any_of(policy.issuers.begin(), policy.issuers.end(), isEntras);
}

support::Error contradiction(const QString& detail)
{
    return {QStringLiteral("contradiction"), Text::tr("The policy refuses every token."), detail, {}};
}

/// What the policy accepts already, and what it asks for besides: a token has to be right by both.
support::Result<void> narrow(Draft& draft, const Policy& policy, const QString& claim, QStringList& accepted,
                             const QStringList& values)
{
    QStringList both;
    for (const QString& value : values) {
        if (accepted.isEmpty() || accepted.contains(value)) {
            both.append(value);
        }
    }
    if (both.isEmpty() && (claim == u"iss" || isOfEntra(policy))) {
        return tl::unexpected(contradiction(
            Text::tr("What required-claims asks of %1 is nothing that it accepts otherwise.").arg(claim)));
    }
    if (both.isEmpty()) {
        draft.note(Text::tr("A token needs an audience of each list; here it is compared with the one of "
                            "required-claims alone."));
    }
    accepted = both.isEmpty() ? values : both;
    return {};
}

/// Entra names the client in appid of v1 tokens and in azp of v2 tokens (facts: validation §1.8): a policy that asks
/// for the one claim refuses the tokens of the other version.
support::Result<void> expectVersionOf(Draft& draft, const QStringList& claims)
{
    const bool v1 = claims.contains(QLatin1String("appid"));
    if (v1 && claims.contains(QLatin1String("azp"))) {
        return tl::unexpected(contradiction(Text::tr(
            "It asks for appid, which only v1 tokens of Entra have, and for azp, which only v2 tokens have.")));
    }
    if (!claims.isEmpty()) {
        draft.result().expectations.tokenVersion = v1 ? profile::TokenVersion::V1 : profile::TokenVersion::V2;
        draft.note(v1 ? Text::tr("Only v1 tokens of Entra have appid: the policy refuses v2 tokens.")
                      : Text::tr("Only v2 tokens of Entra have azp: the policy refuses v1 tokens."));
    }
    return {};
}

support::Result<void> readClaims(Draft& draft, const Policy& policy)
{
    QStringList readers;
    for (const Claim& claim : policy.claims) {
        const QStringList values = known(draft, claim.name, claim.values);
        const bool one = claim.any || values.size() == 1;
        if (claim.name == u"roles" && !values.isEmpty() && !claim.separated) {
            draft.expectRoles(values, claim.any ? profile::RoleMatch::Any : profile::RoleMatch::All);
        } else if ((claim.name == u"azp" || claim.name == u"appid") && one && !values.isEmpty()) {
            draft.acceptClients(values);
            draft.note(Text::tr("The claim %1 names the clients that are let in.").arg(claim.name));
            readers += claim.name;
        } else if (claim.name == u"aud" && one && !values.isEmpty() && !claim.separated) {
            if (const auto fits = narrow(draft, policy, claim.name, draft.result().expectations.audiences, values);
                !fits) {
                return fits;
            }
        } else if (claim.name == u"iss" && one && !values.isEmpty() && !claim.separated) {
            if (const auto fits = narrow(draft, policy, claim.name, draft.result().issuers, values); !fits) {
                return fits;
            }
        } else {
            draft.note(Text::tr("The policy asks for the claim «%1» too; that is not checked here.")
                           .arg(shownSetting(claim.name)));
        }
    }
    return isOfEntra(policy) ? expectVersionOf(draft, readers) : support::Result<void>();
}

void readValidateJwt(Draft& draft, const Policy& policy)
{
    draft.acceptIssuers(known(draft, QStringLiteral("issuer"), policy.issuers));
    const QStringList addresses = known(draft, QStringLiteral("openid-config"), policy.metadata);
    for (const QString& address : addresses) {
        const AuthorityAddress authority = authorityAt(address);
        if (authority.kind == AuthorityAddress::Kind::Shared) {
            draft.note(Text::tr("The metadata of «%1» names no single issuer; that of any tenant was assumed to pass "
                                "unless issuers are listed.")
                           .arg(authority.authority.tenant));
        } else {
            draft.acceptIssuersOf(authority);
        }
    }
    if (!policy.issuers.isEmpty() && !addresses.isEmpty()) {
        draft.note(Text::tr("The listed issuers and the one that the metadata names were assumed to pass alike."));
    }
    if (policy.issuers.isEmpty() && policy.metadata.isEmpty()) {
        draft.note(Text::tr("There are neither issuers nor openid-config: the issuer is not checked, only the key."));
    }
    if (policy.attributes.value(QLatin1String("require-expiration-time")).compare(u"false", Qt::CaseInsensitive) == 0) {
        draft.obey(profile::Rule::ExpiryOptional);
        draft.note(Text::tr("require-expiration-time is false: the API takes tokens that never expire."));
    }
    if (policy.attributes.value(QLatin1String("require-signed-tokens")).compare(u"false", Qt::CaseInsensitive) == 0) {
        draft.note(Text::tr("require-signed-tokens is false: the API takes tokens that anybody can make."));
    }
}

void readValidateEntra(Draft& draft, const Policy& policy)
{
    const QString name = QStringLiteral("tenant-id");
    const QString tenant = policy.attributes.value(name).toString();
    if (!tenant.isEmpty() && draft.isKnown(name, tenant)) {
        const QString endpoint = policy.attributes.value(QLatin1String("authentication-endpoint")).toString();
        const bool own = !endpoint.isEmpty() && draft.isKnown(QStringLiteral("authentication-endpoint"), endpoint);
        const AuthorityAddress authority =
            authorityOf(own ? endpoint : QStringLiteral("https://login.microsoftonline.com/"), tenant);
        draft.expectTenantOf(authority);
        if (authority.kind == AuthorityAddress::Kind::Tenant) {
            draft.acceptIssuers(issuersOfBothVersions(authority));
            draft.note(Text::tr("The tenant's issuers of both token versions were assumed to pass."));
        } else if (authority.kind == AuthorityAddress::Kind::Shared) {
            draft.note(Text::tr("Tokens of any tenant pass; the issuer is not checked."));
        } else {
            draft.acceptIssuersOf(authority);
        }
    }
    draft.acceptClients(known(draft, QStringLiteral("application-id"), policy.clients));
    if (policy.hasBackends) {
        draft.note(Text::tr("backend-application-ids were passed over."));
    }
}

} // namespace

support::Result<ApiSettings> apiManagementSettings(const QByteArray& text)
{
    const QByteArray xml = withoutXmlComments(text);
    const QList<qsizetype> starts = policiesIn(xml);
    if (starts.isEmpty()) {
        return support::failure(QStringLiteral("not-settings"),
                                Text::tr("In this XML there is neither validate-jwt nor validate-azure-ad-token."));
    }
    if (hasLongTag(xml, starts.first())) {
        return tl::unexpected(invalidXml(starts.first()));
    }
    const auto policy = readPolicy(xml.sliced(starts.first()));
    if (!policy) {
        return tl::unexpected(policy.error());
    }
    const Settings none;
    Draft draft(none, {}, Middleware::ApiManagement);
    readSkew(draft, *policy);
    draft.acceptAudiences(known(draft, QStringLiteral("audience"), policy->audiences));
    if (policy->name == u"validate-jwt") {
        readValidateJwt(draft, *policy);
    } else {
        readValidateEntra(draft, *policy);
    }
    if (const auto claims = readClaims(draft, *policy); !claims) {
        return tl::unexpected(claims.error());
    }
    if (policy->hasKeys) {
        draft.note(Text::tr("The policy names keys of its own. They were not kept; if they are secrets, regard them as "
                            "seen by whatever the text went through."));
    }
    if (starts.size() > 1) {
        draft.note(Text::tr("There are %1 policies that check a token; the first was taken.").arg(starts.size()));
    }
    return draft.take();
}

} // namespace assayer::formats
