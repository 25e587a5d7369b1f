// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"

#include "entra/middlewareanswer.h"
#include "profile/names.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace assayer::inspection {

namespace {

using profile::Middleware;

QString nameInFile(Middleware middleware)
{
    const auto name =
        std::find_if(profile::middlewareNames.begin(), profile::middlewareNames.end(),
                     [middleware](const profile::Name<Middleware>& known) { return known.value == middleware; });
    return name->text;
}

/// Names of products: not translated.
QString productOf(Middleware middleware)
{
    switch (middleware) {
    case Middleware::AspNetCore:
        return QStringLiteral("ASP.NET Core");
    case Middleware::MicrosoftIdentityWeb:
        return QStringLiteral("Microsoft.Identity.Web");
    case Middleware::PassportAzureAd:
        return QStringLiteral("passport-azure-ad");
    case Middleware::Spring:
        return QStringLiteral("Spring Security");
    case Middleware::Express:
        return QStringLiteral("express-oauth2-jwt-bearer");
    case Middleware::ApiManagement:
        return QStringLiteral("API Management");
    case Middleware::EasyAuth:
        return QStringLiteral("App Service");
    }
    return {};
}

/// A NumericDate as a program writes it; what is none stays as it is.
QString dateIn(const QString& seconds, const QString& format)
{
    bool isDate = false;
    const double date = seconds.toDouble(&isDate);
    constexpr double lastSecond = 253'402'300'799;
    return isDate && date >= 0 && date <= lastSecond
               ? QDateTime::fromSecsSinceEpoch(qint64(date), QTimeZone::utc()).toString(format)
               : shown(seconds);
}

QString valueFor(const QString& place, const checks::Result& result)
{
    const auto argument = [&result](const char* name) { return result.arguments.value(QLatin1String(name)); };
    if (place == u"aud") {
        return shown(result.actual.join(QStringLiteral(", ")));
    }
    if (place == u"iss") {
        return shown(result.actual.value(0));
    }
    if (place == u"kid") {
        return shown(argument("kid"));
    }
    const QString date = place.startsWith(u"exp") ? argument("exp") : argument("nbf");
    return dateIn(date, place.endsWith(u"us") ? QStringLiteral("MM/dd/yyyy HH:mm:ss")
                                              : QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
}

/// In one go: what the token says is not looked into again.
QString filled(const QString& text, const checks::Result& result)
{
    static const QRegularExpression place(QStringLiteral("\\{(aud|iss|kid|(?:exp|nbf)\\.(?:us|iso))\\}"));
    QString made;
    qsizetype end = 0;
    for (auto places = place.globalMatch(text); places.hasNext();) {
        const QRegularExpressionMatch match = places.next();
        made += text.mid(end, match.capturedStart() - end) + valueFor(match.captured(1), result);
        end = match.capturedEnd();
    }
    return made + text.mid(end);
}

/// Microsoft's own token: genuine, so that the check only warns, but every common middleware hashes the header as it
/// came, and stops there (facts: validation §2).
bool stopsAtNonce(const checks::Result& result)
{
    return result.cause == QLatin1String("signature.graph-nonce");
}

/// What is right in itself and a middleware refuses all the same, as it compares the text alone (facts: validation §4,
/// row 30).
bool isRefusedThoughRight(const checks::Result& result)
{
    return stopsAtNonce(result) || result.cause == QLatin1String("audience.resource-alias");
}

/// Whether the API looks at it: of the client its settings say so, and a profile's own client is none of its business.
bool isLookedAt(const checks::Result& result, const Inspection& inspection)
{
    if (result.id == checks::CheckId::Version) {
        return !inspection.profile || inspection.profile->expectations.tokenVersion;
    }
    return result.id != checks::CheckId::Client || !inspection.profile ||
           !inspection.profile->expectations.client.isEmpty();
}

/// On what the API's answer depends that its settings cannot show.
QString unlessIn(const QString& rule)
{
    return rule == QLatin1String("roles-unmapped") ? said("a converter in its code maps roles") : QString();
}

/// Whether the API answers because of this check, and not of one that it looks at before.
bool isFirst(const checks::Result& result, const Inspection& inspection)
{
    const checks::Result* signature = inspection.checklist.find(checks::CheckId::Signature);
    if (signature && stopsAtNonce(*signature)) {
        return result.id == checks::CheckId::Signature;
    }
    const auto& decisive = inspection.checklist.decisive;
    return !decisive || *decisive == result.id;
}

} // namespace

std::optional<Answer> answerOf(const checks::Result& result, const Inspection& inspection)
{
    const auto& middleware = inspection.expectations.middleware;
    const QString rule = result.arguments.value(QStringLiteral("rule"));
    const bool warned = result.status == checks::Status::Warning;
    const bool refused =
        result.status == checks::Status::Fail || (warned && (!rule.isEmpty() || isRefusedThoughRight(result)));
    const bool uncompared = result.arguments.contains(QStringLiteral("uncompared"));
    if (!middleware || !refused || uncompared || !isLookedAt(result, inspection)) {
        return std::nullopt;
    }
    const entra::MiddlewareAnswer* known = entra::middlewareAnswer(nameInFile(*middleware), result.cause, rule,
                                                                   result.arguments.value(QStringLiteral("reason")));
    if (!known) {
        return std::nullopt;
    }
    return Answer{productOf(*middleware),           known->status,
                  filled(known->challenge, result), filled(known->body, result),
                  filled(known->log, result),       known->verified,
                  isFirst(result, inspection),      warned && !rule.isEmpty() ? unlessIn(rule) : QString()};
}

QStringList linesOf(const Answer& answer)
{
    const QString status = QString::number(answer.status);
    QString line = answer.challenge.isEmpty()
                       ? answer.body.isEmpty() ? said("%1, without header and body").arg(status) : status
                       : QStringLiteral("%1, WWW-Authenticate: %2").arg(status, answer.challenge);
    if (!answer.body.isEmpty()) {
        line += said(", body: %1").arg(answer.body);
    }
    line = answer.verified ? line : said("possibly %1").arg(line);
    QStringList lines{
        !answer.first ? said("Once what it looks at before is mended, %1 answers: %2").arg(answer.middleware, line)
        : answer.unless.isEmpty() ? said("%1 answers: %2").arg(answer.middleware, line)
                                  : said("Unless %1, %2 answers: %3").arg(answer.unless, answer.middleware, line)};
    if (!answer.log.isEmpty()) {
        lines += said("In its log: %1").arg(answer.log);
    }
    return lines;
}

} // namespace assayer::inspection
