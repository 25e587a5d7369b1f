// SPDX-License-Identifier: Apache-2.0
#include "inspection/versionadvice.h"

#include "inspection/apisettings.h"

#include <array>

namespace assayer::inspection {

namespace {

void follow(Telling& telling, const QString& why, Side side, const QString& advice)
{
    telling.words.why += u' ' + why;
    telling.fix(side, advice);
}

/// Where no version means anything, none is to be expected.
void followNothing(Telling& telling, const QString& why, const QString& advice)
{
    telling.words.why += u' ' + why;
    const bool ofVersion = telling.result.id == checks::CheckId::Version;
    telling.fix(Side::Request, advice, ofVersion ? QStringLiteral("expectations.tokenVersion") : QString());
}

void followKind(Telling& telling)
{
    follow(telling,
           said("That follows from the kind: this is an ID token, whose version the endpoint decides that was asked."),
           Side::Caller, said("Send the access_token of the token response, not the id_token."));
}

void followAudience(Telling& telling)
{
    follow(telling,
           said("That follows from the audience: the token is for another API than the expected one, and each API sets "
                "the version of its own tokens."),
           Side::Request,
           said("Mend the audience first: a token for the expected API has the version that its manifest asks for."));
}

void followResource(Telling& telling)
{
    const QString resource = shown(telling.argument("resource"));
    follow(telling, said("The token is for %1, and Microsoft sets the version of those.").arg(resource), Side::Request,
           said("If another API than %1 is meant, ask for that one.").arg(resource));
}

void followB2c(Telling& telling)
{
    followNothing(
        telling,
        said("Azure AD B2C writes 1.0, although its issuers end with /v2.0/: there the version tells nothing."),
        said("Expect no version of a B2C token. Its API's manifest must keep version 2."));
}

void followAuthority(Telling& telling)
{
    followNothing(telling, said("Only Entra's tokens have versions, and another authority issued this one."),
                  said("Expect no version if another authority issues the tokens."));
}

struct Row {
    const char* follows;
    void (*tell)(Telling& telling);
};

constexpr std::array rows{
    Row{"kind", followKind}, Row{"audience", followAudience},   Row{"resource", followResource},
    Row{"b2c", followB2c},   Row{"authority", followAuthority},
};

} // namespace

bool tellWhatVersionFollows(Telling& telling)
{
    for (const Row& row : rows) {
        if (telling.argument("follows") == QLatin1String(row.follows)) {
            row.tell(telling);
            return true;
        }
    }
    return false;
}

bool mayBeAccepted(const Telling& telling)
{
    const QString follows = telling.argument("follows");
    return follows.isEmpty() || follows == QLatin1String("resource");
}

void adviseTokenVersion(Telling& telling, const QString& app, int version, ItsApi whose)
{
    const QString forced = telling.argument("forcedBy");
    if (telling.argument("manifestVersion") == QString::number(version)) {
        telling.fix(Side::Caller,
                    said("The manifest at hand asks for v%1 tokens already: this token is older than that setting, or "
                         "the manifest is not the one in use. Get a new token; clients keep one for up to 90 minutes.")
                        .arg(version));
    } else if (version == 1 && !forced.isEmpty()) {
        telling.fix(Side::Api, said("Its tokens cannot be made version 1: with the signInAudience %1 they always have "
                                    "version 2. Let the API accept that.")
                                   .arg(quoted(forced)));
    } else {
        const QString setting = tokenVersionSetting(app, version);
        telling.fix(Side::Api, whose == ItsApi::Proved ? setting : said("Only if both are one app: %1").arg(setting));
    }
}

} // namespace assayer::inspection
