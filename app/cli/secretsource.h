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

/// One of the profiles that secrets of a table are for.
struct Claimant {
    QString path; ///< as the user would name it; empty: none
    QString id;
    QString name;
};

/// Secrets of several profiles, by a profile's path (with or without .json), id or name.
class SecretTable {
public:
    SecretTable() = default;
    /// From the text of a JSON object of texts. Errors: "invalid-json", "invalid-secrets". They quote nothing.
    [[nodiscard]] static support::Result<SecretTable> parse(QByteArray text);

    using Given = support::Result<std::optional<support::Secret>>;
    /// What each of a run's profiles gets. Anybody who adds a file may give it a known name or id: what more than one
    /// of them goes by is given to none, "ambiguous-profile"; a path goes before, and is never taken for a name.
    /// "secret-empty".
    [[nodiscard]] QList<Given> given(const QList<Claimant>& run) const;
    /// How many of its entries are for none of them.
    [[nodiscard]] qsizetype unused(const QList<Claimant>& run) const;

private:
    QHash<QString, support::Secret> m_secrets;
};

/// From the file (at most 1 MiB) or environment variable that the options name; empty without one.
[[nodiscard]] support::Result<SecretTable> readSecrets(const CheckOptions& options, const Interrupt& interrupt);

} // namespace assayer::cli
