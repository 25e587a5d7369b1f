// SPDX-License-Identifier: Apache-2.0
#include "oauth/tokenresponse.h"

#include "http/mask.h"
#include "oauth/answershape.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace assayer::oauth {
namespace {

namespace json = support::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// Wraps the number that says what happened; stands for itself only where it is alone (facts: errors.json).
constexpr qint64 wrapperCode = 70002;

QString textOf(const json::Value& object, const QString& name)
{
    const json::Value* member = object.find(name);
    return member ? member->text() : QString();
}

void remarkDuplicates(const json::Value& object, QStringList& remarks)
{
    constexpr qsizetype mostRemarks = 8;
    for (const json::Member& member : object.members()) {
        if (!member.duplicate || remarks.size() >= mostRemarks) {
            continue;
        }
        const QString remark = Text::tr("«%1» is in the answer more than once; the first counts.")
                                   .arg(support::visibleText(member.name.left(80)));
        if (!remarks.contains(remark)) {
            remarks.append(remark);
        }
    }
}

void readLifetime(const json::Value& object, TokenGrant& grant)
{
    const json::Value* member = object.find(u"expires_in");
    if (!member) {
        grant.remarks.append(Text::tr("The answer does not say how long the token is valid (no expires_in)."));
        return;
    }
    grant.expiresIn = member->toInteger(json::Value::NumericText::Accept);
    if (!grant.expiresIn) {
        grant.remarks.append(Text::tr("expires_in is no whole number."));
    } else if (*grant.expiresIn <= 0) {
        grant.remarks.append(Text::tr("expires_in is not above zero."));
    }
}

void readTokenType(const json::Value& object, TokenGrant& grant)
{
    grant.tokenType = textOf(object, QStringLiteral("token_type"));
    if (grant.tokenType.isEmpty()) {
        grant.remarks.append(Text::tr("The answer does not say the type of the token (no token_type)."));
    } else if (grant.tokenType.compare(u"Bearer", Qt::CaseInsensitive) != 0) {
        grant.remarks.append(
            Text::tr("The type of the token is «%1», not Bearer.").arg(support::visibleText(grant.tokenType.left(80))));
    }
}

TokenGrant readGrant(const json::Value& object)
{
    TokenGrant grant;
    grant.accessToken = object.find(u"access_token")->text().toUtf8();
    readTokenType(object, grant);
    readLifetime(object, grant);
    grant.resource = textOf(object, QStringLiteral("resource"));
    grant.scope = textOf(object, QStringLiteral("scope"));
    if (object.find(u"error")) {
        grant.remarks.append(Text::tr("The answer holds an error beside the token."));
    }
    remarkDuplicates(object, grant.remarks);
    return grant;
}

std::optional<qint64> mainCode(const QList<qint64>& codes)
{
    for (const qint64 code : codes) {
        if (code != wrapperCode) {
            return code;
        }
    }
    return codes.isEmpty() ? std::nullopt : std::optional<qint64>(codes.first());
}

QList<qint64> listedCodes(const json::Value& object)
{
    QList<qint64> codes;
    if (const json::Value* list = object.find(u"error_codes")) {
        for (const json::Value& item : list->items()) {
            if (const auto code = item.toInteger(json::Value::NumericText::Accept); code && *code > 0) {
                codes.append(*code);
            }
        }
    }
    return codes;
}

QList<qint64> codesInText(const QString& description)
{
    static const QRegularExpression number(QStringLiteral("AADSTS([0-9]{3,12})(?![0-9])"));
    QList<qint64> codes;
    auto matches = number.globalMatch(description);
    while (matches.hasNext()) {
        codes.append(matches.next().captured(1).toLongLong());
    }
    return codes;
}

/// «Trace ID: …» in Entra's description, for answers that have it there alone.
QString particular(const QString& description, const QString& pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::CaseInsensitiveOption);
    return expression.match(description).captured(1);
}

void readParticulars(const json::Value& object, AuthorityError& error)
{
    const QString guid = QStringLiteral("\\b%1 ID: ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");
    error.traceId = textOf(object, QStringLiteral("trace_id"));
    if (error.traceId.isEmpty()) {
        error.traceId = particular(error.description, guid.arg(QStringLiteral("Trace")));
    }
    error.correlationId = textOf(object, QStringLiteral("correlation_id"));
    if (error.correlationId.isEmpty()) {
        error.correlationId = particular(error.description, guid.arg(QStringLiteral("Correlation")));
    }
    error.timestamp = textOf(object, QStringLiteral("timestamp"));
    if (error.timestamp.isEmpty()) {
        error.timestamp =
            particular(error.description, QStringLiteral("\\bTimestamp: ([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{5,8}Z?)"));
    }
}

/// {"error": {"code": …, "message": …}}, as Microsoft's APIs answer; never a token endpoint.
void readApiError(const json::Value& object, AuthorityError& error)
{
    error.error = textOf(object, QStringLiteral("code"));
    error.description = textOf(object, QStringLiteral("message"));
    error.shape = QStringLiteral("not-oauth");
    error.sentence = Text::tr("This is the error of an API, not of a token endpoint: is the URL the right one?");
}

void readError(const json::Value& object, AuthorityError& error)
{
    const json::Value* member = object.find(u"error");
    if (member->isObject()) {
        readApiError(*member, error);
    } else {
        error.error = member->text();
        error.description = textOf(object, QStringLiteral("error_description"));
    }
    error.errorUri = textOf(object, QStringLiteral("error_uri"));
    error.suberror = textOf(object, QStringLiteral("suberror"));
    const QList<qint64> listed = listedCodes(object);
    error.code = mainCode(listed.isEmpty() ? codesInText(error.description) : listed);
    readParticulars(object, error);
    if (error.error.isEmpty() && error.shape.isEmpty()) {
        error.shape = QStringLiteral("not-oauth");
        error.sentence = Text::tr("The answer's «error» is no text.");
    }
}

bool isRedirect(int status)
{
    return status >= 300 && status < 400 && status != 304;
}

bool hasToken(const json::Value& object)
{
    const json::Value* token = object.find(u"access_token");
    return token && !token->text().isEmpty();
}

bool hasError(const json::Value& object)
{
    const json::Value* member = object.find(u"error");
    return member && member->kind() != json::Kind::Null;
}

/// A JSON answer that is neither a grant nor an error.
void describeOther(const json::Value& value, AuthorityError& error)
{
    const bool success = error.httpStatus >= 200 && error.httpStatus < 300;
    if (!value.isObject()) {
        error.shape = QStringLiteral("not-oauth");
        error.sentence = Text::tr("The answer is JSON, but no object, as a token response is.");
    } else if (hasToken(value)) {
        error.shape = QStringLiteral("not-oauth");
        error.sentence =
            Text::tr("The answer holds a token, but its status %1 says failure: it is not used.").arg(error.httpStatus);
    } else if (success) {
        error.shape = QStringLiteral("no-token");
        error.sentence = Text::tr("The answer says success, but holds no access_token.");
    } else {
        error.shape = QStringLiteral("not-oauth");
        error.sentence = Text::tr("The answer has no «error», as OAuth answers have.");
    }
}

} // namespace

TokenResponse parseTokenResponse(int httpStatus, const QString& contentType, QByteArrayView body,
                                 const QString& retryAfter, qint64 now)
{
    AuthorityError error;
    error.httpStatus = httpStatus;
    error.retryAfterSeconds = secondsOfRetryAfter(retryAfter, now);
    if (isRedirect(httpStatus)) {
        error.shape = QStringLiteral("redirect");
        error.sentence =
            Text::tr("The authority sent the request elsewhere (status %1). A redirect is not followed, as "
                     "the secret would go along.")
                .arg(httpStatus);
        return error;
    }
    const bool mark = body.startsWith("\xEF\xBB\xBF");
    const json::Document document = json::read(mark ? body.sliced(3) : body);
    if (document.problem) {
        // What was read before the damage may still be the authority's reason; it is never a token.
        if (document.value && document.value->isObject() && hasError(*document.value)) {
            readError(*document.value, error);
        }
        describeUnreadable(contentType, body, *document.problem, error);
        return error;
    }
    const json::Value& value = *document.value;
    if (httpStatus >= 200 && httpStatus < 300 && value.isObject() && hasToken(value)) {
        TokenGrant grant = readGrant(value);
        if (mark) {
            grant.remarks.append(Text::tr("A byte order mark stands before the JSON; strict readers refuse it."));
        }
        return grant;
    }
    if (value.isObject() && hasError(value)) {
        readError(value, error);
        return error;
    }
    describeOther(value, error);
    return error;
}

QByteArray maskTokens(QByteArrayView body)
{
    // Without a secret to look for, what remains is what has the shape of a token.
    return http::Mask().applied(body.toByteArray());
}

} // namespace assayer::oauth
