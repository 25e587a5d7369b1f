// SPDX-License-Identifier: Apache-2.0
#include "window/environmentsecrets.h"

#include "dialogs/meantfor.h"

#include <algorithm>

namespace assayer::window {

EnvironmentSecrets::EnvironmentSecrets(store::SecretStore& store, const support::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

void EnvironmentSecrets::apply(const dialogs::EnvironmentChange& change, const profile::Environment& written,
                               const QList<store::ProfileEntry>& profiles)
{
    // Names that went are no longer the environment's, but their secrets are.
    const auto keyOf = [&written](const QString& name) { return store::formerSecretKeyOf(written, name); };
    QList<Move> moves;
    for (const dialogs::EnvironmentChange::SecretMove& move : change.renamed)
        moves.append({keyOf(move.from), keyOf(move.to), move.shared});
    if (!moves.isEmpty())
        add({Step::Kind::Move, {}, {}, {}, moves});
    write(change, written, profiles);
    for (const QString& variable : change.forgotten)
        add({Step::Kind::Remove, keyOf(variable)});
}

void EnvironmentSecrets::part(const dialogs::EnvironmentChange& change, const profile::Environment& written,
                              const profile::Environment& former, const QList<store::ProfileEntry>& profiles)
{
    QList<Move> copies;
    const auto copy = [&copies](const store::SecretKey& from, const store::SecretKey& to) {
        if (!from.isEmpty() && !to.isEmpty() && from != to)
            copies.append({from, to, true});
    };
    for (const profile::Variable& variable : written.variables) {
        const auto moved =
            std::ranges::find(change.renamed, variable.name, &dialogs::EnvironmentChange::SecretMove::to);
        const QString& name = moved == change.renamed.end() ? variable.name : moved->from;
        if (!change.secrets.contains(variable.name) && !change.forgotten.contains(name))
            copy(store::secretKeyOf(former, name), store::secretKeyOf(written, variable.name));
    }
    for (const store::ProfileEntry& entry : profiles) {
        if (entry.profile.secretVariable.isEmpty())
            copy(store::secretKeyOf(entry.profile, former), store::secretKeyOf(entry.profile, written));
    }
    if (!copies.isEmpty())
        add({Step::Kind::Move, {}, {}, {}, copies});
    write(change, written, profiles);
}

void EnvironmentSecrets::write(const dialogs::EnvironmentChange& change, const profile::Environment& written,
                               const QList<store::ProfileEntry>& profiles)
{
    for (auto secret = change.secrets.cbegin(); secret != change.secrets.cend(); ++secret)
        add({Step::Kind::Write, store::formerSecretKeyOf(written, secret.key()),
             store::destinationsOf(dialogs::meantFor(secret.key(), written, profiles)), secret.value()});
}

void EnvironmentSecrets::allow(const store::SecretKey& key, const QString& destination)
{
    add({Step::Kind::Allow, key, destination});
}

void EnvironmentSecrets::add(const Step& step)
{
    m_steps.enqueue(step);
    if (!m_busy)
        next();
}

void EnvironmentSecrets::next()
{
    m_busy = !m_steps.isEmpty();
    if (!m_busy)
        return Q_EMIT finished();
    const Step step = m_steps.dequeue();
    switch (step.kind) {
    case Step::Kind::Move:
        return readMoves(step.moves, 0);
    case Step::Kind::Write:
        return write(step.key, {step.secret, m_clock.now(), step.destination, {}}, [this](bool) { next(); });
    case Step::Kind::Allow:
        return widen(step);
    case Step::Kind::Remove:
        return remove(step.key);
    }
}

/// All are read before the first is written: two names may have changed places.
void EnvironmentSecrets::readMoves(QList<Move> moves, qsizetype at)
{
    if (at == moves.size())
        return writeMoves(std::move(moves), 0);
    const store::SecretKey from = moves.at(at).from;
    m_store.read(from, this, [this, moves, at](const support::Result<std::optional<store::StoredSecret>>& found) {
        if (!found) {
            // What cannot be read cannot be moved, and nothing may be written over it.
            Q_EMIT failed(found.error());
            return next();
        }
        QList<Move> read = moves;
        read[at].secret = *found;
        readMoves(std::move(read), at + 1);
    });
}

void EnvironmentSecrets::writeMoves(QList<Move> moves, qsizetype at)
{
    while (at < moves.size() && !moves.at(at).secret)
        ++at;
    if (at == moves.size())
        return removeMoved(moves);
    const Move move = moves.at(at);
    write(move.to, *move.secret, [this, moves, at](bool written) {
        if (!written)
            return next(); // the old ones stay
        QList<Move> done = moves;
        done[at].written = true;
        writeMoves(std::move(done), at + 1);
    });
}

void EnvironmentSecrets::removeMoved(const QList<Move>& moves)
{
    for (const Move& move : moves) {
        const bool taken = std::any_of(moves.cbegin(), moves.cend(),
                                       [&move](const Move& other) { return other.written && other.to == move.from; });
        if (!taken && !move.stays)
            m_steps.prepend({Step::Kind::Remove, move.from});
    }
    next();
}

void EnvironmentSecrets::widen(const Step& step)
{
    m_store.read(step.key, this, [this, step](const support::Result<std::optional<store::StoredSecret>>& found) {
        if (!found || !*found || store::isMeantFor((*found)->destination, step.destination))
            return next();
        store::StoredSecret wider = **found;
        wider.destination =
            wider.destination == store::nowhere ? step.destination : wider.destination + u' ' + step.destination;
        write(step.key, wider, [this](bool) { next(); });
    });
}

void EnvironmentSecrets::write(const store::SecretKey& key, const store::StoredSecret& secret,
                               const std::function<void(bool)>& then)
{
    m_store.write(key, secret, this, [this, then](const support::Result<store::Stored>& stored) {
        if (!stored)
            Q_EMIT failed(stored.error());
        else if (stored->trouble)
            Q_EMIT failed(*stored->trouble);
        then(stored.has_value());
    });
}

void EnvironmentSecrets::remove(const store::SecretKey& key)
{
    m_store.remove(key, this, [this](const support::Result<bool>& removed) {
        if (!removed)
            Q_EMIT failed(removed.error());
        next();
    });
}

} // namespace assayer::window
