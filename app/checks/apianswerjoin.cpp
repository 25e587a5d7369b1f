// SPDX-License-Identifier: Apache-2.0
#include "checks/apianswer.h"
#include "checks/tokenfacts.h"

#include <QDateTime>

#include <algorithm>

namespace assayer::checks {
namespace {

std::optional<CheckId> checkOf(const QString& fault)
{
    static const QMap<QString, CheckId> checks{
        {QStringLiteral("audience"), CheckId::Audience}, {QStringLiteral("issuer"), CheckId::Issuer},
        {QStringLiteral("lifetime"), CheckId::Lifetime}, {QStringLiteral("signature"), CheckId::Signature},
        {QStringLiteral("kind"), CheckId::Kind},         {QStringLiteral("roles"), CheckId::Roles},
        {QStringLiteral("scope"), CheckId::Roles},       {QStringLiteral("tenant"), CheckId::Tenant},
        {QStringLiteral("client"), CheckId::Client},
    };
    const auto found = checks.constFind(fault);
    return found == checks.cend() ? std::nullopt : std::optional<CheckId>(*found);
}

/// .NET and Spring print the token's own exp; without a zone it is UTC.
std::optional<qint64> quotedExpiry(const ApiAnswer::Finding& finding)
{
    static const QStringList ids{QStringLiteral("aspnet-expired"), QStringLiteral("spring-expired"),
                                 QStringLiteral("idx-10223")};
    if (!ids.contains(finding.id)) {
        return std::nullopt;
    }
    const QString text = finding.particulars.value(QStringLiteral("time"));
    QDateTime time = QDateTime::fromString(text, QStringLiteral("MM/dd/yyyy HH:mm:ss"));
    time.setTimeSpec(Qt::UTC);
    if (!time.isValid()) {
        time = QDateTime::fromString(text, Qt::ISODate);
    }
    return time.isValid() ? std::optional<qint64>(time.toSecsSinceEpoch()) : std::nullopt;
}

bool quotesAnotherExpiry(const ApiAnswer::Finding& finding, const jose::Jwt& token)
{
    const auto quoted = quotedExpiry(finding);
    const support::json::Value* exp = token.claim(u"exp");
    const auto own = exp ? exp->toInteger() : std::nullopt;
    return quoted && own && *quoted != *own;
}

bool quotesAnotherToken(const ApiAnswer::Finding& finding, const jose::Jwt& token)
{
    const QString audience = finding.particulars.value(QStringLiteral("audience"));
    const QString issuer = finding.particulars.value(QStringLiteral("issuer"));
    // Some versions print «(null)» or several values instead of the token's own.
    const bool otherAudience = !audience.isEmpty() && audience != QLatin1String("(null)") &&
                               !audience.contains(QLatin1String(", ")) && !token.claimList(u"aud").contains(audience);
    const bool otherIssuer =
        !issuer.isEmpty() && issuer != QLatin1String("(null)") && issuer != token.claimText(u"iss");
    return otherAudience || otherIssuer || quotesAnotherExpiry(finding, token);
}

} // namespace

QString credentialAskedAbout(const ApiAnswer::Finding& finding, const jose::Jwt& token)
{
    if (finding.id != QLatin1String("sharepoint-app-only")) {
        return {};
    }
    const QString v1 = token.claimText(u"appidacr");
    return v1.isEmpty() ? token.claimText(u"azpacr") : v1;
}

bool namesAnotherExpectation(const ApiAnswer::Finding& finding, const jose::Jwt& token)
{
    const auto particular = [&finding](const char* name) { return finding.particulars.value(QLatin1String(name)); };
    const QStringList expected = (particular("expected") + u',' + particular("accepted")).split(u',');
    const QString audience = particular("audience");
    const QString own = audience.isEmpty() ? particular("issuer") : audience;
    const QStringList values = audience.isEmpty() ? QStringList{token.claimText(u"iss")} : token.claimList(u"aud");
    const bool named =
        std::any_of(expected.begin(), expected.end(), [](const QString& each) { return !each.trimmed().isEmpty(); });
    return named && !own.isEmpty() && values.contains(own) &&
           std::none_of(expected.begin(), expected.end(),
                        [&own](const QString& each) { return each.trimmed() == own; });
}

bool isSilent(const ApiAnswer::Finding& finding)
{
    return finding.fault == QLatin1String("unknown") || finding.id == QLatin1String("invalid-token-silent");
}

bool lacksPermission(const ApiAnswer::Finding& finding, const jose::Jwt& token)
{
    const TokenFacts facts = factsOf(token);
    if (!facts.complete || !facts.scopes.isEmpty()) {
        return false;
    }
    // Microsoft.Identity.Web refuses a token with neither roles nor a scope, and says no more than invalid_token.
    const bool permission = finding.id == QLatin1String("invalid-token-silent") ||
                            finding.id == QLatin1String("idw-10201") ||
                            finding.id == QLatin1String("graph-permissions");
    return finding.fault == QLatin1String("scope") || (permission && facts.roles.isEmpty());
}

bool missesWhatIsThere(const ApiAnswer::Finding& finding, const jose::Jwt& token)
{
    if (finding.id != QLatin1String("idw-10201") && finding.id != QLatin1String("graph-permissions")) {
        return false;
    }
    const TokenFacts facts = factsOf(token);
    return !facts.roles.isEmpty() || !facts.scopes.isEmpty();
}

bool hasMicrosoftsNonce(const ApiAnswer::Finding& finding, const jose::Jwt& token)
{
    // These are about something else than the bytes that were signed.
    static const QStringList others{QStringLiteral("idx-10500"), QStringLiteral("idx-10504"),
                                    QStringLiteral("idx-40005"), QStringLiteral("passport-algorithm"),
                                    QStringLiteral("express-alg")};
    return finding.fault == QLatin1String("signature") && !others.contains(finding.id) &&
           !token.headerText(u"nonce").isEmpty() && factsOf(token).family == Family::Entra;
}

Joined join(const ApiAnswer::Finding& finding, const jose::Jwt& token, const Checklist& checklist)
{
    const auto check = checkOf(finding.fault);
    if (quotesAnotherToken(finding, token)) {
        return {Agreement::OtherToken, check};
    }
    // It gave no reason: what fails here is a better one than a permission that it may not have looked for.
    const bool failsHere = std::any_of(checklist.results.begin(), checklist.results.end(), [](const Result& result) {
        return result.status == Status::Fail && result.id != CheckId::Roles;
    });
    if (isSilent(finding) && failsHere) {
        return {};
    }
    if (lacksPermission(finding, token)) {
        return {Agreement::Agrees, check};
    }
    if (isSilent(finding)) {
        return {};
    }
    const QString credential = credentialAskedAbout(finding, token);
    if (credential == QLatin1String("1") || credential == QLatin1String("2")) {
        return {credential == QLatin1String("1") ? Agreement::Agrees : Agreement::Disagrees, check};
    }
    if (missesWhatIsThere(finding, token)) {
        return {Agreement::Disagrees, check};
    }
    const Result* result = check ? checklist.find(*check) : nullptr;
    if (result == nullptr || result->status == Status::Unchecked) {
        if (namesAnotherExpectation(finding, token) || hasMicrosoftsNonce(finding, token)) {
            return {Agreement::Agrees, check};
        }
        return {Agreement::Unchecked, check};
    }
    return {result->status == Status::Pass ? Agreement::Disagrees : Agreement::Agrees, check};
}

} // namespace assayer::checks
