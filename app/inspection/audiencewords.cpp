// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"
#include "inspection/audienceadvice.h"

#include "checks/texts.h"

#include <array>

namespace assayer::inspection {

namespace {

void tellTrailingSlash(Telling& telling)
{
    telling.tell(
        said("one slash at the end differs"),
        bothNamed(telling, said("they differ by the slash at the end. ASP.NET Core lets that pass, most others "
                                "do not.")));
    adviseAskingForExpected(telling);
    adviseAccepting(telling);
    adviseExpecting(telling);
}

void tellOwnClient(Telling& telling)
{
    telling.tell(said("the client's own ID"),
                 said("The audience %1 is the client's own ID: a token for the client itself. The API expects %2.")
                         .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))) +
                     u' ' + cameBy(telling, said("Most likely the request named the client as its resource.")));
    adviseAsking(telling, expectationOf(telling));
    telling.fix(Side::Client, said("The client ID belongs into the field Client ID alone; the resource is the API's "
                                   "identifier."));
}

void tellIdToken(Telling& telling)
{
    telling.tell(said("an ID token, for the client"),
                 said("This is an ID token: its audience %1 is the client that signed a user in. The API expects %2.")
                     .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling))));
    telling.fix(Side::Caller, said("Send the access_token of the token response, not the id_token."));
}

void tellScheme(Telling& telling)
{
    telling.tell(said("http and https differ"), bothNamed(telling, said("they differ by http and https.")));
    adviseWriting(telling);
}

void tellCase(Telling& telling)
{
    telling.tell(said("upper and lower case differ"),
                 bothNamed(telling, said("they differ by upper and lower case, and an API compares exactly.")));
    adviseWriting(telling);
}

void tellApiPrefix(Telling& telling)
{
    telling.tell(said("api:// is missing or doubled"),
                 bothNamed(telling, said("they differ by api:// at the beginning, which is missing or doubled.")));
    adviseWriting(telling);
}

void tellDefaultSuffix(Telling& telling)
{
    const bool inToken = audienceOf(telling).endsWith(QLatin1String("/.default"));
    telling.tell(said("/.default is left in"),
                 bothNamed(telling, inToken ? said("/.default is left in the resource; it belongs only into the scope "
                                                   "of a v2 request.")
                                            : said("/.default is left in the API's setting; it is the end of a scope "
                                                   "and no part of the audience.")));
    if (inToken) {
        adviseAsking(telling, expectationOf(telling));
        adviseLeavingApi(telling);
    } else {
        adviseCorrecting(telling);
        adviseReplacing(telling, audienceOf(telling));
    }
}

void tellScopeSuffix(Telling& telling)
{
    telling.tell(said("a scope or role name is left in"),
                 bothNamed(telling, said("one of them has the name of a scope or role at its end, which is no part of "
                                         "the App ID URI.")));
    adviseWriting(telling, audienceOf(telling).size() > expectationOf(telling).size());
}

void tellDoubleSlash(Telling& telling)
{
    telling.tell(
        said("a doubled slash"),
        bothNamed(telling, said("they differ by a doubled slash. It comes from //.default behind an identifier "
                                "that has no slash at its end.")));
    adviseWriting(telling, audienceOf(telling).size() > expectationOf(telling).size());
}

void tellPathPrefix(Telling& telling)
{
    telling.tell(said("one is the beginning of the other"),
                 bothNamed(telling, said("one is only the beginning of the other; the whole App ID URI counts.")));
    adviseAskingForExpected(telling);
    adviseAcceptingIfOwn(telling);
    adviseExpecting(telling);
}

void tellSiteUrl(Telling& telling)
{
    const QString called = telling.argument("called");
    telling.tell(said("a site's address is expected"),
                 called.isEmpty()
                     ? said("The API expects %1, which is the address of a web site; the token names the API by its "
                            "identifier, %2. Most likely the site's address was taken for the App ID URI.")
                           .arg(quoted(expectationOf(telling)), quoted(audienceOf(telling)))
                     : said("The API expects %1, the address at which it is called; the token names the API by its "
                            "identifier, %2.")
                           .arg(quoted(expectationOf(telling)), quoted(audienceOf(telling))));
    adviseCorrecting(telling);
    adviseReplacing(telling, audienceOf(telling));
}

void tellOtherProfile(Telling& telling)
{
    telling.tell(
        said("for the API of %1").arg(telling.quotedArgument("profile")),
        said("The token is meant for the API of the profile %1 (%2); here %3 is expected.")
            .arg(telling.quotedArgument("profile"), quoted(audienceOf(telling)), quoted(expectationOf(telling))));
    adviseAsking(telling, expectationOf(telling));
    telling.fix(Side::Caller, said("Or use the profile %1 for this API.").arg(telling.quotedArgument("profile")));
}

void tellMultiple(Telling& telling)
{
    if (telling.argument("reason") == QLatin1String("several")) {
        telling.tell(said("%1 audiences, where one is taken").arg(shown(telling.argument("count"))),
                     said("The token names several audiences, %1. passport-azure-ad takes that only if the token's "
                          "client is the API itself.")
                         .arg(quotedList(telling.result.actual)));
        telling.fix(Side::Request, said("Get a token for this API alone."));
        return;
    }
    telling.tell(said("%1 audiences, none expected").arg(shown(telling.argument("count"))),
                 said("The token names several audiences, %1, and none of them is %2. Some APIs compare the claim as "
                      "one text and refuse every list.")
                     .arg(quotedList(telling.result.actual), quotedList(telling.result.expected)));
    adviseAsking(telling, expectationOf(telling));
    adviseAcceptingIfOwn(telling);
}

void tellSpn(Telling& telling)
{
    telling.tell(said("spn: at the beginning"),
                 bothNamed(telling, said("spn: stands before one of them; it marks a service principal's name and "
                                         "belongs to the same app.")));
    adviseWriting(telling);
}

void tellWhitespace(Telling& telling)
{
    telling.tell(said("invisible characters differ"),
                 bothNamed(telling, said("they differ by white space or by characters that cannot be seen. Type the "
                                         "identifier anew instead of copying it.")));
    adviseWriting(telling, checks::withoutInvisible(audienceOf(telling)) != audienceOf(telling));
}

void tellAbsent(Telling& telling)
{
    telling.tell(said("the token names no audience"),
                 said("The token has no claim aud; the API expects %1. Some authorities put the audience in only if "
                      "the request or a setting names it.")
                     .arg(quotedList(telling.result.expected)));
    adviseAsking(telling, expectationOf(telling));
    if (telling.words.fixes.isEmpty() || telling.words.fixes.last().side != Side::Tenant) {
        telling.fix(Side::Tenant,
                    said("At the authority: add an audience to the client or its scope (Keycloak: an audience "
                         "mapper). AWS Cognito never writes aud: its APIs check client_id and scope."));
    }
}

void tellNotExpected(Telling& telling)
{
    telling.tell(said("nothing expected"),
                 said("It is not said which audience the API accepts, so it was not checked."));
    telling.fix(Side::Request, said("Say which audience the API accepts."), QStringLiteral("expectations.audiences"),
                audienceOf(telling));
}

/// What the client signs for the token endpoint has that endpoint as its audience, and no API may take it.
bool isClientAssertion(const Telling& telling)
{
    const checks::Result* kind = telling.inspection.checklist.find(checks::CheckId::Kind);
    return kind && kind->cause == QLatin1String("kind.client-assertion");
}

void tellClientAssertion(Telling& telling)
{
    telling.tell(said("a client's assertion, for the token endpoint"),
                 said("This is no token for an API: the client signed it for the token endpoint (%1), to get a token "
                      "with. The API expects %2.")
                     .arg(quotedList(telling.result.actual), quotedList(telling.result.expected)));
    telling.fix(Side::Caller, said("Send it as client_assertion to the token endpoint, and use the access token that "
                                   "comes back."));
}

/// Another audience, and what was asked for is known.
void tellAsked(Telling& telling)
{
    const QString asked = telling.argument("askedFor");
    if (telling.argument("reason") == QLatin1String("unasked")) {
        telling.tell(said("another audience than was asked for"),
                     said("It was asked for %1, which the API expects, and the token is for %2: it comes from another "
                          "request, or the authority writes its audiences otherwise.")
                         .arg(quoted(asked), quotedList(telling.result.actual)));
        telling.fix(Side::Caller, said("Get a new token by that request, and send that one."));
        return;
    }
    telling.tell(said("another API was asked for"),
                 said("The token was asked for %1 and is for %2; the API expects %3. Either it is for another API, or "
                      "these are names of one.")
                     .arg(quoted(asked), quotedList(telling.result.actual), quotedList(telling.result.expected)));
    adviseAsking(telling, expectationOf(telling));
    adviseAcceptingIfOwn(telling);
}

/// A manifest at hand has one of the two, and not the other.
void tellNoName(Telling& telling)
{
    const QString name = telling.argument("name");
    const QString app = name.isEmpty() ? telling.quotedArgument("app") : quoted(name);
    const QString names = quotedList(telling.argument("names").split(u'\n'));
    if (!checks::sameId(audienceOf(telling), telling.argument("app"))) {
        telling.tell(said("no name of %1").arg(app),
                     said("The API expects %1, which is the client ID of %2; its manifest at hand names it %3. The "
                          "token is meant for %4, which is none of these: for another API.")
                         .arg(quoted(expectationOf(telling)), app, names, quoted(audienceOf(telling))));
        adviseAsking(telling, expectationOf(telling));
        adviseLeavingApi(telling);
        return;
    }
    telling.tell(said("for %1, which has no such name").arg(app),
                 said("The token is meant for %1, the client ID of %2; its manifest at hand names it %3. The API "
                      "expects %4, which is none of these: that is another API's name, or a wrong one.")
                     .arg(quoted(audienceOf(telling)), app, names, quoted(expectationOf(telling))));
    adviseAskingIfAnother(telling, expectationOf(telling));
    telling.fix(Side::Api, said("If the API is %1, let it expect %2 instead.").arg(app, quoted(audienceOf(telling))) +
                               u'\n' +
                               audienceSettings(acceptedWith(telling, audienceOf(telling)), telling.middleware()));
    adviseReplacing(telling, audienceOf(telling));
}

void tellOther(Telling& telling)
{
    if (telling.argument("reason") == QLatin1String("malformed")) {
        telling.tell(said("the audience is neither a text nor a list of texts"),
                     said("The claim aud must be a text or a list of texts (RFC 7519 §4.1.3), and here it is not."));
        telling.fix(Side::Caller, said("Get a new token from the authority."));
        return;
    }
    if (isClientAssertion(telling)) {
        tellClientAssertion(telling);
        return;
    }
    if (telling.argument("reason") == QLatin1String("no-name")) {
        tellNoName(telling);
        return;
    }
    if (telling.argument("reason") == QLatin1String("object-id")) {
        telling.tell(said("an object ID is expected"),
                     said("The API expects %1, and that is an object ID: it names a directory entry and never stands "
                          "in a token as its audience, nor behind api://. The token is meant for %2.")
                         .arg(quoted(expectationOf(telling)), quotedList(telling.result.actual)));
        telling.fix(Side::Api, said("Let the API expect its client ID or its App ID URI."));
        telling.fix(Side::Request,
                    said("Expect the API's client ID or App ID URI instead; %1 only if it is one of them.")
                        .arg(quoted(audienceOf(telling))),
                    QStringLiteral("expectations.audiences"), acceptedWith(telling, audienceOf(telling)).join(u'\n'));
        return;
    }
    if (telling.argument("reason") == QLatin1String("unasked") ||
        telling.argument("reason") == QLatin1String("asked")) {
        tellAsked(telling);
        return;
    }
    const bool alike = telling.argument("reason") == QLatin1String("lookalike");
    telling.tell(alike ? said("letters that only look the same") : said("another audience"),
                 alike ? bothNamed(telling, said("they look the same, but letters of another script stand in one of "
                                                 "them."))
                       : said("The token is meant for %1; the API expects %2.")
                             .arg(quotedList(telling.result.actual), quotedList(telling.result.expected)));
    const QString identifier = telling.argument("identifier"); // without what no token has
    adviseAsking(telling, identifier.isEmpty() ? expectationOf(telling) : identifier);
    if (alike && checks::withoutLookalikes(expectationOf(telling)) == expectationOf(telling)) {
        adviseLeavingApi(telling);
    } else if (alike) {
        adviseCorrecting(telling);
    } else {
        adviseAcceptingIfOwn(telling);
    }
}

constexpr std::array table{
    CauseWords{"trailing-slash", tellTrailingSlash},
    CauseWords{"guid-vs-uri", tellGuidVsUri},
    CauseWords{"microsoft-graph", tellMicrosoftGraph},
    CauseWords{"aad-graph", tellAadGraph},
    CauseWords{"microsoft-resource", tellMicrosoftResource},
    CauseWords{"own-client", tellOwnClient},
    CauseWords{"id-token", tellIdToken},
    CauseWords{"object-id", tellObjectId},
    CauseWords{"v1-token", tellV1Token},
    CauseWords{"v2-token", tellV2Token},
    CauseWords{"cloud", tellResourceCloud},
    CauseWords{"scheme", tellScheme},
    CauseWords{"case", tellCase},
    CauseWords{"api-prefix", tellApiPrefix},
    CauseWords{"default-suffix", tellDefaultSuffix},
    CauseWords{"scope-suffix", tellScopeSuffix},
    CauseWords{"double-slash", tellDoubleSlash},
    CauseWords{"path-prefix", tellPathPrefix},
    CauseWords{"site-url", tellSiteUrl},
    CauseWords{"other-profile", tellOtherProfile},
    CauseWords{"multiple", tellMultiple},
    CauseWords{"spn-prefix", tellSpn},
    CauseWords{"other-identifier", tellOtherIdentifier},
    CauseWords{"resource-alias", tellResourceAlias},
    CauseWords{"whitespace", tellWhitespace},
    CauseWords{"exchange-assertion", tellExchange},
    CauseWords{"absent", tellAbsent},
    CauseWords{"not-expected", tellNotExpected},
};

} // namespace

void tellAudience(Telling& telling)
{
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = quotedList(telling.result.actual);
        return;
    }
    tellBy(table, telling, tellOther);
}

} // namespace assayer::inspection
