// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/jwt.h"
#include "support/json.h"

#include <QString>

#include <optional>

namespace assayer::inspection {

/// Takes out of a text what could be replayed: the signature of the inspected token, an encrypted or opaque token as a
/// whole, and the signature of any other compact token that a claim or an answer carries. Idempotent; linear.
class SignatureMask {
public:
    explicit SignatureMask(const std::optional<jose::Jwt>& token);
    [[nodiscard]] QString operator()(const QString& text) const;
    /// Every text in the value.
    void apply(support::json::Value& value) const;

private:
    QString m_signature; ///< as sensitive as the token
};

} // namespace assayer::inspection
