// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/environment.h"
#include "store/secretstore.h"
#include "support/clock.h"

#include <QObject>

#include <memory>
#include <optional>

namespace assayer::window {

/// How it is about the open profile's secret in the store.
struct SecretState {
    enum class Is {
        Nothing,       ///< none is kept
        Unsaved,       ///< there is nothing to keep it under: the profile was never saved
        NoEnvironment, ///< likewise: it is kept for each environment apart, or under a variable, and none is chosen
        Unresolved,    ///< a variable of the profile is undefined: it is not known whom the secret would be for
        Loading,
        Loaded,           ///< secret() is it
        OtherDestination, ///< it was entered for another authority, client or set of hosts: it is not handed out
        Saving,           ///< secret() is it; the keychain was not heard yet
        Trouble           ///< it could not be read: a new one is kept as well as can be
    };
    Is is = Is::Nothing;
    qint64 setAt = 0;                           ///< Loaded, Saving, OtherDestination: Unix seconds; 0: not known
    store::Kept kept = store::Kept::Keychain;   ///< Loaded
    std::optional<support::Error> trouble = {}; ///< Trouble; Loaded for this run: why it is not in the keychain
    bool operator==(const SecretState&) const = default;
};

/// What stands under the field.
struct SecretNote {
    QString text;
    QString icon;          ///< of style/icons.h
    bool warning = false;  ///< the user has something to do, or something is not as it should be
    bool undoable = false; ///< Escape in the field brings back what was there
    bool operator==(const SecretNote&) const = default;
};
[[nodiscard]] SecretNote noteOf(const SecretState& state, qint64 now);

/// The open profile's secret between its field and the store. Reads and writes come and go while the user does other
/// things: an answer for a profile that is no longer open changes nothing here. Owned by the window; store and clock
/// outlive it. Main thread.
class KeptSecret final : public QObject {
    Q_OBJECT
public:
    KeptSecret(store::SecretStore& store, const support::Clock& clock, QObject* parent = nullptr);

    /// Forgets the secret at hand and reads the one of this profile in this environment. `stored` is the profile with
    /// its variables, `resolved` without; nothing where one is undefined.
    void open(const profile::Profile& stored, const profile::Environment& environment,
              const std::optional<profile::Profile>& resolved);
    /// The open profile's fields are others by now. What was read is at hand as long as it was entered for where they
    /// lead, and is so again once they lead there again; else as open().
    void follow(const profile::Profile& stored, const profile::Environment& environment,
                const std::optional<profile::Profile>& resolved);
    /// Another window may have set another one meanwhile: if so it is taken, as open() does it.
    void lookAgain();
    /// Nothing is open: forgets the secret, and what is still to be heard of one.
    void close();
    /// Keeps the secret for this profile, which becomes the open one, as set now for where it goes now. An empty secret
    /// removes the one that was loaded; if none was, it is as open(). Where there is nothing to keep it under, it is
    /// only held here. Does nothing if that very secret is kept for there already.
    void save(const support::Secret& secret, const profile::Profile& stored, const profile::Environment& environment,
              const std::optional<profile::Profile>& resolved);
    /// Whether save() of the same would replace or remove what is kept under its key for another destination.
    [[nodiscard]] bool wouldTake(const QString& otherDestination, const support::Secret& secret,
                                 const profile::Profile& stored, const profile::Environment& environment,
                                 const std::optional<profile::Profile>& resolved) const;
    /// Of what was deleted.
    void remove(const QList<store::SecretKey>& keys);

    [[nodiscard]] const SecretState& state() const { return m_state; }
    [[nodiscard]] const support::Secret& secret() const { return m_secret; }
    [[nodiscard]] SecretNote note() const;

Q_SIGNALS:
    void stateChanged();
    /// By open(), follow() and lookAgain(): secret() goes into the field; after stateChanged(). Empty where lookAgain()
    /// found that it is none of this profile's any more.
    void loaded();
    void removeFailed(assayer::support::Error error); ///< once for each key

private:
    struct Place {
        store::SecretKey key;
        QString destination;
        std::optional<SecretState::Is> missing; ///< why there is none
        bool operator==(const Place&) const = default;
    };
    [[nodiscard]] static Place placeFor(const profile::Profile& stored, const profile::Environment& environment,
                                        const std::optional<profile::Profile>& resolved);
    struct Found {
        store::SecretKey key;
        store::StoredSecret secret;
    };
    void take(const support::Result<std::optional<store::StoredSecret>>& answer);
    void show(const Found& found);
    /// It is the one that is kept for that place.
    [[nodiscard]] bool isAtHand(const support::Secret& secret, const Place& place) const;
    /// Whether the store's answer is what is known of this place.
    [[nodiscard]] bool isKnown(const std::optional<store::StoredSecret>& answer) const;
    void write(qint64 setAt);
    void become(const SecretState& state);

    store::SecretStore& m_store;
    const support::Clock& m_clock;
    SecretState m_state;
    support::Secret m_secret;
    Place m_place;
    std::optional<Found> m_found;       ///< what the store has for the open profile, as far as it was heard
    bool m_answers = false;             ///< the last read was no failure: it can be asked again, and asks nobody
    std::unique_ptr<QObject> m_reading; ///< nobody waits for a read once it is gone
    quint64 m_turn = 0;
};

} // namespace assayer::window
