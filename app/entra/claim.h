// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QString>

namespace assayer::entra {

/// What is known of one header parameter or claim; the table is resources/entra/claims.json, loaded once, on first use.
struct ClaimFact {
    QString name;
    bool inHeader = false;
    QString family; ///< "entra", "b2c", "generic", "auth0" …
    QString explanation;
    QMap<QString, QString> values; ///< enumerations: value → meaning
    QString authorization;         ///< "yes", "with-care", "no"
    QString note;
    bool verified = true;
};

enum class ClaimPlace { Header, Payload };
/// The fact for that name, of that family if there is one, else the generic one; null if nothing is known.
[[nodiscard]] const ClaimFact* claimFact(ClaimPlace place, QStringView name, QStringView family = u"entra");

} // namespace assayer::entra
