// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/secretstore.h"

#include <chrono>
#include <memory>

namespace assayer::store {

inline constexpr std::chrono::seconds keychainLimit{15}; ///< time enough to type a keychain's password

/// The system's keychain: Secret Service, KWallet, macOS, Windows. In a build without it, every call answers
/// "keychain-absent". Never writes in clear anywhere. Windows ignores the service's name and holds 2,560 bytes: what
/// is longer is refused there as "keychain-too-long".
[[nodiscard]] std::unique_ptr<SecretStore> systemKeychain(const QString& service = QStringLiteral("assayer"),
                                                          std::chrono::milliseconds limit = keychainLimit);

/// For this run only, in memory that is wiped.
[[nodiscard]] std::unique_ptr<SecretStore> memoryStore();

/// The keychain, and this run's memory for what it does not take: a write succeeds in any case, and says where the
/// secret is and why. What is in memory is found first. This is what a window or program uses.
[[nodiscard]] std::unique_ptr<SecretStore> secretStore(std::unique_ptr<SecretStore> keychain);

} // namespace assayer::store
