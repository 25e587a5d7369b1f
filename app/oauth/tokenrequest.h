// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"
#include "oauth/endpoints.h"
#include "profile/profile.h"

namespace assayer::oauth {

/// The exact token request, without the secret in it: what is shown while the form is edited, copied as cURL, and sent
/// once the secret is put in. Plain value.
struct TokenRequest {
    struct Part {
        QString name;
        QString value;
        bool secret = false; ///< the client secret goes here
        bool operator==(const Part&) const = default;
    };
    QUrl url; ///< empty: the token endpoint is not known before discovery
    QString clientId;
    profile::SecretPlacement placement = profile::SecretPlacement::Body;
    QList<Part> form;  ///< grant_type, client_id, client_secret, resource | scope | audience, extras
    QString requested; ///< the resource asked for, as the profile names it, for the checks
    bool operator==(const TokenRequest&) const = default;
};

/// Builds the client credentials request (RFC 6749 §4.4.2, RFC 8707 §2; for Entra requests §1 and §4: v1 `resource`,
/// v2 `scope=<resource>/.default`, which is appended even behind a final slash). Never fails for text that the
/// authority might accept; errors name a field that makes a request impossible.
[[nodiscard]] support::Result<TokenRequest> buildTokenRequest(const profile::Profile& profile,
                                                              const Endpoints& endpoints);

/// The request to send. The Basic header is made here (RFC 6749 §2.3.1, everything but A-Z a-z 0-9 - _ . ~ encoded;
/// raw: as it is). The secret's form-encoded, Base64 and JSON-escaped spellings are masked in the answer too.
[[nodiscard]] http::Request toHttp(const TokenRequest& request, const support::Secret& secret,
                                   const http::Policy& policy);

/// The form body as text, the secret as «••••», for the preview.
[[nodiscard]] QString bodyPreview(const TokenRequest& request);
/// A cURL command with the secret as "$CLIENT_SECRET", quoted for a POSIX shell.
[[nodiscard]] QString toCurl(const TokenRequest& request);

/// application/x-www-form-urlencoded of one value: UTF-8, everything but A-Z a-z 0-9 - _ . ~ percent-encoded.
[[nodiscard]] QByteArray formEncoded(QByteArrayView text);

} // namespace assayer::oauth
