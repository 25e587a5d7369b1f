// SPDX-License-Identifier: Apache-2.0
// The open profile's secret against the system's keychain, in a process of its own, as each one has one session bus for
// all its life. Arguments, in order: «open», «moved» (the same profile, pointed to another client), «save», «empty»
// (saves nothing). The secret is in ASSAYER_TEST_CANARY. Prints what stands under the field after each.
#include "profile/resolution.h"
#include "store/keychain.h"
#include "window/keptsecret.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <cstdio>

using namespace assayer;
using Is = window::SecretState::Is;

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    constexpr std::chrono::seconds limit(10);
    const auto store = store::secretStore(store::systemKeychain(QStringLiteral("assayer-test"), limit));
    const support::SystemClock clock;
    window::KeptSecret kept(*store, clock);
    profile::Profile profile;
    profile.id = QStringLiteral("id-1");
    profile.authority.tenant = QStringLiteral("contoso.example");
    profile.clientId = QStringLiteral("client-1");
    const QByteArray secret = qgetenv("ASSAYER_TEST_CANARY");
    const auto isOver = [&kept] { return kept.state().is != Is::Loading && kept.state().is != Is::Saving; };
    for (const QString& argument : QCoreApplication::arguments().mid(1)) {
        profile::Profile asked = profile;
        if (argument == QLatin1String("moved"))
            asked.clientId = QStringLiteral("mallory");
        if (argument == QLatin1String("save"))
            kept.save(support::Secret(QByteArray(secret)), asked, profile::noEnvironment(), asked);
        else if (argument == QLatin1String("empty"))
            kept.save({}, asked, profile::noEnvironment(), asked);
        else
            kept.open(asked, profile::noEnvironment(), asked);
        QEventLoop loop;
        QObject::connect(&kept, &window::KeptSecret::stateChanged, &loop, [&] {
            if (isOver())
                loop.quit();
        });
        if (!isOver())
            loop.exec();
        const bool same = kept.secret().reveal() == secret;
        std::printf("%s: %s: %s\n", qPrintable(argument), qPrintable(kept.note().text),
                    same                      ? "there"
                    : kept.secret().isEmpty() ? "none"
                                              : "another");
    }
    // What was removed goes with the next turns of the loop.
    QTimer::singleShot(500, &application, &QCoreApplication::quit);
    return QCoreApplication::exec();
}
