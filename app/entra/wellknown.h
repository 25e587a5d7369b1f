// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace assayer::entra {

/// One of Microsoft's own APIs; the table is resources/entra/resources.json, loaded once, on first use.
struct WellKnownResource {
    QString id;   ///< ours: "microsoft-graph", "aad-graph", "azure-resource-manager" …
    QString name; ///< "Microsoft Graph"
    QString appId;
    struct Identifier {
        QString pattern; ///< a URI, possibly with * for one host label or {placeholders}
        QString cloud;   ///< id of the cloud that it belongs to: "public", "usgov", "china"
    };
    QList<Identifier> identifiers;
    bool rbac = false; ///< authorizes by Azure RBAC: no roles in its tokens is normal
};

struct WellKnownMatch {
    const WellKnownResource* resource = nullptr;
    QString cloud; ///< empty if found by its app ID
    explicit operator bool() const { return resource != nullptr; }
};

/// The Microsoft resource that an audience or resource names, by app ID or identifier; a final slash does not matter.
[[nodiscard]] WellKnownMatch wellKnownResource(QStringView audience);

} // namespace assayer::entra
