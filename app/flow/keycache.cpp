// SPDX-License-Identifier: Apache-2.0
#include "flow/keycache.h"

namespace assayer::flow {

const KeyCache::Entry* KeyCache::find(const QUrl& discovery) const
{
    const auto entry = m_entries.constFind(discovery);
    return entry == m_entries.constEnd() ? nullptr : &*entry;
}

bool KeyCache::shouldFetch(const QUrl& discovery, const QString& kid, qint64 now) const
{
    const Entry* entry = find(discovery);
    if (entry == nullptr || now - entry->fetchedAt >= maximumAgeSeconds || now < entry->fetchedAt)
        return true;
    if (kid.isEmpty() || entry->keys.has(kid))
        return false;
    // The first fetch does not count: a key that is rolled over right after it is still found.
    const auto attempt = m_attempts.constFind(discovery);
    return attempt == m_attempts.constEnd() || now < *attempt || now - *attempt >= refetchSeconds;
}

void KeyCache::store(const QUrl& discovery, Entry entry)
{
    m_entries.insert(discovery, std::move(entry));
}

void KeyCache::noteAttempt(const QUrl& discovery, qint64 now)
{
    m_attempts.insert(discovery, now);
}

} // namespace assayer::flow
