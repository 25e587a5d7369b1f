// SPDX-License-Identifier: Apache-2.0
#include "inspection/answerwordsjoin.h"

#include "checks/tokenfacts.h"
#include "inspection/answeradvice.h"
#include "inspection/phrases.h"

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

using checks::Agreement;
using Finding = checks::ApiAnswer::Finding;

constexpr std::array faultWords{
    FaultWords{"audience", QT_TRANSLATE_NOOP("assayer", "Audience"),
               QT_TRANSLATE_NOOP("assayer", "the audience is wrong"),
               QT_TRANSLATE_NOOP("assayer", "the API expects another audience than is expected here.")},
    FaultWords{"issuer", QT_TRANSLATE_NOOP("assayer", "Issuer"),
               QT_TRANSLATE_NOOP("assayer", "the issuer is not one that it trusts"),
               QT_TRANSLATE_NOOP("assayer", "the API trusts another issuer than is expected here.")},
    FaultWords{"lifetime", QT_TRANSLATE_NOOP("assayer", "Lifetime"),
               QT_TRANSLATE_NOOP("assayer", "the token is outside its times"),
               QT_TRANSLATE_NOOP("assayer", "the API's clock is another, it allows less clock skew, or it was sent an "
                                            "older token.")},
    FaultWords{"signature", QT_TRANSLATE_NOOP("assayer", "Signature"),
               QT_TRANSLATE_NOOP("assayer", "the signature cannot be verified"),
               QT_TRANSLATE_NOOP("assayer", "the API looks for its keys elsewhere, or the token was changed on the way "
                                            "to it.")},
    FaultWords{"kind", QT_TRANSLATE_NOOP("assayer", "Kind"),
               QT_TRANSLATE_NOOP("assayer", "this is not the kind of token that it takes"),
               QT_TRANSLATE_NOOP("assayer",
                                 "the API's settings ask for another type of token, or the token was changed "
                                 "on the way to it.")},
    FaultWords{"roles", QT_TRANSLATE_NOOP("assayer", "Roles"), QT_TRANSLATE_NOOP("assayer", "a permission is missing"),
               QT_TRANSLATE_NOOP("assayer", "the API asks for another role, or reads roles from another claim.")},
    FaultWords{"scope", QT_TRANSLATE_NOOP("assayer", "Scope"),
               QT_TRANSLATE_NOOP("assayer", "a delegated scope is missing"),
               QT_TRANSLATE_NOOP("assayer", "the API asks for another scope.")},
    FaultWords{"tenant", QT_TRANSLATE_NOOP("assayer", "Tenant"), QT_TRANSLATE_NOOP("assayer", "the tenant is wrong"),
               QT_TRANSLATE_NOOP("assayer", "the API takes tokens of another tenant, or does not know the client in "
                                            "it.")},
    FaultWords{"client", QT_TRANSLATE_NOOP("assayer", "Client"),
               QT_TRANSLATE_NOOP("assayer", "this client, or its kind of credential, may not call it"),
               QT_TRANSLATE_NOOP("assayer", "the API allows other clients, or another kind of credential.")},
    FaultWords{"no-token", QT_TRANSLATE_NOOP("assayer", "No token"), QT_TRANSLATE_NOOP("assayer", "it saw no token"),
               ""},
    FaultWords{"metadata", QT_TRANSLATE_NOOP("assayer", "Metadata"),
               QT_TRANSLATE_NOOP("assayer", "it could not fetch the authority's metadata"), ""},
    FaultWords{"request", QT_TRANSLATE_NOOP("assayer", "Request"),
               QT_TRANSLATE_NOOP("assayer", "the request itself is wrong"), ""},
    FaultWords{"rbac", QT_TRANSLATE_NOOP("assayer", "Permission in Azure"),
               QT_TRANSLATE_NOOP("assayer", "Azure RBAC does not allow it"), ""},
    FaultWords{"claims", QT_TRANSLATE_NOOP("assayer", "Further claims"),
               QT_TRANSLATE_NOOP("assayer", "it wants a token with further claims"), ""},
    FaultWords{"other", QT_TRANSLATE_NOOP("assayer", "Something else"),
               QT_TRANSLATE_NOOP("assayer", "something besides the token is wrong"), ""},
};
/// A bare challenge: the API wants a token, and does not say whether one was there.
constexpr FaultWords bareChallenge{"", QT_TRANSLATE_NOOP("assayer", "No reason"),
                                   QT_TRANSLATE_NOOP("assayer", "it wants a token, and no more"), ""};
constexpr FaultWords unknownFault{"", QT_TRANSLATE_NOOP("assayer", "No reason"),
                                  QT_TRANSLATE_NOOP("assayer", "it refuses the token, but not why"), ""};

/// One finding beside the token that is here.
class Joining {
public:
    Joining(const Finding& finding, const Inspection& inspection)
        : m_finding(finding)
        , m_inspection(inspection)
        , m_token(*inspection.token)
        , m_joined(checks::join(finding, m_token, inspection.checklist))
        , m_result(m_joined.check ? inspection.checklist.find(*m_joined.check) : nullptr)
    {
    }

    [[nodiscard]] const checks::Joined& joined() const { return m_joined; }
    [[nodiscard]] const checks::Result* result() const { return m_result; }

    [[nodiscard]] QString sentence() const
    {
        switch (m_joined.agreement) {
        case Agreement::OtherToken:
            return otherToken();
        case Agreement::Agrees:
            return agrees();
        case Agreement::Disagrees:
            return disagrees();
        case Agreement::Unchecked:
            break;
        }
        return unchecked();
    }

private:
    [[nodiscard]] QString particular(const char* name) const
    {
        return m_finding.particulars.value(QLatin1String(name));
    }

    [[nodiscard]] QString otherToken() const
    {
        const QString audience = particular("audience");
        if (!audience.isEmpty() && !m_token.claimList(u"aud").contains(audience)) {
            return said("but this is not the token that was sent: the API names the audience %1, and this one has %2.")
                .arg(quoted(audience), quotedList(m_token.claimList(u"aud")));
        }
        const QString issuer = particular("issuer");
        if (!issuer.isEmpty() && issuer != m_token.claimText(u"iss")) {
            return said("but this is not the token that was sent: the API names the issuer %1, and this one has %2.")
                .arg(quoted(issuer), quoted(m_token.claimText(u"iss")));
        }
        return said("but this is not the token that was sent: the API names the expiry %1, and this one has another.")
            .arg(quoted(particular("time")));
    }

    [[nodiscard]] QString disagrees() const
    {
        if (!checks::credentialAskedAbout(m_finding, m_token).isEmpty()) {
            return said("but the client of this token proved itself with a certificate: another token was sent, or "
                        "something else is wrong.");
        }
        if (checks::missesWhatIsThere(m_finding, m_token)) {
            return missesWhatIsThere();
        }
        return said("but here it passes: %1").arg(said(faultWordsOf(m_finding).disagree));
    }

    /// What names no permission, though this token has some.
    [[nodiscard]] QString missesWhatIsThere() const
    {
        const checks::TokenFacts facts = checks::factsOf(m_token);
        const bool roles = !facts.roles.isEmpty();
        const QString here = roles ? said("the roles %1").arg(quotedList(facts.roles))
                                   : said("the scopes %1").arg(quotedList(facts.scopes));
        return (m_finding.id == QLatin1String("graph-permissions") && roles
                    ? said("but this token has %1: /me was called, which is there for users alone, or another token "
                           "was sent.")
                    : said("but this token has %1: another token was sent, or something at the API drops the claim."))
            .arg(here);
    }

    [[nodiscard]] QString agrees() const
    {
        if (!checks::credentialAskedAbout(m_finding, m_token).isEmpty()) {
            return said("and indeed the client of this token proved itself with a secret.");
        }
        if ((!m_result || m_result->status == checks::Status::Unchecked) &&
            checks::namesAnotherExpectation(m_finding, m_token)) {
            const bool audience = m_finding.fault == QLatin1String("audience");
            return (audience ? said("and indeed the token's audience is %1, and the API expects %2.")
                             : said("and indeed the token's issuer is %1, and the API expects %2."))
                .arg(audience ? quotedList(m_token.claimList(u"aud")) : quoted(m_token.claimText(u"iss")),
                     quotedList(namedExpectations(m_finding)));
        }
        if ((!m_result || m_result->status == checks::Status::Unchecked) &&
            checks::hasMicrosoftsNonce(m_finding, m_token)) {
            const ForeignAudience foreign = foreignAudience(m_finding, &m_inspection);
            return foreign ? said("and indeed this is a token for %1, with a nonce in its header: no other API can "
                                  "verify its signature.")
                                 .arg(foreign.owner)
                           : said("and indeed the token's header has a nonce: only the API of Microsoft's that it is "
                                  "for can verify its signature.");
        }
        if (checks::lacksPermission(m_finding, m_token)) {
            return m_finding.fault == QLatin1String("scope")
                       ? said("and indeed the token has no scp: it is an application's, and has roles instead of "
                              "scopes.")
                       : said("and indeed the token has neither roles nor a scope.");
        }
        return said("and indeed: %1").arg(m_result ? wordsFor(*m_result, m_inspection).why : QString());
    }

    [[nodiscard]] QString unchecked() const
    {
        if (m_finding.id == QLatin1String("bearer-bare")) {
            const QString here = failing() ? u' ' + decisive() : QString();
            return said("if the token at hand was sent with it, then either it did not reach the API, or the API hides "
                        "why it refuses (ASP.NET Core with IncludeErrorDetails false), or reads another scheme.") +
                   here;
        }
        if (m_finding.fault == QLatin1String("no-token")) {
            return said("the token at hand did not reach it.");
        }
        if (checks::isSilent(m_finding)) {
            return decisive();
        }
        const bool asksForItself = m_finding.side == QLatin1String("request");
        if (const ForeignAudience foreign = foreignAudience(m_finding, &m_inspection); foreign && !asksForItself) {
            return foreign.owner.isEmpty()
                       ? said("the token's audience is %1, and that is the ID of the client itself.")
                             .arg(quoted(foreign.audience))
                       : said("the token is for %1, and no other API may accept it.").arg(foreign.owner);
        }
        if (m_finding.fault == QLatin1String("audience")) {
            return said("the token's audience is %1; no audience is expected here to compare it with.")
                .arg(quotedList(m_token.claimList(u"aud")));
        }
        if (m_finding.fault == QLatin1String("issuer")) {
            return said("the token's issuer is %1; no issuer is expected here to compare it with.")
                .arg(quoted(m_token.claimText(u"iss")));
        }
        return m_joined.check ? said("here nothing is known to compare it with.")
                              : said("nothing in the token says more about it.");
    }
    /// The check that the API would stop at first.
    [[nodiscard]] const checks::Result* failing() const
    {
        const auto& checklist = m_inspection.checklist;
        const checks::Result* decisive = checklist.decisive ? checklist.find(*checklist.decisive) : nullptr;
        return decisive && decisive->status == checks::Status::Fail ? decisive : nullptr;
    }
    /// Where the API keeps silent, the checklist may know.
    [[nodiscard]] QString decisive() const
    {
        const checks::Result* failing = this->failing();
        if (!failing) {
            return said("here nothing fails; the API's own log says more.");
        }
        const Words words = wordsFor(*failing, m_inspection);
        return said("here this fails: %1. %2").arg(words.title, words.why);
    }

    const Finding& m_finding;
    const Inspection& m_inspection;
    const jose::Jwt& m_token;
    checks::Joined m_joined;
    const checks::Result* m_result;
};

} // namespace

const FaultWords& faultWordsOf(const Finding& finding)
{
    if (finding.id == QLatin1String("bearer-bare")) {
        return bareChallenge;
    }
    const auto found = std::ranges::find_if(
        faultWords, [&finding](const FaultWords& each) { return finding.fault == QLatin1String(each.fault); });
    return found == faultWords.end() || checks::isSilent(finding) ? unknownFault : *found;
}

JoinedFinding joinWith(const Finding& finding, const Inspection& inspection)
{
    const Joining joining(finding, inspection);
    return {joining.joined(), joining.result(), joining.sentence()};
}

} // namespace assayer::inspection
