// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace assayer::inspection {

/// What is known of one number of Azure AD B2C's token endpoint (facts: validation §3).
struct B2cError {
    int number;
    const char* why;   ///< to translate
    const char* step;  ///< to translate
    const char* field; ///< of the profile; empty: none
    bool verified = true;
};

/// The first known one in an authority's text («AADB2C90085: …»), or null.
[[nodiscard]] const B2cError* b2cErrorIn(const QString& text);

} // namespace assayer::inspection
