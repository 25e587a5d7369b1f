// SPDX-License-Identifier: Apache-2.0
#include "checks/issuerform.h"
#include "checks/texts.h"
#include "checks/tokenfacts.h"
#include "inspection/phrases.h"

#include <array>

namespace assayer::inspection {

namespace {

QString keyName(const Telling& telling)
{
    const QString kid = telling.argument("kid");
    return kid.isEmpty() ? said("without a key ID") : said("key %1").arg(quoted(kid));
}

QString withDetail(const Telling& telling, const QString& sentence)
{
    const QString detail = shown(telling.argument("detail"));
    return detail.isEmpty() ? sentence : sentence + u' ' + detail;
}

/// «The key «kid»», or what can be said of a key that the token does not name.
QString theKey(const Telling& telling)
{
    return telling.argument("kid").isEmpty() ? said("A key for its algorithm")
                                             : said("The key %1").arg(telling.quotedArgument("kid"));
}

void tellBad(Telling& telling)
{
    if (!telling.argument("keyless").isEmpty()) {
        telling.tell(said("the token is malformed"),
                     withDetail(telling, said("No signature can hold for a token that is not written as it must be.")));
        telling.fix(Side::Caller, said("Copy the whole token again, or get a new one, and send it unchanged."));
        return;
    }
    if (!telling.argument("unnamedKey").isEmpty()) {
        telling.tell(
            said("does not fit the key at hand"),
            said("The token names the key %1; the key at hand does not say which it is, and the signature does "
                 "not fit it. Either it is another key, or the token was changed after it was signed.")
                .arg(telling.quotedArgument("kid")));
        telling.fix(Side::Request, said("Give the issuer's key set, in which each key has its name (kid)."));
        telling.fix(Side::Caller, said("If that does not fit either: get a new token and send it unchanged."));
        return;
    }
    telling.tell(said("does not fit the token"),
                 said("%1 is there, but the signature does not fit header and claims: the token was changed after it "
                      "was signed, or something else signed it.")
                     .arg(theKey(telling)));
    telling.fix(Side::Caller, said("Get a new token and send it unchanged. If the token went through an editor, a log "
                                   "or a ticket, some characters were changed there."));
}

void tellKeyNotFound(Telling& telling)
{
    const QString source =
        telling.argument("keySource").isEmpty() ? said("the expected issuer") : telling.quotedArgument("keySource");
    const QString named = telling.argument("kid").isEmpty()
                              ? said("The token does not name its key, and %1 publishes none that fits").arg(source)
                              : said("The token was signed with the key %1, and %2 publishes no such key")
                                    .arg(telling.quotedArgument("kid"), source);
    telling.tell(said("signed with an unknown key"),
                 said("%1: it comes from another authority, another cloud or another policy, or the keys were changed.")
                     .arg(named));
    telling.fix(Side::Api, said("Compare the token's issuer %1 with the metadata address in the API's settings; B2C "
                                "has keys of its own for each policy.")
                               .arg(telling.quotedArgument("tokenIssuer")));
    const auto& token = telling.inspection.token;
    if (token && checks::factsOf(*token).family == checks::Family::Entra) {
        telling.fix(Side::Api,
                    said("If the API has a signing key of its own (claims mapping, or SAML), Entra publishes "
                         "it only with ?appid=<client ID of the API> at the metadata address."));
    }
    telling.fix(Side::Caller, said("Get a new token if this one is old: authorities change their keys."));
}

void tellKeysUnavailable(Telling& telling)
{
    const QString host = telling.inspection.offeredKeysHost;
    telling.tell(said("not checked: no keys at hand"),
                 withDetail(telling, said("The issuer's keys are not at hand, so the signature was not checked.")));
    telling.fix(Side::Request, host.isEmpty()
                                   ? said("Give a key set, or name the issuer whose keys are to be fetched.")
                                   : said("Allow fetching the keys from %1, or give a key set.").arg(shown(host)));
}

void tellNone(Telling& telling)
{
    telling.tell(said("not signed"), said("The token says alg none, or has no signature: anybody can have written it. "
                                          "Every API must refuse it."));
    telling.fix(Side::Caller, said("Get a token from the authority and send it whole, with all three parts."));
}

void tellMismatch(Telling& telling)
{
    telling.tell(said("algorithm and key disagree"),
                 withDetail(telling, said("The header says %1, and the key that it names is not for that algorithm. An "
                                          "API must not let the token choose how it is checked.")
                                         .arg(telling.quotedArgument("algorithm"))));
    telling.fix(Side::Caller, said("Get a new token from the authority; if it comes again, its keys or its algorithm "
                                   "setting are at fault."));
    telling.fix(Side::Api, said("Allow only the algorithm that the authority uses (Entra: RS256)."));
}

/// Whole, and not to be looked into: encrypted, or no JWT.
bool tellClosed(Telling& telling)
{
    const auto& token = telling.inspection.token;
    const bool encrypted = token && token->kind == jose::TokenKind::Jwe;
    if (!encrypted && !(token && token->kind == jose::TokenKind::Opaque))
        return false;
    telling.tell(said("cannot be seen"),
                 encrypted ? said("The token is encrypted: a signature, if there is one, is inside, and only the API "
                                  "that has the key sees it.")
                           : said("The token is opaque: only who issued it can say whether it is genuine."));
    telling.fix(Side::Caller, said("Send it as it is; the API, or who issued it, checks it."));
    return true;
}

void tellUnsupported(Telling& telling)
{
    if (tellClosed(telling))
        return;
    telling.tell(
        said("cannot be checked"),
        withDetail(telling, said("The signature cannot be checked: its algorithm %1 or its key is none that is "
                                 "known here.")
                                .arg(telling.quotedArgument("algorithm"))));
    telling.fix(Side::Api, said("Let the authority sign with an algorithm that the API knows, such as RS256."));
}

void tellWeak(Telling& telling)
{
    telling.tell(
        said("the key is too weak"),
        withDetail(telling,
                   said("%1 is there, and must not be trusted: keys like it can be broken.").arg(theKey(telling))));
    telling.fix(Side::Api, said("Let the authority sign with a sound key: RSA of 2048 bits or more, or an elliptic "
                                "curve."));
}

void tellTruncated(Telling& telling)
{
    telling.tell(said("cut off"),
                 withDetail(telling, said("The signature is shorter than the key makes them, or damaged: the end of "
                                          "the token is missing.")));
    telling.fix(Side::Caller, said("Copy the whole token again; look for a limit on the length of a header, a field or "
                                   "a variable on its way."));
}

void tellGraphNonce(Telling& telling)
{
    telling.tell(
        said("genuine, but only for a Microsoft API"),
        said("The signature holds once the header's nonce is replaced by its hash: that is how Microsoft signs "
             "tokens for its own APIs. It is genuine, and meant for that API alone; any other API finds the "
             "signature invalid."));
    const checks::Result* audience = telling.inspection.checklist.find(checks::CheckId::Audience);
    if (audience && (audience->status == checks::Status::Pass || audience->status == checks::Status::Warning)) {
        telling.fix(Side::Caller, said("Send it to that API: it alone can check the signature as it is."));
        return;
    }
    telling.fix(Side::Request, said("Ask for your own API's resource instead of Microsoft's."),
                QStringLiteral("resource"));
}

void tellAppKey(Telling& telling)
{
    telling.tell(
        said("signed with the API's own key"),
        said("The key %1 is published only for this API, under the metadata address with ?appid=: the API has "
             "a signing key of its own (claims mapping, or SAML). An API that reads the common keys finds none "
             "that fits.")
            .arg(telling.quotedArgument("kid")));
    telling.fix(Side::Api, said("Add ?appid=<client ID of the API> to the metadata address in the API's settings."));
}

void tellKeyIssuer(Telling& telling)
{
    telling.tell(said("signed with another issuer's key"),
                 said("The signature holds, but the key is published for %1, and the token names %2.")
                     .arg(telling.quotedArgument("keyIssuer"), telling.quotedArgument("tokenIssuer")));
    if (!telling.argument("uncompared").isEmpty()) {
        telling.words.why += u' ' + said("Possibly this API's middleware does not compare the two and takes it.");
    }
    const QString ofKey = checks::issuerFormOf(telling.argument("keyIssuer")).tenant;
    const QString ofToken = checks::issuerFormOf(telling.argument("tokenIssuer")).tenant;
    telling.fix(Side::Caller, checks::sameId(ofKey, ofToken) && !ofKey.isEmpty()
                                  ? said("Do not trust this token: its issuer is not written as its key's, which an "
                                         "authority does not do.")
                                  : said("Do not trust this token: its issuer and its key do not belong together."));
    telling.fix(Side::Api, said("Let the API compare the key's issuer with the token's (Microsoft.IdentityModel does, "
                                "with EnableAadSigningKeyIssuerValidation)."));
}

void tellCritical(Telling& telling)
{
    telling.tell(said("demands an extension"),
                 withDetail(telling, said("The header marks an extension as critical (crit); who does not understand "
                                          "it must refuse the token (RFC 7515 §4.1.11).")));
    telling.fix(Side::Caller, said("Get a token without critical extensions, or send it to the API that it was made "
                                   "for."));
}

void tellOther(Telling& telling)
{
    telling.tell(said("was not accepted"),
                 withDetail(telling, said("The signature was not accepted, for a reason that is not known better.")));
    telling.fix(Side::Caller, said("Get a new token and send it unchanged."));
}

constexpr std::array table{
    CauseWords{"bad", tellBad},
    CauseWords{"key-not-found", tellKeyNotFound},
    CauseWords{"keys-unavailable", tellKeysUnavailable},
    CauseWords{"algorithm-none", tellNone},
    CauseWords{"algorithm-mismatch", tellMismatch},
    CauseWords{"unsupported", tellUnsupported},
    CauseWords{"weak-key", tellWeak},
    CauseWords{"truncated", tellTruncated},
    CauseWords{"graph-nonce", tellGraphNonce},
    CauseWords{"app-specific-key", tellAppKey},
    CauseWords{"key-issuer", tellKeyIssuer},
    CauseWords{"critical-header", tellCritical},
};

} // namespace

void tellSignature(Telling& telling)
{
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = said("%1, %2").arg(shown(telling.argument("algorithm")), keyName(telling));
        return;
    }
    tellBy(table, telling, tellOther);
}

} // namespace assayer::inspection
