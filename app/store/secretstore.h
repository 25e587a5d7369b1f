// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/environment.h"
#include "support/secret.h"

#include <QObject>

#include <functional>
#include <optional>

namespace assayer::store {

/// What a secret is kept under: stable over renaming and moving. Made by the functions below; never a secret itself.
struct SecretKey {
    QString text;
    bool operator==(const SecretKey&) const = default;
    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }
};

/// Where the client secret of a profile is kept: under its secret_variable in the environment if it names one, else
/// under its own id, for each environment apart where the authority or the client ID are variables. Empty if there is
/// no id to keep it under (save the profile first).
[[nodiscard]] SecretKey secretKeyOf(const profile::Profile& profile, const profile::Environment& environment);
[[nodiscard]] SecretKey secretKeyOf(const profile::Environment& environment, const QString& variable);
/// Whether the environment has such a variable by now or not: for one that had it, under another name.
[[nodiscard]] SecretKey formerSecretKeyOf(const profile::Environment& environment, const QString& variable);
/// All that may be kept for a profile, or an environment: what to delete with it.
[[nodiscard]] QList<SecretKey> secretKeysOf(const profile::Profile& profile,
                                            const QList<profile::Environment>& environments);
[[nodiscard]] QList<SecretKey> secretKeysOf(const profile::Environment& environment);

/// Whom a secret was entered for: authority, client and the hosts that may get it, of a resolved profile. A file that
/// came from somebody else may point a known id to an authority of theirs: a secret only goes where this is the same as
/// when it was entered, else the user is asked again.
[[nodiscard]] QString destinationOf(const profile::Profile& resolved);

/// An environment's secret serves several profiles: the destinations of those that were meant, parted by spaces.
/// `nowhere` is for one that no profile asks for yet.
inline constexpr QLatin1StringView nowhere("none");
[[nodiscard]] QString destinationsOf(const QList<profile::Profile>& resolved);
/// Whether what is kept with a secret allows it to go there. Empty: anywhere.
[[nodiscard]] bool isMeantFor(const QString& kept, const QString& destination);

enum class Kept {
    Keychain, ///< over restarts, encrypted by the system
    ThisRun   ///< in this process alone
};

struct StoredSecret {
    support::Secret secret;
    qint64 setAt = 0;    ///< when it was last set, Unix seconds; 0: not known
    QString destination; ///< destinationOf() at that time, or destinationsOf(); empty: any
    Kept kept = Kept::Keychain;
};

/// What came of a write: where the secret is now, and why not in the keychain.
struct Stored {
    Kept kept = Kept::Keychain;
    std::optional<support::Error> trouble; ///< with ThisRun: one of those below
};

/// Keeps secrets. Asynchronous: each call answers exactly once, from the event loop and never from inside the call,
/// within the time limit, and not at all once `context` is gone. Errors: "keychain-absent", "keychain-locked",
/// "keychain-denied", "keychain-timeout", "keychain-too-long", "keychain-failed"; the sentence says it for a person.
/// No secret is ever in an error. One thread.
class SecretStore {
public:
    template <typename Value> using Answer = std::function<void(const support::Result<Value>&)>;

    virtual ~SecretStore() = default;
    /// Nothing if there is none under that key, which is no error.
    virtual void read(const SecretKey& key, QObject* context, Answer<std::optional<StoredSecret>> answer) = 0;
    /// Replaces what was there. `setAt` and `destination` are kept with it; `kept` is not looked at.
    virtual void write(const SecretKey& key, const StoredSecret& secret, QObject* context, Answer<Stored> answer) = 0;
    /// It is no error if there was none.
    virtual void remove(const SecretKey& key, QObject* context, Answer<bool> answer) = 0;
};

} // namespace assayer::store
