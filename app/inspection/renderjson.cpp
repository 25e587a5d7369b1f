// SPDX-License-Identifier: Apache-2.0
#include "inspection/render.h"

#include "inspection/ladderwords.h"

#include "inspection/signaturemask.h"
#include "inspection/words.h"

namespace assayer::inspection {

namespace {

using support::json::Value;

/// An object in the making.
class Object {
public:
    Object& text(const char* name, const QString& value) { return add(name, Value::string(value)); }
    /// Null where there is none.
    Object& textOrNull(const char* name, const QString& value)
    {
        return add(name, value.isEmpty() ? Value() : Value::string(value));
    }
    Object& number(const char* name, qint64 value) { return add(name, Value::number(value)); }
    Object& numberOrNull(const char* name, const std::optional<qint64>& value)
    {
        return add(name, value ? Value::number(*value) : Value());
    }
    Object& add(const char* name, Value value)
    {
        m_value.add(QString::fromLatin1(name), std::move(value));
        return *this;
    }
    [[nodiscard]] Value take() { return std::move(m_value); }

private:
    Value m_value = Value::object();
};

Value textsOf(const QStringList& texts)
{
    std::vector<Value> items;
    for (const QString& text : texts) {
        items.push_back(Value::string(text));
    }
    return Value::array(std::move(items));
}

template <typename List, typename Make> Value listOf(const List& list, Make make)
{
    std::vector<Value> items;
    for (const auto& each : list) {
        items.push_back(make(each));
    }
    return Value::array(std::move(items));
}

Value fixOf(const Fix& fix)
{
    return Object()
        .text("side", toName(fix.side))
        .text("text", fix.text)
        .textOrNull("field", fix.field)
        .textOrNull("value", fix.value)
        .take();
}

Value rungOf(const RungView& rung)
{
    return Object()
        .text("id", rung.id)
        .text("state", toName(rung.state))
        .text("title", rung.title)
        .text("detail", rung.detail)
        .take();
}

Value commandOf(const Command& command)
{
    return Object().text("title", command.title).text("text", command.text).take();
}

Value ladderValueOf(const LadderView& ladder)
{
    return Object()
        .text("role", ladder.role)
        .textOrNull("role_id", ladder.roleId)
        .add("rungs", listOf(ladder.rungs, rungOf))
        .textOrNull("broken", ladder.broken < 0 ? QString() : ladder.rungs.at(ladder.broken).id)
        .textOrNull("cause", ladder.cause)
        .text("why", ladder.why)
        .textOrNull("side", ladder.broken < 0 ? QString() : toName(ladder.side))
        .add("clicks", textsOf(ladder.clicks))
        .add("commands", listOf(ladder.commands, commandOf))
        .take();
}

Value itemOf(const checks::Item& item)
{
    return Object().text("text", item.text).text("status", toName(item.status)).textOrNull("cause", item.cause).take();
}

Value answerValueOf(const std::optional<Answer>& answer)
{
    if (!answer) {
        return {};
    }
    return Object()
        .text("middleware", answer->middleware)
        .number("status", answer->status)
        .textOrNull("challenge", answer->challenge)
        .textOrNull("body", answer->body)
        .textOrNull("log", answer->log)
        .add("first", Value::boolean(answer->first))
        .add("verified", Value::boolean(answer->verified))
        .textOrNull("unless", answer->unless)
        .take();
}

Value checkOf(const checks::Result& result, const Inspection& inspection)
{
    const Words words = wordsFor(result, inspection);
    Object check;
    check.text("id", toName(result.id))
        .text("status", toName(result.status))
        .textOrNull("cause", result.cause)
        .textOrNull("claim", result.claim)
        .add("expected", textsOf(result.expected))
        .add("actual", textsOf(result.actual))
        .text("summary", words.summary)
        .text("why", words.why)
        .add("answer", answerValueOf(words.answer))
        .add("fix", listOf(words.fixes, fixOf));
    if (!result.items.isEmpty()) {
        check.add("items", listOf(result.items, itemOf));
    }
    const bool climbed = result.status != checks::Status::Pass || !inspection.manifests.isEmpty();
    if (result.id == checks::CheckId::Roles && climbed) {
        if (const QList<LadderView> ladders = laddersOf(inspection); !ladders.isEmpty()) {
            check.add("ladders", listOf(ladders, ladderValueOf));
        }
    }
    return check.take();
}

const char* sectionName(jose::Section section)
{
    switch (section) {
    case jose::Section::Header:
        return "header";
    case jose::Section::Payload:
        return "claims";
    case jose::Section::Signature:
        return "signature";
    case jose::Section::Token:
        break;
    }
    return "token";
}

Value problemOf(const jose::Damage& damage)
{
    return Object()
        .text("section", QString::fromLatin1(sectionName(damage.section)))
        .text("code", damage.code)
        .text("sentence", damage.sentence)
        .number("offset", damage.offset)
        .add("fatal", Value::boolean(damage.fatal))
        .take();
}

Value partOf(const jose::Part& part)
{
    return part.json ? *part.json : Value();
}

/// What is known of the part's members, by name; where a name stands twice, of the first.
Value meaningsOf(const jose::Part& part, jose::Section section, const Inspection& inspection)
{
    constexpr size_t most = 500;
    const checks::Family family = checks::factsOf(*inspection.token).family;
    Value meanings = Value::object();
    if (!part.json || !part.json->isObject()) {
        return meanings;
    }
    const auto& members = part.json->members();
    for (size_t i = 0; i < members.size() && i < most; ++i) {
        const QString meaning =
            meaningOf(section, members[i].name, members[i].value, inspection.at, family, inspection.token->kind);
        const QString use = useOf(section, members[i].name, family);
        if (!members[i].duplicate && !(meaning.isEmpty() && use.isEmpty())) {
            meanings.add(members[i].name, Object().textOrNull("meaning", meaning).textOrNull("use", use).take());
        }
    }
    return meanings;
}

Value meaningsOf(const Inspection& inspection)
{
    return Object()
        .add("header", meaningsOf(inspection.token->header, jose::Section::Header, inspection))
        .add("claims", meaningsOf(inspection.token->payload, jose::Section::Payload, inspection))
        .take();
}

Value signatureOf(const jose::Verification& verification)
{
    return Object()
        .textOrNull("algorithm", verification.algorithm)
        .textOrNull("kid", verification.keyId)
        .textOrNull("key_source", verification.keySource)
        .textOrNull("key_issuer", verification.keyIssuer)
        .textOrNull("key_thumbprint", verification.thumbprint)
        .textOrNull("detail", verification.detail)
        .take();
}

Value refusalOf(const oauth::AuthorityError& refusal, const Explanation& explanation)
{
    return Object()
        .text("code", refusal.shape.isEmpty() ? QStringLiteral("refused") : refusal.shape)
        .textOrNull("error", refusal.error)
        .textOrNull("description", refusal.description)
        .textOrNull("aadsts", refusal.code ? QStringLiteral("AADSTS%1").arg(*refusal.code) : QString())
        .textOrNull("suberror", refusal.suberror)
        .textOrNull("error_uri", refusal.errorUri)
        .textOrNull("trace_id", refusal.traceId)
        .textOrNull("correlation_id", refusal.correlationId)
        .textOrNull("timestamp", refusal.timestamp)
        .number("http_status", refusal.httpStatus)
        .numberOrNull("retry_after", refusal.retryAfterSeconds)
        .text("sentence", explanation.sentence)
        .text("explanation", explanation.why)
        .add("steps", textsOf(explanation.steps))
        .textOrNull("field", explanation.field)
        .take();
}

Value failureOf(const support::Error& failure, const Explanation& explanation)
{
    return Object()
        .text("code", failure.code)
        .add("error", Value())
        .textOrNull("description", failure.detail)
        .text("sentence", failure.sentence)
        .text("explanation", explanation.why)
        .add("steps", textsOf(explanation.steps))
        .textOrNull("field", failure.field)
        .take();
}

Value errorOf(const Inspection& inspection)
{
    if (inspection.token) {
        return {};
    }
    const Explanation explanation = explain(inspection);
    if (inspection.refusal) {
        return refusalOf(*inspection.refusal, explanation);
    }
    return inspection.failure ? failureOf(*inspection.failure, explanation) : Value();
}

Value headerOf(const http::Header& header)
{
    return Object()
        .text("name", header.name)
        .add("value", header.secret ? Value() : Value::string(header.value))
        .add("secret", Value::boolean(header.secret))
        .take();
}

Value fieldOf(const http::Field& field)
{
    return Object()
        .text("name", field.name)
        .add("value", field.secret ? Value() : Value::string(field.value))
        .add("secret", Value::boolean(field.secret))
        .add("length", field.secret ? Value::number(field.length) : Value())
        .take();
}

QString urlText(const QUrl& url)
{
    return url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
}

Value responseOf(const http::ResponseRecord& response)
{
    constexpr qsizetype longestBody = 64 * 1024;
    return Object()
        .number("status", response.status)
        .text("reason", response.reason)
        .add("headers", listOf(response.headers, headerOf))
        .text("body", QString::fromUtf8(response.body.left(longestBody)))
        .number("body_bytes", response.bodyBytes)
        .add("body_cut", Value::boolean(response.body.size() > longestBody))
        .textOrNull("redirect_target", urlText(response.redirectTarget))
        .take();
}

Value exchangeOf(const http::Exchange& exchange)
{
    Object made;
    made.text("purpose", toName(exchange.purpose))
        .add("request", Object()
                            .text("method", exchange.request.method)
                            .text("url", urlText(exchange.request.url))
                            .add("headers", listOf(exchange.request.headers, headerOf))
                            .add("form", listOf(exchange.request.form, fieldOf))
                            .number("body_bytes", exchange.request.bodyBytes)
                            .take())
        .add("response", exchange.response ? responseOf(*exchange.response) : Value());
    made.add("failure", exchange.failure ? Object()
                                               .text("kind", toName(exchange.failure->kind))
                                               .text("sentence", exchange.failure->sentence)
                                               .text("detail", exchange.failure->detail)
                                               .take()
                                         : Value());
    made.add("milliseconds", Object()
                                 .number("start", exchange.phases.start)
                                 .numberOrNull("connect", exchange.phases.connect)
                                 .numberOrNull("waiting", exchange.phases.waiting)
                                 .numberOrNull("receiving", exchange.phases.receiving)
                                 .number("total", exchange.phases.total)
                                 .take());
    made.add("tls", exchange.tls ? Object()
                                       .text("version", exchange.tls->version)
                                       .text("cipher", exchange.tls->cipher)
                                       .add("chain", textsOf(exchange.tls->chain))
                                       .take()
                                 : Value());
    return made.take();
}

Value grantOf(const oauth::TokenGrant& grant)
{
    return Object()
        .textOrNull("token_type", grant.tokenType)
        .numberOrNull("expires_in", grant.expiresIn)
        .textOrNull("resource", grant.resource)
        .textOrNull("scope", grant.scope)
        .add("remarks", textsOf(grant.remarks))
        .take();
}

} // namespace

Value toJson(const Inspection& inspection)
{
    const Verdict verdict = verdictOf(inspection);
    const auto& token = inspection.token;
    const auto& decisive = inspection.checklist.decisive;
    Object root;
    root.text("verdict", toName(inspection.checklist.verdict))
        .textOrNull("decisive", decisive ? toName(*decisive) : QString())
        .text("sentence", verdict.sentence)
        .text("reason", verdict.reason)
        .add("checks", listOf(inspection.checklist.results,
                              [&inspection](const checks::Result& result) { return checkOf(result, inspection); }))
        .textOrNull("kind", token ? jose::toName(token->kind) : QString())
        .add("header", token ? partOf(token->header) : Value())
        .add("claims", token ? partOf(token->payload) : Value())
        .add("meanings", token ? meaningsOf(inspection) : Value())
        .add("signature", token ? signatureOf(inspection.verification) : Value())
        .add("problems", token ? listOf(token->damages, problemOf) : Value::array())
        .add("error", errorOf(inspection))
        .add("response", inspection.grant ? grantOf(*inspection.grant) : Value())
        .add("stripped", textsOf(inspection.stripped))
        .add("settings_notes", textsOf(inspection.settingsNotes))
        .add("exchanges", listOf(inspection.exchanges, exchangeOf))
        .number("at", inspection.at);
    Value made = root.take();
    SignatureMask(token).apply(made);
    return made;
}

} // namespace assayer::inspection
