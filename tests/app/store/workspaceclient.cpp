// SPDX-License-Identifier: Apache-2.0
// Another instance at work: saves a profile again and again. Arguments: ROOT PATH COUNT NAME. Each save adds one to the
// profile's skew, on top of whatever stands there; prints the number behind each that was done.
#include "store/workspace.h"

#include <QCoreApplication>

#include <cstdio>

using namespace assayer;

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const store::Workspace workspace(arguments.value(1), std::chrono::seconds(20));
    const QString path = arguments.value(2);
    const int count = arguments.value(3).toInt();
    for (int done = 0; done < count;) {
        auto entry = workspace.load(path);
        if (!entry) {
            std::fprintf(stderr, "%s\n", qUtf8Printable(entry.error().sentence));
            return 1;
        }
        ++entry->profile.expectations.skewSeconds;
        entry->profile.scope = arguments.value(4).repeated(entry->profile.expectations.skewSeconds % 50);
        const auto saved = workspace.save(path, entry->profile, entry->revision);
        if (saved) {
            ++done;
            std::printf("%d\n", entry->profile.expectations.skewSeconds);
            std::fflush(stdout);
        } else if (saved.error().error.code != QLatin1String("conflict")) {
            std::fprintf(stderr, "%s\n", qUtf8Printable(saved.error().error.sentence));
            return 2;
        }
    }
    return 0;
}
