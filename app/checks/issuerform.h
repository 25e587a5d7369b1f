// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace assayer::checks {

/// What an issuer's text says of itself. Reading is lenient (white space, letter case, a final slash) so that only the
/// parts are compared; whether two texts are equal is another question.
struct IssuerForm {
    enum class Kind { Entra, B2c, Ciam, Other };
    Kind kind = Kind::Other;
    QString scheme;
    QString host;            ///< lower case, with a port if there is one
    QString path;            ///< as written
    QStringList clouds;      ///< ids; two for sts.windows.net, which the public and the US Government cloud share
    int version = 0;         ///< 1 or 2 if it has the form of an issuer of that version, else 0
    bool issuerHost = false; ///< the host is one that issuers have, not an alias of the login host
    QString tenant;          ///< as written: a GUID, a domain name, {tenantid}, common …
    QString policy;          ///< of B2C
};
[[nodiscard]] IssuerForm issuerFormOf(const QString& issuer);

[[nodiscard]] bool isTenantTemplate(const QString& segment); ///< {tenantid}, {tid} …

} // namespace assayer::checks
