// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flow/journey.h"
#include "oauth/discoverydocument.h"

namespace assayer::flow {

/// A discovery document and where it was read.
struct Discovered {
    QUrl url;
    oauth::DiscoveryDocument document;
};

/// Whose keys are to verify a token.
struct KeyQuestion {
    jose::Jwt token;
    QList<QUrl> discovery;           ///< to try in order
    QString issuer;                  ///< that the document must name; empty: whoever it names
    std::optional<Discovered> known; ///< read already
    /// Metadata of one API of an Entra tenant, where a key that is nowhere else may be (endpoints §2); may be empty.
    std::function<QList<QUrl>(const QString& appId)> appDiscovery;
    http::Policy policy;
};

struct KeyFinding {
    jose::Verification verification;
    QString issuer;                 ///< the discovery document's; empty if none was read
    QString accessTokenIssuer = {}; ///< the discovery document's, where it names one
};

/// Finds the keys of an issuer, in the cache or over the network, and verifies with them. Part of one run.
class KeySearch {
public:
    using Done = std::function<void(const KeyFinding&)>;

    KeySearch(Journey& journey, KeyQuestion question, Done done);
    void start();

private:
    void lookIn(const QList<QUrl>& discovery);
    [[nodiscard]] QString expectedIssuer() const;
    void discover(qsizetype index);
    void fetchKeys(const Discovered& discovered);
    void giveUp(const support::Error& reason);
    void judgeWith(const KeyCache::Entry& entry);
    void lookForAppKey();
    void conclude();

    Journey& m_journey;
    KeyQuestion m_question;
    Done m_done;
    QString m_kid;
    QList<QUrl> m_discovery;
    bool m_underAppId = false;
    KeyFinding m_finding;
};

/// What the cache alone can say; nothing if none of these key sets, of that issuer, is in it.
[[nodiscard]] std::optional<KeyFinding> verifyFromCache(const KeyCache& cache, const jose::Jwt& token,
                                                        const QList<QUrl>& discovery, const QString& issuer);

/// Verifies with a key set, and that the key belongs to the token's issuer (validation §1).
[[nodiscard]] jose::Verification verifyWith(const jose::Jwt& token, const jose::JwkSet& keys, const QString& source);

/// As the token alone allows, without any key: `reason` says why there is none.
[[nodiscard]] jose::Verification unverified(const jose::Jwt& token, const QString& reason);

/// The document in a reply, if it is one of that issuer. Errors: what stopped the request, "invalid-discovery",
/// "issuer-mismatch".
[[nodiscard]] support::Result<oauth::DiscoveryDocument> documentFrom(const http::Reply& reply, const QString& issuer);

[[nodiscard]] http::Request getRequest(http::Purpose purpose, const QUrl& url, const http::Policy& policy);

} // namespace assayer::flow
