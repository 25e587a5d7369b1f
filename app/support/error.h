// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace assayer::support {

/// What went wrong, for a program (code), for a person (sentence, detail) and for a form (field).
struct Error {
    QString code;     ///< stable, lower-case with hyphens, never translated: "plain-http", "invalid-json"
    QString sentence; ///< what happened, in our words, translated
    QString detail;   ///< the particulars: a position, the other side's words verbatim; may be empty
    QString field;    ///< the profile field that it concerns ("tenant", "clientId", "resource" …); may be empty

    bool operator==(const Error&) const = default;
};

template <typename T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(QString code, QString sentence, QString detail = {}, QString field = {})
{
    return tl::unexpected<Error>(Error{std::move(code), std::move(sentence), std::move(detail), std::move(field)});
}

} // namespace assayer::support
