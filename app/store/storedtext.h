// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/secretstore.h"

/// A stored secret as the bytes that a keychain holds. Private to this folder.
namespace assayer::store {

/// «assayer 1», «set N», «for TEXT» on lines of their own, an empty line, and the secret's bytes as they are.
[[nodiscard]] support::Secret packed(const StoredSecret& secret);
/// What packed() made; bytes of another kind are a secret of which nothing else is known.
[[nodiscard]] StoredSecret unpacked(support::Secret bytes);

} // namespace assayer::store
