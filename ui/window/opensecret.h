// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "window/keptsecret.h"

namespace assayer::window {

class ProfileBook;
class Session;

/// The secret of the open profile: what is typed, what is kept, and what an environment has for it. A kept one comes
/// into the session only where it is meant to go. Knows nothing of files. Main thread; what the constructor takes
/// outlives it.
class OpenSecret final : public QObject {
    Q_OBJECT
public:
    OpenSecret(Session& session, KeptSecret& kept, const ProfileBook& book, QObject* parent = nullptr);

    enum class Kept { InTheStore, Nowhere }; ///< as of the worked example
    /// Another profile: into the session with it, and its secret is read. `secret` is one that is kept nowhere.
    void open(const profile::Profile& profile, const profile::Environment& environment, Kept kept,
              const support::Secret& secret = {});
    /// The session's profile is another by now, not by the user's typing: what was at hand is forgotten.
    void replace(const profile::Profile& profile);
    /// What the variables stand for from now on. Answers whether anything is different.
    bool setEnvironment(const profile::Environment& environment);
    /// The profile was saved so, where that environment counts: what is typed is kept for it.
    void saved(const profile::Profile& profile, const profile::Environment& environment);
    /// An environment's secret is another by now.
    void readAgain();

    void edit(const support::Secret& secret);
    /// The environment's secret again, that a typed one was to replace; does nothing where there is none.
    void restore();
    [[nodiscard]] bool isEdited() const { return m_edited; }
    struct Typed {
        support::Secret secret;
        QString replaced; ///< the environment's variable that it was typed in place of
    };
    [[nodiscard]] std::optional<Typed> typed() const;
    void takeUp(const Typed& typed);

    [[nodiscard]] const SecretState& state() const { return m_kept.state(); }
    /// What stands under the field.
    [[nodiscard]] SecretNote note() const;

Q_SIGNALS:
    /// Goes into the field; empty where the secret is an environment's.
    void loaded(const assayer::support::Secret& secret);
    void edited();
    void noteChanged();
    /// The user said that an environment's secret may go where the open profile goes.
    void allowed(const assayer::store::SecretKey& key, const QString& destination);

private:
    void read();
    void forget();
    void allow();
    [[nodiscard]] store::SecretKey key() const;
    [[nodiscard]] QString destination() const; ///< of the secret at hand; empty where a variable is undefined

    Session& m_session;
    KeptSecret& m_kept;
    const ProfileBook& m_book;
    Kept m_where = Kept::InTheStore;
    bool m_edited = false;
    QString m_replaced; ///< the environment's secret variable that the typed secret takes the place of once it is saved
};

} // namespace assayer::window
