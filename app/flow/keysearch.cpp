// SPDX-License-Identifier: Apache-2.0
#include "flow/keysearch.h"

#include "entra/cloud.h"
#include "support/visibletext.h"

#include <QCoreApplication>

namespace assayer::flow {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

bool isCause(const jose::Verification& verification, const char* cause)
{
    return verification.cause == QLatin1String(cause);
}

/// Text from outside for a sentence of ours.
QString shortened(const QString& text)
{
    constexpr qsizetype enough = 200;
    return support::visibleText(text.size() > enough ? text.first(enough) + QStringLiteral("…") : text);
}

/// The client ID of the API in an audience: the GUID itself, or behind api://.
QString appIdIn(const jose::Jwt& token)
{
    for (QString audience : token.claimList(u"aud")) {
        if (audience.startsWith(QLatin1String("api://")))
            audience.remove(0, 6);
        if (entra::isGuid(audience))
            return audience.toLower();
    }
    return {};
}

/// Entra's v2 key sets name the issuer of each key: a template for every tenant, or one alone.
bool keyBelongsTo(const QString& keyIssuer, const jose::Jwt& token)
{
    const QString placeholder = QStringLiteral("{tenantid}");
    QString expected = keyIssuer;
    const qsizetype at = keyIssuer.indexOf(placeholder, 0, Qt::CaseInsensitive);
    if (at >= 0)
        expected.replace(at, placeholder.size(), token.claimText(u"tid"));
    return expected == token.claimText(u"iss");
}

/// Two issuers, with and without a final slash, have one address of their document. `issuer` may be empty: any.
bool isOf(const KeyCache::Entry& entry, const QString& issuer)
{
    return issuer.isEmpty() || oauth::DiscoveryDocument{entry.issuer, {}, {}, {}, {}}.isFor(issuer);
}

} // namespace

KeySearch::KeySearch(Journey& journey, KeyQuestion question, Done done)
    : m_journey(journey)
    , m_question(std::move(question))
    , m_done(std::move(done))
    , m_kid(m_question.token.headerText(u"kid"))
{
}

void KeySearch::start()
{
    lookIn(m_question.known ? QList<QUrl>{m_question.known->url} : m_question.discovery);
}

void KeySearch::lookIn(const QList<QUrl>& discovery)
{
    m_discovery = discovery;
    KeyCache& cache = *m_journey.surroundings().keys;
    for (const QUrl& url : m_discovery) {
        const KeyCache::Entry* entry = cache.find(url);
        if (entry == nullptr || !isOf(*entry, expectedIssuer()))
            continue;
        if (!cache.shouldFetch(url, m_kid, m_journey.now())) {
            judgeWith(*entry);
            return;
        }
        cache.noteAttempt(url, m_journey.now());
    }
    if (m_question.known && !m_underAppId)
        fetchKeys(*m_question.known);
    else
        discover(0);
}

/// The metadata of one API need not name the issuer of the tenant.
QString KeySearch::expectedIssuer() const
{
    return m_underAppId ? QString() : m_question.issuer;
}

void KeySearch::discover(qsizetype index)
{
    if (index >= m_discovery.size()) {
        giveUp({QStringLiteral("discovery"), Text::tr("It is not known where the issuer publishes its keys."), {}, {}});
        return;
    }
    const QUrl url = m_discovery.at(index);
    m_journey.fetch(getRequest(http::Purpose::Discovery, url, m_question.policy), Stage::Keys,
                    [this, index, url](const http::Reply& reply) {
                        const auto document = documentFrom(reply, expectedIssuer());
                        if (document)
                            fetchKeys({url, *document});
                        else if (index + 1 < m_discovery.size() && !reply.exchange.failure)
                            discover(index + 1);
                        else
                            giveUp(document.error());
                    });
}

void KeySearch::fetchKeys(const Discovered& discovered)
{
    const QUrl source = discovered.document.jwksUri;
    m_finding.issuer = discovered.document.issuer;
    m_finding.accessTokenIssuer = discovered.document.accessTokenIssuer;
    if (source.isEmpty()) {
        giveUp(
            {QStringLiteral("no-jwks-uri"), Text::tr("The discovery document names no key set (jwks_uri)."), {}, {}});
        return;
    }
    m_journey.fetch(getRequest(http::Purpose::Keys, source, m_question.policy), Stage::Keys,
                    [this, discovered, source](const http::Reply& reply) {
                        if (const auto problem = problemWith(reply)) {
                            giveUp(*problem);
                            return;
                        }
                        auto keys = jose::JwkSet::parsePublished(reply.body);
                        if (!keys) {
                            giveUp(keys.error());
                            return;
                        }
                        KeyCache& cache = *m_journey.surroundings().keys;
                        cache.store(discovered.url, {std::move(*keys), discovered.document.issuer, source,
                                                     m_journey.now(), discovered.document.accessTokenIssuer});
                        judgeWith(*cache.find(discovered.url));
                    });
}

void KeySearch::giveUp(const support::Error& reason)
{
    // Keys that were there before are still better than none.
    const auto cached =
        verifyFromCache(*m_journey.surroundings().keys, m_question.token, m_discovery, expectedIssuer());
    if (!m_underAppId) {
        if (cached)
            m_finding = *cached;
        else
            m_finding.verification = unverified(
                m_question.token,
                reason.detail.isEmpty() ? reason.sentence : reason.sentence + QLatin1Char(' ') + reason.detail);
    }
    conclude();
}

void KeySearch::judgeWith(const KeyCache::Entry& entry)
{
    const jose::Verification verification = verifyWith(m_question.token, entry.keys, entry.source.toString());
    if (!m_underAppId) {
        m_finding = {verification, entry.issuer, entry.accessTokenIssuer};
        if (isCause(verification, "key-not-found"))
            lookForAppKey();
        else
            conclude();
        return;
    }
    if (verification.status == jose::SignatureStatus::Valid) {
        m_finding.verification = verification;
        m_finding.verification.status = jose::SignatureStatus::Invalid;
        m_finding.verification.cause = QStringLiteral("app-specific-key");
    }
    conclude();
}

void KeySearch::lookForAppKey()
{
    const QString appId = appIdIn(m_question.token);
    if (!m_question.appDiscovery || appId.isEmpty()) {
        conclude();
        return;
    }
    m_underAppId = true;
    lookIn(m_question.appDiscovery(appId));
}

void KeySearch::conclude()
{
    m_done(m_finding);
}

std::optional<KeyFinding> verifyFromCache(const KeyCache& cache, const jose::Jwt& token, const QList<QUrl>& discovery,
                                          const QString& issuer)
{
    for (const QUrl& url : discovery) {
        if (const KeyCache::Entry* entry = cache.find(url); entry != nullptr && isOf(*entry, issuer))
            return KeyFinding{verifyWith(token, entry->keys, entry->source.toString()), entry->issuer,
                              entry->accessTokenIssuer};
    }
    return std::nullopt;
}

jose::Verification verifyWith(const jose::Jwt& token, const jose::JwkSet& keys, const QString& source)
{
    jose::Verification verification = jose::verify(token, keys);
    verification.keySource = source;
    const bool mayBelongToAnother = verification.status == jose::SignatureStatus::Valid &&
                                    !verification.keyIssuer.isEmpty() &&
                                    token.claimText(u"ver") == QLatin1String("2.0");
    if (mayBelongToAnother && !keyBelongsTo(verification.keyIssuer, token)) {
        verification.status = jose::SignatureStatus::Invalid;
        verification.cause = QStringLiteral("key-issuer");
        verification.detail = Text::tr("The signature holds, but the key is published for another issuer: %1")
                                  .arg(shortened(verification.keyIssuer));
    }
    return verification;
}

jose::Verification unverified(const jose::Jwt& token, const QString& reason)
{
    // Without a key the token itself may still say that nothing could ever verify it.
    jose::Verification verification = jose::verify(token, {});
    if (verification.cause.isEmpty() || isCause(verification, "key-not-found") ||
        isCause(verification, "keys-unavailable")) {
        verification.status = jose::SignatureStatus::Unchecked;
        verification.cause = QStringLiteral("keys-unavailable");
        verification.detail = reason;
    }
    return verification;
}

support::Result<oauth::DiscoveryDocument> documentFrom(const http::Reply& reply, const QString& issuer)
{
    if (const auto problem = problemWith(reply))
        return tl::unexpected(*problem);
    auto document = oauth::DiscoveryDocument::parse(reply.body);
    if (document && !issuer.isEmpty() && !document->isFor(issuer)) {
        return support::failure(QStringLiteral("issuer-mismatch"),
                                Text::tr("The discovery document is another issuer's: it names %1, asked for was %2.")
                                    .arg(shortened(document->issuer), shortened(issuer)),
                                {}, QStringLiteral("issuer"));
    }
    return document;
}

http::Request getRequest(http::Purpose purpose, const QUrl& url, const http::Policy& policy)
{
    http::Request request;
    request.purpose = purpose;
    request.url = url;
    request.policy = policy;
    return request;
}

} // namespace assayer::flow
