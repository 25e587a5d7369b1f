// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/console.h"

#include <QCoreApplication>

int main(int argc, char* argv[])
{
    assayer::cli::prepareProcess();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("assayer-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAYER_VERSION));
    return assayer::cli::run(QCoreApplication::arguments());
}
