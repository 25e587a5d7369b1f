// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace assayer::practice {

/// An application registration and its service principal in one.
struct Application {
    struct ClientSecret {
        QString value;
        bool expired = false;
    };
    struct Grant {
        QString resource; ///< client ID of the API
        QStringList roles;
    };
    QString name;
    QString clientId;
    QString servicePrincipalId;
    QStringList identifierUris;
    int tokenVersion = 1; ///< requestedAccessTokenVersion; null in the file is 1
    QStringList appRoles;
    QList<ClientSecret> secrets;
    QList<Grant> grants;
    bool ownSigningKey = false; ///< its tokens verify only with the keys under ?appid=
    bool headerNonce = false;   ///< its tokens carry Microsoft's own header nonce (validation §2)

    /// The granted roles for that API which it declares; in the API's order.
    [[nodiscard]] QStringList rolesFor(const Application& api) const;
};

struct Tenant {
    QString id;
    QString name;
    QStringList domains;
    QList<Application> applications;

    [[nodiscard]] const Application* client(const QString& clientId) const;
    /// By client ID or identifier URI, without case; one slash at the end does not matter (requests §4).
    [[nodiscard]] const Application* resource(const QString& identifier) const;
};

/// What exists in the practice tenant; read from resources/practice/tenant.json. Plain value.
struct Directory {
    QList<Tenant> tenants;

    /// Error "practice-data" if the text is no directory.
    [[nodiscard]] static support::Result<Directory> parse(const QByteArray& json);
    [[nodiscard]] static support::Result<Directory> builtIn();
    /// By GUID or domain name, without case.
    [[nodiscard]] const Tenant* tenant(const QString& name) const;
};

/// The text of a file in resources/practice.
[[nodiscard]] QByteArray resourceText(const QString& fileName);

} // namespace assayer::practice
