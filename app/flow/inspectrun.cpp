// SPDX-License-Identifier: Apache-2.0
#include "flow/inspectrun.h"

#include "checks/check.h"
#include "flow/conclusion.h"
#include "oauth/endpoints.h"
#include "oauth/tokeninput.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::flow {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

} // namespace

InspectRun::InspectRun(const Surroundings& surroundings, Brought brought)
    : Journey(surroundings)
    , m_brought(std::move(brought))
{
}

void InspectRun::begin()
{
    oauth::TokenInput input = oauth::tokenFrom(m_brought.text);
    support::wipe(m_brought.text);
    m_brought.text.clear();
    m_inspection.stripped = input.stripped;
    if (input.token.isEmpty()) {
        return failWithoutToken();
    }
    m_inspection.token = jose::takeApart(input.token);
    // A bearer token has no blanks in it (RFC 6750 §2.1): this is a text of another kind.
    const bool prose = m_inspection.token->kind == jose::TokenKind::Opaque &&
                       std::ranges::any_of(input.token, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
    support::wipe(input.token);
    if (prose) {
        m_inspection.token.reset();
        return failWithoutToken();
    }
    resolve();
    verify();
}

void InspectRun::failWithoutToken()
{
    resolve(); // the API expects what it expects
    fail({QStringLiteral("no-token"), Text::tr("There is no token in this text."), {}, QStringLiteral("token")});
}

void InspectRun::resolve()
{
    m_inspection.expectations = m_brought.expectations;
    m_inspection.settingsNotes = m_brought.settingsNotes;
    m_inspection.requestedResource = m_brought.requestedResource;
    m_inspection.profile = m_brought.profile;
    gather(m_inspection, surroundings(), m_brought.manifests);
    if (!m_inspection.profile)
        return;
    m_inspection.profile->expectations = m_brought.expectations;
    // Without its practice tenant a token can still be read; only its issuer is not known then.
    if (const auto base = practiceBaseFor(*m_inspection.profile, surroundings()))
        m_practiceBase = *base;
    m_inspection.expectations = checks::resolveExpectations(*m_inspection.profile, m_practiceBase);
}

void InspectRun::verify()
{
    const jose::Jwt& token = *m_inspection.token;
    if (token.kind != jose::TokenKind::Jws)
        return judge({unverified(token, Text::tr("There is no signature that a key could verify.")), {}});
    if (m_brought.keys)
        return judge({verifyWith(token, *m_brought.keys, m_brought.keysName), {}});
    const KeyQuestion question = keyQuestion();
    if (question.discovery.isEmpty())
        return judge({unverified(token, Text::tr("It is not known which issuer's keys to use.")), {}});
    if (m_brought.fetch == Fetch::Allowed) {
        m_keySearch.emplace(*this, question, [this](const KeyFinding& finding) { judge(finding); });
        m_keySearch->start();
        return;
    }
    if (const auto cached = verifyFromCache(*surroundings().keys, token, question.discovery, question.issuer);
        cached && cached->verification.cause != QLatin1String("key-not-found"))
        return judge(*cached);
    const jose::Verification without =
        unverified(token, Text::tr("The keys were not fetched: this works offline unless you allow it."));
    // A signature that is cut, or none that is known here, gets no better by keys.
    if (without.cause == QLatin1String("keys-unavailable"))
        m_inspection.offeredKeysHost = question.discovery.first().host();
    judge({without, {}});
}

KeyQuestion InspectRun::keyQuestion() const
{
    const jose::Jwt& token = *m_inspection.token;
    const auto authority = m_brought.profile ? m_brought.profile->authority.kind : profile::AuthorityKind::Issuer;
    if (authority == profile::AuthorityKind::Practice && m_practiceBase.isEmpty())
        return {token, {}, {}, std::nullopt, {}, m_brought.policy};
    if (authority != profile::AuthorityKind::Issuer)
        return entraKeyQuestion(token, m_brought.profile->authority, m_practiceBase, m_brought.policy);
    // Nobody said whom to trust: then the token's own word, which proves no more than that it is consistent.
    const QString named = token.claimText(u"iss");
    const profile::Expectations& expected = m_inspection.expectations;
    const QString issuer = expected.issuer.isEmpty() || expected.moreIssuers.contains(named) ? named : expected.issuer;
    return {token, oauth::discoveryUrls(issuer), issuer, std::nullopt, {}, m_brought.policy};
}

void InspectRun::judge(const KeyFinding& finding)
{
    concludeWith(m_inspection, finding, m_practiceBase, now());
    end();
}

void InspectRun::stopped()
{
    if (!m_inspection.token)
        return failCancelled();
    judge({unverified(*m_inspection.token, Text::tr("Stopped before the keys were there.")), {}});
}

} // namespace assayer::flow
