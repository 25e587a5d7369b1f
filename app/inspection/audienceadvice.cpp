// SPDX-License-Identifier: Apache-2.0
#include "inspection/audienceadvice.h"

#include "inspection/apisettings.h"

#include "checks/texts.h"

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

namespace {

/// Exactly that, so that asking anew would change nothing.
bool wasAskedFor(const Telling& telling, const QString& identifier)
{
    const QString& asked = telling.inspection.requestedResource;
    return !asked.isEmpty() && (asked == identifier || checks::withoutDefaultSuffix(asked) == identifier);
}

} // namespace

QString fieldToAskWith(const Telling& telling)
{
    const auto& profile = telling.inspection.profile;
    const bool byAudience =
        profile && profile->authority.kind == profile::AuthorityKind::Issuer && !profile->audience.isEmpty();
    return byAudience ? QStringLiteral("audience") : QStringLiteral("resource");
}

void adviseAsking(Telling& telling, const QString& identifier)
{
    if (identifier.isEmpty())
        return;
    if (wasAskedFor(telling, identifier))
        telling.fix(Side::Caller, said("%1 was asked for already: get a new token, and see whether it names the same. "
                                       "The one at hand may be of another request.")
                                      .arg(quoted(identifier)));
    else
        telling.fix(Side::Request, said("Ask for %1.").arg(quoted(identifier)), fieldToAskWith(telling), identifier);
}

void adviseAskingForExpected(Telling& telling)
{
    if (telling.argument("version") != QLatin1String("2.0")) {
        adviseAsking(telling, expectationOf(telling));
    }
}

void adviseAccepting(Telling& telling)
{
    QStringList accepted = telling.result.expected;
    accepted.removeAll(audienceOf(telling));
    accepted += audienceOf(telling);
    telling.fix(Side::Api, said("Let the API accept %1 as well.").arg(quoted(audienceOf(telling))) + u'\n' +
                               audienceSettings(accepted));
}

void adviseCorrecting(Telling& telling)
{
    telling.fix(Side::Api, said("Write the audience in the API's settings exactly as the token has it.") + u'\n' +
                               audienceSettings({audienceOf(telling)}));
}

void adviseExpecting(Telling& telling)
{
    QStringList expected = telling.result.expected;
    expected += audienceOf(telling);
    telling.fix(Side::Request, said("If the API accepts it, expect %1 too.").arg(quoted(audienceOf(telling))),
                QStringLiteral("expectations.audiences"), expected.join(u'\n'));
}

void adviseReplacing(Telling& telling, const QString& text)
{
    QStringList expected = telling.result.expected;
    std::replace(expected.begin(), expected.end(), expectationOf(telling), text);
    expected.removeDuplicates();
    telling.fix(Side::Request, said("Expect %1 instead.").arg(quoted(text)), QStringLiteral("expectations.audiences"),
                expected.join(u'\n'));
}

} // namespace assayer::inspection
