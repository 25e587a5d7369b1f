// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace assayer::panels {

/// The request that will be sent, in words. Plain value; nothing secret is in it.
struct Preview {
    QString method;
    QString url;
    QString strong;       ///< the telling part of the URL: the tenant, the host
    QString sends;        ///< «scope=api://orders/.default»: what asks for the resource
    QString body;         ///< the form, the secret masked
    QString predicted;    ///< «aud …, iss …, ver 2.0»: what the token will say; empty if nothing is known
    QString predictedWhy; ///< a line each claim
    QString problem;      ///< instead of all this: what is missing
    bool operator==(const Preview&) const = default;
};

} // namespace assayer::panels
