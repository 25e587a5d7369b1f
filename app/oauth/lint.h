// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"
#include "support/secret.h"

#include <QList>

namespace assayer::oauth {

enum class Severity {
    Error,  ///< cannot be sent: plain http that is not allowed, no client ID, no authority
    Warning ///< surely wrong or nearly so, but the authority decides
};

/// Something about one field that is surely wrong before anything is sent.
struct Finding {
    Severity severity = Severity::Warning;
    QString code;     ///< "secret-is-guid", "white-space", "default-in-v1", "two-resources", "named-permission",
                      ///< "tenant-common", "tenant-malformed", "plain-http", "missing" …
    QString field;    ///< "tenant", "clientId", "clientSecret", "resource", "issuer", "scope" …
    QString sentence; ///< what is wrong
    QString fixText;  ///< what to do
    QString value;    ///< the field's right value where it is certain; else empty
    bool operator==(const Finding&) const = default;
};

[[nodiscard]] QList<Finding> lint(const profile::Profile& profile, const support::Secret& secret);

} // namespace assayer::oauth
