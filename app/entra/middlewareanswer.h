// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace assayer::entra {

/// What a middleware answers to a token that it refuses for one cause; the table is
/// resources/entra/middleware-answers.json (facts: validation §3), loaded once, on first use. The texts are the
/// middleware's own, never translated. Places in braces are filled by who shows them: {aud}, {iss}, {kid}, and
/// {exp.us}, {nbf.us} (MM/dd/yyyy HH:mm:ss), {exp.iso}, {nbf.iso}.
struct MiddlewareAnswer {
    QString middleware; ///< as the profile's file names it: "aspnetcore"
    QStringList causes; ///< "lifetime.expired", or all of a check: "audience.*"
    QString rule;       ///< only where this rule of the API's settings decided; empty: always
    QString reason;     ///< only where the check says this reason; empty: any but that a token contradicts itself
    int status = 401;
    QString challenge; ///< the value of WWW-Authenticate; empty: none
    QString body;      ///< empty: none
    QString log;       ///< what its own log says; empty: not known
    bool verified = true;
};

/// The first that fits, or null. Microsoft.Identity.Web answers as ASP.NET Core where it has no words of its own.
[[nodiscard]] const MiddlewareAnswer* middlewareAnswer(const QString& middleware, const QString& cause,
                                                       const QString& rule, const QString& reason);

} // namespace assayer::entra
