// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"

#include "inspection/phrases.h"

#include "entra/cloud.h"

#include <QTime>

#include <algorithm>

namespace assayer::inspection {

using profile::Middleware;

namespace {

constexpr qsizetype mostValues = 64;
constexpr qsizetype longestValue = 2048;

/// What a settings line can hold. A value as long as a book would be cut, and a cut one is a wrong one.
QStringList fitting(const QStringList& texts)
{
    QStringList fit;
    for (const QString& text : texts.mid(0, mostValues)) {
        fit += text.size() <= longestValue ? text : said("<the value, which is too long to show>");
    }
    return fit;
}

QString leftOut(const QStringList& texts)
{
    return texts.size() <= mostValues ? QString()
                                      : u'\n' + said("(%1 more are left out here.)").arg(texts.size() - mostValues);
}

bool isPlain(QChar c)
{
    return c >= u' ' && c < QChar(0x7F);
}

QString codeUnit(QChar c)
{
    return QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
}

/// A C# string literal; whatever is not ASCII is written by its number, so that it can be seen and copied.
QString cSharp(const QString& text)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == u'\\' || c == u'"') {
            escaped += u'\\';
        }
        escaped += isPlain(c) ? QString(c) : codeUnit(c);
    }
    return u'"' + escaped + u'"';
}

QString cSharpList(const QStringList& texts)
{
    QStringList literals;
    for (const QString& text : texts) {
        literals += cSharp(text);
    }
    return literals.join(QStringLiteral(", "));
}

/// A Java string literal. Java replaces \u escapes before it reads the literal, so that control characters are octal.
QString java(const QString& text)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == u'\\' || c == u'"') {
            escaped += u'\\';
        }
        escaped += c < u' '     ? QStringLiteral("\\%1").arg(c.unicode(), 3, 8, QLatin1Char('0'))
                   : isPlain(c) ? QString(c)
                                : codeUnit(c);
    }
    return u'"' + escaped + u'"';
}

/// XML 1.0 has no way to write most control characters, lone surrogates and non-characters (§2.2).
bool isInXml(char32_t c)
{
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0x10FFFF);
}

QString elements(const char* name, const QStringList& texts)
{
    QString xml;
    for (const QString& text : texts) {
        xml += xmlElement(name, text);
    }
    return xml;
}

/// A value of a .properties file, which Java reads as Latin-1 and whose leading space it drops.
QString property(const QString& text)
{
    QString escaped;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool edge = c == u' ' && (i == 0 || i + 1 == text.size());
        if (c == u'\\') {
            escaped += u'\\';
        }
        escaped += isPlain(c) && !edge ? QString(c) : codeUnit(c);
    }
    return escaped;
}

/// One line; a value with a comma would be two in it, and the binder trims each: then a line a value.
QString properties(const QString& name, const QStringList& texts)
{
    const bool apart =
        std::ranges::any_of(texts, [](const QString& text) { return text.contains(u',') || text.trimmed() != text; });
    QStringList escaped;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        escaped += apart ? QStringLiteral("%1[%2]=").arg(name).arg(i) + property(texts.at(i)) : property(texts.at(i));
    }
    return apart ? escaped.join(u'\n') : name + u'=' + escaped.join(u',');
}

/// The property holds one issuer; several are a validator of the API's own, beside a jwk-set-uri: as Spring Security's
/// JwtIssuerValidator is made, with more than one value.
QString springIssuers(const QStringList& issuers)
{
    if (issuers.size() < 2) {
        return QStringLiteral("spring.security.oauth2.resourceserver.jwt.issuer-uri=") + property(issuers.value(0));
    }
    QStringList literals;
    for (const QString& issuer : issuers) {
        literals += java(issuer);
    }
    return said("(issuer-uri holds one issuer alone; set jwk-set-uri instead, and check the issuer with a validator)") +
           QStringLiteral(" new JwtClaimValidator<Object>(\"iss\", iss -> iss != null && List.of(%1).contains("
                          "iss.toString()))")
               .arg(literals.join(QStringLiteral(", ")));
}

/// Under «TokenValidationParameters», which Microsoft.Identity.Web binds.
QString validationParameter(const char* name, const QString& value)
{
    return QStringLiteral("\"AzureAd\": { \"TokenValidationParameters\": { \"%1\": %2 } }")
        .arg(QLatin1String(name), value);
}

QString identityWebAudiences(const QStringList& audiences)
{
    const QString setting = audiences.size() == 1
                                ? QStringLiteral("\"AzureAd\": { \"Audience\": %1 }").arg(cSharp(audiences.first()))
                                : validationParameter("ValidAudiences", u'[' + cSharpList(audiences) + u']');
    return QStringLiteral("Microsoft.Identity.Web: ") + setting + QStringLiteral("\n// ") +
           said("This replaces the defaults, the client ID and api:// with it: name them too if they are to be "
                "accepted.");
}

QString identityWebIssuers(const QStringList& issuers)
{
    return QStringLiteral("Microsoft.Identity.Web: ") +
           validationParameter("ValidIssuers", u'[' + cSharpList(issuers) + u']');
}

QString easyAuthAudiences(const QStringList& audiences)
{
    return said("Allowed token audiences: %1").arg(cSharpList(audiences));
}

QString easyAuthIssuer(const QStringList& issuers)
{
    return said("Issuer URL: %1").arg(cSharp(issuers.value(issuers.size() - 1)));
}

QString springAudiences(const QStringList& audiences)
{
    return properties(QStringLiteral("spring.security.oauth2.resourceserver.jwt.audiences"), audiences);
}

/// By what the middlewares call the values that they accept of one claim, and where they set them in another way.
struct AcceptedValues {
    const char* name;      ///< of an option, and of API Management's element
    const char* list;      ///< of API Management's elements
    const char* parameter; ///< of ASP.NET Core's
    bool severalInExpress;
    QString (*identityWeb)(const QStringList& values);
    QString (*spring)(const QStringList& values);
    QString (*easyAuth)(const QStringList& values);
};
constexpr AcceptedValues audienceValues{"audience",           "audiences",     "ValidAudiences", true,
                                        identityWebAudiences, springAudiences, easyAuthAudiences};
constexpr AcceptedValues issuerValues{"issuer",           "issuers",     "ValidIssuers", false,
                                      identityWebIssuers, springIssuers, easyAuthIssuer};

QString acceptedLine(Middleware middleware, const AcceptedValues& claim, const QStringList& values)
{
    // C#, JSON and JavaScript write these strings alike.
    const QString list = u'[' + cSharpList(values) + u']';
    switch (middleware) {
    case Middleware::AspNetCore:
        return QStringLiteral("ASP.NET Core: options.TokenValidationParameters.%1 = new[] { ")
                   .arg(QLatin1String(claim.parameter)) +
               cSharpList(values) + QStringLiteral(" };");
    case Middleware::MicrosoftIdentityWeb:
        return claim.identityWeb(values);
    case Middleware::PassportAzureAd:
        return QStringLiteral("passport-azure-ad: new BearerStrategy({ …, %1: ").arg(QLatin1String(claim.name)) + list +
               QStringLiteral(" }, …)");
    case Middleware::Spring:
        return QStringLiteral("Spring: ") + claim.spring(values);
    case Middleware::Express:
        return QStringLiteral("express-oauth2-jwt-bearer: auth({ …, %1: ").arg(QLatin1String(claim.name)) +
               (claim.severalInExpress ? list : cSharp(values.value(values.size() - 1))) + QStringLiteral(" })");
    case Middleware::ApiManagement:
        return QStringLiteral("API Management: <%1>").arg(QLatin1String(claim.list)) + elements(claim.name, values) +
               QStringLiteral("</%1>").arg(QLatin1String(claim.list));
    case Middleware::EasyAuth:
        return QStringLiteral("App Service: ") + claim.easyAuth(values);
    }
    return {};
}

QString skewLine(Middleware middleware, int seconds)
{
    switch (middleware) {
    case Middleware::AspNetCore:
        return QStringLiteral("ASP.NET Core: options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(%1);")
            .arg(seconds);
    case Middleware::MicrosoftIdentityWeb: {
        const QString span = seconds < 86400 ? QTime(0, 0).addSecs(seconds).toString(QStringLiteral("HH:mm:ss"))
                                             : QStringLiteral("1.00:00:00");
        return QStringLiteral("Microsoft.Identity.Web: ") + validationParameter("ClockSkew", cSharp(span));
    }
    case Middleware::PassportAzureAd:
        return QStringLiteral("passport-azure-ad: new BearerStrategy({ …, clockSkew: %1 }, …)").arg(seconds);
    case Middleware::Spring:
        return QStringLiteral("Spring: new JwtTimestampValidator(Duration.ofSeconds(%1))").arg(seconds);
    case Middleware::Express:
        return QStringLiteral("express-oauth2-jwt-bearer: auth({ …, clockTolerance: %1 })").arg(seconds);
    case Middleware::ApiManagement:
        return QStringLiteral("API Management: <validate-jwt clock-skew=\"%1\" …>").arg(seconds);
    case Middleware::EasyAuth:
        return QStringLiteral("App Service: ") + said("(no setting for this is known)");
    }
    return {};
}

/// Of the one that is known, else of the common ones.
template <typename LineOf> QString linesFor(std::optional<Middleware> middleware, LineOf lineOf)
{
    if (middleware) {
        return lineOf(*middleware);
    }
    return lineOf(Middleware::AspNetCore) + u'\n' + lineOf(Middleware::Spring) + u'\n' +
           lineOf(Middleware::ApiManagement);
}

} // namespace

QString xmlElement(const char* name, const QString& text)
{
    QString escaped;
    const QList<uint> characters = text.toUcs4();
    for (qsizetype i = 0; i < characters.size(); ++i) {
        const char32_t c = characters.at(i);
        const bool edge = c == U' ' && (i == 0 || i + 1 == characters.size());
        if (!isInXml(c) || !text.isValidUtf16()) {
            return QStringLiteral("<%1>%2</%1>")
                .arg(QLatin1String(name), said("(holds a character that XML cannot write)"));
        }
        if (c > U' ' - 1 && c < 0x7F && !edge) {
            escaped += QString(QChar(char16_t(c))).toHtmlEscaped();
        } else {
            escaped += QStringLiteral("&#x%1;").arg(QString::number(c, 16).toUpper());
        }
    }
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1String(name), escaped);
}

QString audienceSettings(const QStringList& audiences, std::optional<Middleware> middleware)
{
    const QStringList fit = fitting(audiences);
    return linesFor(middleware, [&fit](Middleware each) { return acceptedLine(each, audienceValues, fit); }) +
           leftOut(audiences);
}

QString issuerSettings(const QStringList& issuers, std::optional<Middleware> middleware)
{
    const QStringList fit = fitting(issuers);
    return linesFor(middleware, [&fit](Middleware each) { return acceptedLine(each, issuerValues, fit); }) +
           leftOut(issuers);
}

QString skewSettings(int seconds, std::optional<Middleware> middleware)
{
    return linesFor(middleware, [seconds](Middleware each) { return skewLine(each, seconds); });
}

QString tokenVersionSetting(const QString& appId, int version)
{
    const QString id = entra::isGuid(appId) ? appId : said("<client ID of the API>");
    return said(
               "In the API's manifest set \"requestedAccessTokenVersion\" to %1. Careful: aud and iss change for every "
               "client of that API; let the API accept both forms first. The command needs azure-cli 2.68 (January "
               "2025) or "
               "later.")
               .arg(version) +
           QStringLiteral("\naz ad app update --id %1 --requested-access-token-version %2").arg(id).arg(version);
}

} // namespace assayer::inspection
