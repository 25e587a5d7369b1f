// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/environmentsedit.h"

#include <optional>

/// Environments while they are edited: values, and what follows from them.
namespace assayer::dialogs {

struct VariableDraft {
    QString was;            ///< its name as read; empty: it is new
    bool wasSecret = false; ///< a secret may be kept under that name
    profile::Variable variable;
    support::Secret entered; ///< for a secret one; empty: it stays as it is kept
};

struct EnvironmentDraft {
    std::optional<store::EnvironmentEntry> was; ///< nothing: it is new
    QString name;
    QList<VariableDraft> variables;
    bool removed = false;
    bool secretsToo = false; ///< with `removed`
};

[[nodiscard]] EnvironmentDraft draftOf(const store::EnvironmentEntry& entry);
/// A new one with the same variables. Secrets stay where they are: those of the copy are not set.
[[nodiscard]] EnvironmentDraft copyOf(const EnvironmentDraft& draft, const QString& name);
/// That name, or with a number behind it if there is such an environment.
[[nodiscard]] QString freeName(const QString& name, const QList<EnvironmentDraft>& drafts);
[[nodiscard]] profile::Environment environmentOf(const EnvironmentDraft& draft);

struct DraftProblem {
    qsizetype environment = 0;
    qsizetype variable = -1; ///< -1: it is the environment's own name
    QString text;
    bool atOnce = false; ///< also before anybody tried to save
    bool operator==(const DraftProblem&) const = default;
};
/// Everything that must be mended before it can be saved, in order; at most one for each variable.
[[nodiscard]] QList<DraftProblem> problemsOf(const QList<EnvironmentDraft>& drafts);

/// What has changed.
[[nodiscard]] QList<EnvironmentChange> changesOf(const QList<EnvironmentDraft>& drafts);

} // namespace assayer::dialogs
