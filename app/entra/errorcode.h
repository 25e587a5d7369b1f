// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace assayer::entra {

struct ErrorStep {
    QString step;          ///< what to do
    QString done;          ///< what a request of this program does of it by itself, as a clause; empty: nothing
    bool ofSecret = false; ///< it encodes the secret, which a raw Basic header does not
};

/// What is known of one AADSTS number; the table is resources/entra/errors.json, loaded once, on first use.
struct ErrorCode {
    qint64 code = 0;
    QString name;
    QString cause; ///< in plain words
    QList<ErrorStep> fix;
    QString field; ///< profile field: "tenant", "clientId", "clientSecret", "resource", "version"; "certificate" and
                   ///< "assertion" for other credentials; empty if no field of the request is at fault
    QString retryHelps; ///< "no", "yes", or the condition
    QString flow;
    bool verified = true; ///< false: say «possibly»
};

[[nodiscard]] const ErrorCode* errorCode(qint64 code);

} // namespace assayer::entra
