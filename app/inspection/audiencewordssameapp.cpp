// SPDX-License-Identifier: Apache-2.0
#include "inspection/audienceadvice.h"
#include "inspection/versionadvice.h"

#include "checks/texts.h"
#include "entra/cloud.h"

namespace assayer::inspection {

namespace {

QString appOf(const Telling& telling)
{
    const QString proved = telling.argument("app");
    if (!proved.isEmpty()) {
        return proved;
    }
    return entra::isGuid(audienceOf(telling)) ? audienceOf(telling) : QString();
}

/// How sure it is that both names are of one app.
QString sameAppOf(const Telling& telling)
{
    if (const QString asked = telling.argument("askedFor"); !asked.isEmpty())
        return said("It was asked for by %1, so both are the same app.").arg(quoted(asked));
    return telling.argument("proved").isEmpty() ? said("Most likely both are the same app.")
                                                : said("Both are the same app.");
}

} // namespace

void tellGuidVsUri(Telling& telling)
{
    const bool guidInToken = entra::isGuid(audienceOf(telling));
    telling.tell(guidInToken ? said("client ID of %1, expected its App ID URI").arg(apiName(telling.inspection))
                             : said("App ID URI of %1, expected its client ID").arg(apiName(telling.inspection)),
                 guidInToken ? said("The token names the API by its client ID, %1; the API expects its App ID URI, %2. "
                                    "Both are the same app.")
                                   .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling)))
                             : said("The token names the API by its App ID URI, %1; the API expects its client ID, %2. "
                                    "Both are the same app.")
                                   .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))));
    adviseAskingForExpected(telling);
    adviseAccepting(telling);
    adviseExpecting(telling);
}

void tellV2Token(Telling& telling)
{
    telling.tell(said("client ID of %1, expected its App ID URI").arg(apiName(telling.inspection)),
                 said("The token is a v2 token, and a v2 token always names its API by the client ID, here %1; the API "
                      "expects %2.")
                         .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))) +
                     u' ' + sameAppOf(telling));
    adviseAccepting(telling);
    // A v1 token has the name that it was asked for by, and the client ID is one (facts: endpoints §4).
    const QString& asked = telling.inspection.requestedResource;
    const QString name = checks::withoutDefaultSuffix(asked);
    if (entra::isGuid(name.isEmpty() ? asked : name)) {
        telling.fix(Side::Request,
                    said("Ask for %1 by that name, if the API is to make v1 tokens: asked by the client ID, as here, "
                         "they have the client ID too.")
                        .arg(quoted(expectationOf(telling))),
                    fieldToAskWith(telling), expectationOf(telling));
    }
    adviseTokenVersion(telling, appOf(telling), 1);
    adviseExpecting(telling);
}

void tellObjectId(Telling& telling)
{
    telling.tell(
        said("the API's object ID is expected"),
        said("The API expects %1, which is an object ID of %2: it names a directory entry and never stands in a "
             "token. The token has %3, which is right.")
            .arg(quoted(expectationOf(telling)), apiName(telling.inspection), quoted(audienceOf(telling))));
    adviseCorrecting(telling);
    adviseReplacing(telling, audienceOf(telling));
}

void tellV1Token(Telling& telling)
{
    const QString& expectation = expectationOf(telling);
    if (!telling.argument("manifest").isEmpty()) {
        telling.tell(said("a v1 token, although the manifest asks for v2"),
                     said("The token is a v1 token and names the API by %1; the API expects the client ID %2. Its "
                          "manifest asks for v2 tokens (requestedAccessTokenVersion 2), so this token is older than "
                          "that setting, or the manifest at hand is not the one in use.")
                         .arg(quoted(audienceOf(telling)), quoted(expectation)));
        telling.fix(Side::Caller, said("Get a new token; clients keep one for up to 90 minutes."));
        adviseAccepting(telling);
        adviseExpecting(telling);
        return;
    }
    const QString why = wasAskedFor(telling, expectation)
                            ? said("The token is a v1 token and names the API by %1, although it was asked for by its "
                                   "client ID, %2: a v1 token may have any name of its API. Most likely both are the "
                                   "same app, and the API was made for v2 tokens.")
                            : said("The token is a v1 token and names the API by %1, usually as it was asked for; the "
                                   "API expects the client ID %2. Most likely both are the same app, and the API was "
                                   "made for v2 tokens.");
    telling.tell(said("App ID URI in a v1 token, expected a client ID"),
                 why.arg(quoted(audienceOf(telling)), quoted(expectation)));
    if (!wasAskedFor(telling, expectation)) {
        adviseAsking(telling, expectation);
    }
    adviseTokenVersion(telling, expectation, 2);
    adviseAccepting(telling);
    adviseExpecting(telling);
}

void tellOtherIdentifier(Telling& telling)
{
    const bool askedForExpected = wasAskedFor(telling, expectationOf(telling));
    const QString why = wasAskedFor(telling, audienceOf(telling))
                            ? said("%1 and %2 are two identifiers of the same app; the token has the one that was "
                                   "asked for.")
                        : askedForExpected
                            ? said("%1 and %2 are two identifiers of the same app. It was asked for the second, and "
                                   "the token has the first: a v1 token may have any name of its API (with the "
                                   "optional claim aud and use_guid it has the client ID always).")
                            : said("%1 and %2 are two identifiers of the same app; a token usually has the one that "
                                   "was asked for.");
    telling.tell(said("another identifier of the same app"),
                 why.arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))));
    if (!askedForExpected) {
        adviseAskingForExpected(telling);
    }
    adviseAccepting(telling);
    adviseExpecting(telling);
}

} // namespace assayer::inspection
