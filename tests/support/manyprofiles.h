// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QDir>
#include <QFile>

/// Fills a folder with that many profiles, as many as asked in a folder of a team's; 0: all in it itself. Another
/// tenant than the worked example's may hold variables.
inline void fillWithProfiles(const QString& root, int count, int inFolder = 100, const QString& tenant = {})
{
    assayer::profile::Profile profile = assayer::profile::workedExample();
    if (!tenant.isEmpty())
        profile.authority.tenant = tenant;
    for (int i = 0; i < count; ++i) {
        const QString folder = inFolder == 0 ? root : QStringLiteral("%1/team %2").arg(root).arg(i / inFolder);
        QDir().mkpath(folder);
        profile.id = assayer::profile::newId();
        profile.name = QStringLiteral("service %1 → api %2").arg(i).arg(i % 37);
        profile.clientId = profile.id;
        QFile file(QStringLiteral("%1/service %2.json").arg(folder).arg(i));
        if (!file.open(QIODevice::WriteOnly) || file.write(assayer::profile::write(profile)) < 0)
            qFatal("%s", qUtf8Printable(file.errorString()));
    }
}
