// SPDX-License-Identifier: Apache-2.0
#include "window/opensecret.h"

#include "profile/resolution.h"
#include "support/visibletext.h"
#include "window/profilebook.h"
#include "window/session.h"

#include <QFileInfo>

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
    const bool stays = m_edited && !isTypedForAnother(environment) && !m_session.secret().isEmpty();
    m_session.setEnvironment(environment);
    // Another secret makes another request of it, though all else be the same.
    if (key().text != before.key)
        m_session.forgetToken();
    if (m_where == Kept::Nowhere)
        return true;
    if (!stays) {
        if (isHeldAlone())
            putAside(before);
        forget();
        read();
    }
    m_at = meantFor(m_session.profile(), environment);
    takeBack();
    return true;
}

OpenSecret::Meant OpenSecret::meantFor(const profile::Profile& profile, const profile::Environment& environment)
{
    const auto resolved = profile::resolve(profile, environment);
    return {store::secretKeyOf(profile, environment).text, resolved ? store::destinationOf(*resolved) : QString()};
}

bool OpenSecret::isTypedForAnother(const profile::Environment& environment) const
{
    if (!m_edited || m_session.secret().isEmpty() || m_session.environment() == profile::noEnvironment())
        return false;
    return meantFor(m_session.profile(), environment) != meantFor(m_session.profile(), m_session.environment());
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
    if (m_aside && !isHeldAlone())
        takeUp(*std::exchange(m_aside, std::nullopt));
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
    const QString meant = destination();
    m_where = Kept::InTheStore;
    m_at = meantFor(profile, m_session.environment());
    m_session.edit(profile);
    // In another workspace its variables may stand for something else than what the secret was entered for.
    const bool other = environment != m_session.environment() &&
                       (!profile.secretVariable.isEmpty() || !profile::variablesIn(profile).isEmpty());
    m_session.setEnvironment(environment);
    m_edited = false;
    m_replaced.clear();
    // Also where the profile goes elsewhere by now. An environment's secret is set with the environment.
    if (other && (!profile.secretVariable.isEmpty() || destination() != meant)) {
        forget();
        read();
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
        return std::nullopt;
    return Typed{m_session.secret(), m_replaced, meantFor(m_session.profile(), m_session.environment())};
}

void OpenSecret::takeUp(const Typed& typed)
{
    profile::Profile profile = m_session.profile();
    if (!typed.replaced.isEmpty())
        profile.secretVariable.clear();
    if (meantFor(profile, m_session.environment()) != typed.meant) {
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

SecretNote OpenSecret::note() const
{
    const QString lock = QStringLiteral("lock");
    if (m_where == Kept::Nowhere)
        return {tr("the practice tenant's demo secret; kept nowhere"), lock};
    if (!m_replaced.isEmpty())
        return {tr("takes the place of «%1» of the environment once it is saved; Escape brings that back")
                    .arg(support::visibleText(m_replaced)),
                QStringLiteral("warning"), true, true};
    if (m_edited)
        return {tr("not saved yet; goes to the system keychain, never into the profile file"), lock};
    if (m_aside)
        return {tr("what you typed was for another environment or authority: it is not used here, and comes back with "
                   "that one"),
                QStringLiteral("warning"), true};
    SecretNote note = m_kept.note();
    const profile::Profile& profile = m_session.profile();
    const QString variable = support::visibleText(profile.secretVariable);
    if (!variable.isEmpty() && state().is == SecretState::Is::OtherDestination)
        note.text = tr("«%1» of the environment was not entered for this authority, client and hosts: type {{%1}} to "
                       "let it go there too")
                        .arg(variable);
    else if (!variable.isEmpty())
        note.text = tr("«%1» of the environment: %2").arg(variable, note.text);
    return sharedNote(note);
}

/// With what else has the same id, and so the same place in the keychain.
SecretNote OpenSecret::sharedNote(SecretNote note) const
{
    const profile::Profile& profile = m_session.profile();
    const profile::Environment& environment = m_session.environment();
    const QList<profile::Environment> like = m_book.environmentsLike(environment);
    // Also where it is not kept for the very reason that another's would have to go.
    const QString under = state().is == SecretState::Is::NoEnvironment ? environment.id : key().text;
    if (!like.isEmpty() && (under + u'/').contains(environment.id + u'/')) {
        const QString here = support::visibleText(environment.name);
        const QString there = support::visibleText(like.first().name);
        note.text =
            state().is == SecretState::Is::NoEnvironment
                ? tr("for this run only: «%1» has the same id as «%2», whose secret is kept under it. Change «%1» "
                     "in «Edit environments», and it gets an id of its own")
                      .arg(here, there)
                : tr("%1 · shared with the environment «%2», which has the same id").arg(note.text, there);
        note.icon = QStringLiteral("warning");
        note.warning = true;
        return note;
    }
    if (!profile.secretVariable.isEmpty())
        return note;
    const QStringList files = m_book.otherFilesWithId(profile.id);
    if (files.isEmpty())
        return note;
    const QString file = support::visibleText(QFileInfo(files.first()).fileName());
    if (state().is == SecretState::Is::OtherDestination && !m_book.otherDestinations(profile.id, key()).isEmpty())
        note.text = tr("what is kept is for «%1», which has the same id, and goes elsewhere: a secret that you enter "
                       "here is kept under an id of its own")
                        .arg(file);
    else
        note.text = tr("%1 · shared with «%2», which has the same id").arg(note.text, file);
    return note;
}

} // namespace assayer::window
