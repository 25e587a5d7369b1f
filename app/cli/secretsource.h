// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/profilechoice.h"
#include "support/secret.h"

#include <QHash>

namespace assayer::cli {

/// The client secret that the keychain has for this profile; nothing if it has none, or the profile has no id to keep
/// one under. Waits in the program's event loop, at most for the keychain's time limit. Errors: SecretStore's;
/// "secret-destination" if it was entered for another authority or client; "cancelled".
[[nodiscard]] support::Result<std::optional<support::Secret>> secretFromKeychain(const ChosenProfile& profile,
                                                                                 const Interrupt& interrupt);

/// Secrets of several profiles, by a profile's path (with or without .json), name or id.
class SecretTable {
public:
    SecretTable() = default;
    /// From the text of a JSON object of texts. Errors: "invalid-json", "invalid-secrets". They quote nothing.
    [[nodiscard]] static support::Result<SecretTable> parse(QByteArray text);
    [[nodiscard]] std::optional<support::Secret> find(const QString& path, const profile::Profile& profile) const;

private:
    QHash<QString, support::Secret> m_secrets;
};

/// From the file (at most 1 MiB) or environment variable that the options name; empty without one.
[[nodiscard]] support::Result<SecretTable> readSecrets(const CheckOptions& options, const Interrupt& interrupt);

} // namespace assayer::cli
