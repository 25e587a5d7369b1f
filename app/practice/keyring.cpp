// SPDX-License-Identifier: Apache-2.0
#include "practice/keyring.h"

namespace assayer::practice {

namespace {

support::Result<KeyRing::Key> generate(const QString& name)
{
    auto key = jose::SigningKey::generateRsa();
    if (!key)
        return tl::unexpected(key.error());
    auto certificate = key->selfSigned(QStringLiteral("Assayer practice tenant ") + name);
    if (!certificate)
        return tl::unexpected(certificate.error());
    auto jwk = key->publicJwk();
    if (!jwk)
        return tl::unexpected(jwk.error());
    return std::make_shared<const PracticeKey>(PracticeKey{std::move(*key), std::move(*certificate), std::move(*jwk)});
}

} // namespace

support::Result<KeyRing::Key> KeyRing::signingKey(const QString& appId)
{
    return keyNamed(appId.isEmpty() ? QStringLiteral("A") : appId);
}

support::Result<QList<KeyRing::Key>> KeyRing::publishedKeys(const QString& appId)
{
    QStringList names{QStringLiteral("A"), QStringLiteral("B")};
    if (!appId.isEmpty())
        names.append(appId);
    QList<Key> keys;
    for (const QString& name : names) {
        auto key = keyNamed(name);
        if (!key)
            return tl::unexpected(key.error());
        keys.append(*key);
    }
    return keys;
}

support::Result<KeyRing::Key> KeyRing::keyNamed(const QString& name)
{
    // Held while a key is made, so that two first requests do not make two keys.
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_keys.constFind(name); known != m_keys.constEnd())
        return *known;
    auto key = generate(name);
    if (key)
        m_keys.insert(name, *key);
    return key;
}

} // namespace assayer::practice
