// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QMap>
#include <QString>

namespace assayer::entra {

/// One form of words by which an API or its middleware refuses a token; the table is
/// resources/entra/api-answers.json (facts: validation §3), loaded once, on first use.
struct ApiMessage {
    QString id;         ///< ours: "aspnet-audience", "idx-10214" …
    QString middleware; ///< "ASP.NET Core JwtBearer"
    QString fault; ///< "audience", "issuer", "lifetime", "signature", "kind", "roles", "scope", "tenant", "client",
                   ///< "no-token", "metadata", "request", "rbac", "claims", "other", "unknown"
    QString meaning;
    QString advice;
    QString side = QStringLiteral("api"); ///< who follows the advice: "api", "request", "caller"
    QString code;                         ///< the number that its log has beside it, such as IDX10214
    bool verified = true;                 ///< false: say «possibly»
};

struct ApiMessageMatch {
    const ApiMessage* message = nullptr;
    QString words;                      ///< as found, verbatim
    QMap<QString, QString> particulars; ///< "audience", "issuer", "time", "expected", "accepted" (a list), "code" where
                                        ///< the words have them
};

/// Every known message in the text, in the table's order, each at most once. Looks at the first 64 KiB.
[[nodiscard]] QList<ApiMessageMatch> apiMessagesIn(const QString& text);

} // namespace assayer::entra
