// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/json.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace assayer::practice {

/// One request as the practice tenant sees it; `target` and `body` are raw.
struct Question {
    QString method;
    QByteArray target; ///< path and query
    QByteArray contentType;
    QByteArray authorization;
    QByteArray clientRequestId;
    QByteArray returnClientRequestId;
    QByteArray body;
};

struct Answer {
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/json; charset=utf-8");
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// The ids that Entra puts into each answer.
struct Trace {
    QString traceId;       ///< fresh
    QString correlationId; ///< the caller's client-request-id, else fresh
    qint64 now = 0;
};

/// An error body of requests §6 for that AADSTS number; `arguments` fill {0}, {1} in its text. The OAuth error can be
/// another one than the table's where the endpoint is no token endpoint.
[[nodiscard]] Answer refuse(qint64 code, const QStringList& arguments, const Trace& trace, const QString& error = {});

[[nodiscard]] Answer jsonAnswer(const support::json::Value& value);

/// The fields of an application/x-www-form-urlencoded text in their order; `+` is a space.
[[nodiscard]] QList<std::pair<QString, QString>> formFields(QByteArrayView text);
[[nodiscard]] QString formDecoded(QByteArrayView text);

} // namespace assayer::practice
