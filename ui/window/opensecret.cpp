// SPDX-License-Identifier: Apache-2.0
#include "window/opensecret.h"

#include "profile/resolution.h"
#include "window/profilebook.h"
#include "window/session.h"

#include <algorithm>
#include <utility>

namespace assayer::window {

namespace {

/// The name, if the text is one variable and nothing else.
QString soleVariable(const support::Secret& secret)
{
    constexpr qsizetype longest = 100;
    if (secret.reveal().size() > longest || !secret.reveal().trimmed().startsWith("{{"))
        return {};
    const QString text = QString::fromUtf8(secret.reveal().trimmed());
    const QStringList names = profile::variablesIn(text);
    const bool isSole = names.size() == 1 && text.endsWith(QLatin1String("}}")) && text.count(u'{') == 2;
    return isSole ? names.first() : QString();
}

} // namespace

OpenSecret::OpenSecret(Session& session, KeptSecret& kept, const ProfileBook& book, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_kept(kept)
    , m_book(book)
{
    connect(&m_kept, &KeptSecret::stateChanged, this, &OpenSecret::noteChanged);
    connect(&m_session, &Session::profileChanged, this, &OpenSecret::follow);
    connect(&m_kept, &KeptSecret::loaded, this, [this] {
        if (m_edited)
            return;
        m_session.setSecret(m_kept.secret());
        Q_EMIT loaded(m_session.profile().secretVariable.isEmpty() ? m_kept.secret() : support::Secret());
    });
}

void OpenSecret::open(const profile::Profile& profile, const profile::Environment& environment, Kept kept,
                      const support::Secret& secret)
{
    m_where = kept;
    m_edited = false;
    m_replaced.clear();
    m_aside.reset();
    m_at = meantFor(profile, environment);
    m_session.open(profile, secret, environment);
    Q_EMIT loaded(m_session.secret());
    read();
}

void OpenSecret::replace(const profile::Profile& profile)
{
    forget();
    m_at = meantFor(profile, m_session.environment());
    m_session.edit(profile);
    read();
}

void OpenSecret::follow()
{
    const Meant meant = meantFor(m_session.profile(), m_session.environment());
    if (m_where == Kept::Nowhere || m_edited)
        return;
    const Meant before = std::exchange(m_at, meant);
    if (meant.destination == before.destination)
        return;
    if (isHeldAlone() && before.destination.isEmpty()) {
        // What was undefined when it was typed is so no more.
        m_edited = true;
        return Q_EMIT edited();
    }
    if (isHeldAlone())
        putAside(before);
    if (!m_session.secret().isEmpty())
        forget();
    m_kept.follow(m_session.profile(), m_session.environment(), m_session.resolved());
    takeBack();
}

bool OpenSecret::setEnvironment(const profile::Environment& environment)
{
    if (environment == m_session.environment())
        return false;
    const Meant before = meantFor(m_session.profile(), m_session.environment());
    // Typed before an environment was chosen, it was for the one that would be.
    const bool isEarly = m_session.environment() == profile::noEnvironment();
    const Meant meant = meantFor(m_session.profile(), environment);
    const bool stays = isHeldAlone() && (isEarly || isFor(before, meant));
    m_session.setEnvironment(environment);
    m_at = meant;
    // Another secret makes another request of it, though all else be the same.
    if (m_at.key != before.key)
        m_session.forgetToken();
    if (m_where == Kept::Nowhere)
        return true;
    if (!stays) {
        if (isHeldAlone())
            putAside(before);
        forget();
        read();
    } else if (!std::exchange(m_edited, true)) {
        Q_EMIT edited();
    }
    takeBack();
    return true;
}

OpenSecret::Meant OpenSecret::meantFor(const profile::Profile& profile, const profile::Environment& environment)
{
    const auto resolved = profile::resolve(profile, environment);
    profile::Profile kept = profile;
    if (kept.id.isEmpty())
        kept.id = QStringLiteral("-");
    return {store::secretKeyOf(kept, environment).text, resolved ? store::destinationOf(*resolved) : QString()};
}

bool OpenSecret::isFor(const Meant& typed, const Meant& now)
{
    const bool isOpen = typed.destination.isEmpty() && !typed.key.isEmpty();
    return typed == now || (isOpen && typed.key == now.key);
}

bool OpenSecret::isTypedForAnother(const profile::Environment& environment) const
{
    if (!m_edited || m_session.secret().isEmpty() || m_session.environment() == profile::noEnvironment())
        return false;
    const Meant typed = meantFor(m_session.profile(), m_session.environment());
    return !isFor(typed, meantFor(m_session.profile(), environment));
}

bool OpenSecret::isHeldAlone() const
{
    using Is = SecretState::Is;
    const bool unkept = state().is == Is::Unsaved || state().is == Is::NoEnvironment || state().is == Is::Unresolved;
    return !m_session.secret().isEmpty() && (m_edited || unkept);
}

void OpenSecret::putAside(const Meant& meant)
{
    m_aside = Typed{m_session.secret(), m_replaced, meant};
    if (m_replaced.isEmpty())
        return;
    profile::Profile profile = m_session.profile();
    profile.secretVariable = m_replaced;
    m_session.edit(profile);
}

void OpenSecret::takeBack()
{
    if (!m_aside || isHeldAlone())
        return;
    if (counts(*m_aside))
        return takeUp(*std::exchange(m_aside, std::nullopt));
    Q_EMIT noteChanged();
}

bool OpenSecret::counts(const Typed& typed) const
{
    profile::Profile profile = m_session.profile();
    if (!typed.replaced.isEmpty())
        profile.secretVariable.clear();
    return isFor(typed.meant, meantFor(profile, m_session.environment()));
}

void OpenSecret::discard()
{
    if (!m_edited)
        return;
    if (!m_replaced.isEmpty())
        return restore();
    forget();
    read();
    Q_EMIT edited();
}

void OpenSecret::saved(const profile::Profile& profile, const profile::Environment& environment)
{
    const Typed typed{m_session.secret(), {}, meantFor(m_session.profile(), m_session.environment())};
    const bool isAlone = isHeldAlone();
    m_where = Kept::InTheStore;
    m_at = meantFor(profile, m_session.environment());
    m_session.edit(profile);
    // In another workspace its variables may stand for something else than what the secret was entered for.
    const bool other = environment != m_session.environment() &&
                       (!profile.secretVariable.isEmpty() || !profile::variablesIn(profile).isEmpty());
    m_session.setEnvironment(environment);
    m_at = meantFor(profile, environment);
    m_edited = false;
    m_replaced.clear();
    // The file has it so: no variable comes back.
    if (m_aside && profile.secretVariable.isEmpty())
        m_aside->replaced.clear();
    // Also where the profile goes elsewhere by now. An environment's secret is set with the environment. What was
    // undefined when it was typed was for nobody else.
    const QString& meant = typed.meant.destination;
    if (other && (!profile.secretVariable.isEmpty() || (!meant.isEmpty() && destination() != meant))) {
        if (isAlone)
            m_aside = typed;
        forget();
        read();
        Q_EMIT noteChanged();
    } else if (!profile.secretVariable.isEmpty() && !m_session.secret().isEmpty()) {
        allow();
    } else if (profile.secretVariable.isEmpty()) {
        m_kept.save(m_session.secret(), profile, keptUnder(m_session.environment()), m_session.resolved());
    }
}

bool OpenSecret::wantsOwnId() const
{
    const profile::Profile& profile = m_session.profile();
    if (m_where == Kept::Nowhere || profile.id.isEmpty() || !profile.secretVariable.isEmpty())
        return false;
    const QStringList others = m_book.otherDestinations(profile.id, key());
    return std::ranges::any_of(others, [&](const QString& other) {
        return m_kept.wouldTake(other, m_session.secret(), profile, m_session.environment(), m_session.resolved());
    });
}

profile::Environment OpenSecret::keptUnder(const profile::Environment& environment) const
{
    const profile::Profile& profile = m_session.profile();
    const QList<profile::Environment> others = m_book.environmentsLike(environment);
    const bool taken = std::ranges::any_of(others, [&](const profile::Environment& other) {
        const Meant meant = meantFor(profile, other);
        return meant.key == key().text && !meant.destination.isEmpty() &&
               m_kept.wouldTake(meant.destination, m_session.secret(), profile, environment, m_session.resolved());
    });
    profile::Environment under = environment;
    if (taken)
        under.id.clear();
    return under;
}

store::SecretKey OpenSecret::key() const
{
    return store::secretKeyOf(m_session.profile(), m_session.environment());
}

QString OpenSecret::destination() const
{
    const auto resolved = m_session.resolved();
    return resolved ? store::destinationOf(*resolved) : QString();
}

/// What is at hand was meant for another authority, client or variable.
void OpenSecret::forget()
{
    m_edited = false;
    m_replaced.clear();
    m_session.setSecret({});
    Q_EMIT loaded({});
}

void OpenSecret::read()
{
    m_at = meantFor(m_session.profile(), m_session.environment());
    if (m_where == Kept::Nowhere)
        m_kept.close();
    else
        m_kept.open(m_session.profile(), m_session.environment(), m_session.resolved());
}

void OpenSecret::readAgain()
{
    const bool own = m_session.profile().secretVariable.isEmpty();
    const bool nothing = state().is == SecretState::Is::Nothing && m_session.secret().isEmpty();
    if (m_edited || (own && !nothing))
        return;
    forget();
    read();
}

void OpenSecret::lookAgain()
{
    if (m_where == Kept::InTheStore && !m_edited)
        m_kept.lookAgain();
}

void OpenSecret::edit(const support::Secret& secret)
{
    profile::Profile profile = m_session.profile();
    // «{{name}}» in place of a secret: the environment's secret variable is it.
    const QString variable = soleVariable(secret);
    if (!variable.isEmpty() && m_where == Kept::InTheStore) {
        profile.secretVariable = variable;
        m_session.edit(profile);
        forget();
        allow();
        read();
        return Q_EMIT edited();
    }
    if (secret.isEmpty() && !m_replaced.isEmpty())
        return restore();
    m_edited = m_where == Kept::InTheStore;
    if (!profile.secretVariable.isEmpty() && !secret.isEmpty()) {
        m_replaced = std::exchange(profile.secretVariable, QString());
        m_session.edit(profile);
    }
    m_session.setSecret(secret);
    Q_EMIT edited();
}

void OpenSecret::restore()
{
    if (m_replaced.isEmpty())
        return;
    profile::Profile profile = m_session.profile();
    profile.secretVariable = m_replaced;
    replace(profile);
    Q_EMIT edited();
}

std::optional<OpenSecret::Typed> OpenSecret::typed() const
{
    if (!m_edited)
        return m_aside;
    return Typed{m_session.secret(), m_replaced, meantFor(m_session.profile(), m_session.environment())};
}

void OpenSecret::takeUp(const Typed& typed)
{
    if (!counts(typed)) {
        profile::Profile profile = m_session.profile();
        if (!typed.replaced.isEmpty() && profile.secretVariable.isEmpty()) {
            profile.secretVariable = typed.replaced;
            replace(profile);
        }
        m_aside = typed;
        return Q_EMIT noteChanged();
    }
    edit(typed.secret);
    m_replaced = typed.replaced;
    Q_EMIT loaded(typed.secret);
    Q_EMIT noteChanged();
}

void OpenSecret::allow()
{
    const auto resolved = m_session.resolved();
    if (resolved && !key().isEmpty())
        Q_EMIT allowed(key(), store::destinationOf(*resolved));
}

} // namespace assayer::window
