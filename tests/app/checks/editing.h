// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/checks/checktesting.h"

#include <QRandomGenerator>

#include <algorithm>

/// Random edits of a good token, of what is expected of it, and of the manifests at hand.
namespace assayer::checks::testing {

template <typename List> auto anyOf(const List& list, QRandomGenerator& random)
{
    return list[random.bounded(int(list.size()))];
}

/// Changes a text somewhere, in ways that people and programs do.
inline QString edited(QString text, QRandomGenerator& random)
{
    static const QStringList pieces{QStringLiteral("/"),         QStringLiteral(" "),
                                    QStringLiteral("api://"),    QStringLiteral("x"),
                                    QStringLiteral("/.default"), QStringLiteral("spn:"),
                                    QStringLiteral("\u200B"),    QStringLiteral("http://"),
                                    QStringLiteral("/v2.0"),     QStringLiteral("/access_as_user")};
    const qsizetype at = random.bounded(int(text.size()) + 1);
    switch (random.bounded(7)) {
    case 0:
        return text + anyOf(pieces, random);
    case 1:
        return anyOf(pieces, random) + text;
    case 2:
        return text.insert(at, anyOf(pieces, random));
    case 3:
        return text.left(at);
    case 4:
        return text.toUpper();
    case 5:
        return text.mid(at);
    default:
        return text;
    }
}

inline QJsonValue replacement(const QJsonValue& value, QRandomGenerator& random)
{
    switch (random.bounded(10)) {
    case 0:
        return QJsonValue::Undefined;
    case 1:
        return QJsonValue::Null;
    case 2:
        return random.bounded(2) == 0;
    case 3:
        return now + random.bounded(1000) - 500;
    case 4:
        return QJsonArray{value, QStringLiteral("more")};
    case 5:
        return QJsonArray{};
    default:
        if (value.isDouble()) {
            return value.toInteger() + random.bounded(20000) - 10000;
        }
        if (value.isArray()) {
            return QJsonArray{edited(value.toArray().first().toString(), random), QStringLiteral("Other")};
        }
        return edited(value.toString(), random);
    }
}

/// What stands in tokens, settings and requests in these places.
inline QStringList known(const char* texts)
{
    QStringList list;
    for (const QByteArray& text : QByteArray(texts).split(' '))
        list += QString::fromUtf8(withIds(text));
    return list;
}
inline const QStringList knownAudiences =
    known("@api api://@api api://orders @uri @graph 00000003-0000-0000-c000-000000000000 "
          "00000002-0000-0000-c000-000000000000 https://vault.azure.net https://vault.azure.net/ @client api://@client "
          "@sp @apiSp @billing api://@api/access_as_user api://@api/.default api://AzureADTokenExchange");
inline const QStringList knownIssuers = known(
    "https://login.microsoftonline.com/@tenant/v2.0 https://sts.windows.net/@tenant/ https://sts.windows.net/@tenant "
    "https://login.microsoftonline.com/@tenant2/v2.0 https://sts.windows.net/@tenant2/ "
    "https://login.microsoftonline.us/@tenant/v2.0 https://c.b2clogin.com/@tenant/v2.0/ "
    "https://login.microsoftonline.com/@tenant https://login.microsoftonline.com/{tenantid}/v2.0 "
    "https://login.microsoftonline.com/common/v2.0 https://login.microsoftonline.com/contoso.com/v2.0 "
    "https://sso.example/realms/a");
inline const QStringList knownRoles =
    known("@role test.application.permission Orders.Write access_as_user app.read Other");
inline const QStringList knownApps = known("@client @api @other @sp");
inline const QStringList knownTenants = known("@tenant @tenant2");

inline QStringList someOf(const QStringList& list, QRandomGenerator& random)
{
    QStringList some{anyOf(list, random)};
    if (random.bounded(2) == 0)
        some += anyOf(list, random);
    some.removeDuplicates();
    return some;
}

/// A claim gets another value that could stand there.
inline void swapClaim(QJsonObject& claims, QRandomGenerator& random)
{
    const auto put = [&claims](const char* name, const QJsonValue& value) {
        claims.insert(QLatin1String(name), value);
    };
    switch (random.bounded(9)) {
    case 0:
        return put("aud", anyOf(knownAudiences, random));
    case 1:
        return put("iss", anyOf(knownIssuers, random));
    case 2:
        return put("azp", anyOf(knownApps, random));
    case 3:
        return put("oid", anyOf(knownApps, random));
    case 4:
        return put("tid", anyOf(knownTenants, random));
    case 5:
        return put("roles", QJsonArray::fromStringList(someOf(knownRoles, random)));
    case 6:
        return put("roles", anyOf(knownRoles, random));
    case 7:
        put("scp", someOf(knownRoles, random).join(u' '));
        return put("sub", QStringLiteral("a user"));
    default:
        claims.remove(QStringLiteral("azp"));
        return put("name", QStringLiteral("A user"));
    }
}

inline QJsonObject editedClaims(QRandomGenerator& random)
{
    QJsonObject claims = goodClaims();
    if (random.bounded(2) == 0) {
        claims.insert(QStringLiteral("aud"), QStringLiteral("api://") + api);
        claims.insert(QStringLiteral("iss"), QStringLiteral("https://sts.windows.net/") + tenant + u'/');
        claims.insert(QStringLiteral("ver"), QStringLiteral("1.0"));
    }
    const QStringList names = claims.keys();
    for (int edits = 1 + random.bounded(3); edits > 0; --edits) {
        const QString name = anyOf(names, random);
        if (random.bounded(2) == 0)
            swapClaim(claims, random);
        else
            claims.insert(name, replacement(claims.value(name), random));
    }
    return claims;
}

/// A chain of manifests in which everything holds, with links taken out or bent.
struct Chain {
    entra::Manifest api, principal, client, list;

    [[nodiscard]] const entra::AppRole* declared() const { return api.roleByValue(role); }
    [[nodiscard]] bool isGranted() const
    {
        return declared() && std::any_of(list.assignments.begin(), list.assignments.end(), [this](const auto& each) {
                   return each.appRoleId == declared()->id && each.principalId == servicePrincipal;
               });
    }
    [[nodiscard]] bool isRequested(const QString& type) const
    {
        return declared() &&
               std::any_of(client.requiredAccess.begin(), client.requiredAccess.end(), [&](const auto& access) {
                   return access.id == declared()->id && (type.isEmpty() || access.type == type);
               });
    }
};

inline Chain chainWith(QRandomGenerator& random)
{
    const auto parsed = [](const QByteArray& json) { return *entra::parseManifest(withIds(json)); };
    Chain chain{parsed("{@manifestOfApi,@declaresRole}"), parsed("{@principalOfApi,@declaresRole}"),
                parsed("{@clientAsking}"), parsed("{@listOfClient,\"value\":[{@grantOfRole}]}")};
    const auto bends = [&random] { return random.bounded(3) == 0; };
    entra::AppRole& declared = chain.api.appRoles.first();
    if (bends())
        declared.value = edited(declared.value, random);
    if (bends())
        declared.allowedMemberTypes = QStringList{QStringLiteral("User")};
    if (bends())
        declared.enabled = false;
    if (bends())
        chain.client.requiredAccess.first().type = QStringLiteral("Scope");
    if (bends())
        chain.client.requiredAccess.clear();
    if (bends())
        chain.list.assignments.first().created = 1790000000 + random.bounded(1200) - 300;
    if (bends())
        chain.list.assignments.clear();
    // The tenant's copy follows the registration here.
    chain.principal.appRoles = chain.api.appRoles;
    return chain;
}

/// Some of what people drop in, and now and then what is another's.
inline QList<entra::Manifest> someManifests(QRandomGenerator& random)
{
    const Chain chain = chainWith(random);
    QList<entra::Manifest> some;
    for (entra::Manifest manifest : {chain.api, chain.principal, chain.client, chain.list}) {
        const int fate = random.bounded(4);
        if (fate == 0)
            continue;
        if (fate == 1 && random.bounded(2) == 0) {
            manifest.appId = billingApi;
            manifest.identifierUris = QStringList{QStringLiteral("api://billing")};
            manifest.assignmentsOf = billingApi;
        }
        manifest.paged = manifest.kind == entra::ManifestKind::Assignments && random.bounded(4) == 0;
        some += manifest;
    }
    return some;
}

/// Edited claims, and expectations of which each is the good one or another that could be, one or two of a kind.
inline Snapshot randomSnapshot(QRandomGenerator& random, QJsonObject& claims)
{
    claims = editedClaims(random);
    Snapshot snapshot = snapshotOf(tokenOf(plainHeader, QJsonDocument(claims).toJson(QJsonDocument::Compact)));
    const auto once = [&random](int in) { return random.bounded(in) == 0; };
    auto& expected = snapshot.expectations;
    expected.skewSeconds = random.bounded(3) * 300;
    if (once(2))
        expected.audiences = once(2) ? someOf(knownAudiences, random)
                                     : QStringList{QStringLiteral("api://") + api, QStringLiteral("api://orders")};
    if (once(2)) {
        const QStringList issuers = someOf(knownIssuers, random);
        expected.issuer = issuers.first();
        expected.moreIssuers = issuers.mid(1);
    }
    if (once(2))
        expected.roles = someOf(knownRoles, random);
    if (once(4))
        expected.roleMatch = profile::RoleMatch::Any;
    if (once(4))
        expected.client = anyOf(knownApps, random);
    if (once(4))
        expected.tenant = anyOf(knownTenants, random);
    if (once(2))
        snapshot.manifests = someManifests(random);
    if (once(4))
        snapshot.requestedResource = anyOf(knownAudiences, random);
    if (once(4))
        snapshot.others = {{QStringLiteral("Billing"), {billingApi}}};
    return snapshot;
}

/// A claim's text, or its texts; nothing if it is neither.
inline std::optional<QStringList> textsIn(const QJsonValue& value)
{
    if (value.isString()) {
        return QStringList{value.toString()};
    }
    const QJsonArray array = value.toArray();
    const bool texts =
        value.isArray() && std::all_of(array.begin(), array.end(), [](const auto& each) { return each.isString(); });
    if (!texts) {
        return std::nullopt;
    }
    QStringList list;
    for (const auto& each : array) {
        list += each.toString();
    }
    return list;
}

/// What a failure of the random tests shows of its case.
inline QByteArray shownOf(const Snapshot& snapshot, const QJsonObject& claims)
{
    const auto& expected = snapshot.expectations;
    QByteArray text = QJsonDocument(claims).toJson(QJsonDocument::Compact) + " expects aud " +
                      expected.audiences.join(u',').toUtf8() + " iss " + expected.issuer.toUtf8() + ' ' +
                      expected.moreIssuers.join(u',').toUtf8() + " roles " + expected.roles.join(u',').toUtf8() +
                      (expected.roleMatch == profile::RoleMatch::Any ? " (any)" : "") + " client " +
                      expected.client.toUtf8() + " tenant " + expected.tenant.toUtf8() + " asked " +
                      snapshot.requestedResource.toUtf8() + (snapshot.others.isEmpty() ? "" : " others");
    for (const entra::Manifest& manifest : snapshot.manifests)
        text += "\n" + entra::keptForm(manifest);
    return text + '\n';
}

} // namespace assayer::checks::testing
