// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/pseudonyms.h"

/// Which texts name somebody, and which are everybody's. Private to the pseudonyms. Hosts and GUIDs in lower case.
namespace assayer::inspection {

/// What a claim holds as a whole, where its name says it (facts: claims.json).
[[nodiscard]] std::optional<Subject> subjectOfClaim(const QString& name);

/// A GUID that is the same in every tenant: Microsoft's own apps, role templates, the tenant of personal accounts.
[[nodiscard]] bool isPublicId(const QString& guid);
/// A host that everybody has to do with: it says nothing of whose token it is.
[[nodiscard]] bool isPublicHost(const QString& host);
[[nodiscard]] bool isLoopback(const QString& host);
/// The part of a host's name that the platform gives, such as «.vault.azure.net»; empty if there is none.
[[nodiscard]] QString platformOf(const QString& host);
/// Whether the last label is one that domain names end in, and neither a file's kind nor a role's last word.
[[nodiscard]] bool endsLikeDomain(const QString& name);
/// Version 4, dotted.
[[nodiscard]] bool isIpAddress(const QString& text);

} // namespace assayer::inspection
