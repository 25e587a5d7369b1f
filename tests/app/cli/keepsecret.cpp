// SPDX-License-Identifier: Apache-2.0
// Keeps the secret in ASSAYER_TEST_CANARY in the system's keychain for a profile's file, as the window does it.
#include "store/keychain.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace assayer;

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    QFile file(application.arguments().value(1));
    const auto profile = file.open(QIODevice::ReadOnly) ? profile::parse(file.readAll())
                                                         : support::failure("absent", "The file cannot be read.");
    if (!profile) {
        qFatal("%s", qUtf8Printable(profile.error().sentence));
    }
    const auto keychain = store::systemKeychain();
    const store::StoredSecret secret{support::Secret(qgetenv("ASSAYER_TEST_CANARY")), 1795377720,
                                     store::destinationOf(*profile), {}};
    keychain->write(store::secretKeyOf(*profile, {}), secret, &application,
                    [](const support::Result<store::Stored>& stored) {
                        std::printf("%s\n", stored ? "kept in the keychain" : qUtf8Printable(stored.error().sentence));
                        QCoreApplication::quit();
                    });
    return application.exec();
}
