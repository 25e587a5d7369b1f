// SPDX-License-Identifier: Apache-2.0
#include "formats/apisettings.h"

#include "formats/draft.h"
#include "formats/javaproperties.h"
#include "formats/looseobject.h"
#include "formats/yaml.h"
#include "support/textencoding.h"

#include <QCoreApplication>

namespace assayer::formats {

namespace json = support::json;

namespace {

constexpr qsizetype largestText = 256 * 1024;
constexpr int deepest = 64;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

using Read = support::Result<ApiSettings>;

support::Error notSettings()
{
    return {QStringLiteral("not-settings"),
            Text::tr("Nothing in it says how an API checks tokens."),
            Text::tr("Known are appsettings.json (AzureAd, Authentication:Schemes), API Management's validate-jwt and "
                     "validate-azure-ad-token, Spring's application.yml and application.properties, and the options of "
                     "express-oauth2-jwt-bearer, passport-azure-ad, jose and jsonwebtoken."),
            {}};
}

/// `code`: what stood around the settings, if anything.
Read recognize(const Settings& settings, const QByteArray& code = {})
{
    if (auto spring = springSettings(settings)) {
        return *spring;
    }
    if (auto identityWeb = identityWebSettings(settings)) {
        if (settings.hasUnder(QStringLiteral("authentication.schemes"))) {
            identityWeb->notes.append(Text::tr("Authentication:Schemes is there too; it was passed over."));
        }
        return *identityWeb;
    }
    if (settings.parentsOf(QStringLiteral("issuerbaseurl")).isEmpty() &&
        settings.parentsOf(QStringLiteral("identitymetadata")).isEmpty()) {
        if (auto aspNet = aspNetSettings(settings)) {
            return *aspNet;
        }
    }
    if (auto node = nodeSettings(settings, code)) {
        return *node;
    }
    return tl::unexpected(notSettings());
}

Read recognizeYaml(const YamlText& yaml, const QByteArray& code = {})
{
    Read read = recognize(yaml.settings, code);
    if (read && yaml.hasAlias) {
        read->notes.append(Text::tr("Aliases (*name) are not followed; what they stand for was left out."));
    }
    if (read && yaml.otherDocuments > 0) {
        read->notes.append(Text::tr("Documents for one Spring profile alone were passed over."));
    }
    return read;
}

/// A code block, whose options are an object literal.
Read readCode(const QByteArray& text)
{
    const QByteArray literal = objectLiteralIn(text);
    if (literal.isEmpty()) {
        return tl::unexpected(notSettings());
    }
    return readYaml(literal).and_then([&text](const YamlText& yaml) { return recognizeYaml(yaml, text); });
}

Read readJson(const QByteArray& text)
{
    // A section cut out of its file: `"AzureAd": { … }`.
    QByteArray plain = withoutComments(text);
    const bool bare = plain.trimmed().startsWith('"');
    if (bare) {
        plain = withoutComments('{' + plain + '}');
    }
    const json::Document document = json::read(plain, {.depth = deepest, .bytes = largestText + 2});
    if (!document.problem) {
        Settings settings;
        settings.add(*document.value, {}, u':');
        return recognize(settings);
    }
    if (document.problem->code == u"too-deep") {
        return support::failure(QStringLiteral("too-deep"), Text::tr("The settings are nested too deep."));
    }
    if (!bare) {
        if (Read code = readCode(text)) {
            return code;
        }
    }
    return support::failure(QStringLiteral("invalid-json"), Text::tr("The settings are not valid JSON."),
                            Text::tr("At byte %1.").arg(document.problem->offset - (bare ? 1 : 0)));
}

Read readLines(const QByteArray& text)
{
    const QString lines = QString::fromUtf8(text);
    if (looksLikeProperties(lines)) {
        if (Read read = recognize(readProperties(lines))) {
            return read;
        }
    }
    const auto yaml = readYaml(text);
    if (yaml) {
        if (Read read = recognizeYaml(*yaml)) {
            return read;
        }
    }
    if (Read code = readCode(text)) {
        return code;
    }
    if (!yaml && !looksLikeProperties(lines) && text.contains("spring")) {
        return tl::unexpected(yaml.error());
    }
    return tl::unexpected(notSettings());
}

/// The first character that is neither space nor of a comment.
char firstOf(const QByteArray& text)
{
    const QByteArray plain = withoutComments(text).trimmed();
    return plain.isEmpty() ? '\0' : plain.front();
}

bool isVersion1(const QString& issuer)
{
    return !issuer.isEmpty() && !issuer.endsWith(u"/v2.0") && !issuer.endsWith(u"/v2.0/");
}

QString hostOf(const QString& issuer)
{
    return issuer.section(u'/', 2, 2);
}

QString closestIssuer(const QStringList& accepted, const QString& issuer)
{
    if (accepted.isEmpty() || accepted.contains(issuer)) {
        return accepted.isEmpty() ? QString() : issuer;
    }
    for (const QString& each : accepted) {
        if (isVersion1(each) == isVersion1(issuer) && hostOf(each) == hostOf(issuer)) {
            return each;
        }
    }
    for (const QString& each : accepted) {
        if (isVersion1(each) == isVersion1(issuer)) {
            return each;
        }
    }
    return accepted.first();
}

} // namespace

QString toName(Middleware middleware)
{
    switch (middleware) {
    case Middleware::AspNetCore:
        return QStringLiteral("ASP.NET Core JwtBearer");
    case Middleware::MicrosoftIdentityWeb:
        return QStringLiteral("Microsoft.Identity.Web");
    case Middleware::ApiManagement:
        return QStringLiteral("Azure API Management");
    case Middleware::Spring:
        return QStringLiteral("Spring Security");
    case Middleware::SpringAzure:
        return QStringLiteral("Azure Spring starter");
    case Middleware::ExpressBearer:
        return QStringLiteral("express-oauth2-jwt-bearer");
    case Middleware::PassportAzureAd:
        return QStringLiteral("passport-azure-ad");
    case Middleware::Jose:
        return QStringLiteral("jose");
    case Middleware::JsonWebToken:
        return QStringLiteral("jsonwebtoken");
    }
    return {};
}

support::Result<ApiSettings> readApiSettings(const QByteArray& pasted)
{
    if (pasted.size() > largestText) {
        return support::failure(QStringLiteral("too-large"), Text::tr("The settings are larger than 256 KiB."));
    }
    const QByteArray text = support::utf8Of(pasted);
    if (text.contains('\0') || !QUtf8StringView(text).isValidUtf8()) {
        return support::failure(QStringLiteral("not-text"), Text::tr("The settings are no text in UTF-8."));
    }
    if (text.trimmed().isEmpty()) {
        return support::failure(QStringLiteral("empty"), Text::tr("There are no settings in it."));
    }
    switch (firstOf(text)) {
    case '<':
        return apiManagementSettings(text);
    case '{':
    case '[':
    case '"':
        return readJson(text);
    default:
        return readLines(text);
    }
}

profile::Expectations expectationsFor(const ApiSettings& settings, const QString& issuer, const QString& client)
{
    profile::Expectations expectations = settings.expectations;
    expectations.issuer = closestIssuer(settings.issuers, issuer);
    expectations.moreIssuers = settings.issuers;
    expectations.moreIssuers.removeAll(expectations.issuer);
    if (!settings.clients.isEmpty()) {
        expectations.client = settings.clients.contains(client) ? client : settings.clients.first();
    }
    expectations.moreClients = settings.clients;
    expectations.moreClients.removeAll(expectations.client);
    return expectations;
}

} // namespace assayer::formats
