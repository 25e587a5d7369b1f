// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace assayer::http {

/// One challenge of a WWW-Authenticate header (RFC 9110 §11.6.1).
struct Challenge {
    struct Parameter {
        QString name;
        QString value; ///< unquoted
        bool operator==(const Parameter&) const = default;
    };
    QString scheme; ///< "Bearer"; empty where the header has none, as some middlewares write it
    QList<Parameter> parameters;
    QString text; ///< what stands there without being a parameter: a token68, or a bare sentence

    /// The first parameter of that name, compared without case; empty if absent.
    [[nodiscard]] QString parameter(QStringView name) const;
    [[nodiscard]] bool has(QStringView name) const;
    bool operator==(const Challenge&) const = default;
};

/// Takes the value of a WWW-Authenticate header apart. Bears what is met in the field: several challenges in one header
/// or joined by line breaks, no scheme, no quotes, a bare sentence, an unterminated quote. Never fails; linear.
[[nodiscard]] QList<Challenge> parseChallenges(const QString& headerValue);

} // namespace assayer::http
