// SPDX-License-Identifier: Apache-2.0
#include "dialogs/dialogs.h"
#include "profile/resolution.h"
#include "support/visibletext.h"
#include "window/keptsecret.h"
#include "window/workspaceedits.h"

#include <algorithm>
#include <utility>

/// How WorkspaceEdits edits environments.
namespace assayer::window {

namespace {

/// As others have their secrets under the same id: those that they have too are not forgotten, and stay under their old
/// names.
dialogs::EnvironmentChange sharedWith(const QList<profile::Environment>& others, dialogs::EnvironmentChange change)
{
    const auto isShared = [&others](const QString& variable) {
        return std::ranges::any_of(others, [&variable](const profile::Environment& other) {
            return !store::secretKeyOf(other, variable).isEmpty();
        });
    };
    change.forgotten.removeIf(isShared);
    for (dialogs::EnvironmentChange::SecretMove& move : change.renamed)
        move.shared = isShared(move.from);
    return change;
}

} // namespace

void WorkspaceEdits::editEnvironments()
{
    const Workspaces::Place& place = m_desk.place();
    dialogs::EnvironmentsView view;
    view.environments = place.listing().environments;
    QString chosen = m_workspaces.chosenEnvironment(place);
    // Of several, one that has to get another name.
    if (const auto named = place.listing().environmentsNamed(chosen); !named.isEmpty())
        view.current = named.last()->path;
    const bool isUsed = place.listing().environment(chosen) != nullptr;
    // A new secret is meant for what the dialog showed, not for what comes while it is open.
    view.profiles = place.listing().profiles;
    view.secrets = m_environment.secrets;
    view.now = m_environment.surroundings.clock->now();
    const auto edit = m_environment.dialogs->editEnvironments(view);
    if (!edit)
        return;
    QStringList left;
    for (const dialogs::EnvironmentChange& change : edit->changes) {
        if (!apply(place, change, {view.environments, edit->changes, view.profiles})) {
            left << support::visibleText(change.environment.name);
            continue;
        }
        // The chosen one under its new name; a new one is meant to be used. To look at another is not to choose it.
        const bool isNew = change.path.isEmpty() && change.environment.name == edit->current;
        if (isNew || (isUsed && change.path == view.current))
            chosen = change.removed ? QString() : change.environment.name;
    }
    m_workspaces.refresh();
    if (!left.isEmpty())
        tell({QStringLiteral("not-saved"),
              tr("What was typed for «%1» is not saved.").arg(left.join(tr("», «"))),
              tr("The other environments are as they were edited."),
              {}});
    (void)m_desk.chooseEnvironment(chosen);
}

WorkspaceEdits::Like WorkspaceEdits::likeThat(const Workspaces::Place& place, const dialogs::EnvironmentChange& change,
                                              const QList<dialogs::EnvironmentChange>& all) const
{
    Like like;
    const auto goes = [&all](const store::EnvironmentEntry& entry) {
        return std::ranges::any_of(all, [&entry](const auto& one) { return one.removed && one.path == entry.path; });
    };
    for (const auto& one : m_workspaces.places()) {
        const bool isHere = one->root() == place.root();
        for (const store::EnvironmentEntry& entry : one->listing().environments) {
            const bool isIt = isHere && (entry.path == change.path || goes(entry));
            if (isIt || entry.environment.id.isEmpty() || entry.environment.id != change.environment.id)
                continue;
            like.others.append(entry.environment);
            like.beside = like.beside || isHere;
        }
    }
    return like;
}

void WorkspaceEdits::keepSecrets(dialogs::EnvironmentChange change, const store::Conflict& conflict,
                                 const profile::Environment& former, const EnvironmentsShown& shown)
{
    if (!conflict.theirEnvironment || conflict.theirEnvironment->id != former.id)
        return;
    // Under their names there, and for those that they were meant for when they were typed.
    change.renamed.clear();
    change.forgotten.clear();
    change.secrets.removeIf([&conflict](const auto& secret) {
        return store::secretKeyOf(*conflict.theirEnvironment, secret.key()).isEmpty();
    });
    change.environment.id = former.id;
    m_environmentSecrets.apply(change, change.environment, shown.profiles);
}

bool WorkspaceEdits::apply(const Workspaces::Place& place, dialogs::EnvironmentChange change,
                           const EnvironmentsShown& shown)
{
    const Like like = likeThat(place, change, shown.changes);
    change = sharedWith(like.others, std::move(change));
    if (change.removed) {
        const auto removed = place.workspace.remove(change.path);
        if (!removed) {
            tell(removed.error());
            return false;
        }
        m_removed.append({place.root(), *removed});
        Q_EMIT undoChanged();
        m_environmentSecrets.apply(change, change.environment, {});
        // With its own go those that profiles have for it alone.
        if (!change.forgotten.isEmpty() && like.others.isEmpty()) {
            for (const store::ProfileEntry& entry : shown.profiles) {
                if (entry.profile.secretVariable.isEmpty() &&
                    store::secretKeyOf(entry.profile, change.environment) !=
                        store::secretKeyOf(entry.profile, profile::noEnvironment()))
                    m_kept.remove({store::secretKeyOf(entry.profile, change.environment)});
            }
        }
        return true;
    }
    if (change.path.isEmpty()) {
        const auto created = place.workspace.create(change.environment);
        if (!created) {
            tell(created.error());
            return false;
        }
        m_environmentSecrets.apply(change, created->value, shown.profiles);
        return true;
    }
    const auto was = std::ranges::find(shown.environments, change.path, &store::EnvironmentEntry::path);
    // In another workspace it may be the same file of another checkout; beside it, it is a copy.
    const bool parts = like.beside && was != shown.environments.end();
    // A secret is no part of the file: for it alone nothing is written, and nobody's change is in the way.
    if (!parts && was != shown.environments.end() && !was->environment.id.isEmpty() &&
        change.environment == was->environment) {
        m_environmentSecrets.apply(change, was->environment, shown.profiles);
        return true;
    }
    if (parts)
        change.environment.id = profile::newId();
    store::Revision base = change.base;
    for (;;) {
        const auto written = place.workspace.save(change.path, change.environment, base);
        if (written && parts) {
            m_environmentSecrets.part(change, written->value, was->environment, shown.profiles);
            const QString name = support::visibleText(change.environment.name);
            Q_EMIT said(tr("«%1» has an id of its own now, and its own secrets").arg(name));
            return true;
        }
        if (written) {
            m_environmentSecrets.apply(change, written->value, shown.profiles);
            return true;
        }
        const auto& failure = written.error();
        using Answer = dialogs::Dialogs::ConflictAnswer;
        if (!failure.conflict) {
            tell(failure.error);
            return false;
        }
        const Answer answer = m_environment.dialogs->resolveConflict(*failure.conflict, change.environment.name);
        // Under the id that they share, the copy's would take the place of the other's.
        if (answer == Answer::Theirs && parts)
            return change.secrets.isEmpty();
        if (answer == Answer::Theirs)
            keepSecrets(change, *failure.conflict,
                        was == shown.environments.end() ? change.environment : was->environment, shown);
        if (answer != Answer::Ours)
            return answer == Answer::Theirs;
        base = failure.conflict->theirRevision;
    }
}

} // namespace assayer::window
