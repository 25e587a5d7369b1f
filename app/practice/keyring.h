// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/signing.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <mutex>

namespace assayer::practice {

/// One signing key with its self-signed certificate.
struct PracticeKey {
    jose::SigningKey key;
    jose::SigningKey::Certificate certificate;
    support::json::Value publicJwk;

    [[nodiscard]] QString kid() const { return QString::fromLatin1(certificate.x5t); }
};

/// The practice tenant's RSA keys: made on first use, kept in memory only. Any thread.
class KeyRing {
public:
    using Key = std::shared_ptr<const PracticeKey>;

    /// The key that signs tokens; `appId`: the application's own one.
    [[nodiscard]] support::Result<Key> signingKey(const QString& appId = {});
    /// The keys of the JWKS; always several, as at Entra. With `appId` the application's own one as well.
    [[nodiscard]] support::Result<QList<Key>> publishedKeys(const QString& appId = {});

private:
    [[nodiscard]] support::Result<Key> keyNamed(const QString& name);

    std::mutex m_mutex;
    QHash<QString, Key> m_keys;
};

} // namespace assayer::practice
