// SPDX-License-Identifier: Apache-2.0
#include "inspection/audienceadvice.h"

namespace assayer::inspection {

namespace {

/// What was asked for and what the API expects, for a token that went to the wrong resource.
void adviseOwnApi(Telling& telling)
{
    adviseAsking(telling, expectationOf(telling));
    telling.fix(Side::Api, said("Nothing is to be changed at the API: a token for %1 must never be accepted there.")
                               .arg(shown(telling.argument("resource"))));
}

} // namespace

void tellMicrosoftGraph(Telling& telling)
{
    telling.tell(said("for Microsoft Graph"),
                 said("The token is meant for Microsoft Graph (%1); the API expects %2.")
                         .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))) +
                     u' ' + cameBy(telling, said("Most likely the request named Graph's scope instead of the API's.")));
    adviseOwnApi(telling);
}

void tellAadGraph(Telling& telling)
{
    telling.tell(said("for Azure AD Graph"),
                 said("The token is meant for the retired Azure AD Graph (%1); the API expects %2.")
                         .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))) +
                     u' ' + cameBy(telling, said("That is what comes when a request names no resource.")));
    adviseOwnApi(telling);
}

void tellMicrosoftResource(Telling& telling)
{
    telling.tell(
        said("for %1").arg(shown(telling.argument("resource"))),
        said("The token is meant for %1 (%2), one of Microsoft's APIs; the API expects %3.")
            .arg(shown(telling.argument("resource")), quoted(audienceOf(telling)), quoted(expectationOf(telling))));
    adviseOwnApi(telling);
}

void tellResourceAlias(Telling& telling)
{
    telling.tell(
        said("another name of %1").arg(shown(telling.argument("resource"))),
        said("%1 and %2 are two names of %3. Microsoft's API accepts both; a program that compares the text "
             "does not.")
            .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling)), shown(telling.argument("resource"))));
    adviseAsking(telling, expectationOf(telling));
    if (telling.middleware()) {
        adviseAccepting(telling);
    }
    adviseExpecting(telling);
}

void tellResourceCloud(Telling& telling)
{
    const QString wanted = telling.argument("expectedCloud");
    telling.tell(said("%1 of another cloud").arg(shown(telling.argument("resource"))),
                 said("The token is meant for %1 in the cloud %2 (%3); expected is the same API in the cloud %4 (%5).")
                     .arg(shown(telling.argument("resource")), quoted(cloudName(telling.argument("cloud"))),
                          quoted(audienceOf(telling)), quoted(cloudName(wanted)), quoted(expectationOf(telling))));
    telling.fix(Side::Request, said("Ask the authority of the cloud %1.").arg(quoted(cloudName(wanted))),
                QStringLiteral("cloud"), wanted);
    adviseAsking(telling, expectationOf(telling));
}

void tellExchange(Telling& telling)
{
    telling.tell(
        said("for the token exchange"),
        said("The token's audience is Entra's token exchange (%1): it is a credential to get a token with; the "
             "API expects %2.")
            .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))));
    telling.fix(Side::Caller, said("Send it as client_assertion to the token endpoint, and use the access token that "
                                   "comes back."));
}

} // namespace assayer::inspection
