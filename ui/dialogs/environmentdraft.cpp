// SPDX-License-Identifier: Apache-2.0
#include "dialogs/environmentdraft.h"

#include "profile/profile.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace assayer::dialogs {

using profile::Variable;
using profile::VariableKind;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer::dialogs::EnvironmentsDialog)
};

bool isSecret(const VariableDraft& draft)
{
    return draft.variable.kind == VariableKind::Secret;
}

QString problemOf(const Variable& variable)
{
    if (variable.name.isEmpty())
        return Text::tr("A name is needed.");
    if (!profile::isVariableName(variable.name))
        return Text::tr("Only letters from a to z, digits, «_», «-» and «.», beginning with a letter or «_»; at most "
                        "64.");
    if (variable.kind == VariableKind::Plain && !variable.value.isEmpty() && profile::isSecretName(variable.name))
        return Text::tr("This is the name of a secret: make it a secret, else its value would stand in the file.");
    return {};
}

void addVariableProblems(const EnvironmentDraft& draft, qsizetype environment, QList<DraftProblem>& problems)
{
    QSet<QString> names;
    for (qsizetype i = 0; i < draft.variables.size(); ++i) {
        const Variable& variable = draft.variables.at(i).variable;
        QString problem = problemOf(variable);
        if (problem.isEmpty() && names.contains(variable.name))
            problem = Text::tr("There is one of this name already.");
        names.insert(variable.name);
        if (!problem.isEmpty())
            problems.append({environment, i, problem});
    }
}

QString takenBy(const EnvironmentDraft& other)
{
    if (!other.was || other.was->environment.name.trimmed() != other.name.trimmed())
        return Text::tr("There is an environment of this name already.");
    return Text::tr("There is an environment of this name already, «%1»; neither can be used until one has another "
                    "name.")
        .arg(support::visibleText(other.was->path));
}

/// What the change means for secrets that are kept, or to be kept.
void addSecrets(const EnvironmentDraft& draft, EnvironmentChange& change)
{
    QSet<QString> gone;
    if (draft.was) {
        for (const Variable& variable : draft.was->environment.variables) {
            if (variable.kind == VariableKind::Secret)
                gone.insert(variable.name);
        }
    }
    QSet<QString> taken; // names that hold a secret afterwards
    for (const VariableDraft& variable : draft.variables) {
        if (!isSecret(variable))
            continue;
        const QString& name = variable.variable.name;
        const bool kept = variable.wasSecret && !variable.was.isEmpty();
        if (!variable.entered.isEmpty()) {
            change.secrets.insert(name, variable.entered);
            taken.insert(name);
        } else if (kept && name == variable.was) {
            taken.insert(name);
        } else if (kept) {
            change.renamed.append({variable.was, name});
            gone.remove(variable.was); // it goes by being moved
            taken.insert(name);
        }
    }
    for (const QString& name : gone - taken)
        change.forgotten.append(name);
    change.forgotten.sort();
}

} // namespace

EnvironmentDraft draftOf(const store::EnvironmentEntry& entry)
{
    EnvironmentDraft draft;
    draft.was = entry;
    draft.name = entry.environment.name;
    for (const Variable& variable : entry.environment.variables)
        draft.variables.append({variable.name, variable.kind == VariableKind::Secret, variable, {}});
    return draft;
}

EnvironmentDraft copyOf(const EnvironmentDraft& draft, const QString& name)
{
    EnvironmentDraft copy;
    copy.name = name;
    for (const VariableDraft& variable : draft.variables)
        copy.variables.append({{}, false, variable.variable, {}});
    return copy;
}

QString freeName(const QString& name, const QList<EnvironmentDraft>& drafts)
{
    const auto taken = [&drafts](const QString& wanted) {
        return std::any_of(drafts.begin(), drafts.end(),
                           [&wanted](const EnvironmentDraft& draft) { return !draft.removed && draft.name == wanted; });
    };
    QString free = name;
    for (int number = 2; taken(free); ++number)
        free = name + u' ' + QString::number(number);
    return free;
}

profile::Environment environmentOf(const EnvironmentDraft& draft)
{
    profile::Environment environment = draft.was ? draft.was->environment : profile::Environment();
    environment.name = draft.name.trimmed();
    environment.variables.clear();
    for (const VariableDraft& variable : draft.variables) {
        environment.variables.append(variable.variable);
        if (isSecret(variable))
            environment.variables.last().value.clear();
    }
    return environment;
}

QList<DraftProblem> problemsOf(const QList<EnvironmentDraft>& drafts)
{
    QList<DraftProblem> problems;
    QHash<QString, qsizetype> names; // and who has it first
    for (qsizetype i = 0; i < drafts.size(); ++i) {
        const EnvironmentDraft& draft = drafts.at(i);
        if (draft.removed)
            continue;
        const QString name = draft.name.trimmed();
        if (name.isEmpty())
            problems.append({i, -1, Text::tr("A name is needed.")});
        else if (names.contains(name))
            problems.append({i, -1, takenBy(drafts.at(names.value(name))), true});
        else
            names.insert(name, i);
        addVariableProblems(draft, i, problems);
    }
    return problems;
}

QList<EnvironmentChange> changesOf(const QList<EnvironmentDraft>& drafts)
{
    QList<EnvironmentChange> changes;
    for (const EnvironmentDraft& draft : drafts) {
        EnvironmentChange change;
        if (draft.was) {
            change.path = draft.was->path;
            change.base = draft.was->revision;
        }
        if (draft.removed) {
            if (!draft.was)
                continue;
            change.environment = draft.was->environment;
            change.removed = true;
            for (const Variable& variable : change.environment.variables) {
                if (draft.secretsToo && variable.kind == VariableKind::Secret)
                    change.forgotten.append(variable.name);
            }
            changes.append(change);
            continue;
        }
        change.environment = environmentOf(draft);
        addSecrets(draft, change);
        if (!draft.was || change.environment != draft.was->environment || !change.secrets.isEmpty())
            changes.append(change);
    }
    return changes;
}

} // namespace assayer::dialogs
