// SPDX-License-Identifier: Apache-2.0
#include "formats/draft.h"
#include "formats/settingsform.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace assayer::formats {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

constexpr int expressSkew = 5;
constexpr int passportSkew = 300;

ApiSettings readExpress(const Settings& settings, const QString& prefix)
{
    Draft draft(settings, prefix, Middleware::ExpressBearer);
    draft.setSkew(QStringLiteral("clocktolerance"), expressSkew);
    draft.acceptAudiences(draft.texts(QStringLiteral("audience")));
    if (draft.has(QStringLiteral("issuer"))) {
        draft.acceptIssuers(draft.texts(QStringLiteral("issuer")));
    } else if (const QString base = draft.text(QStringLiteral("issuerbaseurl")); !base.isEmpty()) {
        const AuthorityAddress authority = authorityAt(base);
        draft.acceptIssuersOf(authority);
        draft.expectTenantOf(authority);
    }
    if (draft.isTrue(QStringLiteral("strict"))) {
        draft.obey(profile::Rule::AccessTokenType);
        draft.note(Text::tr("strict is on: the API asks for typ at+jwt, which Entra's tokens do not have."));
    }
    if (draft.isFalse(QStringLiteral("validators.iss"))) {
        draft.result().issuers.clear();
        draft.note(Text::tr("The validator of iss is switched off: the issuer is not checked."));
    }
    if (draft.isFalse(QStringLiteral("validators.aud"))) {
        draft.result().expectations.audiences.clear();
        draft.note(Text::tr("The validator of aud is switched off."));
    }
    return draft.take();
}

void readPassportIssuer(Draft& draft)
{
    const AuthorityAddress authority = authorityAt(draft.text(QStringLiteral("identitymetadata")));
    if (draft.isFalse(QStringLiteral("validateissuer"))) {
        draft.note(Text::tr("validateIssuer is false: the API takes tokens of any issuer whose keys it has."));
    } else if (draft.has(QStringLiteral("issuer"))) {
        draft.acceptIssuers(draft.texts(QStringLiteral("issuer")));
    } else if (authority.kind == AuthorityAddress::Kind::Shared) {
        draft.note(Text::tr("With the metadata of «common», passport-azure-ad asks for issuer, or for validateIssuer "
                            "false; neither is there, so that it does not start."));
    } else {
        draft.acceptIssuersOf(authority);
        draft.expectTenantOf(authority);
    }
}

ApiSettings readPassport(const Settings& settings, const QString& prefix)
{
    Draft draft(settings, prefix, Middleware::PassportAzureAd);
    draft.setSkew(QStringLiteral("clockskew"), passportSkew);
    if (draft.result().expectations.skewSeconds == 0) {
        draft.setSkew(passportSkew); // 0 counts as not given
    }
    const bool configured = draft.has(QStringLiteral("audience"));
    const QStringList audiences = draft.texts(configured ? QStringLiteral("audience") : QStringLiteral("clientid"));
    QStringList accepted;
    for (const QString& audience : audiences) {
        accepted += {audience, QStringLiteral("spn:") + audience};
    }
    draft.acceptAudiences(accepted);
    if (!configured) {
        draft.note(Text::tr("No audience is configured: passport-azure-ad takes the client ID, with or without spn:."));
    }
    readPassportIssuer(draft);
    if (draft.has(QStringLiteral("scope"))) {
        draft.expectScopes(draft.texts(QStringLiteral("scope")));
        draft.note(
            Text::tr("scope is configured: a token without scp is refused, as every token is that an application "
                     "got for itself."));
    }
    return draft.take();
}

/// jose's and jsonwebtoken's options are of the same names, but for a few.
Middleware verifierOf(const Settings& settings, const QString& prefix, const QByteArray& code, bool& certain)
{
    certain = true;
    for (const char16_t* name : {u"ignoreexpiration", u"ignorenotbefore", u"maxage", u"clocktimestamp", u"complete"}) {
        if (settings.has(prefix + QString::fromUtf16(name)))
            return Middleware::JsonWebToken;
    }
    for (const char16_t* name : {u"maxtokenage", u"requiredclaims", u"currentdate", u"typ", u"crit"}) {
        if (settings.has(prefix + QString::fromUtf16(name)))
            return Middleware::Jose;
    }
    if (code.contains("jwt.verify") || code.contains("jsonwebtoken"))
        return Middleware::JsonWebToken;
    certain = code.contains("jwtVerify") || code.contains("jose");
    return Middleware::Jose;
}

/// The texts of an option that may also hold regular expressions, in code: in JSON such a one is a text.
QStringList withoutPatterns(Draft& draft, const QString& name, const QByteArray& code)
{
    if (code.isEmpty()) {
        return draft.texts(name);
    }
    static const QRegularExpression pattern(QStringLiteral("^/.+/[a-z]*$"));
    QStringList texts = draft.texts(name);
    if (texts.removeIf([](const QString& text) { return pattern.match(text).hasMatch(); }) > 0) {
        draft.note(Text::tr("«%1» holds a regular expression, which is not compared here.").arg(name));
    }
    return texts;
}

ApiSettings readVerifier(const Settings& settings, const QString& prefix, const QByteArray& code)
{
    bool certain = false;
    const Middleware middleware = verifierOf(settings, prefix, code, certain);
    Draft draft(settings, prefix, middleware);
    if (!certain) {
        draft.note(Text::tr("Options of these names are jose's or jsonwebtoken's; both check alike by them."));
    }
    const QString tolerance = draft.text(QStringLiteral("clocktolerance"));
    static const QRegularExpression inSeconds(QStringLiteral("^(\\d{1,5}) ?s(ec|ecs|econd|econds)?$"));
    const auto match = inSeconds.match(tolerance);
    draft.setSkew(0);
    if (match.hasMatch() && secondsOfTimeSpan(match.captured(1))) {
        draft.setSkew(match.captured(1).toInt());
    } else {
        draft.setSkew(QStringLiteral("clocktolerance"), 0);
    }
    draft.acceptAudiences(withoutPatterns(draft, QStringLiteral("audience"), code));
    draft.acceptIssuers(withoutPatterns(draft, QStringLiteral("issuer"), code));
    if (!draft.has(QStringLiteral("issuer"))) {
        draft.note(Text::tr("There is no issuer: the issuer is not checked, only its keys."));
    }
    if (!draft.texts(QStringLiteral("requiredclaims")).contains(QLatin1String("exp"))) {
        draft.obey(profile::Rule::ExpiryOptional);
        draft.note(Text::tr("It was assumed that the API takes a token without exp, as jose and jsonwebtoken possibly "
                            "do."));
    }
    if (draft.isTrue(QStringLiteral("ignoreexpiration"))) {
        draft.obey(profile::Rule::ExpiryIgnored);
        draft.note(Text::tr("ignoreExpiration is true: the API takes expired tokens."));
    }
    if (draft.isTrue(QStringLiteral("ignorenotbefore"))) {
        draft.obey(profile::Rule::NotBeforeIgnored);
        draft.note(Text::tr("ignoreNotBefore is true: the API takes tokens before their time."));
    }
    for (const char16_t* name :
         {u"subject", u"maxAge", u"maxTokenAge", u"typ", u"nonce", u"jwtid", u"requiredClaims"}) {
        const QString option = QString::fromUtf16(name);
        if (draft.has(Settings::comparable(option))) {
            draft.note(Text::tr("«%1» is checked by the API, but not here.").arg(option));
        }
    }
    return draft.take();
}

} // namespace

std::optional<ApiSettings> nodeSettings(const Settings& settings, const QByteArray& code)
{
    for (const char16_t* name : {u"issuerbaseurl", u"jwksuri"}) {
        if (const QStringList parents = settings.parentsOf(QString::fromUtf16(name)); !parents.isEmpty())
            return readExpress(settings, parents.first());
    }
    if (const QStringList parents = settings.parentsOf(QStringLiteral("identitymetadata")); !parents.isEmpty()) {
        return readPassport(settings, parents.first());
    }
    for (const char16_t* name : {u"audience", u"issuer", u"clocktolerance"}) {
        if (const QStringList parents = settings.parentsOf(QString::fromUtf16(name)); !parents.isEmpty())
            return readVerifier(settings, parents.first(), code);
    }
    return std::nullopt;
}

} // namespace assayer::formats
