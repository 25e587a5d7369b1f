// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.h"

#include <QFile>

// Outside any namespace, as the macro demands. A static library's resource is dropped by the linker unless something
// in the library names it.
static void registerExamples()
{
    Q_INIT_RESOURCE(profile_examples);
}

namespace assayer::profile {

Profile workedExample()
{
    registerExamples();
    QFile file(QStringLiteral(":/assayer/practice/worked-example.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("The worked example is not compiled in");
    }
    const support::Result<Profile> profile = parse(file.readAll());
    if (!profile) {
        qFatal("The worked example cannot be read: %s", qUtf8Printable(profile.error().sentence));
    }
    return *profile;
}

} // namespace assayer::profile
