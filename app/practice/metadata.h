// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/keyring.h"

namespace assayer::practice {

/// Which metadata: `tenantId` is a GUID, or common, organizations or consumers (then the issuer is a template).
struct MetadataOf {
    QString base;
    QString tenantId;
    bool shared = false;
    int version = 2;
    QString appId; ///< ?appid=
};

/// The OpenID metadata document with the members and their order as Entra's (samples/discovery).
[[nodiscard]] support::json::Value metadataDocument(const MetadataOf& subject);

/// The key set; version 2 names each key's issuer.
[[nodiscard]] support::json::Value keySet(const MetadataOf& subject, const QList<KeyRing::Key>& keys);

} // namespace assayer::practice
