// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/json.h"

#include <QHash>
#include <QStringList>

namespace assayer::formats {

/// A configuration file as a flat list of names and texts, whatever its syntax. Names are compared as the frameworks do
/// that bind them: without case, hyphens and underscores, steps parted by dots («azuread.clientid»); the items of a
/// list share the list's name. Bounded: at most 20,000 settings, names of at most 256 characters; others are passed
/// over.
class Settings {
public:
    struct Entry {
        QString name;  ///< for comparison
        QString shown; ///< as written, cut
        QString value;
        bool repeated = false; ///< an earlier one of the same name was replaced
    };

    /// `written`: the whole name with its steps and indices, as «AzureAd:Audiences[0]» or «AzureAd__ClientId». Given
    /// again, it replaces the earlier one.
    void add(const QString& written, const QString& value);
    /// Every text, number and boolean in the value; steps are joined with `separator`.
    void add(const support::json::Value& value, const QString& path, QChar separator);

    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }
    [[nodiscard]] QList<Entry> named(const QString& name) const; ///< in order, not the empty ones
    [[nodiscard]] QString value(const QString& name) const;      ///< the first; empty if there is none
    [[nodiscard]] bool has(const QString& name) const { return m_byName.contains(name); }
    [[nodiscard]] bool hasUnder(const QString& prefix) const; ///< a name that begins with it and a dot
    /// What stands before that last step, with its dot («azuread.»), in order of appearance, each once.
    [[nodiscard]] QStringList parentsOf(const QString& lastStep) const;

    /// A name in the form for comparison.
    [[nodiscard]] static QString comparable(const QString& written);

private:
    QList<Entry> m_entries;
    QHash<QString, qsizetype> m_byPlace;
    QHash<QString, QList<qsizetype>> m_byName;
};

} // namespace assayer::formats
