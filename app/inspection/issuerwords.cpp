// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"
#include "inspection/versionadvice.h"

#include "checks/tokenfacts.h"

#include "entra/cloud.h"

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

QString issuerOf(const Telling& telling)
{
    return telling.result.actual.value(0);
}

QString wantedOf(const Telling& telling)
{
    const QString chosen = telling.argument("expected");
    return chosen.isEmpty() ? telling.result.expected.value(0) : chosen;
}

/// Everything that is accepted, with that in place of the one that the finding is about.
QStringList acceptedWith(const Telling& telling, const QString& issuer)
{
    QStringList accepted = telling.result.expected;
    std::replace(accepted.begin(), accepted.end(), wantedOf(telling), issuer);
    accepted.removeDuplicates();
    return accepted;
}

/// The same, and the token's issuer too.
QStringList acceptedBeside(const Telling& telling, const QString& issuer)
{
    QStringList accepted = acceptedWith(telling, issuer);
    accepted.removeAll(issuerOf(telling));
    return accepted + QStringList{issuerOf(telling)};
}

/// The two sides that every wrong text of an expectation has: the API's setting, and ours.
void adviseExact(Telling& telling)
{
    const QStringList accepted = acceptedWith(telling, issuerOf(telling));
    telling.fix(Side::Api, said("Write the issuer exactly as it stands in the token.") + u'\n' +
                               issuerSettings(accepted, telling.middleware()));
    telling.fix(Side::Request, said("Expect the issuer %1.").arg(quoted(issuerOf(telling))),
                QStringLiteral("expectations.issuer"), accepted.join(u' '));
}

/// What stands in the place of the tenant and is none: common, a placeholder, a domain name; empty if it is a GUID.
QString noTenantIn(const Telling& telling)
{
    const QString tenant = telling.argument("expectedTenant");
    return entra::isGuid(tenant) ? QString() : tenant;
}

/// The expected issuer as it would be of the token's tenant.
QString ofTokensTenant(const Telling& telling)
{
    const QString wrong = noTenantIn(telling);
    const QString tenant = telling.argument("tenant");
    QString issuer = wantedOf(telling);
    const qsizetype at = wrong.isEmpty() || !entra::isGuid(tenant) ? -1 : issuer.indexOf(u'/' + wrong + u'/');
    return at < 0 ? issuer : issuer.replace(at + 1, wrong.size(), tenant);
}

void adviseTenant(Telling& telling)
{
    const QString wanted = telling.argument("expectedTenant");
    const auto& profile = telling.inspection.profile;
    if (!wanted.isEmpty() && profile && profile->authority.tenant.compare(wanted, Qt::CaseInsensitive) != 0 &&
        !telling.asksByUrl()) {
        telling.fix(Side::Request, said("Ask in the tenant %1.").arg(quoted(wanted)), QStringLiteral("tenant"), wanted);
    } else {
        telling.fix(Side::Request, said("Ask at the token endpoint of the tenant %1.").arg(quoted(wanted)));
    }
}

void tellVersionMismatch(Telling& telling)
{
    const bool found2 = telling.argument("version") == QLatin1String("2");
    const QString found = found2 ? QStringLiteral("2.0") : QStringLiteral("1.0");
    const QString wanted = found2 ? QStringLiteral("1.0") : QStringLiteral("2.0");
    telling.tell(said("v%1 issuer, expected v%2").arg(found, wanted),
                 said("The token names the issuer of version %1, %2; the API expects that of version %3, %4.")
                     .arg(found, quoted(issuerOf(telling)), wanted, quoted(wantedOf(telling))));
    const QString wrong = noTenantIn(telling);
    if (!wrong.isEmpty()) {
        telling.words.why +=
            u' ' + said("And that is no issuer of any token: %1 stands where a token has its tenant's ID, %2.")
                       .arg(quoted(wrong), telling.quotedArgument("tenant"));
    }
    if (!tellWhatVersionFollows(telling)) {
        telling.words.why += u' ' + said("The API's manifest decides the version, not the endpoint that was asked.");
        const int version = found2 ? 1 : 2;
        const bool registered = telling.argument("manifestVersion") == QString::number(version);
        if (registered)
            adviseTokenVersion(telling, telling.argument("app"), version);
        telling.fix(
            Side::Api,
            (wrong.isEmpty() ? said("Accept both issuers.") : said("Accept both issuers, each with the tenant's ID.")) +
                u'\n' + issuerSettings(acceptedBeside(telling, ofTokensTenant(telling)), telling.middleware()));
        if (!registered)
            adviseTokenVersion(telling, telling.argument("app"), version);
    } else if (!wrong.isEmpty()) {
        telling.fix(Side::Api,
                    said("Write the tenant's ID into the issuer.") + u'\n' +
                        issuerSettings(acceptedWith(telling, ofTokensTenant(telling)), telling.middleware()));
    }
    if (mayBeAccepted(telling)) {
        telling.fix(Side::Request, said("If the API accepts it, expect this issuer."),
                    QStringLiteral("expectations.issuer"), acceptedWith(telling, issuerOf(telling)).join(u' '));
    }
}

void tellTenantMismatch(Telling& telling)
{
    if (telling.argument("reason") == QLatin1String("tid")) {
        telling.tell(said("names another tenant than tid"),
                     said("The issuer names the tenant %1, the claim tid names %2. Entra never writes such a token: it "
                          "is forged or was edited.")
                         .arg(telling.quotedArgument("tenant"), telling.quotedArgument("tid")));
        if (!telling.argument("uncompared").isEmpty()) {
            telling.words.why += u' ' + said("Possibly this API's middleware does not compare the two and takes it.");
        }
        telling.fix(Side::Caller, said("Do not use this token. Get a new one from the authority."));
        telling.fix(Side::Api, said("Let the API refuse tokens whose issuer and tid differ (Microsoft.Identity.Web "
                                    "does: IDX40004)."));
        return;
    }
    telling.tell(said("issued by another tenant"),
                 said("The token was issued by the tenant %1; the API trusts the tenant %2.")
                     .arg(telling.quotedArgument("tenant"), telling.quotedArgument("expectedTenant")));
    adviseTenant(telling);
    telling.fix(Side::Api, said("If the API is meant for several tenants, let it accept this tenant's issuers "
                                "explicitly.") +
                               u'\n' +
                               issuerSettings(acceptedBeside(telling, wantedOf(telling)), telling.middleware()));
}

void tellCloud(Telling& telling)
{
    const QString wanted = telling.argument("expectedCloud");
    telling.tell(said("issued by another cloud"),
                 said("The token was issued in the cloud %1; the API expects one of the cloud %2. A directory lives in "
                      "exactly one cloud.")
                     .arg(quoted(cloudName(telling.argument("cloud"))), quoted(cloudName(wanted))));
    telling.fix(Side::Request, said("Ask the authority of the cloud %1.").arg(quoted(cloudName(wanted))),
                QStringLiteral("cloud"), wanted);
    telling.fix(Side::Api, said("If the API lives in the token's cloud, correct its authority.") + u'\n' +
                               issuerSettings(acceptedWith(telling, issuerOf(telling)), telling.middleware()));
}

/// What is known of the slash at the end of such issuers, behind another sentence.
QString slashOf(checks::Family family)
{
    switch (family) {
    case checks::Family::Entra:
        return u' ' + said("The issuer of version 1.0 ends with one, that of version 2.0 does not.");
    case checks::Family::B2c:
        return u' ' + said("The issuers of Azure AD B2C end with one.");
    case checks::Family::Auth0:
        return u' ' + said("The issuers of Auth0 end with one.");
    default:
        return {};
    }
}

void tellSlash(Telling& telling)
{
    telling.tell(said("one slash at the end differs"),
                 said("The token names the issuer %1, the API expects %2: they differ by the slash at the end.")
                         .arg(quoted(issuerOf(telling)), quoted(wantedOf(telling))) +
                     slashOf(checks::familyOfIssuer(issuerOf(telling))));
    adviseExact(telling);
}

void tellTemplate(Telling& telling)
{
    telling.tell(said("a placeholder is left in the expectation"),
                 said("The API expects %1, with the placeholder of the metadata document left in; the token names its "
                      "tenant, %2.")
                     .arg(quoted(wantedOf(telling)), quoted(issuerOf(telling))));
    telling.fix(Side::Api, said("For one tenant, read the metadata of that tenant instead of common. For several, put "
                                "the token's tid into the template and check it against a list of tenants."));
    adviseExact(telling);
}

void tellCommon(Telling& telling)
{
    telling.tell(said("no token is issued by common"),
                 said("The API expects %1; common, organizations and consumers are addresses to ask at, no issuers. "
                      "The token names its tenant, %2.")
                     .arg(quoted(wantedOf(telling)), quoted(issuerOf(telling))));
    adviseExact(telling);
}

void tellAuthorityUrl(Telling& telling)
{
    telling.tell(said("an address is expected, not an issuer"),
                 said("The API expects %1, which is an address of the authority; the issuer in its tokens is %2.")
                     .arg(quoted(wantedOf(telling)), quoted(issuerOf(telling))));
    adviseExact(telling);
}

void tellDomain(Telling& telling)
{
    telling.tell(said("the tenant's domain name is expected"),
                 said("The API expects the tenant by its domain name, %1; tokens always name it by its ID, %2.")
                     .arg(telling.quotedArgument("expectedTenant"), telling.quotedArgument("tenant")));
    adviseExact(telling);
}

void tellB2c(Telling& telling)
{
    telling.tell(said("Azure AD B2C and Entra ID mixed up"),
                 said("The token names the issuer %1, the API expects %2: one is a B2C policy's, or another policy's. "
                      "Each policy has its own issuer and keys.")
                     .arg(quoted(issuerOf(telling)), quoted(wantedOf(telling))));
    telling.fix(Side::Api, said("Read the metadata of the policy that issues the tokens.") + u'\n' +
                               issuerSettings(acceptedWith(telling, issuerOf(telling)), telling.middleware()));
    // Only an authority that is known by its URL can be changed to that issuer.
    const bool byUrl = telling.asksByUrl();
    telling.fix(Side::Request, said("Ask the authority whose metadata the API reads."),
                byUrl ? QStringLiteral("issuer") : QStringLiteral("authority"), byUrl ? wantedOf(telling) : QString());
}

void tellCase(Telling& telling)
{
    telling.tell(
        said("upper and lower case differ"),
        said("The token names the issuer %1, the API expects %2: the same but for upper and lower case, and an "
             "API compares exactly.")
            .arg(quoted(issuerOf(telling)), quoted(wantedOf(telling))));
    adviseExact(telling);
}

void tellWhitespace(Telling& telling)
{
    telling.tell(said("invisible characters differ"),
                 said("The token names the issuer %1, the API expects %2: the same but for white space or characters "
                      "that cannot be seen.")
                     .arg(quoted(issuerOf(telling)), quoted(wantedOf(telling))));
    adviseExact(telling);
}

void tellNotExpected(Telling& telling)
{
    telling.tell(said("nothing expected"), said("It is not said which issuer the API trusts, so it was not checked."));
    telling.fix(Side::Request, said("Say which issuer the API trusts."), QStringLiteral("expectations.issuer"),
                issuerOf(telling));
}

void tellOther(Telling& telling)
{
    const QString reason = telling.argument("reason");
    if (reason == QLatin1String("absent")) {
        telling.tell(said("the token names no issuer"),
                     said("The token has no claim iss; the API expects %1.").arg(quotedList(telling.result.expected)));
    } else if (reason == QLatin1String("malformed")) {
        telling.tell(said("the issuer is no text"),
                     said("The claim iss must be one text, and here it is not; every API "
                          "refuses such a token."));
    } else {
        telling.tell(said("another issuer"),
                     said("The token was issued by %1; the API expects %2.")
                         .arg(quoted(issuerOf(telling)),
                              telling.result.expected.isEmpty()
                                  ? said("an issuer of the cloud %1").arg(cloudName(telling.argument("expectedCloud")))
                                  : quotedList(telling.result.expected)));
    }
    telling.fix(Side::Request, said("Ask the authority that the API trusts."));
    if (!issuerOf(telling).isEmpty() && reason.isEmpty()) {
        telling.fix(Side::Api, said("If the API should trust this authority too, add it to its settings.") + u'\n' +
                                   issuerSettings(acceptedBeside(telling, wantedOf(telling)), telling.middleware()));
    }
}

constexpr std::array table{
    CauseWords{"version", tellVersionMismatch},
    CauseWords{"tenant", tellTenantMismatch},
    CauseWords{"cloud", tellCloud},
    CauseWords{"trailing-slash", tellSlash},
    CauseWords{"template", tellTemplate},
    CauseWords{"common", tellCommon},
    CauseWords{"authority-url", tellAuthorityUrl},
    CauseWords{"domain-name", tellDomain},
    CauseWords{"b2c", tellB2c},
    CauseWords{"case", tellCase},
    CauseWords{"whitespace", tellWhitespace},
    CauseWords{"not-expected", tellNotExpected},
};

} // namespace

void tellIssuer(Telling& telling)
{
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = shown(issuerOf(telling));
        return;
    }
    tellBy(table, telling, tellOther);
}

} // namespace assayer::inspection
