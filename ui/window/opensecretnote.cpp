// SPDX-License-Identifier: Apache-2.0
#include "support/visibletext.h"
#include "window/opensecret.h"
#include "window/profilebook.h"
#include "window/session.h"

#include <QFileInfo>

/// What OpenSecret says under the field.
namespace assayer::window {

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
