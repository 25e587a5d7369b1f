// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"
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

/// What is in the expectation that no audience has: then the API refuses its own tokens, whatever their version. Empty:
/// nothing.
QString slipOf(const Telling& telling)
{
    const QString slip = telling.argument("slip");
    return slip == QLatin1String("whitespace")       ? said("white space or characters that cannot be seen stand in it")
           : slip == QLatin1String("default-suffix") ? said("/.default is left in it, the end of a scope")
           : slip == QLatin1String("scope-suffix")   ? said("the name of a scope or role is left in it")
           : slip == QLatin1String("case")           ? said("api:// is written in capital letters")
           : slip == QLatin1String("api-prefix")     ? said("api:// is doubled in it")
                                                     : QString();
}

/// Nothing is proved where a v2 token merely has some client ID, or a v1 token some name.
bool isProved(const Telling& telling)
{
    return !telling.argument("askedFor").isEmpty() || !telling.argument("proved").isEmpty();
}

QString sameAppOf(const Telling& telling)
{
    if (const QString asked = telling.argument("askedFor"); !asked.isEmpty())
        return said("It was asked for by %1, so both are the same app.").arg(quoted(asked));
    return isProved(telling) ? said("Both are the same app.")
                             : said("Either both are the same app, or the token is for another API: the two look alike "
                                    "from here.");
}

/// To accept another name beside such a one, or to switch the version, would mend nothing.
void tellSlip(Telling& telling)
{
    telling.words.why += u' ' + said("And what the API expects stands in no token: %1.").arg(slipOf(telling));
    if (isProved(telling) || telling.result.cause == QLatin1String("audience.guid-vs-uri")) {
        adviseCorrecting(telling);
    } else {
        adviseAskingIfAnother(telling, telling.argument("identifier"));
        telling.fix(Side::Api,
                    said("If %1 is a name of this API, let it expect that instead.").arg(quoted(audienceOf(telling))) +
                        u'\n' + audienceSettings(acceptedWith(telling, audienceOf(telling)), telling.middleware()));
    }
    adviseReplacing(telling, audienceOf(telling));
}

/// A v1 token has the name that it was asked for by, and the client ID is one (facts: endpoints §4).
void adviseAskingByName(Telling& telling)
{
    const QString& asked = telling.inspection.requestedResource;
    const QString name = checks::withoutDefaultSuffix(asked);
    if (entra::isGuid(name.isEmpty() ? asked : name)) {
        telling.fix(Side::Request,
                    said("Ask for %1 by that name, if the API is to make v1 tokens: asked by the client ID, as here, "
                         "they have the client ID too.")
                        .arg(quoted(expectationOf(telling))),
                    fieldToAskWith(telling), expectationOf(telling));
    }
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
    if (!slipOf(telling).isEmpty()) {
        tellSlip(telling);
        return;
    }
    adviseAskingForExpected(telling);
    adviseAccepting(telling);
    adviseExpecting(telling);
}

void tellV2Token(Telling& telling)
{
    const bool proved = isProved(telling);
    telling.tell((proved ? said("client ID of %1, expected its App ID URI")
                         : said("a client ID, perhaps of %1; expected an App ID URI"))
                     .arg(apiName(telling.inspection)),
                 said("The token is a v2 token, and a v2 token always names its API by the client ID, here %1; the API "
                      "expects %2.")
                         .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))) +
                     u' ' + sameAppOf(telling));
    if (!slipOf(telling).isEmpty()) {
        tellSlip(telling);
        return;
    }
    if (proved) {
        adviseAccepting(telling);
        adviseAskingByName(telling);
        adviseTokenVersion(telling, appOf(telling), 1);
    } else {
        adviseAskingIfAnother(telling, expectationOf(telling));
        adviseAcceptingIfOwn(telling);
        adviseTokenVersion(telling, appOf(telling), 1, ItsApi::Likely);
    }
    adviseExpecting(telling);
}

void tellObjectId(Telling& telling)
{
    telling.tell(
        said("the API's object ID is expected"),
        said("The API expects %1, and that is an object ID of %2: it names a directory entry and never stands in a "
             "token, nor behind api://. The token has %3, which is right.")
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
    const bool asked = wasAskedFor(telling, expectation);
    const QString why = asked
                            ? said("The token is a v1 token and names the API by %1, although it was asked for by its "
                                   "client ID, %2: a v1 token may have any name of its API. So both are the same app, "
                                   "and the API was made for v2 tokens.")
                            : said("The token is a v1 token and names its API by %1, usually as it was asked for; the "
                                   "API expects the client ID %2. Either both are the same app, and the API was made "
                                   "for v2 tokens, or the token is for another API: the two look alike from here.");
    telling.tell(said("App ID URI in a v1 token, expected a client ID"),
                 why.arg(quoted(audienceOf(telling)), quoted(expectation)));
    if (asked) {
        adviseTokenVersion(telling, expectation, 2);
        adviseAccepting(telling);
    } else {
        adviseAsking(telling, expectation);
        adviseTokenVersion(telling, expectation, 2, ItsApi::Likely);
        adviseAcceptingIfOwn(telling);
    }
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
