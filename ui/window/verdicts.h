// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QVariantMap>

#include <functional>

class QSettings;

namespace assayer::window {

/// The last verdict of each profile, in the user's settings, which outlive it. By the profile's id it stays under
/// another name and in another folder; of files that share an id each has its own.
class Verdicts {
public:
    explicit Verdicts(QSettings& settings);

    /// Empty if there is none. `copies` answers all files that have that id; an empty id is that of no other file.
    [[nodiscard]] QString of(const QString& file, const QString& id, const std::function<QStringList()>& copies) const;
    void note(const QString& file, const QString& id, const QStringList& copies, const QString& status);

private:
    void read();

    QSettings& m_settings;
    QHash<QString, QVariantMap> m_noted; ///< by id, or file where there is none; then by file
};

} // namespace assayer::window
