// SPDX-License-Identifier: Apache-2.0
#include "dialogs/modaldialogs.h"
#include "firstframe.h"
#include "options.h"
#include "profile/profile.h"
#include "store/keychain.h"
#include "store/workspace.h"
#include "style/icons.h"
#include "style/theme.h"
#include "support/hardening.h"
#include "window/mainwindow.h"
#include "window/settings.h"

#ifdef ASSAYER_WITH_PRACTICE
#include "practice/practicetenant.h"
#endif

#include <QApplication>
#include <QClipboard>
#include <QTextStream>

using namespace assayer;

namespace {

/// Everything that the window takes from outside, in the order in which it must go away again.
struct World {
    support::SystemClock clock;
    http::Client client;
    flow::KeyCache keys;
    window::Settings settings{QSettings::IniFormat, QSettings::UserScope, QStringLiteral("assayer"),
                              QStringLiteral("assayer")};
    dialogs::ModalDialogs dialogs;
    std::unique_ptr<store::SecretStore> secrets = store::secretStore(store::systemKeychain());
#ifdef ASSAYER_WITH_PRACTICE
    practice::PracticeTenant practice{clock};
#endif
};

window::Environment environmentOf(World& world, style::Theme& theme)
{
    window::Environment environment;
    environment.surroundings = {&world.client, &world.keys, &world.clock, {}};
    environment.dialogs = &world.dialogs;
    environment.settings = &world.settings;
    environment.theme = &theme;
    environment.clipboard = QGuiApplication::clipboard();
    environment.secrets = world.secrets.get();
    environment.home = store::Workspace::defaultRoot();
#ifdef ASSAYER_WITH_PRACTICE
    if (world.settings.value(QStringLiteral("practice/enabled"), true).toBool()) {
        environment.surroundings.practiceBase = [&world] { return world.practice.start(); };
        environment.example = profile::workedExample();
        environment.exampleSecret = practice::PracticeTenant::demoSecret();
    }
#endif
    return environment;
}

/// Renders the window once nothing runs any more, saves it, and ends the program: 0 if the file was written.
void takeScreenshot(window::MainWindow& window, const QString& path)
{
    // Layouts that react to what came, and a caret's blinking, settle in a moment.
    constexpr int settleMilliseconds = 300;
    if (window.session().isRunning()) {
        QObject::connect(&window.session(), &window::Session::runningChanged, &window, [&window, path](bool running) {
            if (!running)
                takeScreenshot(window, path);
        });
        return;
    }
    QTimer::singleShot(settleMilliseconds, &window,
                       [&window, path] { QCoreApplication::exit(window.grab().save(path) ? 0 : 1); });
}

/// The desktop portal looks at its caller's files in /proc when it is first asked, so not before that.
void forbidAccessSoon(style::Theme& theme)
{
    if (theme.isSettled())
        support::forbidAccess();
    else
        QObject::connect(&theme, &style::Theme::settled, &theme, [] { support::forbidAccess(); });
}

int run(QApplication& app, const Options& options)
{
    World world;
    const QString kept = world.settings.value(QStringLiteral("window/theme")).toString();
    style::Theme theme(style::Theme::choiceFromName(options.theme.isEmpty() ? kept : options.theme));
    theme.install();
    forbidAccessSoon(theme);
    window::MainWindow window(environmentOf(world, theme));
    world.dialogs.setParent(&window);
    if (options.size)
        window.resize(*options.size);
    using Page = window::MainWindow::Page;
    static const QHash<QString, Page> pages{{QStringLiteral("exchange"), Page::Exchange},
                                            {QStringLiteral("answer"), Page::Answer},
                                            {QStringLiteral("roles"), Page::Roles}};
    if (pages.contains(options.page))
        window.showPage(pages.value(options.page));
    if (options.firstFrame)
        endAtFirstFrame(&window);
    // Drawn in eight sizes: it may come a moment after the window.
    QObject::connect(&window, &window::MainWindow::firstFrameDrawn, &window,
                     [] { QGuiApplication::setWindowIcon(style::applicationIcon()); });
    window.show();
    QTimer::singleShot(0, &window, [&window, &options] {
        if (options.workedExample) {
            window.openExample();
            window.getToken();
        }
        for (const QString& file : options.files)
            window.openFile(file);
        if (!options.screenshot.isEmpty())
            takeScreenshot(window, options.screenshot);
    });
    return app.exec();
}

} // namespace

int main(int argc, char* argv[])
{
    support::forbidCoreDumps();
    QCoreApplication::setApplicationName(QStringLiteral("assayer"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAYER_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.assayer.assayer"));
    if (asksForWordsOnly(argc, argv)) {
        // Neither version nor help needs a display.
        const QCoreApplication app(argc, argv);
        const Options options = parseOptions(app.arguments());
        QTextStream(stdout) << (options.help.isEmpty() ? dialogs::versionText() : options.help) << Qt::endl;
        return 0;
    }
    QApplication app(argc, argv);
    const Options options = parseOptions(app.arguments());
    if (!options.problem.isEmpty()) {
        QTextStream(stderr) << options.problem << Qt::endl;
        return 2;
    }
    return run(app, options);
}
