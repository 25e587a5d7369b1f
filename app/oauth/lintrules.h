// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oauth/lint.h"

namespace assayer::oauth {

/// The rules of lint(), by what they look at. Each appends what it finds.
void lintAuthority(const profile::Profile& profile, QList<Finding>& findings);
void lintClient(const profile::Profile& profile, QList<Finding>& findings);
void lintSecret(const support::Secret& secret, QList<Finding>& findings);
void lintResources(const profile::Profile& profile, QList<Finding>& findings);
void lintParameters(const profile::Profile& profile, QList<Finding>& findings);

/// White space around a value and invisible characters inside it. True if there is something of the kind.
bool lintText(const QString& field, const QString& value, QList<Finding>& findings);

/// Without white space, zero-width characters and byte order marks around it.
[[nodiscard]] QString withoutMargin(const QString& text);

[[nodiscard]] bool isEntraLike(const profile::Profile& profile); ///< Entra itself or the practice tenant

} // namespace assayer::oauth
