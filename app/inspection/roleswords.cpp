// SPDX-License-Identifier: Apache-2.0
#include "inspection/audienceadvice.h"
#include "inspection/phrases.h"
#include "inspection/rolesadvice.h"
#include "inspection/rolesbeside.h"
#include "inspection/rungadvice.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

QString countSummary(const Telling& telling)
{
    return said("%1 of %2 present").arg(shown(telling.argument("present")), shown(telling.argument("count")));
}

QString summaryOf(const Telling& telling, const QString& ofOne)
{
    return isAboutOne(telling) ? ofOne : countSummary(telling);
}

/// The item that the words are about: the only one, or that of the role which the finding names.
const checks::Item* itemOf(const Telling& telling)
{
    const auto& items = telling.result.items;
    if (isAboutOne(telling))
        return &items.first();
    const QString role = telling.argument("role");
    const auto item = std::find_if(items.begin(), items.end(), [&role](const auto& each) { return each.text == role; });
    return item == items.end() ? nullptr : &*item;
}

/// The lists at hand show the grant, and still the token lacks the role.
void tellGranted(Telling& telling, const QStringList& granted)
{
    QStringList others = explainedOf(telling);
    others.removeIf([&granted](const QString& role) { return granted.contains(role); });
    const checks::Item* item = itemOf(telling);
    const bool before = item && item->arguments.value(QStringLiteral("granted")) == QLatin1String("before");
    QString why = before
                      ? said("%1 is granted to the client, and was before this token was issued, and yet it is not in "
                             "the token: the grant had not reached the place that issues tokens, which takes some "
                             "minutes, the lists at hand are not of this tenant, or a rule for claims leaves it out.")
                      : said("%1 is granted to the client, and yet it is not in the token. The list does not tell "
                             "since when: most likely the token is older than the grant, as a token keeps the roles "
                             "that it was issued with.");
    why = why.arg(quotedList(granted));
    if (!others.isEmpty())
        why += u' ' + said("Of %1 no grant is known.").arg(quotedList(others));
    telling.tell(summaryOf(telling, said("granted, and not in the token")), why);
    telling.fix(Side::Caller, telling.argument("managedIdentity").isEmpty()
                                  ? said("Ask for a new token; clients keep one for up to 90 minutes.")
                                  : said("Ask for a new token; a managed identity's may be kept for about a day."));
    if (before)
        telling.fix(Side::Tenant,
                    said("If a new one lacks it too: look whether the lists are of the token's tenant, and "
                         "whether a claims mapping policy is assigned to the API's service principal."));
    if (!others.isEmpty())
        telling.fix(Side::Tenant,
                    said("Look for the grant of %1, too: App registrations › the client › API permissions.")
                        .arg(quotedList(others)));
}

void tellAbsent(Telling& telling)
{
    const QString rbac = telling.argument("rbac");
    if (!rbac.isEmpty()) {
        telling.tell(said("%1 does not look at roles").arg(shown(rbac)),
                     said("The token has no roles, as is normal for %1: it decides by role assignments on the resource "
                          "(Azure RBAC), not by app roles.")
                         .arg(shown(rbac)));
        telling.fix(Side::Tenant, said("If a call is refused, assign an Azure role on the resource to the client's "
                                       "service principal."));
        telling.fix(Side::Request, said("Expect no roles here."), QStringLiteral("expectations.roles"), {});
        return;
    }
    if (const QStringList granted = grantedOf(telling); !granted.isEmpty()) {
        tellGranted(telling, granted);
        return;
    }
    telling.tell(summaryOf(telling, said("the token has no roles")),
                 said("The token has no roles claim; the API asks for %1. An authority gives out such a token when "
                      "nothing is granted to the client for this API, and says no word about it.")
                     .arg(explainedInWords(telling)));
    adviseGranting(telling);
}

void tellMissing(Telling& telling)
{
    if (const QStringList granted = grantedOf(telling); !granted.isEmpty()) {
        tellGranted(telling, granted);
        return;
    }
    const QString actual = quotedList(telling.result.actual);
    const bool any = telling.argument("match") == QLatin1String("any");
    telling.tell(summaryOf(telling, said("not in the token")),
                 any ? said("The token has the roles %1; the API asks for %2, and the client was not given it, or not "
                            "yet when the token was issued.")
                           .arg(actual, explainedInWords(telling))
                     : said("The token has the roles %1; the API asks for %2 as well, which the client was not given, "
                            "or not yet when the token was issued.")
                           .arg(actual, quotedList(explainedOf(telling))));
    adviseGranting(telling);
}

void tellCase(Telling& telling)
{
    QHash<QString, QString> correct;
    QStringList alike;
    for (const checks::Item& item : telling.result.items) {
        if (item.status == checks::Status::Pass || item.cause != telling.result.cause)
            continue;
        alike += item.arguments.value(QStringLiteral("alike"));
        correct.insert(item.text, alike.last());
    }
    QStringList expected = telling.inspection.expectations.roles;
    for (QString& role : expected)
        role = correct.value(role, role);
    expected.removeDuplicates();
    const QString there = quotedList(alike);
    telling.tell(summaryOf(telling, said("upper and lower case differ")),
                 said("The API asks for %1, and the token has %2: they differ by upper and lower case, and roles are "
                      "compared exactly.")
                     .arg(quotedList(explainedOf(telling)), there));
    telling.fix(Side::Api, said("Write the role in the API's code as its manifest declares it: %1.").arg(there));
    telling.fix(Side::Request, said("Expect %1 instead.").arg(there), QStringLiteral("expectations.roles"),
                expected.join(u'\n'));
}

void tellDelegated(Telling& telling)
{
    telling.tell(
        summaryOf(telling, said("a user's token has scopes instead")),
        said("The API asks for the role %1; this is a user's token, which has scopes (scp) and only the user's "
             "own roles.")
            .arg(quotedList(missingOf(telling))));
    telling.fix(Side::Caller, said("Ask with grant_type=client_credentials for a token of the client itself."));
}

void tellScopeName(Telling& telling)
{
    const QStringList names = explainedOf(telling);
    telling.tell(summaryOf(telling, said("a scope, not a role")),
                 names.size() > 1
                     ? said("%1 are names of delegated scopes: only a user's token can have them (in scp). A service "
                            "gets app roles.")
                           .arg(quotedList(names))
                     : said("%1 is the name of a delegated scope: only a user's token can have it (in scp). A service "
                            "gets app roles.")
                           .arg(quotedList(names)));
    telling.fix(Side::Api, said("Declare an app role for applications in the API, and let the API ask services for "
                                "that."));
    telling.fix(Side::Request, said("Expect the name of an app role."), QStringLiteral("expectations.roles"));
}

void tellOtherClient(Telling& telling)
{
    if (!telling.argument("otherTenant").isEmpty()) {
        telling.tell(summaryOf(telling, said("granted in another tenant, perhaps")),
                     said("The token comes from another tenant than the one that is expected: what is granted to the "
                          "client there counts only there, and %1 is not in the token.")
                         .arg(quotedList(missingOf(telling))));
        const bool byUrl = telling.asksByUrl();
        telling.fix(Side::Request, said("Ask in the tenant in which the role was granted."),
                    byUrl ? QString() : QStringLiteral("tenant"),
                    byUrl ? QString() : telling.inspection.expectations.tenant);
        telling.fix(Side::Tenant, said("Or let an administrator grant the role in the token's tenant too."));
        return;
    }
    telling.tell(summaryOf(telling, said("granted to another client, perhaps")),
                 said("The token was issued to the client %1, not to the one that is expected: its roles are that "
                      "client's, and %2 is not among them.")
                     .arg(telling.quotedArgument("client"), quotedList(missingOf(telling))));
    telling.fix(Side::Request, said("Ask with the client to which the role was granted."), QStringLiteral("clientId"));
    adviseGranting(telling);
}

void tellOtherResource(Telling& telling)
{
    if (telling.argument("kind") == QLatin1String("id-token")) {
        telling.tell(summaryOf(telling, said("an ID token has no roles of a service")),
                     said("This is an ID token: it is meant for the client %1, and roles in it are a user's. %2 can "
                          "only stand in an access token for the API.")
                         .arg(telling.quotedArgument("audience"), quotedList(missingOf(telling))));
        telling.fix(Side::Caller, said("Send the access_token of the token response, not the id_token."));
        return;
    }
    if (!telling.argument("kind").isEmpty()) {
        telling.tell(summaryOf(telling, said("an assertion has no roles")),
                     said("This is an assertion for Entra's token exchange, a credential to get a token with: %1 can "
                          "only stand in the token that is got with it.")
                         .arg(quotedList(missingOf(telling))));
        telling.fix(Side::Caller, said("Send it as client_assertion to the token endpoint, and use the access token "
                                       "that comes back."));
        return;
    }
    const QString asked = telling.argument("askedFor");
    telling.tell(summaryOf(telling, said("the token is for another API")),
                 asked.isEmpty()
                     ? said("The token is meant for %1, so its roles are that API's; %2 is a role of the API that was "
                            "expected.")
                           .arg(telling.quotedArgument("audience"), quotedList(missingOf(telling)))
                     : said("The token was asked for %1, which is not what is expected. Unless both are names of one "
                            "app, its roles are another API's, and %2 cannot be among them.")
                           .arg(quoted(asked), quotedList(missingOf(telling))));
    const QString expected = telling.inspection.expectations.audiences.value(0);
    const QString field = expected.isEmpty() ? QString() : fieldToAskWith(telling);
    telling.fix(Side::Request, said("Ask for the API that declares the role; the audience says more."), field,
                field.isEmpty() ? QString() : expected);
}

void tellInScp(Telling& telling)
{
    const QStringList names = explainedOf(telling);
    telling.tell(summaryOf(telling, said("in scp instead of roles")),
                 names.size() > 1
                     ? said("%1 stand in scp: Azure AD B2C writes application permissions there, and no roles claim.")
                           .arg(quotedList(names))
                     : said("%1 stands in scp: Azure AD B2C writes application permissions there, and no roles claim.")
                           .arg(quotedList(names)));
    telling.fix(Side::Api, said("Let the API read scp for tokens of this issuer."));
}

void tellNotExpected(Telling& telling)
{
    telling.tell(telling.result.actual.isEmpty() ? said("nothing expected") : quotedList(telling.result.actual),
                 said("It is not said which roles the API asks for, so they were not checked. An API that checks none "
                      "lets in every app of the tenant."));
    telling.fix(Side::Request, said("Say which roles the API asks for."), QStringLiteral("expectations.roles"),
                telling.result.actual.join(u'\n'));
}

/// What APIs make of one text no fact tells, so both are said.
void tellText(Telling& telling)
{
    if (telling.result.status == checks::Status::Warning) {
        telling.tell(said("one text, not a list"),
                     said("The claim roles is one text here and not a list of texts: %1. %2 is in it, so the API "
                          "possibly finds it: some libraries take one text for a list of one, or split it at its "
                          "spaces, and others look into a list alone.")
                         .arg(quotedList(telling.result.actual),
                              quotedList(telling.argument("held").split(u'\n', Qt::SkipEmptyParts))));
        telling.fix(Side::Api, said("Let what writes the claim at the authority (claims mapping, a rule or a mapper) "
                                    "write a list of texts."));
        return;
    }
    telling.tell(said("one text, and not what is expected"),
                 said("The claim roles is one text here and not a list of texts: %1. Read as one name or as words, it "
                      "does not hold %2.")
                     .arg(quotedList(telling.result.actual), quotedList(telling.result.expected)));
    telling.fix(Side::Api, said("Let what writes the claim at the authority (claims mapping, a rule or a mapper) write "
                                "a list of texts, with %1 in it.")
                               .arg(quotedList(telling.result.expected)));
}

void tellOther(Telling& telling)
{
    if (telling.argument("reason") == QLatin1String("text")) {
        tellText(telling);
        return;
    }
    telling.tell(said("roles is no list of texts"),
                 said("The claim roles must be a list of texts, and here it is neither that nor one text. The API asks "
                      "for %1.")
                     .arg(quotedList(telling.result.expected)));
    telling.fix(Side::Api,
                said("Look at what writes the claim at the authority (claims mapping, a rule or a mapper) and "
                     "let it write a list."));
}

/// The roles that are not in `roles` and in another claim.
QStringList heldElsewhere(const Telling& telling)
{
    QStringList held;
    for (const checks::Item& item : telling.result.items) {
        if (item.arguments.contains(QStringLiteral("elsewhere")))
            held += item.text;
    }
    return held;
}

/// At authorities other than Microsoft's the permissions may stand elsewhere, and the API may read them there.
void tellElsewhere(Telling& telling)
{
    const QString claim = quoted(telling.argument("elsewhere"));
    telling.tell(summaryOf(telling, said("in %1").arg(claim)),
                 said("The token has no such roles, but %1 holds %2, where this authority writes permissions. It will "
                      "do if the API reads that claim.")
                     .arg(claim, quotedList(heldElsewhere(telling))));
    telling.fix(Side::Api, said("Let the API read %1.").arg(claim));
    telling.fix(Side::Tenant, said("Or let the authority write a claim roles (a mapper, an action or a rule)."));
}

/// A rung of the ladder that a manifest shows to be broken.
void tellRung(Telling& telling, const RungAdvice& advice)
{
    telling.tell(summaryOf(telling, advice.summary), advice.why);
    QString text = advice.clicks.join(QStringLiteral(" › "));
    if (!advice.commands.isEmpty()) {
        text += u'\n' + advice.commands.first().title + QStringLiteral(":\n") + advice.commands.first().text;
    }
    telling.fix(advice.side, text);
    const checks::Item* item = itemOf(telling);
    const QString declaredAs = item ? item->arguments.value(QStringLiteral("declaredAs")) : QString();
    if (!declaredAs.isEmpty()) {
        QStringList expected = telling.inspection.expectations.roles;
        std::replace(expected.begin(), expected.end(), item->text, declaredAs);
        telling.fix(Side::Request, said("Expect %1 instead.").arg(quoted(declaredAs)),
                    QStringLiteral("expectations.roles"), expected.join(u'\n'));
    }
}

constexpr std::array table{
    CauseWords{"absent", tellAbsent},
    CauseWords{"missing", tellMissing},
    CauseWords{"case", tellCase},
    CauseWords{"delegated", tellDelegated},
    CauseWords{"scope-name", tellScopeName},
    CauseWords{"other-client", tellOtherClient},
    CauseWords{"other-resource", tellOtherResource},
    CauseWords{"in-scp", tellInScp},
    CauseWords{"not-expected", tellNotExpected},
};

void tellMismatch(Telling& telling)
{
    if (!heldElsewhere(telling).isEmpty()) {
        tellElsewhere(telling);
        return;
    }
    // Of several roles, the one that the finding is about.
    const QString about = isAboutOne(telling) ? telling.result.items.first().text : telling.argument("role");
    if (const auto advice = adviseOn(telling.result.cause, roleIdsOf(about, telling.result, telling.inspection))) {
        tellRung(telling, *advice);
        return;
    }
    tellBy(table, telling, tellOther);
}

} // namespace

void tellRoles(Telling& telling)
{
    if (telling.result.status == checks::Status::Pass) {
        telling.words.summary = isAboutOne(telling) ? said("present") : countSummary(telling);
        return;
    }
    tellMismatch(telling);
    if (telling.result.status == checks::Status::Fail && telling.result.items.size() > 1)
        tellTheOthers(telling);
    if (!telling.argument("doubtedList").isEmpty()) {
        telling.words.why +=
            u' ' + said("The empty list of service principals cannot be that of this API in the token's "
                        "tenant: without one, no token would have been issued for it.");
    }
    if (const QStringList strangers = telling.argument("strangers").split(u'\n', Qt::SkipEmptyParts);
        !strangers.isEmpty() && telling.result.status == checks::Status::Fail) {
        telling.words.why += u' ' + said("The manifest of %1 tells nothing here: it is another API's, not the one that "
                                         "the token is for.")
                                        .arg(quotedList(strangers));
    }
    tellWhatDoesNotTell(telling);
}

} // namespace assayer::inspection
