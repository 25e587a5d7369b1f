// SPDX-License-Identifier: Apache-2.0
#include "checks/causes.h"
#include "checks/context.h"

#include <algorithm>

namespace assayer::checks {

namespace {

bool isKnown(const QString& cause)
{
    return std::any_of(causes.begin(), causes.end(), [&cause](const Cause& known) {
        return known.check == CheckId::Signature && known.text().mid(int(sizeof("signature"))) == cause;
    });
}

/// Decided by the token alone, whether or not there are keys.
const char* decidedWithoutKey(const jose::Jwt& token)
{
    if (token.kind == jose::TokenKind::Unsigned || token.headerText(u"alg") == QLatin1String("none"))
        return "algorithm-none";
    if (token.kind == jose::TokenKind::Jws && token.headerParameter(u"crit"))
        return "critical-header";
    return nullptr;
}

Status statusOf(const Context& context)
{
    const jose::Verification& verification = context.snapshot.verification;
    const QString& cause = verification.cause;
    // Microsoft's own APIs verify these another way: genuine, though no other API can see that. That a known middleware
    // refuses it all the same is said in its answer.
    if (cause == QLatin1String("graph-nonce"))
        return Status::Warning;
    switch (verification.status) {
    case jose::SignatureStatus::Valid:
        return cause.isEmpty() ? Status::Pass : Status::Warning;
    case jose::SignatureStatus::Invalid:
        return Status::Fail;
    case jose::SignatureStatus::Unchecked:
        return Status::Unchecked;
    }
    return Status::Unchecked;
}

} // namespace

Result checkSignature(const Context& context)
{
    const jose::Verification& verification = context.snapshot.verification;
    Result result = begin(CheckId::Signature, "");
    result.arguments = {{QStringLiteral("algorithm"), context.token.headerText(u"alg")},
                        {QStringLiteral("kid"), context.token.headerText(u"kid")},
                        {QStringLiteral("keyIssuer"), verification.keyIssuer},
                        {QStringLiteral("keySource"), verification.keySource},
                        {QStringLiteral("detail"), verification.detail},
                        {QStringLiteral("tokenIssuer"), context.facts.issuer}};
    if (verification.cause == QLatin1String("key-issuer"))
        sayWhetherCompared(result, context);
    // Refused for what it is, before any key was looked at.
    if (verification.keyBits == 0)
        result.arguments.insert(QStringLiteral("keyless"), QStringLiteral("true"));
    if (!verification.keyHasId && !context.token.headerText(u"kid").isEmpty())
        result.arguments.insert(QStringLiteral("unnamedKey"), QStringLiteral("true"));
    if (const char* decided = decidedWithoutKey(context.token)) {
        conclude(result, Status::Fail, decided);
        return result;
    }
    const Status status = statusOf(context);
    if (status == Status::Pass) {
        result.status = status;
    } else if (status == Status::Unchecked && verification.cause.isEmpty()) {
        const bool signedText = context.token.kind == jose::TokenKind::Jws;
        conclude(result, status, signedText ? "keys-unavailable" : "unsupported");
    } else if (isKnown(verification.cause)) {
        conclude(result, status, verification.cause.toLatin1().constData());
    } else {
        conclude(result, status, "other");
    }
    return result;
}

} // namespace assayer::checks
