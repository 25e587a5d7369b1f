// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QString>

namespace assayer::entra {

/// Where a member stands. The header of an encrypted token (JWE) says how it was encrypted, under the names that a
/// signed token's says how it was signed by (RFC 7516 §4.1).
enum class ClaimPlace { Header, EncryptedHeader, Payload };

/// What is known of one header parameter or claim; the table is resources/entra/claims.json, loaded once, on first use.
struct ClaimFact {
    QString name;
    ClaimPlace place = ClaimPlace::Payload;
    QString family; ///< "entra", "b2c", "generic", "auth0" …
    QString explanation;
    QMap<QString, QString> values; ///< enumerations: value → meaning
    QString authorization;         ///< "yes", "with-care", "no"
    QString note;
    bool verified = true;
};

/// The fact for that name, of that family if there is one, else the generic one; null if nothing is known. What is not
/// known of an encrypted token's header alone means there what it means in any.
[[nodiscard]] const ClaimFact* claimFact(ClaimPlace place, QStringView name, QStringView family = u"entra");

} // namespace assayer::entra
