// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks/checklist.h"
#include "models/profilelistmodel.h"
#include "profile/profile.h"

#include <QMap>
#include <QStringList>

class QSettings;

namespace assayer::window {

/// Which profiles the side bar lists: the worked example, the open one, the files opened lately, and the last verdict
/// of each. Kept in the user's settings; paths and verdicts only. Plain object; the settings outlive it.
class ProfileBook {
public:
    static const QString exampleKey;  ///< the worked example
    static const QString untitledKey; ///< a profile without a file yet

    explicit ProfileBook(QSettings& settings);

    void setExample(const std::optional<profile::Profile>& example) { m_example = example; }
    /// The open profile: a key and what it holds now.
    void setOpen(const QString& key, const profile::Profile& profile, bool changed);
    void noteVerdict(const QString& key, const QString& status);
    /// Puts the file on top of the recent ones.
    void noteFile(const QString& path);
    [[nodiscard]] const QString& openKey() const { return m_openKey; }

    /// The APIs of all profiles in the list but the open one.
    [[nodiscard]] QList<checks::KnownApi> otherApis();
    /// Reads the names of recent files that were not read yet.
    [[nodiscard]] QList<models::ProfileGroup> groups();

private:
    [[nodiscard]] models::ProfileEntry entry(const QString& key, const profile::Profile& profile) const;
    [[nodiscard]] models::ProfileEntry fileEntry(const QString& path);

    QSettings& m_settings;
    std::optional<profile::Profile> m_example;
    QString m_openKey;
    profile::Profile m_open;
    bool m_changed = false;
    QStringList m_files;
    QMap<QString, QString> m_verdicts;
    QMap<QString, models::ProfileEntry> m_read;
    QMap<QString, checks::KnownApi> m_apis; ///< of the files in m_read
};

/// The profile's name, or what it asks where it has none.
[[nodiscard]] QString shownName(const profile::Profile& profile);

} // namespace assayer::window
