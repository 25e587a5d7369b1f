// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"

#include "entra/errorcode.h"
#include "inspection/b2cerrors.h"
#include "inspection/statuswords.h"

#include <array>

namespace assayer::inspection {

namespace {

/// What an OAuth error value means, wherever it comes from (RFC 6749 §5.2, RFC 8707 §2, RFC 8628, Entra's own).
struct ErrorMeaning {
    const char* error;
    const char* why;
    const char* step;
    const char* field;
};

constexpr std::array meanings{
    ErrorMeaning{"invalid_request",
                 QT_TRANSLATE_NOOP("assayer", "A parameter of the request is missing, doubled or malformed."),
                 QT_TRANSLATE_NOOP("assayer", "Compare the request with what the authority's documentation asks for: "
                                              "some want the secret in the body, others as Basic, some an audience."),
                 ""},
    ErrorMeaning{"invalid_client",
                 QT_TRANSLATE_NOOP("assayer", "The authority does not know the client, or its credential is wrong, "
                                              "expired, or sent in a way that it does not accept."),
                 QT_TRANSLATE_NOOP("assayer",
                                   "Check client ID and secret, and whether the secret goes into the body or "
                                   "the Basic header."),
                 "clientSecret"},
    ErrorMeaning{"invalid_grant",
                 QT_TRANSLATE_NOOP("assayer", "What the client presented to get a token is wrong, expired or not its "
                                              "own."),
                 QT_TRANSLATE_NOOP("assayer",
                                   "For client credentials: check the secret, and whether the client may use "
                                   "that API."),
                 "clientSecret"},
    ErrorMeaning{"unauthorized_client",
                 QT_TRANSLATE_NOOP("assayer", "The client is known, but may not ask for a token in this way."),
                 QT_TRANSLATE_NOOP("assayer", "Allow the client credentials grant for this client at the authority "
                                              "(Keycloak: Service accounts roles)."),
                 "clientId"},
    ErrorMeaning{"unsupported_grant_type",
                 QT_TRANSLATE_NOOP("assayer", "This endpoint does not offer the client credentials grant."),
                 QT_TRANSLATE_NOOP("assayer", "Check that the address is the token endpoint, and that the grant is "
                                              "switched on there."),
                 "issuer"},
    ErrorMeaning{"invalid_scope",
                 QT_TRANSLATE_NOOP("assayer", "The scope is unknown, malformed, or more than the client may have."),
                 QT_TRANSLATE_NOOP("assayer", "Check the scope's spelling; Entra wants <App ID URI>/.default alone."),
                 "resource"},
    ErrorMeaning{"invalid_target",
                 QT_TRANSLATE_NOOP("assayer", "The resource is unknown to the authority, or the client may not have a "
                                              "token for it (RFC 8707)."),
                 QT_TRANSLATE_NOOP("assayer", "Check the resource's identifier, letter by letter."), "resource"},
    ErrorMeaning{"invalid_resource", QT_TRANSLATE_NOOP("assayer", "The resource is unknown in this tenant."),
                 QT_TRANSLATE_NOOP("assayer", "Check the App ID URI, the tenant, and that the API has a service "
                                              "principal there."),
                 "resource"},
    ErrorMeaning{"invalid_tenant", QT_TRANSLATE_NOOP("assayer", "The authority does not know this tenant."),
                 QT_TRANSLATE_NOOP("assayer", "Check the tenant's ID or domain name, and the cloud."), "tenant"},
    ErrorMeaning{"invalid_instance", QT_TRANSLATE_NOOP("assayer", "The authority does not know this cloud's host."),
                 QT_TRANSLATE_NOOP("assayer", "Check the cloud of the authority."), "cloud"},
    ErrorMeaning{"access_denied",
                 QT_TRANSLATE_NOOP("assayer", "The authority knows the client and refuses on purpose: a policy, or no "
                                              "permission for this API."),
                 QT_TRANSLATE_NOOP("assayer", "Ask its administrator to allow the client for this API."), ""},
    ErrorMeaning{"interaction_required",
                 QT_TRANSLATE_NOOP("assayer", "The authority wants a person to act, which a service cannot."),
                 QT_TRANSLATE_NOOP("assayer", "Look for a policy that applies to this client."), ""},
    ErrorMeaning{"invalid_token", QT_TRANSLATE_NOOP("assayer", "A token was sent where a credential is expected."),
                 QT_TRANSLATE_NOOP("assayer", "Check that the address is the token endpoint and not an API."),
                 "issuer"},
    ErrorMeaning{"temporarily_unavailable",
                 QT_TRANSLATE_NOOP("assayer", "The authority is overloaded or being repaired."),
                 QT_TRANSLATE_NOOP("assayer", "Try again in a minute."), ""},
    ErrorMeaning{"server_error", QT_TRANSLATE_NOOP("assayer", "Something broke at the authority."),
                 QT_TRANSLATE_NOOP("assayer", "Try again in a minute."), ""},
    ErrorMeaning{"slow_down", QT_TRANSLATE_NOOP("assayer", "The client asks too often."),
                 QT_TRANSLATE_NOOP("assayer", "Wait before trying again, and keep tokens until they expire."), ""},
};

/// An answer that is no OAuth error, by its shape.
constexpr std::array shapes{
    ErrorMeaning{"html",
                 QT_TRANSLATE_NOOP("assayer", "A web page came instead of JSON: from a proxy, a sign-in page, a "
                                              "firewall, or because the address is not the token endpoint."),
                 QT_TRANSLATE_NOOP("assayer", "Read the page itself, and check the authority's address and the proxy."),
                 "issuer"},
    ErrorMeaning{"redirect",
                 QT_TRANSLATE_NOOP("assayer", "The token endpoint answered with a redirect. It was not followed: the "
                                              "secret would have gone to another address."),
                 QT_TRANSLATE_NOOP("assayer", "If the target is the right authority, enter its address."), "issuer"},
    ErrorMeaning{"empty-body", QT_TRANSLATE_NOOP("assayer", "The answer has no body, so it gives no reason."),
                 QT_TRANSLATE_NOOP("assayer", "Check that the address is the token endpoint; a gateway before it may "
                                              "have answered."),
                 "issuer"},
    ErrorMeaning{"not-json", QT_TRANSLATE_NOOP("assayer", "The answer is no JSON, as a token endpoint's always is."),
                 QT_TRANSLATE_NOOP("assayer", "Check that the address is the token endpoint, and read the answer "
                                              "itself."),
                 "issuer"},
    ErrorMeaning{"not-oauth",
                 QT_TRANSLATE_NOOP("assayer", "The answer is JSON, but neither a token nor an OAuth error: another "
                                              "program answered, perhaps a gateway or an API."),
                 QT_TRANSLATE_NOOP("assayer", "Check that the address is the token endpoint."), "issuer"},
    ErrorMeaning{"no-token", QT_TRANSLATE_NOOP("assayer", "The answer says success, but holds no access_token."),
                 QT_TRANSLATE_NOOP("assayer", "Check that the address is the token endpoint and the grant is client "
                                              "credentials."),
                 "issuer"},
};

/// Why there was no answer, by the failure's code.
constexpr std::array failures{
    ErrorMeaning{"plain-http",
                 QT_TRANSLATE_NOOP("assayer",
                                   "Over plain http everybody on the way can read the secret, so nothing was "
                                   "sent."),
                 QT_TRANSLATE_NOOP("assayer", "Use https, or allow plain http for this profile."), ""},
    ErrorMeaning{"host-unknown", QT_TRANSLATE_NOOP("assayer", "The name of the host could not be found."),
                 QT_TRANSLATE_NOOP("assayer", "Check the spelling of the authority, and the network."), ""},
    ErrorMeaning{"connect", QT_TRANSLATE_NOOP("assayer", "No connection to the host came about."),
                 QT_TRANSLATE_NOOP("assayer", "Check the network, the proxy, and whether the server runs."), ""},
    ErrorMeaning{"tls",
                 QT_TRANSLATE_NOOP("assayer", "The server could not prove who it is, so nothing secret was sent."),
                 QT_TRANSLATE_NOOP("assayer", "Check the address, this computer's clock, and whether a proxy replaces "
                                              "certificates; its certificate must be trusted by the system then."),
                 ""},
    ErrorMeaning{"deadline", QT_TRANSLATE_NOOP("assayer", "The answer did not come within the time allowed."),
                 QT_TRANSLATE_NOOP("assayer", "Try again, or allow more time on the Connection page."), ""},
    ErrorMeaning{"closed", QT_TRANSLATE_NOOP("assayer", "The server closed the connection before it had answered."),
                 QT_TRANSLATE_NOOP("assayer",
                                   "Try again. The request is not sent twice by itself, because it holds the "
                                   "secret."),
                 ""},
    ErrorMeaning{"too-large", QT_TRANSLATE_NOOP("assayer", "The answer is larger than any token response is."),
                 QT_TRANSLATE_NOOP("assayer", "Check that the address is the token endpoint."), ""},
    ErrorMeaning{"protocol", QT_TRANSLATE_NOOP("assayer", "What came back is not HTTP as it should be."),
                 QT_TRANSLATE_NOOP("assayer", "Check port and scheme of the address."), ""},
    ErrorMeaning{"cancelled", QT_TRANSLATE_NOOP("assayer", "It was stopped here before the answer was complete."),
                 QT_TRANSLATE_NOOP("assayer", "Ask again. If no answer comes, check the authority's address and the "
                                              "network."),
                 ""},
    ErrorMeaning{"no-token",
                 QT_TRANSLATE_NOOP("assayer", "A token is one long text without blanks. A JWT begins with eyJ and has "
                                              "dots between its parts."),
                 QT_TRANSLATE_NOOP("assayer", "Copy the whole token, from an answer's access_token or from behind "
                                              "Bearer in a request, and bring it again."),
                 ""},
};

/// A later try may go well without a change.
bool passesByItself(const QString& error)
{
    return error == QLatin1String("temporarily_unavailable") || error == QLatin1String("server_error") ||
           error == QLatin1String("slow_down") || error == QLatin1String("deadline") ||
           error == QLatin1String("closed");
}

template <typename Table> const ErrorMeaning* meaningIn(const Table& table, const QString& error)
{
    for (const ErrorMeaning& each : table) {
        if (error == QLatin1String(each.error)) {
            return &each;
        }
    }
    return nullptr;
}

void adopt(Explanation& explanation, const ErrorMeaning& meaning)
{
    explanation.why = said(meaning.why);
    explanation.steps += said(meaning.step);
    explanation.field = QLatin1String(meaning.field);
    explanation.retry = passesByItself(QLatin1String(meaning.error)) ? QStringLiteral("yes") : QString();
}

void adviseRetrying(Explanation& explanation, const QString& retryHelps)
{
    if (retryHelps == QLatin1String("yes")) {
        explanation.steps += said("Trying again helps.");
    } else if (retryHelps == QLatin1String("no")) {
        explanation.steps += said("Trying again without a change does not help.");
    } else if (!retryHelps.isEmpty()) {
        explanation.steps += said("Trying again: %1.").arg(said(retryHelps.toUtf8().constData()));
    }
}

QString asSentence(const QString& text)
{
    return text.endsWith(u'.') ? text : text + u'.';
}

/// Nobody is told to do what was done: `request` is this program's, if it sent the one that was refused.
QString stepInWords(const entra::ErrorStep& step, const oauth::TokenRequest* request)
{
    if (!request || step.done.isEmpty()) {
        return asSentence(step.step);
    }
    return step.ofSecret && request->placement == profile::SecretPlacement::BasicRaw
               ? said("The secret was sent in the Basic header as it is; if the authority decodes that, let it be "
                      "encoded.")
               : asSentence(said("Not at fault here: %1").arg(step.done));
}

void explainCode(Explanation& explanation, const entra::ErrorCode& code, const oauth::TokenRequest* request)
{
    explanation.why = code.verified ? code.cause : said("Possibly: %1").arg(code.cause);
    for (const entra::ErrorStep& step : code.fix)
        explanation.steps += stepInWords(step, request);
    explanation.field = code.field;
    explanation.retry = code.retryHelps;
    explanation.possibly = !code.verified;
    if (code.flow.startsWith(QLatin1String("delegated"))) {
        explanation.steps +=
            request ? said("The number belongs to sign-ins of users, and the request said "
                           "grant_type=client_credentials: check that the address is the token endpoint.")
                    : said("The number belongs to sign-ins of users: for a service, check that the request asks the "
                           "token endpoint with grant_type client_credentials.");
    }
    adviseRetrying(explanation, code.retryHelps);
}

void explainUnknownCode(Explanation& explanation, qint64 code)
{
    explanation.steps +=
        said("Microsoft's page about the number: https://login.microsoftonline.com/error?code=%1").arg(code);
}

/// What the status alone says; for answers that say nothing better.
void explainStatus(Explanation& explanation, int status)
{
    if (const StatusWords* words = statusWordsOf(status)) {
        explanation.why = said(words->why);
        explanation.steps += said(words->step);
        explanation.field = QLatin1String(words->field);
        explanation.retry = QLatin1String(words->retry);
    } else {
        explanation.why = said("The authority gives no reason that is known.");
        explanation.steps += said("Read its own words.");
    }
}

void explainB2c(Explanation& explanation, const B2cError& error)
{
    explanation.why = error.verified ? said(error.why) : said("Possibly: %1").arg(said(error.why));
    explanation.steps += said(error.step);
    explanation.field = QLatin1String(error.field);
    explanation.retry = QStringLiteral("no");
    explanation.possibly = !error.verified;
    adviseRetrying(explanation, explanation.retry);
}

QString retryAdvice(qint64 seconds)
{
    return seconds > 0
               ? said("Wait %1 before trying again: the authority says so (Retry-After).").arg(durationInWords(seconds))
               : said("The time that the authority asked to wait for is over (Retry-After): try again.");
}

QString headline(const oauth::AuthorityError& refusal)
{
    const StatusWords* status = statusWordsOf(refusal.httpStatus);
    const bool ofGateway = status && status->decides && refusal.httpStatus != 429 &&
                           (refusal.httpStatus < 500 || refusal.httpStatus == 511);
    if (ofGateway && refusal.shape == QLatin1String("empty-body")) {
        return said("The answer has the status %1 and nothing else.").arg(refusal.httpStatus);
    }
    if (!refusal.shape.isEmpty() && !refusal.sentence.isEmpty()) {
        return refusal.sentence;
    }
    const B2cError* b2c = b2cErrorIn(refusal.description);
    if (b2c && !refusal.code) {
        return said("The authority refused the request: AADB2C%1").arg(b2c->number);
    }
    if (refusal.error.isEmpty() && refusal.httpStatus == 0 && refusal.code) {
        return said("The authority refused the request: AADSTS%1").arg(*refusal.code);
    }
    const QString error = refusal.error.isEmpty() ? said("status %1").arg(refusal.httpStatus) : shown(refusal.error);
    return refusal.code
               ? said("The authority refused the request: %1, AADSTS%2").arg(error, QString::number(*refusal.code))
               : said("The authority refused the request: %1").arg(error);
}

Explanation explainRefusal(const oauth::AuthorityError& refusal, const oauth::TokenRequest* request)
{
    Explanation explanation;
    explanation.sentence = headline(refusal);
    const entra::ErrorCode* code = refusal.code ? entra::errorCode(*refusal.code) : nullptr;
    const B2cError* b2c = b2cErrorIn(refusal.description);
    const ErrorMeaning* shape = meaningIn(shapes, refusal.shape);
    const ErrorMeaning* meaning = meaningIn(meanings, refusal.error);
    const StatusWords* status = statusWordsOf(refusal.httpStatus);
    if (code) {
        explainCode(explanation, *code, request);
    } else if (b2c) {
        explainB2c(explanation, *b2c);
    } else if (status && status->decides && !meaning) {
        explainStatus(explanation, refusal.httpStatus);
    } else if (shape) {
        adopt(explanation, *shape);
    } else if (meaning) {
        adopt(explanation, *meaning);
    } else {
        explainStatus(explanation, refusal.httpStatus);
    }
    if (refusal.code && !code) {
        explainUnknownCode(explanation, *refusal.code);
    }
    if (refusal.retryAfterSeconds) {
        explanation.steps += retryAdvice(*refusal.retryAfterSeconds);
    }
    return explanation;
}

Explanation explainFailure(const support::Error& failure)
{
    Explanation explanation;
    if (const ErrorMeaning* meaning = meaningIn(failures, failure.code)) {
        adopt(explanation, *meaning);
    }
    explanation.sentence = failure.sentence;
    explanation.field = failure.field;
    if (!failure.detail.isEmpty()) {
        explanation.why = explanation.why.isEmpty() ? failure.detail : explanation.why + u'\n' + failure.detail;
    }
    return explanation;
}

} // namespace

bool isKnownError(const QString& error)
{
    return meaningIn(meanings, error) != nullptr;
}

Explanation explain(const Inspection& inspection)
{
    Explanation explanation;
    if (inspection.refusal) {
        explanation = explainRefusal(*inspection.refusal, inspection.request ? &*inspection.request : nullptr);
    } else if (inspection.failure) {
        explanation = explainFailure(*inspection.failure);
    }
    // An authority that is chosen by name has no URL to correct.
    const auto& profile = inspection.profile;
    if (explanation.field == QLatin1String("issuer") && profile &&
        profile->authority.kind != profile::AuthorityKind::Issuer) {
        explanation.field = QStringLiteral("authority");
    }
    return explanation;
}

} // namespace assayer::inspection
