// SPDX-License-Identifier: Apache-2.0
#include "inspection/words.h"

#include "inspection/phrases.h"

namespace assayer::inspection {

namespace {

QString titleOf(checks::CheckId id)
{
    switch (id) {
    case checks::CheckId::Kind:
        return said("Kind");
    case checks::CheckId::Signature:
        return said("Signature");
    case checks::CheckId::Issuer:
        return said("Issuer");
    case checks::CheckId::Audience:
        return said("Audience");
    case checks::CheckId::Roles:
        return said("Roles");
    case checks::CheckId::Lifetime:
        return said("Lifetime");
    case checks::CheckId::Client:
        return said("Client");
    case checks::CheckId::Tenant:
        return said("Tenant");
    case checks::CheckId::Version:
        return said("Version");
    }
    return {};
}

bool saysReason(const Telling& telling, const char* reason)
{
    return telling.argument("reason") == QLatin1String(reason);
}

/// Two reasons that every check of a claim can have.
bool tellCommon(Telling& telling)
{
    const QString claim = shown(telling.result.claim);
    const auto& token = telling.inspection.token;
    const bool closed = token && (token->kind == jose::TokenKind::Jwe || token->kind == jose::TokenKind::Opaque);
    if (closed && saysReason(telling, "unreadable")) {
        telling.tell(said("cannot be seen"),
                     said("The token is encrypted or opaque, so that nobody but whom it is for can say what its %1 is.")
                         .arg(claim));
        telling.fix(Side::Caller, said("Send it as it is; the API, or who issued it, checks it."));
        return true;
    }
    if (saysReason(telling, "unreadable")) {
        telling.tell(said("cannot be read"),
                     said("The token cannot be read, so that nobody can say what its %1 is.").arg(claim));
        telling.fix(Side::Caller, said("Bring the whole token, as the authority issued it."));
        return true;
    }
    if (saysReason(telling, "duplicate")) {
        telling.tell(said("%1 stands in the token twice").arg(claim),
                     said("The claim %1 stands in the token more than once. One program reads the first, another the "
                          "last, so that the token means two things; a careful API refuses it (RFC 7519 §4).")
                         .arg(claim));
        telling.fix(Side::Caller, said("Get a new token from the authority. No authority that is sound writes a claim "
                                       "twice: find out who made this token."));
        return true;
    }
    return false;
}

void tell(Telling& telling)
{
    if (telling.result.status != checks::Status::Pass && (tellCommon(telling) || tellRule(telling))) {
        return;
    }
    switch (telling.result.id) {
    case checks::CheckId::Kind:
        return tellKind(telling);
    case checks::CheckId::Signature:
        return tellSignature(telling);
    case checks::CheckId::Issuer:
        return tellIssuer(telling);
    case checks::CheckId::Audience:
        return tellAudience(telling);
    case checks::CheckId::Roles:
        return tellRoles(telling);
    case checks::CheckId::Lifetime:
        return tellLifetime(telling);
    case checks::CheckId::Client:
        return tellClient(telling);
    case checks::CheckId::Tenant:
        return tellTenant(telling);
    case checks::CheckId::Version:
        return tellVersion(telling);
    }
}

} // namespace

QString toName(Side side)
{
    switch (side) {
    case Side::Request:
        return QStringLiteral("request");
    case Side::Api:
        return QStringLiteral("api");
    case Side::Client:
        return QStringLiteral("client");
    case Side::Tenant:
        return QStringLiteral("tenant");
    case Side::Caller:
        return QStringLiteral("caller");
    }
    return {};
}

Words wordsFor(const checks::Result& result, const Inspection& inspection)
{
    Telling telling{result, inspection, {}};
    telling.words.title = titleOf(result.id);
    tell(telling);
    telling.words.answer = answerOf(result, inspection);
    return telling.words;
}

} // namespace assayer::inspection
