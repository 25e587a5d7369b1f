// SPDX-License-Identifier: Apache-2.0
#include "inspection/answerwords.h"

#include "entra/cloud.h"
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
void addNamed(Fixes& fixes, const checks::ApiAnswer& answer)
{
    fixes.askIn(answer.tenant);
    fixes.ask(answer.resource);
    for (const Finding& finding : answer.findings) {
        const QString expected = finding.particulars.value(QStringLiteral("expected")).section(u',', 0, 0).trimmed();
        if (finding.fault == QLatin1String("issuer")) {
            fixes.askIn(QUrl(expected).path().section(u'/', 1, 1));
        } else if (finding.fault == QLatin1String("audience")) {
            fixes.ask(expected);
        }
    }
}

void addForDisagreement(Fixes& fixes, const Finding& finding, const jose::Jwt& token)
{
    if (finding.fault == QLatin1String("audience")) {
        fixes.add({Side::Api,
                   said("Let the API accept the token's audience.") + u'\n' + audienceSettings(token.claimList(u"aud")),
                   {},
                   {}});
    } else if (finding.fault == QLatin1String("issuer")) {
        fixes.add({Side::Api,
                   said("Let the API trust the token's issuer.") + u'\n' + issuerSettings({token.claimText(u"iss")}),
                   {},
                   {}});
    }
}

void addForFinding(Fixes& fixes, const Finding& finding, const JoinedFinding& joining, const Inspection& inspection)
{
    switch (joining.joined.agreement) {
    case Agreement::Agrees:
        if (joining.result && joining.result->status != checks::Status::Pass) {
            for (const Fix& fix : wordsFor(*joining.result, inspection).fixes) {
                fixes.add(fix);
            }
        }
        return;
    case Agreement::Disagrees:
        return addForDisagreement(fixes, finding, *inspection.token);
    case Agreement::OtherToken:
        return fixes.add({Side::Caller, said("Inspect the token that was really sent, or send this one."), {}, {}});
    case Agreement::Unchecked:
        break;
    }
}

/// For what no token at hand decides.
void addGeneral(Fixes& fixes, const Finding& finding)
{
    if (finding.fault == QLatin1String("no-token")) {
        fixes.add({Side::Caller,
                   said("Send the header «Authorization: Bearer <token>» once, without quotes or line breaks, and look "
                        "whether a redirect or a proxy drops it."),
                   {},
                   {}});
    } else if (!finding.advice.isEmpty()) {
        fixes.add({Side::Api, finding.advice, {}, {}});
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
    view.advice = finding.advice;
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
    addNamed(fixes, answer);
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
    for (const Finding& finding : answer.findings) {
        addGeneral(fixes, finding);
    }
    view.fixes = fixes.take();
    const auto first = std::ranges::min_element(view.findings, {}, rankOf);
    view.sentence =
        first->joined.isEmpty() ? claimOf(answer) + u'.' : claimOf(answer) + QStringLiteral(", ") + first->joined;
    return view;
}

} // namespace assayer::inspection
