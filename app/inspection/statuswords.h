// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace assayer::inspection {

/// What an HTTP status alone says of an answer that says nothing better (RFC 9110 §15, RFC 6585). Private to explain().
struct StatusWords {
    int status;
    const char* why;
    const char* step;
    const char* field;
    const char* retry; ///< as Explanation::retry
    bool decides;      ///< it says more than the body's shape does
};

/// Null if nothing is known; every 5xx is.
[[nodiscard]] const StatusWords* statusWordsOf(int status);

} // namespace assayer::inspection
