// SPDX-License-Identifier: Apache-2.0
#include "profile/resolution.h"
#include "store/secretstore.h"

#include <QCryptographicHash>

namespace assayer::store {
namespace {

using profile::Environment;
using profile::Profile;

SecretKey keyOf(const QStringList& parts)
{
    // Windows takes no notice of the service's name: the key must tell whose it is.
    return {QStringLiteral("assayer/") + parts.join(u'/')};
}

/// Whether another environment may make it another client, or another authority.
bool dependsOnEnvironment(const Profile& profile)
{
    const auto& authority = profile.authority;
    for (const QString& text : {authority.cloud, authority.tenant, authority.issuer, profile.clientId}) {
        if (!profile::variablesIn(text).isEmpty()) {
            return true;
        }
    }
    return false;
}

} // namespace

SecretKey secretKeyOf(const Profile& profile, const Environment& environment)
{
    if (!profile.secretVariable.isEmpty()) {
        return secretKeyOf(environment, profile.secretVariable);
    }
    if (profile.id.isEmpty()) {
        return {};
    }
    if (!dependsOnEnvironment(profile)) {
        return keyOf({QStringLiteral("profile"), profile.id});
    }
    return environment.id.isEmpty() ? SecretKey{} : keyOf({QStringLiteral("profile"), profile.id, environment.id});
}

SecretKey secretKeyOf(const Environment& environment, const QString& variable)
{
    const profile::Variable* found = environment.find(variable);
    const bool secret = found && found->kind == profile::VariableKind::Secret;
    return secret ? formerSecretKeyOf(environment, variable) : SecretKey{};
}

SecretKey formerSecretKeyOf(const Environment& environment, const QString& variable)
{
    return environment.id.isEmpty() ? SecretKey{} : keyOf({QStringLiteral("environment"), environment.id, variable});
}

QList<SecretKey> secretKeysOf(const Profile& profile, const QList<Environment>& environments)
{
    QList<SecretKey> keys;
    if (profile.id.isEmpty()) {
        return keys;
    }
    // Whatever it depended on at any time.
    keys.append(keyOf({QStringLiteral("profile"), profile.id}));
    for (const Environment& environment : environments) {
        if (!environment.id.isEmpty()) {
            keys.append(keyOf({QStringLiteral("profile"), profile.id, environment.id}));
        }
    }
    return keys;
}

QList<SecretKey> secretKeysOf(const Environment& environment)
{
    QList<SecretKey> keys;
    for (const profile::Variable& variable : environment.variables) {
        if (SecretKey key = secretKeyOf(environment, variable.name); !key.isEmpty()) {
            keys.append(std::move(key));
        }
    }
    return keys;
}

QString destinationOf(const Profile& resolved)
{
    // The authority's part of the file, less what does not say where the request goes.
    Profile destination;
    destination.authority = resolved.authority;
    destination.authority.unknown.clear();
    destination.clientId = resolved.clientId;
    destination.connection.allowedHosts = resolved.connection.allowedHosts;
    destination.connection.allowedHosts.sort();
    destination.connection.allowPlainHttp = resolved.connection.allowPlainHttp;
    if (destination.authority.kind == profile::AuthorityKind::Issuer) {
        destination.authority.tenant.clear();
        destination.authority.cloud.clear();
    } else {
        destination.authority.issuer.clear();
    }
    destination.authority.version = {};
    return QString::fromLatin1(
        QCryptographicHash::hash(profile::write(destination), QCryptographicHash::Sha256).toHex().left(32));
}

QString destinationsOf(const QList<Profile>& resolved)
{
    // The keychain of Windows holds 2,560 bytes in all.
    constexpr qsizetype most = 40;
    QStringList destinations;
    for (const Profile& profile : resolved) {
        const QString destination = destinationOf(profile);
        if (!destinations.contains(destination) && destinations.size() < most) {
            destinations.append(destination);
        }
    }
    return destinations.isEmpty() ? QString(nowhere) : destinations.join(u' ');
}

bool isMeantFor(const QString& kept, const QString& destination)
{
    return kept.isEmpty() || kept.split(u' ').contains(destination);
}

} // namespace assayer::store
