// SPDX-License-Identifier: Apache-2.0
// One flow in a window of its own, for tst_windowcanary. Arguments: the flow's name, the path of a profile. The first
// line of the input is the secret: neither the command line nor the environment may have it. Says «done» and its pid
// once the flow is over; the input's end ends it.
#include "ui/window/canaryflows.h"

#include <QApplication>

#include <cstdio>
#include <iostream>
#include <string>

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    std::string line;
    std::getline(std::cin, line);
    const QStringList arguments = QApplication::arguments();
    for (const canary::Flow& flow : canary::flows()) {
        if (arguments.value(1) != QLatin1String(flow.name))
            continue;
        canary::Flowing flowing(QByteArray::fromStdString(line), arguments.value(2));
        flow.run(flowing);
        std::printf("done %lld\n", static_cast<long long>(QApplication::applicationPid()));
        std::fflush(stdout);
        std::getline(std::cin, line);
        return 0;
    }
    std::fprintf(stderr, "there is no such flow\n");
    return 2;
}
