// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/listing.h"
#include "store/secretstore.h"

#include <QHash>

/// What the dialog over the environments is given, and what it gives back.
namespace assayer::dialogs {

struct EnvironmentsView {
    QList<store::EnvironmentEntry> environments;
    QString current; ///< path of the one to begin with; else the first
    /// Of the workspace: a secret that is entered may go where those go that name its variable, and they are listed.
    QList<store::ProfileEntry> profiles;
    /// Asked when each secret was set, and for the secret itself when the user wants it shown; nothing is written
    /// through it. It outlives the question. Without one, nothing is known of what is kept.
    store::SecretStore* secrets = nullptr;
    qint64 now = 0; ///< Unix seconds
};

/// What becomes of one environment. In this order: write it, or remove it; read all secrets of `renamed`, then write
/// them under their new names (two may have changed places) and remove them under the old ones that no other took;
/// write `secrets`, under secretKeyOf() of what was written; remove those of `forgotten`.
struct EnvironmentChange {
    struct SecretMove {
        QString from; ///< names of variables
        QString to;
        bool shared = false; ///< another environment has the same one: it stays under the old name, too
        bool operator==(const SecretMove&) const = default;
    };

    QString path;                     ///< empty: a new one
    store::Revision base;             ///< that `environment` was made from
    profile::Environment environment; ///< as it is to be; of one that is removed, as it was
    bool removed = false;
    QHash<QString, support::Secret>
        secrets;               ///< by variable, to keep in place of the old ones; «now» is when they were set
    QList<SecretMove> renamed; ///< secret variables whose secret is to go with them
    QStringList forgotten; ///< variables whose secret goes: deleted, made plain; with a removed one if the user said so
};

struct EnvironmentsEdit {
    QList<EnvironmentChange> changes; ///< of those that changed, alone
    QString current;                  ///< name of the one that was selected at the end; empty if there is none
};

} // namespace assayer::dialogs
