// SPDX-License-Identifier: Apache-2.0
#include "inspection/audienceadvice.h"

#include "inspection/apisettings.h"

#include "checks/texts.h"
#include "checks/tokenfacts.h"

#include <algorithm>

namespace assayer::inspection {

QString audienceOf(const Telling& telling)
{
    const QString chosen = telling.argument("audience");
    return chosen.isEmpty() ? telling.result.actual.value(0) : chosen;
}

QString expectationOf(const Telling& telling)
{
    const QString chosen = telling.argument("expectation");
    return chosen.isEmpty() ? telling.result.expected.value(0) : chosen;
}

QString bothNamed(const Telling& telling, const QString& difference)
{
    return said("The token's audience is %1; the API expects %2: %3")
        .arg(quoted(audienceOf(telling)), quoted(expectationOf(telling)), difference);
}

bool wasAskedFor(const Telling& telling, const QString& identifier)
{
    const QString& asked = telling.inspection.requestedResource;
    if (asked.isEmpty() || identifier.isEmpty())
        return false;
    // Where the scope's ending came into the token, the authority took it for a part of the identifier.
    const bool endingCounts = audienceOf(telling) == asked;
    return asked == identifier || (!endingCounts && checks::withoutDefaultSuffix(asked) == identifier);
}

QString cameBy(const Telling& telling, const QString& likely)
{
    const QString& asked = telling.inspection.requestedResource;
    if (asked.isEmpty())
        return likely;
    return wasAskedFor(telling, expectationOf(telling))
               ? said("It was asked for %1, so that this token is of another request.").arg(quoted(asked))
               : said("It was asked for %1.").arg(quoted(asked));
}

QStringList acceptedNow(const Telling& telling)
{
    const profile::Expectations& expectations = telling.inspection.expectations;
    QStringList accepted = telling.result.expected;
    if (expectations.rules.contains(profile::Rule::AudienceOfVersion)) {
        accepted += expectations.audiences;
        accepted.removeDuplicates();
    }
    return accepted;
}

QStringList acceptedWith(const Telling& telling, const QString& audience)
{
    QStringList accepted = acceptedNow(telling);
    std::replace(accepted.begin(), accepted.end(), expectationOf(telling), audience);
    accepted.removeDuplicates();
    return accepted;
}

namespace {

/// How the audience comes about at authorities whose requests do not name it (facts: generic-idps, overview); empty
/// for one where the request does.
QString audienceElsewhere(checks::Family family, const QString& identifier)
{
    switch (family) {
    case checks::Family::Keycloak:
        return said(
                   "Keycloak takes no audience from the request: add an audience mapper for %1 to the client or to one "
                   "of its scopes.")
            .arg(quoted(identifier));
    case checks::Family::Cognito:
        return said("AWS Cognito takes no audience from the request and never writes aud: let the API check client_id "
                    "and scope instead.");
    case checks::Family::Okta:
        return said("At Okta each authorization server has one audience in its settings: ask the server whose audience "
                    "is %1, or change it there.")
            .arg(quoted(identifier));
    case checks::Family::PingOne:
        return said("At PingOne the scopes choose the audience: ask for a scope of the resource whose audience is %1.")
            .arg(quoted(identifier));
    default:
        return {};
    }
}

checks::Family familyOf(const Telling& telling)
{
    return telling.inspection.token ? checks::factsOf(*telling.inspection.token).family : checks::Family::Other;
}

} // namespace

QString fieldToAskWith(const Telling& telling)
{
    const auto& profile = telling.inspection.profile;
    if (!audienceElsewhere(familyOf(telling), {}).isEmpty())
        return {};
    if (profile && profile->authority.kind != profile::AuthorityKind::Issuer)
        return QStringLiteral("resource");
    const bool byAudience = (profile && !profile->audience.isEmpty()) || familyOf(telling) == checks::Family::Auth0;
    return byAudience ? QStringLiteral("audience") : QStringLiteral("resource");
}

void adviseAsking(Telling& telling, const QString& identifier)
{
    if (identifier.isEmpty())
        return;
    if (const QString how = audienceElsewhere(familyOf(telling), identifier); !how.isEmpty())
        telling.fix(Side::Tenant, how);
    else if (wasAskedFor(telling, identifier))
        telling.fix(Side::Caller, said("%1 was asked for already: get a new token, and see whether it names the same. "
                                       "The one at hand may be of another request.")
                                      .arg(quoted(identifier)));
    else
        telling.fix(Side::Request, said("Ask for %1.").arg(quoted(identifier)), fieldToAskWith(telling), identifier);
}

void adviseAskingIfAnother(Telling& telling, const QString& identifier)
{
    const QString field = fieldToAskWith(telling);
    if (!identifier.isEmpty() && !field.isEmpty() && !wasAskedFor(telling, identifier)) {
        telling.fix(Side::Request, said("If the token is for another API, ask for %1.").arg(quoted(identifier)), field,
                    identifier);
    }
}

void adviseAskingForExpected(Telling& telling)
{
    // A B2C token says 1.0 and has the client ID all the same, however it was asked for (facts: generic-idps).
    if (telling.argument("version") != QLatin1String("2.0") && familyOf(telling) != checks::Family::B2c) {
        adviseAsking(telling, expectationOf(telling));
    }
}

void adviseAccepting(Telling& telling)
{
    QStringList accepted = acceptedNow(telling);
    accepted.removeAll(audienceOf(telling));
    accepted += audienceOf(telling);
    telling.fix(Side::Api, said("Let the API accept %1 as well.").arg(quoted(audienceOf(telling))) + u'\n' +
                               audienceSettings(accepted, telling.middleware()));
}

void adviseAcceptingIfOwn(Telling& telling)
{
    telling.fix(Side::Api,
                said("If %1 is a name of this API, let it accept that too.").arg(quoted(audienceOf(telling))) + u'\n' +
                    audienceSettings(acceptedNow(telling) + QStringList{audienceOf(telling)}, telling.middleware()));
}

void adviseCorrecting(Telling& telling)
{
    telling.fix(Side::Api, said("Write the audience in the API's settings exactly as the token has it.") + u'\n' +
                               audienceSettings(acceptedWith(telling, audienceOf(telling)), telling.middleware()));
}

void adviseLeavingApi(Telling& telling)
{
    telling.fix(Side::Api, said("Nothing is to be changed at the API: what it expects is the identifier itself."));
}

void adviseExpecting(Telling& telling)
{
    // It is expected, of tokens of the other version; the API's settings say so.
    if (telling.inspection.expectations.audiences.contains(audienceOf(telling))) {
        return;
    }
    QStringList expected = acceptedNow(telling);
    expected += audienceOf(telling);
    telling.fix(Side::Request, said("If the API accepts it, expect %1 too.").arg(quoted(audienceOf(telling))),
                QStringLiteral("expectations.audiences"), expected.join(u'\n'));
}

void adviseReplacing(Telling& telling, const QString& text)
{
    telling.fix(Side::Request, said("Expect %1 instead.").arg(quoted(text)), QStringLiteral("expectations.audiences"),
                acceptedWith(telling, text).join(u'\n'));
}

void adviseWriting(Telling& telling)
{
    adviseAskingForExpected(telling);
    adviseCorrecting(telling);
    adviseReplacing(telling, audienceOf(telling));
}

void adviseWriting(Telling& telling, bool slipIsInToken)
{
    if (!slipIsInToken) {
        adviseWriting(telling);
        return;
    }
    adviseAsking(telling, expectationOf(telling));
    adviseLeavingApi(telling);
}

} // namespace assayer::inspection
