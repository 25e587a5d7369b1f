// SPDX-License-Identifier: Apache-2.0
#include "inspection/apisettings.h"
#include "inspection/versionadvice.h"

namespace assayer::inspection {

namespace {

QString actual(const Telling& telling)
{
    return quoted(telling.result.actual.value(0));
}
QString expected(const Telling& telling)
{
    return quotedList(telling.result.expected);
}
bool isCause(const Telling& telling, const char* cause)
{
    return telling.cause() == QLatin1String(cause);
}

void adviseExpecting(Telling& telling, const char* field, const QString& what)
{
    const QString value = telling.result.actual.value(0);
    if (!value.isEmpty()) {
        telling.fix(Side::Request, what.arg(quoted(value)), QLatin1String(field), value);
    }
}

} // namespace

void tellClient(Telling& telling)
{
    const QString claim = shown(telling.argument("claim"));
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = said("%1 is the expected client").arg(claim);
    } else if (isCause(telling, "object-id") && !telling.argument("objectOf").isEmpty()) {
        telling.tell(said("the app registration's object ID is expected"),
                     said("Expected is %1, the object ID of the client's app registration, which stands in no token; "
                          "the token names the client by its client ID, %2.")
                         .arg(expected(telling), actual(telling)));
        adviseExpecting(telling, "expectations.client", said("Expect the client ID %1."));
        telling.fix(Side::Api, said("Compare %1 with the client ID.").arg(claim));
    } else if (isCause(telling, "object-id")) {
        telling.tell(said("the service principal's object ID is expected"),
                     said("Expected is %1, the object ID of the client's service principal (oid); the token names the "
                          "client by its client ID, %2.")
                         .arg(expected(telling), actual(telling)));
        adviseExpecting(telling, "expectations.client", said("Expect the client ID %1."));
        telling.fix(Side::Api, said("Compare %1 with the client ID, or oid with the object ID.").arg(claim));
    } else if (isCause(telling, "absent")) {
        telling.tell(
            said("the token names no client"),
            said("The token has no azp, appid, client_id or cid; the client %1 is expected.").arg(expected(telling)));
        telling.fix(Side::Caller, said("Check that it is an access token of the client credentials grant."));
    } else if (isCause(telling, "not-expected")) {
        telling.tell(said("nothing expected"), said("It is not said which client may call, so it was not checked."));
        adviseExpecting(telling, "expectations.client", said("Expect the client %1."));
        if (telling.words.fixes.isEmpty()) {
            telling.fix(Side::Request, said("Say which client is expected."), QStringLiteral("expectations.client"));
        }
    } else if (isCause(telling, "other-client")) {
        telling.tell(
            said("another client"),
            said("The token was issued to the client %1; expected is %2.").arg(actual(telling), expected(telling)));
        telling.fix(Side::Request, said("Ask with the client %1.").arg(expected(telling)), QStringLiteral("clientId"),
                    telling.result.expected.value(0));
        telling.fix(Side::Api, said("If this client may call too, add it to the API's list of callers (API Management: "
                                    "<client-application-ids>).") +
                                   u'\n' + xmlElement("application-id", telling.result.actual.value(0)));
    } else {
        telling.tell(said("cannot be told"), said("Which client the token was issued to cannot be told."));
        telling.fix(Side::Caller, said("Get a new token from the authority."));
    }
}

void tellTenant(Telling& telling)
{
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = said("the expected tenant");
    } else if (isCause(telling, "other-tenant")) {
        telling.tell(
            said("another tenant"),
            said("The token belongs to the tenant %1; expected is %2.").arg(actual(telling), expected(telling)));
        const bool byUrl = telling.asksByUrl();
        telling.fix(Side::Request, said("Ask in the tenant %1.").arg(expected(telling)),
                    byUrl ? QString() : QStringLiteral("tenant"), byUrl ? QString() : telling.result.expected.value(0));
        telling.fix(Side::Api, said("If the API serves several tenants, add this one to its list of tenants."));
    } else if (isCause(telling, "absent")) {
        telling.tell(said("the token names no tenant"),
                     said("The token has no tid; the tenant %1 is expected. Only Microsoft's tokens have it.")
                         .arg(expected(telling)));
        telling.fix(Side::Request, said("Expect no tenant if another authority issues the tokens."),
                    QStringLiteral("expectations.tenant"));
    } else if (isCause(telling, "not-expected")) {
        telling.tell(said("nothing expected"), said("It is not said which tenant is expected, so it was not checked."));
        telling.fix(Side::Request, said("Say which tenant is expected."), QStringLiteral("expectations.tenant"),
                    telling.result.actual.value(0));
    } else {
        telling.tell(said("not checked: only a domain name is known"),
                     said("The tenant is expected by its name, %1; the token names it by its ID, %2, and which ID that "
                          "name has is not known.")
                         .arg(expected(telling), actual(telling)));
        telling.fix(Side::Request, said("Give the tenant's ID instead of its domain name."),
                    telling.asksByUrl() ? QStringLiteral("expectations.tenant") : QStringLiteral("tenant"),
                    telling.result.actual.value(0));
    }
}

void tellVersion(Telling& telling)
{
    const bool wanted2 =
        isCause(telling, "v1-instead-of-v2") || telling.result.expected.value(0) == QLatin1String("2.0");
    const QString wanted = wanted2 ? QStringLiteral("2.0") : QStringLiteral("1.0");
    const QString found = telling.result.actual.value(0);
    const bool isVersion = found == QLatin1String("1.0") || found == QLatin1String("2.0");
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = wanted2 ? said("v2 token") : said("v1 token");
    } else if (isCause(telling, "not-expected")) {
        telling.tell(telling.result.actual.isEmpty() ? said("nothing expected")
                                                     : said("%1, nothing expected").arg(actual(telling)),
                     said("It is not said which token version the API expects, so it was not checked."));
        telling.fix(Side::Request, said("Say which token version the API expects."),
                    QStringLiteral("expectations.tokenVersion"), isVersion ? found : QString());
    } else if (isCause(telling, "other")) {
        telling.tell(said("no version of Entra's"),
                     said("The claim ver is %1; expected is %2. Only Entra's tokens have versions.")
                         .arg(actual(telling), expected(telling)));
        telling.fix(Side::Request, said("Expect no version if another authority issues the tokens."),
                    QStringLiteral("expectations.tokenVersion"));
    } else {
        telling.tell(said("v%1, expected v%2").arg(shown(found), wanted),
                     said("The token has version %1; the API expects %2.").arg(actual(telling), wanted));
        if (!tellWhatVersionFollows(telling)) {
            telling.words.why += u' ' + said("The API's manifest decides that, not the endpoint that was asked.");
            adviseTokenVersion(telling, telling.argument("app"), wanted2 ? 2 : 1);
        }
        if (telling.middleware() == profile::Middleware::ApiManagement &&
            !telling.inspection.expectations.client.isEmpty()) {
            telling.fix(Side::Api, said("If the policy asks for %1 in required-claims, let it ask for %2, or let "
                                        "<client-application-ids> of validate-azure-ad-token name the clients, which "
                                        "is right for both versions.")
                                       .arg(wanted2 ? QStringLiteral("azp") : QStringLiteral("appid"),
                                            wanted2 ? QStringLiteral("appid") : QStringLiteral("azp")));
        }
        if (mayBeAccepted(telling)) {
            telling.fix(Side::Request, said("If the API accepts it, expect version %1.").arg(actual(telling)),
                        QStringLiteral("expectations.tokenVersion"), found);
        }
    }
}

} // namespace assayer::inspection
