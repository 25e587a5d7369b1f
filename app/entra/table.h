// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace assayer::entra {

/// The rows of one table of facts that is compiled in: "clouds", "claims", "errors", "resources", "api-answers",
/// "middleware-answers".
[[nodiscard]] QJsonArray table(const QString& name);

[[nodiscard]] QStringList texts(const QJsonValue& array);

/// A sentence of a table in the user's language; packaging/translations.sh files them. Its mark «(unverified)» stays.
[[nodiscard]] QString words(const QJsonValue& text);

} // namespace assayer::entra
