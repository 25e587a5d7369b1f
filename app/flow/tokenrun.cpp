// SPDX-License-Identifier: Apache-2.0
#include "flow/tokenrun.h"

#include "flow/conclusion.h"
#include "flow/exchangemask.h"
#include "oauth/lint.h"
#include "oauth/tokenrequest.h"

#include <QCoreApplication>

namespace assayer::flow {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

QString headerOf(const http::Exchange& exchange, QLatin1String name)
{
    if (!exchange.response)
        return {};
    for (const http::Header& header : exchange.response->headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

/// What is so wrong that nothing can be sent.
std::optional<support::Error> obstacle(const profile::Profile& profile, const support::Secret& secret)
{
    for (const oauth::Finding& finding : oauth::lint(profile, secret)) {
        if (finding.severity == oauth::Severity::Error)
            return support::Error{finding.code, finding.sentence, finding.fixText, finding.field};
    }
    return std::nullopt;
}

} // namespace

TokenRun::TokenRun(const Surroundings& surroundings, profile::Profile profile, support::Secret secret)
    : Journey(surroundings)
    , m_secret(std::move(secret))
    , m_policy(policyOf(profile.connection))
{
    m_inspection.asked = profile.authority;
    m_inspection.profile = std::move(profile);
}

void TokenRun::begin()
{
    const auto base = practiceBaseFor(profile(), surroundings());
    if (!base)
        return fail(base.error());
    m_practiceBase = *base;
    m_inspection.expectations = checks::resolveExpectations(profile(), m_practiceBase);
    gather(m_inspection, surroundings());
    if (const auto found = obstacle(profile(), m_secret))
        return fail(*found);
    const auto endpoints = oauth::endpointsOf(profile().authority, m_practiceBase);
    if (!endpoints)
        return fail(endpoints.error());
    m_endpoints = *endpoints;
    if (m_endpoints.token.isEmpty())
        discover(0);
    else
        requestToken();
}

void TokenRun::discover(qsizetype index)
{
    if (index >= m_endpoints.discovery.size()) {
        return fail({QStringLiteral("discovery"),
                     Text::tr("The issuer has no discovery document where it should be. Check the issuer's URL."),
                     m_discoveryProblems.join(QLatin1Char('\n')), QStringLiteral("issuer")});
    }
    const QUrl url = m_endpoints.discovery.at(index);
    fetch(getRequest(http::Purpose::Discovery, url, m_policy), Stage::Discovery,
          [this, index, url](const http::Reply& reply) {
              const auto document = documentFrom(reply, m_endpoints.issuer);
              if (document)
                  return discovered({url, *document});
              // Another place does not help against a host that cannot be reached, nor against a wrong issuer.
              if (reply.exchange.failure || document.error().code == QLatin1String("issuer-mismatch")) {
                  support::Error error = document.error();
                  error.field = QStringLiteral("issuer");
                  return fail(error);
              }
              m_discoveryProblems.append(url.toString() + QLatin1String(": ") + document.error().sentence);
              discover(index + 1);
          });
}

void TokenRun::discovered(const Discovered& found)
{
    m_discovered = found;
    m_endpoints.token = found.document.tokenEndpoint;
    if (m_endpoints.token.isEmpty()) {
        return fail({QStringLiteral("no-token-endpoint"), Text::tr("The discovery document names no token endpoint."),
                     found.url.toString(), QStringLiteral("issuer")});
    }
    const QString issuerHost = QUrl(m_endpoints.issuer).host();
    const QString tokenHost = m_endpoints.token.host();
    if (tokenHost == issuerHost || profile().connection.allowedHosts.contains(tokenHost, Qt::CaseInsensitive))
        return requestToken();
    m_hostAsked = true;
    Q_EMIT hostConfirmationNeeded(issuerHost, tokenHost);
}

void TokenRun::confirmHost(bool allowed)
{
    if (!m_hostAsked || hasEnded())
        return;
    m_hostAsked = false;
    if (allowed)
        return requestToken();
    fail({QStringLiteral("host-not-allowed"),
          Text::tr("The secret was not sent: the token endpoint is on another host, %1.").arg(m_endpoints.token.host()),
          m_endpoints.token.toString(), QStringLiteral("connection.allowedHosts")});
}

void TokenRun::requestToken()
{
    const auto request = oauth::buildTokenRequest(profile(), m_endpoints);
    if (!request)
        return fail(request.error());
    m_inspection.request = *request;
    m_inspection.requestedResource = request->requested;
    maskFromNowOn(m_secret);
    fetch(oauth::toHttp(*request, m_secret, m_policy), Stage::Token,
          [this](const http::Reply& reply) { received(reply); });
}

void TokenRun::received(const http::Reply& reply)
{
    const http::Exchange& exchange = reply.exchange;
    if (exchange.failure || !exchange.response) {
        return fail(exchange.failure
                        ? toError(*exchange.failure)
                        : support::Error{QStringLiteral("no-answer"), Text::tr("There was no answer."), {}, {}});
    }
    auto response =
        oauth::parseTokenResponse(exchange.response->status, headerOf(exchange, QLatin1String("Content-Type")),
                                  reply.body, headerOf(exchange, QLatin1String("Retry-After")), now());
    if (auto* grant = std::get_if<oauth::TokenGrant>(&response))
        return takeApart(std::move(*grant));
    m_inspection.refusal = std::get<oauth::AuthorityError>(response);
    maskRefusal(*m_inspection.refusal, m_secret);
    m_secret = {};
    end();
}

void TokenRun::takeApart(oauth::TokenGrant grant)
{
    maskToken(m_inspection.exchanges.last(), grant.accessToken);
    maskGrant(grant, m_secret);
    m_secret = {};
    maskFromNowOn(support::Secret(grant.accessToken.sliced(grant.accessToken.lastIndexOf('.') + 1)));
    m_inspection.token = jose::takeApart(grant.accessToken);
    support::wipe(grant.accessToken);
    grant.accessToken.clear();
    m_inspection.grant = std::move(grant);
    findKeys();
}

void TokenRun::findKeys()
{
    if (m_inspection.token->kind != jose::TokenKind::Jws) {
        judge({unverified(*m_inspection.token, Text::tr("There is no signature that a key could verify.")), {}});
        return;
    }
    m_keySearch.emplace(*this, keyQuestion(), [this](const KeyFinding& finding) { judge(finding); });
    m_keySearch->start();
}

KeyQuestion TokenRun::keyQuestion() const
{
    if (profile().authority.kind != profile::AuthorityKind::Issuer)
        return entraKeyQuestion(*m_inspection.token, profile().authority, m_practiceBase, m_policy);
    return {*m_inspection.token, m_endpoints.discovery, m_endpoints.issuer, m_discovered, {}, m_policy};
}

void TokenRun::judge(KeyFinding finding)
{
    if (m_discovered)
        finding.accessTokenIssuer = m_discovered->document.accessTokenIssuer;
    concludeWith(m_inspection, finding, m_practiceBase, now());
    end();
}

void TokenRun::stopped()
{
    if (!m_inspection.token)
        return failCancelled();
    judge({unverified(*m_inspection.token, Text::tr("Stopped before the keys were there.")), {}});
}

} // namespace assayer::flow
