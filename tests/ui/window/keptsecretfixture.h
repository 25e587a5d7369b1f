// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/resolution.h"
#include "ui/window/fakestore.h"
#include "window/keptsecret.h"

#include <QSignalSpy>

inline constexpr qint64 now = 1'795'377'720;

inline assayer::profile::Profile profileNamed(const QString& id)
{
    assayer::profile::Profile profile;
    profile.id = id;
    profile.name = id;
    profile.authority.tenant = QStringLiteral("contoso.example");
    profile.clientId = QStringLiteral("client-1");
    return profile;
}

inline assayer::support::Secret secret(const char* text = "s3cr3t")
{
    return assayer::support::Secret::fromText(QLatin1String(text));
}

inline assayer::store::StoredSecret storedFor(const assayer::profile::Profile& profile, const char* text = "s3cr3t")
{
    return {secret(text), now - 3 * 86'400, assayer::store::destinationOf(profile), assayer::store::Kept::Keychain};
}

inline assayer::support::Error error(const char* code)
{
    return {QLatin1String(code), QStringLiteral("said"), {}, QStringLiteral("clientSecret")};
}

inline QByteArray bytes(const assayer::window::KeptSecret& kept)
{
    return kept.secret().reveal().toByteArray();
}

/// The open profile's secret over a store that answers when the test says.
struct KeptSecretFixture {
    FakeStore store;
    assayer::support::FixedClock clock{now};
    assayer::window::KeptSecret kept{store, clock};
    QSignalSpy loaded{&kept, &assayer::window::KeptSecret::loaded};
    assayer::profile::Profile profile = profileNamed(QStringLiteral("id-1"));

    void open() { open(profile); }
    void open(const assayer::profile::Profile& other) { kept.open(other, assayer::profile::noEnvironment(), other); }
    void save(const assayer::support::Secret& entered)
    {
        kept.save(entered, profile, assayer::profile::noEnvironment(), profile);
    }
};
