// SPDX-License-Identifier: Apache-2.0
#include "inspection/answerwords.h"

#include "entra/cloud.h"
#include "inspection/answeradvice.h"
#include "inspection/answerwordsjoin.h"
#include "inspection/apisettings.h"
#include "inspection/phrases.h"
#include "inspection/signaturemask.h"
#include "support/visibletext.h"

#include <QUrl>

#include <algorithm>

namespace assayer::inspection {

namespace {

using checks::Agreement;
using Finding = checks::ApiAnswer::Finding;

/// The fixes of an answer, each once.
class Fixes {
public:
    void add(const Fix& fix)
    {
        const bool known = std::ranges::any_of(m_fixes, [&fix](const Fix& each) {
            return fix.field.isEmpty() || fix.value.isEmpty() ? each.text == fix.text
                                                              : each.field == fix.field && each.value == fix.value;
        });
        if (!known) {
            m_fixes += fix;
        }
    }
    void ask(const QString& resource)
    {
        constexpr qsizetype longest = 250;
        if (!resource.isEmpty() && resource.size() <= longest && support::visibleText(resource) == resource) {
            add({Side::Request, said("Ask for %1.").arg(quoted(resource)), QStringLiteral("resource"), resource});
        }
    }
    void askIn(const QString& tenant)
    {
        if (entra::isGuid(QStringView(tenant)) || entra::isDomainName(tenant)) {
            add({Side::Request, said("Ask in the tenant %1.").arg(quoted(tenant)), QStringLiteral("tenant"), tenant});
        }
    }
    [[nodiscard]] QList<Fix> take() { return std::move(m_fixes); }

private:
    QList<Fix> m_fixes;
};

/// What the answer itself tells to ask for: Key Vault's challenge and its messages.
void addNamed(Fixes& fixes, const checks::ApiAnswer& answer, const Inspection* inspection)
{
    fixes.askIn(answer.tenant);
    fixes.ask(answer.resource);
    for (const Finding& finding : answer.findings) {
        if (namesItsExpectations(finding, inspection)) {
            continue; // the token at hand says what helps
        }
        const QString expected = finding.particulars.value(QStringLiteral("expected")).section(u',', 0, 0).trimmed();
        if (finding.fault == QLatin1String("issuer")) {
            fixes.askIn(QUrl(expected).path().section(u'/', 1, 1));
        } else if (finding.fault == QLatin1String("audience")) {
            fixes.ask(expected);
        }
    }
}

/// What names no permission, though this token has some.
void addForPermissionsThere(Fixes& fixes, const Finding& finding)
{
    if (finding.id == QLatin1String("graph-permissions")) {
        fixes.add({Side::Caller, said("Call /users/{id} instead of /me: an application has no /me."), {}, {}});
    }
    fixes.add({Side::Caller, said("Inspect the token that was really sent, or send this one."), {}, {}});
}

void addForDisagreement(Fixes& fixes, const Finding& finding, const Inspection& inspection)
{
    const jose::Jwt& token = *inspection.token;
    const auto& middleware = inspection.expectations.middleware;
    if (checks::missesWhatIsThere(finding, token)) {
        return addForPermissionsThere(fixes, finding);
    }
    if (foreignAudience(finding, &inspection) || namesItsExpectations(finding, &inspection)) {
        return; // said for every answer
    }
    if (finding.fault == QLatin1String("audience")) {
        fixes.add({Side::Api,
                   said("Let the API accept the token's audience.") + u'\n' +
                       audienceSettings(token.claimList(u"aud"), middleware),
                   {},
                   {}});
    } else if (finding.fault == QLatin1String("issuer")) {
        fixes.add({Side::Api,
                   said("Let the API trust the token's issuer.") + u'\n' +
                       issuerSettings({token.claimText(u"iss")}, middleware),
                   {},
                   {}});
    }
}

/// The words of a result, as fixes.
void addFixesOf(Fixes& fixes, const checks::Result& result, const Inspection& inspection)
{
    for (const Fix& fix : wordsFor(result, inspection).fixes) {
        fixes.add(fix);
    }
}

/// Nobody said which roles are expected; that there is none at all is what the API refuses.
void addForNoPermission(Fixes& fixes, const checks::Result& roles, const Inspection& inspection)
{
    checks::Result none = roles;
    none.status = checks::Status::Fail;
    none.cause = QStringLiteral("roles.absent");
    none.arguments.insert(QStringLiteral("rule"), QStringLiteral("roles-or-scopes"));
    addFixesOf(fixes, none, inspection);
}

void addForAgreement(Fixes& fixes, const Finding& finding, const JoinedFinding& joining, const Inspection& inspection)
{
    if (!checks::credentialAskedAbout(finding, *inspection.token).isEmpty()) {
        fixes.add({Side::Client,
                   said("Give the client a certificate, and ask with it instead of the secret: SharePoint takes no "
                        "other application, whatever its roles."),
                   {},
                   {}});
        return;
    }
    if (!joining.result || joining.result->status == checks::Status::Pass) {
        return;
    }
    const bool unasked = joining.result->status == checks::Status::Unchecked;
    if (unasked && checks::hasMicrosoftsNonce(finding, *inspection.token)) {
        const ForeignAudience foreign = foreignAudience(finding, &inspection);
        fixes.add(foreign ? askForOwnResource(foreign)
                          : Fix{Side::Request,
                                said("Ask for your own API's resource: this token is for an API of Microsoft's."),
                                QStringLiteral("resource"),
                                {}});
    } else if (unasked && checks::lacksPermission(finding, *inspection.token)) {
        addForNoPermission(fixes, *joining.result, inspection);
    } else if (!unasked) {
        addFixesOf(fixes, *joining.result, inspection);
    }
}

/// The API names what it expects, and another thing is expected here: then the advice for that is for another API.
void addForOtherExpectation(Fixes& fixes, const Finding& finding, const checks::Result* result)
{
    const QStringList named = namedExpectations(finding);
    const auto isExpected = [result](const QString& each) { return result->expected.contains(each); };
    if (!result || result->expected.isEmpty() || std::ranges::any_of(named, isExpected)) {
        return;
    }
    const bool audience = finding.fault == QLatin1String("audience");
    fixes.add({Side::Request,
               said("Here %1 is expected, and the API says that it expects %2: expect that, or another API answered.")
                   .arg(quotedList(result->expected), quotedList(named)),
               audience ? QStringLiteral("expectations.audiences") : QStringLiteral("expectations.issuer"),
               named.join(audience ? u'\n' : u' ')});
}

void addForFinding(Fixes& fixes, const Finding& finding, const JoinedFinding& joining, const Inspection& inspection)
{
    if (namesItsExpectations(finding, &inspection)) {
        for (const Fix& fix : fixesForNamed(finding, inspection)) {
            fixes.add(fix);
        }
    }
    switch (joining.joined.agreement) {
    case Agreement::Agrees:
        if (namesItsExpectations(finding, &inspection)) {
            return addForOtherExpectation(fixes, finding, joining.result);
        }
        return addForAgreement(fixes, finding, joining, inspection);
    case Agreement::Disagrees:
        return addForDisagreement(fixes, finding, inspection);
    case Agreement::OtherToken:
        return fixes.add({Side::Caller, said("Inspect the token that was really sent, or send this one."), {}, {}});
    case Agreement::Unchecked:
        break;
    }
    const checks::Result* kind = inspection.checklist.find(checks::CheckId::Kind);
    if (finding.fault == QLatin1String("audience") && kind && kind->status == checks::Status::Fail) {
        addFixesOf(fixes, *kind, inspection);
    }
}

Side sideOf(const Finding& finding)
{
    for (const Side side : {Side::Request, Side::Caller}) {
        if (finding.side == toName(side)) {
            return side;
        }
    }
    return Side::Api;
}

/// Whether the advice that goes with the API's words still holds beside what is known: nothing is mended at the API for
/// a token that was not sent, nor for one that is no access token for it, and a check that fails here knows better.
bool holds(const Finding& finding, const FindingView& view, const Inspection* inspection, bool otherToken)
{
    if (finding.advice.isEmpty() || view.agreement == Agreement::Agrees) {
        return false;
    }
    // What the answer names is offered already.
    if (finding.particulars.contains(QStringLiteral("expected")) && sideOf(finding) == Side::Request) {
        return false;
    }
    if (sideOf(finding) != Side::Api) {
        return true;
    }
    const checks::Result* kind = inspection ? inspection->checklist.find(checks::CheckId::Kind) : nullptr;
    return !otherToken && !foreignAudience(finding, inspection) && (!kind || kind->status != checks::Status::Fail);
}

/// For what no token at hand decides.
void addGeneral(Fixes& fixes, const Finding& finding, const FindingView& view, const Inspection* inspection)
{
    if (const ForeignAudience foreign = foreignAudience(finding, inspection)) {
        const bool meantThere = sideOf(finding) == Side::Request; // it says itself what to ask for
        const bool diagnosed = view.agreement == Agreement::Agrees || namesItsExpectations(finding, inspection);
        if (!meantThere && !diagnosed) {
            fixes.add(askForOwnResource(foreign));
        }
    }
    if (finding.id == QLatin1String("bearer-bare")) {
        fixes.add({Side::Api,
                   said("If a token was sent, let the API say why it refuses (ASP.NET Core: "
                        "options.IncludeErrorDetails = true), or read its log."),
                   {},
                   {}});
    }
    if (finding.fault == QLatin1String("no-token")) {
        fixes.add({Side::Caller,
                   said("Send the header «Authorization: Bearer <token>» once, without quotes or line breaks, and look "
                        "whether a redirect or a proxy drops it."),
                   {},
                   {}});
    } else if (!view.advice.isEmpty()) {
        fixes.add({sideOf(finding), view.advice, {}, {}});
    }
}

QString visible(const QString& text, const SignatureMask& mask)
{
    constexpr qsizetype longest = 500;
    const QString masked = mask(text);
    return support::visibleText(masked.left(longest)) + (masked.size() > longest ? QStringLiteral("…") : QString());
}

FindingView viewOf(const Finding& finding, const SignatureMask& mask)
{
    FindingView view;
    view.title = said(faultWordsOf(finding).title);
    view.middleware = finding.middleware;
    view.words = visible(finding.words, mask);
    view.meaning = finding.verified ? finding.meaning : said("Possibly: %1").arg(finding.meaning);
    return view;
}

/// Which finding the sentence is joined with: what is certain first.
int rankOf(const FindingView& view)
{
    switch (view.agreement) {
    case Agreement::OtherToken:
        return 0;
    case Agreement::Agrees:
        return 1;
    case Agreement::Disagrees:
        return 2;
    case Agreement::Unchecked:
        break;
    }
    return 3;
}

QString claimOf(const checks::ApiAnswer& answer)
{
    QStringList claims;
    for (const Finding& finding : answer.findings) {
        const QString claim = said(faultWordsOf(finding).says);
        if (!claims.contains(claim)) {
            claims += claim;
        }
    }
    return said("The API says that %1").arg(claims.join(said(", and that ")));
}

AnswerView unrecognised(const checks::ApiAnswer& answer)
{
    AnswerView view;
    view.sentence =
        answer.status ? said("The API answered with status %1, in words that are not known here.").arg(*answer.status)
                      : said("Nothing in it is known: neither a challenge, nor a middleware's message, nor a number.");
    return view;
}

} // namespace

AnswerView wordsFor(const checks::ApiAnswer& answer, const Inspection* inspection)
{
    if (answer.findings.isEmpty()) {
        return unrecognised(answer);
    }
    const bool hasToken = inspection && inspection->token;
    const SignatureMask mask(hasToken ? inspection->token : std::nullopt);
    AnswerView view;
    view.recognised = true;
    Fixes fixes;
    addNamed(fixes, answer, hasToken ? inspection : nullptr);
    for (const Finding& finding : answer.findings) {
        FindingView each = viewOf(finding, mask);
        if (hasToken) {
            const JoinedFinding joined = joinWith(finding, *inspection);
            each.agreement = joined.joined.agreement;
            each.check = joined.joined.check;
            each.joined = mask(joined.sentence);
            addForFinding(fixes, finding, joined, *inspection);
        }
        view.findings += each;
    }
    const bool otherToken = std::ranges::any_of(
        view.findings, [](const FindingView& each) { return each.agreement == Agreement::OtherToken; });
    for (qsizetype i = 0; i < answer.findings.size(); ++i) {
        const Finding& finding = answer.findings.at(i);
        FindingView& each = view.findings[i];
        each.advice = holds(finding, each, hasToken ? inspection : nullptr, otherToken) ? finding.advice : QString();
        addGeneral(fixes, finding, each, hasToken ? inspection : nullptr);
    }
    view.fixes = fixes.take();
    const auto first = std::ranges::min_element(view.findings, {}, rankOf);
    view.sentence =
        first->joined.isEmpty() ? claimOf(answer) + u'.' : claimOf(answer) + QStringLiteral(", ") + first->joined;
    return view;
}

} // namespace assayer::inspection
