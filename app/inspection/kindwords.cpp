// SPDX-License-Identifier: Apache-2.0
#include "inspection/phrases.h"

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

void adviseClientCredentials(Telling& telling)
{
    telling.fix(Side::Caller, said("Ask with grant_type=client_credentials, as this program does, and send the "
                                   "access_token of the answer."));
}

void tellDelegated(Telling& telling)
{
    telling.tell(said("a user's token"),
                 said("The token was issued to a client for a signed-in user; the API expects one that a service got "
                      "for itself. Such a token carries scopes (scp) and, if any, the user's roles."));
    adviseClientCredentials(telling);
    telling.fix(Side::Api, said("If users may call as well, let the API check scp for their tokens and roles for those "
                                "of services."));
}

void tellIdToken(Telling& telling)
{
    telling.tell(said("an ID token, not an access token"),
                 said("The token tells the client who signed in; it is meant for the client and not for an API."));
    telling.fix(Side::Caller, said("Send the access_token of the token response, not the id_token."));
    adviseClientCredentials(telling);
}

void tellEncrypted(Telling& telling)
{
    telling.tell(
        said("encrypted: only its API can read it"),
        said("The token has five parts: it is encrypted (JWE) for its API, and only the holder of that key can "
             "read and check it."));
    telling.fix(Side::Api, said("An API that expects signed tokens cannot use it: switch token encryption off for that "
                                "API, or give the API its decryption key."));
    telling.fix(Side::Request,
                said("If this is the token of a Microsoft API, ask for your own API's resource instead."),
                QStringLiteral("resource"));
}

void tellOpaque(Telling& telling)
{
    telling.tell(
        said("nothing in it can be read"),
        said("The text is no JSON Web Token: nothing in it can be read or checked here. Some authorities issue "
             "such tokens, which only they can look up."));
    telling.fix(Side::Caller, said("Check that the whole access token was copied, and not a refresh token, an "
                                   "authorization code or a secret."));
    telling.fix(Side::Request, said("At some authorities a token becomes a JWT once the request names the API "
                                    "(audience or resource)."));
}

void tellExchangeAssertion(Telling& telling)
{
    telling.tell(said("an assertion for the token exchange"),
                 said("The token's audience is Entra's token exchange: it is a credential with which a workload asks "
                      "for a token, and no API takes it."));
    telling.fix(Side::Caller, said("Send it as client_assertion to the token endpoint, and use the access token that "
                                   "comes back."));
}

void tellClientAssertion(Telling& telling)
{
    telling.tell(said("a client's own assertion"),
                 said("The client made and signed this token itself, for the authority's token endpoint, instead of a "
                      "secret. The API expects a token that the authority issued."));
    telling.fix(Side::Caller, said("Send it as client_assertion to the token endpoint, and use the access token that "
                                   "comes back."));
}

void tellBound(Telling& telling)
{
    if (telling.result.status == checks::Status::Warning) {
        telling.tell(said("bound to a key (cnf)"),
                     said("The token is bound to a key of the client (cnf): the API must see a proof that the caller "
                          "holds it, and will not take the token alone as Bearer."));
        telling.fix(Side::Caller, said("Send it with its proof (DPoP, a signed HTTP request, or the client's TLS "
                                       "certificate), or ask for a token without a binding."));
        return;
    }
    telling.tell(said("a signed HTTP request"),
                 said("This is the envelope that a client signs around an access token and a request; it is no access "
                      "token itself and fits one request only."));
    telling.fix(Side::Caller, said("Send it with the scheme PoP to an API that knows it, or send the access token "
                                   "inside (at) as Bearer."));
}

void tellUnreadable(Telling& telling)
{
    if (telling.argument("damage") == QLatin1String("too-large")) {
        telling.tell(said("too large"), said("The token is larger than 1 MiB: only its beginning is shown, and nothing "
                                             "can be said of the whole. No API takes a header of that size."));
        return;
    }
    const auto& token = telling.inspection.token;
    QString particular;
    for (const jose::Damage& damage : token ? token->damages : QList<jose::Damage>{}) {
        if (damage.fatal && damage.section != jose::Section::Signature) {
            particular = damage.sentence;
            break;
        }
    }
    telling.tell(said("damaged"),
                 said("The token is damaged: no API can read it. %1").arg(shown(particular)).trimmed());
    telling.fix(Side::Caller, said("Copy the whole token again: three parts with two dots between them, without line "
                                   "breaks, quotes or cut ends."));
}

void tellOther(Telling& telling)
{
    telling.tell(said("of another kind"),
                 said("The token says that it is of the type %1, and no access token of a service.")
                     .arg(telling.quotedArgument("type")));
    adviseClientCredentials(telling);
}

constexpr std::array table{
    CauseWords{"delegated", tellDelegated},
    CauseWords{"id-token", tellIdToken},
    CauseWords{"encrypted", tellEncrypted},
    CauseWords{"opaque", tellOpaque},
    CauseWords{"exchange-assertion", tellExchangeAssertion},
    CauseWords{"client-assertion", tellClientAssertion},
    CauseWords{"proof-of-possession", tellBound},
    CauseWords{"unreadable", tellUnreadable},
};

} // namespace

void tellKind(Telling& telling)
{
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = said("an access token for a service");
        return;
    }
    tellBy(table, telling, tellOther);
}

} // namespace assayer::inspection
