// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/files.h"
#include "store/listing.h"

namespace assayer::test {

/// The file of a profile.
inline QByteArray named(const QString& name, const QString& client = QStringLiteral("c"))
{
    profile::Profile profile = profile::workedExample();
    profile.name = name;
    profile.clientId = client;
    return profile::write(profile);
}

inline profile::Profile orders()
{
    profile::Profile profile = profile::workedExample();
    profile.name = QStringLiteral("Orders");
    profile.clientId = QStringLiteral("c-1");
    return profile;
}

inline QStringList pathsOf(const store::Listing& listing)
{
    QStringList paths;
    for (const store::ProfileEntry& entry : listing.profiles) {
        paths.append(entry.path);
    }
    return paths;
}

} // namespace assayer::test
