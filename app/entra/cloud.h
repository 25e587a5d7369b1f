// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace assayer::entra {

/// One cloud of Microsoft Entra ID; the table is resources/entra/clouds.json, loaded once.
struct Cloud {
    QString id;           ///< "public", "usgov", "china", …
    QString name;         ///< "Public", "US Government" …
    QString loginHost;    ///< preferred
    QStringList aliases;  ///< hosts that serve the same directories
    QString issuerHostV1; ///< host of v1 `iss`; empty where unverified
    QString issuerHostV2; ///< host of v2 `iss`
    QString graphHost;    ///< of Microsoft Graph; empty where there is none
    bool verified = true;
    bool closed = false; ///< no longer in service
};

[[nodiscard]] const QList<Cloud>& clouds();
[[nodiscard]] const Cloud* cloudById(QStringView id);
/// The cloud that a login or issuer host belongs to; null if none. sts.windows.net is the v1 issuer of Public and US
/// Government alike and gives Public: it alone proves no cloud.
[[nodiscard]] const Cloud* cloudOfHost(QStringView host);

[[nodiscard]] bool isGuid(QStringView text);    ///< 8-4-4-4-12 hexadecimal, no braces
[[nodiscard]] bool isGuid(QByteArrayView text); ///< the same over bytes, for text that must not be copied
/// What stands in a tenant's place where any tenant may sign in: common, organizations, consumers; without case.
[[nodiscard]] bool isSharedTenant(QStringView text);
/// Two labels or more of letters, digits and inner hyphens, no final dot, no IP address.
[[nodiscard]] bool isDomainName(QStringView text);

} // namespace assayer::entra
