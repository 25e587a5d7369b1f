// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/console.h"
#include "support/hardening.h"

#include "http/retire.h"

#include <QCoreApplication>

#include <cstdlib>

int main(int argc, char* argv[])
{
    assayer::support::forbidCoreDumps();
    assayer::support::forbidAccess();
    assayer::cli::prepareProcess();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("assayer-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAYER_VERSION));
    const int code = assayer::cli::run(QCoreApplication::arguments());
    // A peer that sends header lines without an end would hold the program for five seconds more.
    if (assayer::http::isRetiring())
        std::_Exit(code);
    return code;
}
