// SPDX-License-Identifier: Apache-2.0
#include "window/environmentsecrets.h"

#include "profile/resolution.h"

namespace assayer::window {

namespace {

QString destinationsFor(const QString& variable, const profile::Environment& environment,
                        const QList<store::ProfileEntry>& profiles)
{
    QList<profile::Profile> meant;
    for (const store::ProfileEntry& entry : profiles) {
        if (entry.profile.secretVariable != variable)
            continue;
        if (const auto resolved = profile::resolve(entry.profile, environment))
            meant.append(*resolved);
    }
    return store::destinationsOf(meant);
}

} // namespace

EnvironmentSecrets::EnvironmentSecrets(store::SecretStore& store, const support::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

void EnvironmentSecrets::apply(const dialogs::EnvironmentChange& change, const profile::Environment& written,
                               const QList<store::ProfileEntry>& profiles)
{
    const auto keyOf = [&written](const QString& variable) { return store::secretKeyOf(written, variable); };
    for (const dialogs::EnvironmentChange::SecretMove& move : change.renamed)
        add({Step::Kind::Move, keyOf(move.from), keyOf(move.to)});
    for (auto secret = change.secrets.cbegin(); secret != change.secrets.cend(); ++secret)
        add({Step::Kind::Write,
             keyOf(secret.key()),
             {},
             destinationsFor(secret.key(), written, profiles),
             secret.value()});
    for (const QString& variable : change.forgotten)
        add({Step::Kind::Remove, keyOf(variable)});
}

void EnvironmentSecrets::allow(const store::SecretKey& key, const QString& destination)
{
    add({Step::Kind::Allow, key, {}, destination});
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
    if (step.key.isEmpty())
        return next();
    switch (step.kind) {
    case Step::Kind::Move:
        return move(step);
    case Step::Kind::Write:
        return write(step.key, {step.secret, m_clock.now(), step.destination, {}}, [this] { next(); });
    case Step::Kind::Allow:
        return widen(step);
    case Step::Kind::Remove:
        return remove(step.key);
    }
}

void EnvironmentSecrets::move(const Step& step)
{
    m_store.read(step.key, this, [this, step](const support::Result<std::optional<store::StoredSecret>>& found) {
        if (!found)
            Q_EMIT failed(found.error());
        if (!found || !*found)
            return next();
        // The old one goes only when the new one is there.
        write(step.to, **found, [this, from = step.key] { remove(from); });
    });
}

void EnvironmentSecrets::widen(const Step& step)
{
    m_store.read(step.key, this, [this, step](const support::Result<std::optional<store::StoredSecret>>& found) {
        if (!found || !*found || store::isMeantFor((*found)->destination, step.destination))
            return next();
        store::StoredSecret wider = **found;
        wider.destination =
            wider.destination == store::nowhere ? step.destination : wider.destination + u' ' + step.destination;
        write(step.key, wider, [this] { next(); });
    });
}

void EnvironmentSecrets::write(const store::SecretKey& key, const store::StoredSecret& secret,
                               const std::function<void()>& then)
{
    m_store.write(key, secret, this, [this, then](const support::Result<store::Stored>& stored) {
        if (!stored) {
            Q_EMIT failed(stored.error());
            return next();
        }
        if (stored->trouble)
            Q_EMIT failed(*stored->trouble);
        then();
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
