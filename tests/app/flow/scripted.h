// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "flowtest.h"

namespace assayer::test {

inline const QString issuer = QStringLiteral("https://idp.example");
inline const QUrl discoveryUrl(QStringLiteral("https://idp.example/.well-known/openid-configuration"));
inline const QUrl secondUrl(QStringLiteral("https://idp.example/.well-known/oauth-authorization-server"));
inline const QUrl tokenUrl(QStringLiteral("https://idp.example/token"));
inline const QUrl keysUrl(QStringLiteral("https://keys.example/jwks"));
inline const QByteArray secretText = "s3cr3t~Canary+/8Q value";

inline const QString tenantId = QStringLiteral("6d3c1f2a-8b47-4e0e-9c55-20f1a7e3b914");
inline const QString apiId = QStringLiteral("c2e84b60-7a1d-4f39-b5d8-3e9f06a7c148");
inline const QString login = QStringLiteral("https://login.microsoftonline.com/");

inline QJsonObject claims(const QString& tokenIssuer = issuer)
{
    return {{"iss", tokenIssuer}, {"aud", "api://orders"}, {"sub", "client"}, {"exp", fixedNow + 3600}};
}

inline QJsonObject entraClaims(const QString& version)
{
    const bool v2 = version == QLatin1String("2.0");
    return {{"iss", v2 ? login + tenantId + QStringLiteral("/v2.0")
                       : QStringLiteral("https://sts.windows.net/") + tenantId + QStringLiteral("/")},
            {"aud", apiId},
            {"tid", tenantId},
            {"ver", version},
            {"exp", fixedNow + 3600}};
}

/// Profiles, and a scripted authority and tenant, for the tests of getToken().
struct Scripted {
    /// Forgets requests and keys; the signing keys stay.
    void reset()
    {
        transport = std::make_unique<FakeTransport>();
        cache = std::make_unique<flow::KeyCache>();
        clock.set(fixedNow);
    }
    [[nodiscard]] flow::Surroundings surroundings() { return {transport.get(), cache.get(), &clock, {}}; }
    [[nodiscard]] profile::Profile issuerProfile() const
    {
        profile::Profile profile;
        profile.authority.kind = profile::AuthorityKind::Issuer;
        profile.authority.issuer = issuer;
        profile.clientId = QStringLiteral("client");
        profile.resources = {QStringLiteral("api://orders")};
        return profile;
    }
    [[nodiscard]] profile::Profile entraProfile() const
    {
        profile::Profile profile;
        profile.authority.kind = profile::AuthorityKind::Entra;
        profile.authority.tenant = tenantId;
        profile.clientId = QStringLiteral("1f7a9c3e-5d28-4b61-8e0f-94c2d6b3a715");
        profile.resources = {QStringLiteral("api://") + apiId};
        return profile;
    }
    [[nodiscard]] std::unique_ptr<flow::Run> runOf(const profile::Profile& profile)
    {
        return flow::getToken(surroundings(), profile, support::Secret(QByteArray(secretText)));
    }
    void answerDiscovery(const QUrl& tokenEndpoint = tokenUrl)
    {
        transport->answer(discoveryUrl, discoveryDocument(issuer, tokenEndpoint.toString(), keysUrl.toString()));
    }
    void answerAll(const QByteArray& token)
    {
        answerDiscovery();
        transport->answer(tokenUrl, grantOf(token));
        transport->answer(keysUrl, key.keySet());
    }
    void answerEntra(const QByteArray& token, const QByteArray& keys, const QString& tenant = tenantId)
    {
        transport->answer(QUrl(login + tenant + QStringLiteral("/oauth2/v2.0/token")), grantOf(token));
        for (const QString& version : {QString(), QStringLiteral("/v2.0")}) {
            const QString jwks = login + QStringLiteral("keys") + version;
            transport->answer(QUrl(login + tenant + version + QStringLiteral("/.well-known/openid-configuration")),
                              discoveryDocument(version.isEmpty() ? QStringLiteral("https://sts.windows.net/") +
                                                                        tenantId + QStringLiteral("/")
                                                                  : login + tenantId + version,
                                                login + QStringLiteral("token"), jwks));
            transport->answer(QUrl(jwks), keys);
        }
    }

    TestKey key{QStringLiteral("key-a")};
    TestKey other{QStringLiteral("key-b")};
    support::FixedClock clock{fixedNow};
    std::unique_ptr<FakeTransport> transport = std::make_unique<FakeTransport>();
    std::unique_ptr<flow::KeyCache> cache = std::make_unique<flow::KeyCache>();
};

} // namespace assayer::test
