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
    m_place = {};
    ++m_turn;
    m_reading.reset();
    become({});
}

void KeptSecret::take(const support::Result<std::optional<store::StoredSecret>>& answer)
{
    if (!answer) {
        SecretState state{Is::Trouble};
        state.trouble = answer.error();
        become(state);
        return;
    }
    if (!*answer) {
        become({Is::Nothing});
        return;
    }
    const store::StoredSecret& found = **answer;
    SecretState state{Is::Loaded, found.setAt, found.kept, {}};
    if (!store::isMeantFor(found.destination, m_place.destination)) {
        state.is = Is::OtherDestination;
        become(state);
        return;
    }
    m_secret = found.secret;
    const quint64 turn = m_turn;
    become(state);
    if (turn == m_turn)
        Q_EMIT loaded();
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
    const bool same = place == m_place && !m_secret.isEmpty() && secret.reveal() == m_secret.reveal();
    if (same && (m_state.is == Is::Saving || (m_state.is == Is::Loaded && m_state.kept == store::Kept::Keychain)))
        return;
    // Kept for this run only, and tried again: that does not set it anew.
    const qint64 setAt = same && m_state.is == Is::Loaded ? m_state.setAt : m_clock.now();
    m_place = place;
    m_secret = secret;
    ++m_turn;
    m_reading.reset();
    if (place.missing) {
        become({*place.missing});
    } else if (secret.isEmpty()) {
        remove({place.key});
        become({Is::Nothing});
    } else {
        write(setAt);
    }
}

void KeptSecret::write(qint64 setAt)
{
    const quint64 turn = m_turn;
    const Place place = m_place;
    const support::Secret secret = m_secret;
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
