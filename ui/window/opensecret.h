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
    /// What the variables stand for from now on. Answers whether anything is different. What was typed for another
    /// destination is put aside, until what it was typed for counts again.
    bool setEnvironment(const profile::Environment& environment);
    /// What is typed and not saved would not be for the same under that environment.
    [[nodiscard]] bool isTypedForAnother(const profile::Environment& environment) const;
    /// What is typed is thrown away; what is kept comes back.
    void discard();
    /// The profile was saved so, where that environment counts: what is typed is kept for it, or put aside where it was
    /// typed for another destination.
    void saved(const profile::Profile& profile, const profile::Environment& environment);
    /// Saved as it is, the secret would take the place of one that is kept for a copy of the profile's file, which has
    /// its id: the profile wants an id of its own.
    [[nodiscard]] bool wantsOwnId() const;
    /// An environment's secret is another by now, or where it is kept.
    void readAgain();
    /// Another window may have set it anew.
    void lookAgain();
    /// Whom what is sent with the secret goes to; empty where a variable is undefined.
    [[nodiscard]] QString destination() const;

    void edit(const support::Secret& secret);
    /// The environment's secret again, that a typed one was to replace; does nothing where there is none.
    void restore();
    [[nodiscard]] bool isEdited() const { return m_edited; }
    /// What a secret is kept under, and whom it is for; both empty where that is not known.
    struct Meant {
        QString key;
        QString destination;
        bool operator==(const Meant&) const = default;
    };
    struct Typed {
        support::Secret secret;
        QString replaced; ///< the environment's variable that it was typed in place of
        Meant meant;
    };
    /// Also what is put aside.
    [[nodiscard]] std::optional<Typed> typed() const;
    [[nodiscard]] bool hasAside() const { return m_aside.has_value(); }
    /// It is in the field again; put aside, where it was typed for another.
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
    /// One that was never saved is told apart as it will be.
    [[nodiscard]] static Meant meantFor(const profile::Profile& profile, const profile::Environment& environment);
    /// Where the destination was undefined, what was typed is for whatever it becomes under the same key.
    [[nodiscard]] static bool isFor(const Meant& typed, const Meant& now);
    /// At hand, and nowhere else.
    [[nodiscard]] bool isHeldAlone() const;
    /// The environment to keep the secret under: without its id where that would take another's.
    [[nodiscard]] profile::Environment keptUnder(const profile::Environment& environment) const;
    [[nodiscard]] SecretNote sharedNote(SecretNote note) const;
    void putAside(const Meant& meant);
    void takeBack();
    [[nodiscard]] bool counts(const Typed& typed) const;
    /// The profile's fields are others by now: a secret that was not typed for that goes nowhere else.
    void follow();
    void read();
    void forget();
    void allow();
    [[nodiscard]] store::SecretKey key() const;

    Session& m_session;
    KeptSecret& m_kept;
    const ProfileBook& m_book;
    Kept m_where = Kept::InTheStore;
    bool m_edited = false;
    QString m_replaced; ///< the environment's secret variable that the typed secret takes the place of once it is saved
    std::optional<Typed> m_aside; ///< typed, and not for what counts now
    Meant m_at;                   ///< of the secret at hand
};

} // namespace assayer::window
