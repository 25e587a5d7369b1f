// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"

#include "inspection/phrases.h"

namespace assayer::inspection {

namespace {

constexpr qsizetype mostValues = 8;

/// A C# string literal.
QString cSharp(const QString& text)
{
    QString escaped = shown(text);
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + escaped + u'"';
}

QString cSharpList(const QStringList& texts)
{
    QStringList literals;
    for (const QString& text : texts.mid(0, mostValues)) {
        literals += cSharp(text);
    }
    return literals.join(QStringLiteral(", "));
}

QString elements(const char* name, const QStringList& texts)
{
    QString xml;
    for (const QString& text : texts.mid(0, mostValues)) {
        xml += QStringLiteral("<%1>%2</%1>").arg(QLatin1String(name), shown(text).toHtmlEscaped());
    }
    return xml;
}

QString properties(const QStringList& texts)
{
    QStringList escaped;
    for (const QString& text : texts.mid(0, mostValues)) {
        escaped += shown(text);
    }
    return escaped.join(u',');
}

} // namespace

QString audienceSettings(const QStringList& audiences)
{
    return QStringLiteral("ASP.NET Core: options.TokenValidationParameters.ValidAudiences = new[] { %1 };\n"
                          "Spring: spring.security.oauth2.resourceserver.jwt.audiences=%2\n"
                          "API Management: <audiences>%3</audiences>")
        .arg(cSharpList(audiences), properties(audiences), elements("audience", audiences));
}

QString issuerSettings(const QStringList& issuers)
{
    return QStringLiteral("ASP.NET Core: options.TokenValidationParameters.ValidIssuers = new[] { %1 };\n"
                          "Spring: spring.security.oauth2.resourceserver.jwt.issuer-uri=%2\n"
                          "API Management: <issuers>%3</issuers>")
        .arg(cSharpList(issuers), issuers.isEmpty() ? QString() : shown(issuers.last()), elements("issuer", issuers));
}

QString skewSettings(int seconds)
{
    return QStringLiteral("ASP.NET Core: options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(%1);\n"
                          "Spring: new JwtTimestampValidator(Duration.ofSeconds(%1))\n"
                          "API Management: <validate-jwt clock-skew=\"%1\" …>")
        .arg(seconds);
}

QString tokenVersionSetting(const QString& appId, int version)
{
    const QString id = appId.isEmpty() ? said("<client ID of the API>") : shown(appId);
    return said("In the API's manifest set \"requestedAccessTokenVersion\" to %1 "
                "(az ad app update --id %2 --requested-access-token-version %1).\n"
                "Careful: aud and iss change for every client of that API. Let the API accept both forms first.")
        .arg(QString::number(version), id);
}

} // namespace assayer::inspection
