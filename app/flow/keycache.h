// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/jwk.h"
#include "support/clock.h"

#include <QHash>
#include <QUrl>

namespace assayer::flow {

/// The keys of issuers, fetched once and kept in the process. An unknown kid fetches again, at most once in 5 minutes
/// an issuer. Lives as long as the program; one thread.
class KeyCache {
public:
    struct Entry {
        jose::JwkSet keys;
        QString issuer; ///< the discovery document's
        QUrl source;    ///< the jwks_uri
        qint64 fetchedAt = 0;
        QString accessTokenIssuer = {}; ///< the discovery document's, where it names one
        bool operator==(const Entry&) const = delete;
    };
    static constexpr qint64 refetchSeconds = 300;
    static constexpr qint64 maximumAgeSeconds = 24 * 60 * 60; ///< a withdrawn key is believed no longer than that

    [[nodiscard]] const Entry* find(const QUrl& discovery) const;
    /// Whether the keys should be fetched (again) now to find a key of that kid.
    [[nodiscard]] bool shouldFetch(const QUrl& discovery, const QString& kid, qint64 now) const;
    void store(const QUrl& discovery, Entry entry);
    void noteAttempt(const QUrl& discovery, qint64 now);

private:
    QHash<QUrl, Entry> m_entries;
    QHash<QUrl, qint64> m_attempts;
};

} // namespace assayer::flow
