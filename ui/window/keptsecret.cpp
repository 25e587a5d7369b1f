// SPDX-License-Identifier: Apache-2.0
#include "window/keptsecret.h"

#include <utility>

namespace assayer::window {

using Is = SecretState::Is;

KeptSecret::KeptSecret(store::SecretStore& store, const support::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

KeptSecret::Place KeptSecret::placeFor(const profile::Profile& stored, const profile::Environment& environment,
                                       const std::optional<profile::Profile>& resolved)
{
    Place place;
    place.key = store::secretKeyOf(stored, environment);
    if (place.key.isEmpty())
        place.missing = stored.id.isEmpty() && stored.secretVariable.isEmpty() ? Is::Unsaved : Is::NoEnvironment;
    else if (!resolved)
        place.missing = Is::Unresolved;
    else
        place.destination = store::destinationOf(*resolved);
    return place;
}

void KeptSecret::open(const profile::Profile& stored, const profile::Environment& environment,
                      const std::optional<profile::Profile>& resolved)
{
    m_secret = {};
    m_found.reset();
    m_answers = false;
    m_place = placeFor(stored, environment, resolved);
    ++m_turn;
    m_reading.reset();
    if (m_place.missing) {
        become({*m_place.missing});
        return;
    }
    m_reading = std::make_unique<QObject>();
    // Before it is asked: who is told of «loading» may open another one.
    const quint64 turn = m_turn;
    QObject* const context = m_reading.get();
    become({Is::Loading});
    if (turn != m_turn)
        return;
    m_store.read(m_place.key, context,
                 [this](const support::Result<std::optional<store::StoredSecret>>& answer) { take(answer); });
}

void KeptSecret::close()
{
    m_secret = {};
    m_found.reset();
    m_answers = false;
    m_place = {};
    ++m_turn;
    m_reading.reset();
    become({});
}

void KeptSecret::take(const support::Result<std::optional<store::StoredSecret>>& answer)
{
    m_answers = answer.has_value();
    if (!answer) {
        SecretState state{Is::Trouble};
        state.trouble = answer.error();
        become(state);
        return;
    }
    if (!*answer) {
        m_found.reset();
        become({Is::Nothing});
        return;
    }
    m_found = Found{m_place.key, **answer};
    show(Found(*m_found));
}

void KeptSecret::show(const Found& found)
{
    SecretState state{Is::Loaded, found.secret.setAt, found.secret.kept, {}};
    if (!store::isMeantFor(found.secret.destination, m_place.destination)) {
        state.is = Is::OtherDestination;
        become(state);
        return;
    }
    m_secret = found.secret.secret;
    const quint64 turn = m_turn;
    become(state);
    if (turn == m_turn)
        Q_EMIT loaded();
}

void KeptSecret::follow(const profile::Profile& stored, const profile::Environment& environment,
                        const std::optional<profile::Profile>& resolved)
{
    const Place place = placeFor(stored, environment, resolved);
    // What is still to be heard, or was heard to be nothing, is so wherever the fields lead.
    if (!m_found && place.key == m_place.key && !place.missing && !m_place.missing) {
        m_place = place;
        return;
    }
    const bool isFor = m_found && store::isMeantFor(m_found->secret.destination, place.destination);
    if (!m_found || !(place.missing || isFor || place.key == m_found->key))
        return open(stored, environment, resolved);
    m_secret = {};
    m_place = place;
    ++m_turn;
    m_reading.reset();
    if (place.missing)
        become({*place.missing});
    else
        show(Found(*m_found));
}

bool KeptSecret::isKnown(const std::optional<store::StoredSecret>& answer) const
{
    if (!answer || !m_found)
        return !answer && !m_found;
    const store::StoredSecret& known = m_found->secret;
    return known.setAt == answer->setAt && known.destination == answer->destination &&
           known.secret.reveal() == answer->secret.reveal();
}

void KeptSecret::lookAgain()
{
    const bool isSettled = m_state.is == Is::Loaded || m_state.is == Is::Nothing || m_state.is == Is::OtherDestination;
    if (!m_answers || !isSettled || (m_found && m_found->key != m_place.key))
        return;
    m_reading = std::make_unique<QObject>();
    m_store.read(m_place.key, m_reading.get(),
                 [this, turn = m_turn](const support::Result<std::optional<store::StoredSecret>>& answer) {
                     if (turn != m_turn)
                         return;
                     m_answers = answer.has_value();
                     if (!answer || isKnown(*answer))
                         return;
                     const bool had = !m_secret.isEmpty();
                     m_secret = {};
                     take(answer);
                     if (had && turn == m_turn && m_secret.isEmpty())
                         Q_EMIT loaded();
                 });
}

void KeptSecret::save(const support::Secret& secret, const profile::Profile& stored,
                      const profile::Environment& environment, const std::optional<profile::Profile>& resolved)
{
    const Place place = placeFor(stored, environment, resolved);
    const bool had = m_state.is == Is::Loaded || m_state.is == Is::Saving;
    if (secret.isEmpty() && !(had && place.key == m_place.key)) {
        open(stored, environment, resolved);
        return;
    }
    const bool same = isAtHand(secret, place);
    if (same && (m_state.is == Is::Saving || (m_state.is == Is::Loaded && m_state.kept == store::Kept::Keychain)))
        return;
    // Kept for this run only, and tried again: that does not set it anew.
    const qint64 setAt = same && m_state.is == Is::Loaded ? m_state.setAt : m_clock.now();
    m_place = place;
    m_secret = secret;
    m_found.reset();
    ++m_turn;
    m_reading.reset();
    if (place.missing) {
        become({*place.missing});
    } else if (secret.isEmpty()) {
        remove({place.key});
        m_answers = false; // a read could come before that
        become({Is::Nothing});
    } else {
        write(setAt);
    }
}

bool KeptSecret::isAtHand(const support::Secret& secret, const Place& place) const
{
    return place == m_place && m_found && m_found->key == place.key && !m_secret.isEmpty() &&
           secret.reveal() == m_secret.reveal();
}

bool KeptSecret::wouldTake(const QString& otherDestination, const support::Secret& secret,
                           const profile::Profile& stored, const profile::Environment& environment,
                           const std::optional<profile::Profile>& resolved) const
{
    const Place place = placeFor(stored, environment, resolved);
    const bool loaded = m_state.is == Is::Loaded || m_state.is == Is::Saving;
    if (secret.isEmpty())
        return loaded && m_found && place.key == m_found->key &&
               store::isMeantFor(m_found->secret.destination, otherDestination);
    if (place.missing || place.destination == otherDestination || isAtHand(secret, place))
        return false;
    // What is kept under a key that was not read, or could not be, may be anybody's.
    if (place.key != m_place.key || m_state.is == Is::Trouble || m_state.is == Is::Loading)
        return true;
    return m_found && place.key == m_found->key && store::isMeantFor(m_found->secret.destination, otherDestination);
}

void KeptSecret::write(qint64 setAt)
{
    const quint64 turn = m_turn;
    const Place place = m_place;
    const support::Secret secret = m_secret;
    m_found = Found{place.key, {secret, setAt, place.destination, store::Kept::ThisRun}};
    become({Is::Saving, setAt, store::Kept::ThisRun, {}});
    // Not given up with the turn: the store may wait for the answer to forget its own copy.
    m_store.write(place.key, {secret, setAt, place.destination, {}}, this,
                  [this, turn, setAt](const support::Result<store::Stored>& stored) {
                      if (turn != m_turn)
                          return;
                      SecretState state{Is::Loaded, setAt, store::Kept::ThisRun, {}};
                      if (stored) {
                          state.kept = stored->kept;
                          state.trouble = stored->trouble;
                      } else {
                          state.trouble = stored.error();
                      }
                      m_answers = state.kept == store::Kept::Keychain;
                      m_found->secret.kept = state.kept;
                      become(state);
                  });
}

void KeptSecret::remove(const QList<store::SecretKey>& keys)
{
    for (const store::SecretKey& key : keys) {
        if (key.isEmpty())
            continue;
        m_store.remove(key, this, [this](const support::Result<bool>& removed) {
            if (!removed)
                Q_EMIT removeFailed(removed.error());
        });
    }
}

SecretNote KeptSecret::note() const
{
    return noteOf(m_state, m_clock.now());
}

void KeptSecret::become(const SecretState& state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace assayer::window
