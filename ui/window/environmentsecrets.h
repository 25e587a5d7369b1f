// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/environmentsedit.h"
#include "store/secretstore.h"
#include "support/clock.h"

#include <QObject>
#include <QQueue>

namespace assayer::window {

/// Does to the store what an edit of environments says of their secrets: one step after the other, in the order in
/// which they were asked for, so that a name may pass from one secret to another. Main thread; store and clock outlive
/// it.
class EnvironmentSecrets final : public QObject {
    Q_OBJECT
public:
    EnvironmentSecrets(store::SecretStore& store, const support::Clock& clock, QObject* parent = nullptr);

    /// `written`: the environment as it is on the disk by now, with its id. A new secret may go where the profiles that
    /// name its variable go now.
    void apply(const dialogs::EnvironmentChange& change, const profile::Environment& written,
               const QList<store::ProfileEntry>& profiles);
    /// The same where what was written has an id of its own by now, in place of `former`'s, which another has too: all
    /// that is kept under that one is kept under both, also what profiles have for this environment alone.
    void part(const dialogs::EnvironmentChange& change, const profile::Environment& written,
              const profile::Environment& former, const QList<store::ProfileEntry>& profiles);
    /// A kept secret may go there too, from now on.
    void allow(const store::SecretKey& key, const QString& destination);

    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void finished(); ///< there is nothing left to do
    /// A step could not be done, or not in the keychain; the others go on.
    void failed(const assayer::support::Error& error);

private:
    struct Move {
        store::SecretKey from;
        store::SecretKey to;
        bool stays = false; ///< where it was, too
        std::optional<store::StoredSecret> secret = {};
        bool written = false;
    };
    struct Step {
        enum class Kind { Move, Write, Allow, Remove } kind;
        store::SecretKey key = {};
        QString destination = {};    ///< Write, Allow
        support::Secret secret = {}; ///< Write
        QList<Move> moves = {};
    };
    void add(const Step& step);
    /// The new ones of the change.
    void write(const dialogs::EnvironmentChange& change, const profile::Environment& written,
               const QList<store::ProfileEntry>& profiles);
    void next();
    void readMoves(QList<Move> moves, qsizetype at);
    void writeMoves(QList<Move> moves, qsizetype at);
    void removeMoved(const QList<Move>& moves);
    void widen(const Step& step);
    void write(const store::SecretKey& key, const store::StoredSecret& secret, const std::function<void(bool)>& then);
    void remove(const store::SecretKey& key);

    store::SecretStore& m_store;
    const support::Clock& m_clock;
    QQueue<Step> m_steps;
    bool m_busy = false;
};

} // namespace assayer::window
