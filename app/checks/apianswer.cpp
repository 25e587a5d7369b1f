// SPDX-License-Identifier: Apache-2.0
#include "checks/apianswer.h"

#include "checks/texts.h"

#include "entra/apimessage.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace assayer::checks {
namespace {

constexpr qsizetype maximumText = 64 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

std::optional<int> statusIn(const QString& text)
{
    static const QRegularExpression line(
        QStringLiteral("^\\s*(?:HTTP/[0-9.]+\\s+|Status(?: code)?:?\\s*)?(401|403|400)(?!\\d)"),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    const auto match = line.match(text);
    return match.hasMatch() ? std::optional<int>(match.captured(1).toInt()) : std::nullopt;
}

/// The values of WWW-Authenticate lines; or the whole text if it is the value alone.
QList<http::Challenge> challengesIn(const QString& text)
{
    static const QRegularExpression line(QStringLiteral("^[<\\s\"]*WWW-Authenticate\\s*[:=]\\s*(.*)$"),
                                         QRegularExpression::MultilineOption |
                                             QRegularExpression::CaseInsensitiveOption);
    QList<http::Challenge> challenges;
    for (auto found = line.globalMatch(text); found.hasNext();) {
        challenges += http::parseChallenges(found.next().captured(1));
    }
    static const QRegularExpression value(
        QStringLiteral("^\\s*(?:Bearer|DPoP|Basic|Negotiate)(?:\\s*$|\\s+[\\w-]+\\s*=)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression withoutScheme(QStringLiteral("^\\s*error\\s*=\\s*\"?\\w"));
    if (challenges.isEmpty() && (value.match(text).hasMatch() || withoutScheme.match(text).hasMatch())) {
        challenges = http::parseChallenges(text);
    }
    return challenges;
}

ApiAnswer::Finding findingOf(const entra::ApiMessageMatch& match)
{
    ApiAnswer::Finding finding;
    finding.id = match.message->id;
    finding.middleware = match.message->middleware;
    finding.fault = match.message->fault;
    finding.words = match.words;
    finding.meaning = match.message->meaning;
    finding.advice = match.message->advice;
    finding.side = match.message->side;
    finding.particulars = match.particulars;
    finding.verified = match.message->verified;
    if (!match.message->code.isEmpty()) {
        finding.particulars.insert(QStringLiteral("code"), match.message->code);
    }
    return finding;
}

ApiAnswer::Finding plain(const char* id, const char* fault, const QString& words, const QString& meaning)
{
    ApiAnswer::Finding finding;
    finding.id = QString::fromLatin1(id);
    finding.fault = QString::fromLatin1(fault);
    finding.words = words;
    finding.meaning = meaning;
    return finding;
}

/// What RFC 6750 §3 alone says, where no middleware's own words are there.
std::optional<ApiAnswer::Finding> bearerFinding(const http::Challenge& challenge)
{
    const QString error = challenge.parameter(u"error");
    if (error == QLatin1String("insufficient_scope")) {
        return plain("insufficient-scope", "roles", error,
                     tr("The token passed; a permission that the API asks for is not in it."));
    }
    if (error == QLatin1String("invalid_request")) {
        return plain(
            "invalid-request", "request", error,
            tr("The request itself is wrong: the token is sent twice, or in a form that the API does not read."));
    }
    if (error == QLatin1String("invalid_token")) {
        return plain("invalid-token-silent", "roles", error,
                     tr("The API does not say why. Microsoft.Identity.Web answers like this when the token has neither "
                        "roles nor a scope (IDW10201); otherwise the server's log says more."));
    }
    const bool bearer = challenge.scheme.compare(QLatin1String("Bearer"), Qt::CaseInsensitive) == 0;
    if (bearer && error.isEmpty() && !challenge.has(u"resource") && !challenge.has(u"authorization")) {
        return plain("bearer-bare", "no-token", challenge.scheme,
                     tr("The API saw no token: the Authorization header is missing, was dropped on the way, or has "
                        "another scheme. Or the API is set up to give no details."));
    }
    return std::nullopt;
}

std::optional<ApiAnswer::Finding> statusFinding(int status)
{
    if (status == 403) {
        return plain("status-403", "roles", QStringLiteral("403"),
                     tr("The token passed; a role or a policy that the API asks for is not met."));
    }
    if (status == 401) {
        return plain("status-401", "unknown", QStringLiteral("401"),
                     tr("The API or a gateway in front of it refused without saying why. Behind Azure Functions it may "
                        "also be a missing function key."));
    }
    return std::nullopt;
}

/// The resource whose `/.default` is among the scopes.
QString resourceOfScope(const QString& scopes)
{
    for (const QString& scope : scopes.split(u' ', Qt::SkipEmptyParts)) {
        if (const QString resource = withoutDefaultSuffix(scope); !resource.isEmpty()) {
            return resource;
        }
    }
    return {};
}

/// Key Vault and others name the tenant's address and the resource to ask for.
void readOffers(ApiAnswer& answer)
{
    for (const http::Challenge& challenge : std::as_const(answer.challenges)) {
        for (const auto name : {u"authorization", u"authorization_uri"}) {
            const QUrl authority(challenge.parameter(name));
            const QString tenant = authority.path().section(u'/', 1, 1);
            if (answer.tenant.isEmpty() && authority.scheme() == QLatin1String("https") && !tenant.isEmpty() &&
                tenant != QLatin1String("common")) {
                answer.tenant = tenant;
            }
        }
        for (const auto name : {u"resource", u"resource_id"}) {
            if (answer.resource.isEmpty()) {
                answer.resource = challenge.parameter(name);
            }
        }
        const bool namesAuthority = challenge.has(u"authorization") || challenge.has(u"authorization_uri");
        if (answer.resource.isEmpty() && namesAuthority) {
            answer.resource = resourceOfScope(challenge.parameter(u"scope"));
        }
    }
}

void addUnspoken(ApiAnswer& answer)
{
    for (const http::Challenge& challenge : std::as_const(answer.challenges)) {
        if (const auto finding = bearerFinding(challenge)) {
            answer.findings.append(*finding);
            return;
        }
    }
    if (!answer.tenant.isEmpty() || !answer.resource.isEmpty()) {
        answer.findings.append(plain("named-authority", "no-token",
                                     answer.resource.isEmpty() ? answer.tenant : answer.resource,
                                     tr("The API says which tenant and which resource to ask for.")));
    } else if (answer.status) {
        if (const auto finding = statusFinding(*answer.status)) {
            answer.findings.append(*finding);
        }
    }
}

} // namespace

ApiAnswer readApiAnswer(const QString& text)
{
    const QString head = text.left(maximumText);
    ApiAnswer answer;
    answer.status = statusIn(head);
    answer.challenges = challengesIn(head);
    readOffers(answer);
    // In a header the words stand behind backslashes; the unquoted ones are what the table knows.
    QString words = head;
    for (const http::Challenge& challenge : std::as_const(answer.challenges)) {
        words += u'\n' + challenge.parameter(u"error_description") + u'\n' + challenge.text;
    }
    for (const entra::ApiMessageMatch& match : entra::apiMessagesIn(words)) {
        answer.findings.append(findingOf(match));
    }
    if (answer.findings.isEmpty()) {
        addUnspoken(answer);
    }
    return answer;
}

} // namespace assayer::checks
