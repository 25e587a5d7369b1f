// SPDX-License-Identifier: Apache-2.0
#include "window/opensecret.h"

#include "profile/resolution.h"
#include "support/visibletext.h"
#include "window/profilebook.h"
#include "window/session.h"

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
    m_session.open(profile, secret, environment);
    Q_EMIT loaded(m_session.secret());
    read();
}

void OpenSecret::replace(const profile::Profile& profile)
{
    forget();
    m_session.edit(profile);
    read();
}

bool OpenSecret::setEnvironment(const profile::Environment& environment)
{
    if (environment == m_session.environment())
        return false;
    const auto meantFor = [this] { return std::pair(key().text, destination()); };
    const auto before = meantFor();
    m_session.setEnvironment(environment);
    // Another secret makes another request of it, though all else be the same.
    if (key().text != before.first)
        m_session.forgetToken();
    if (m_where == Kept::InTheStore && (!m_edited || meantFor() != before)) {
        forget();
        read();
    }
    return true;
}

void OpenSecret::saved(const profile::Profile& profile, const profile::Environment& environment)
{
    const QString meant = destination();
    m_where = Kept::InTheStore;
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
        m_kept.save(m_session.secret(), profile, m_session.environment(), m_session.resolved());
    }
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
    if (m_where == Kept::Nowhere)
        m_kept.close();
    else
        m_kept.open(m_session.profile(), m_session.environment(), m_session.resolved());
}

void OpenSecret::readAgain()
{
    if (m_edited || m_session.profile().secretVariable.isEmpty())
        return;
    forget();
    read();
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
    if (!profile.secretVariable.isEmpty() && !secret.isEmpty()) {
        m_replaced = std::exchange(profile.secretVariable, QString());
        m_session.edit(profile);
    }
    m_edited = m_where == Kept::InTheStore;
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
    return m_edited ? std::optional(Typed{m_session.secret(), m_replaced}) : std::nullopt;
}

void OpenSecret::takeUp(const Typed& typed)
{
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
    SecretNote note = m_kept.note();
    const profile::Profile& profile = m_session.profile();
    const QString variable = support::visibleText(profile.secretVariable);
    if (!variable.isEmpty() && state().is == SecretState::Is::OtherDestination)
        note.text = tr("«%1» of the environment was not entered for this authority, client and hosts: type {{%1}} to "
                       "let it go there too")
                        .arg(variable);
    else if (!variable.isEmpty())
        note.text = tr("«%1» of the environment: %2").arg(variable, note.text);
    else if (m_book.filesWithId(profile.id).size() > 1)
        note.text = tr("%1 · shared with another file that has the same id").arg(note.text);
    return note;
}

} // namespace assayer::window
