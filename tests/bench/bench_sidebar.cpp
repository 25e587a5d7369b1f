// SPDX-License-Identifier: Apache-2.0
// What a workspace's profiles cost the window's thread: when they were listed and are shown, per keystroke in the field
// that finds them, and when one of them changes; and what a run asks of them all, the other APIs. In time of the
// processor, which other programs do not lengthen. A frame is 16.7 ms; from line to line the cost should double.
#include "panels/profilespanel.h"
#include "style/theme.h"
#include "support/manyprofiles.h"
#include "window/profilebook.h"

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace assayer;

namespace {

struct Side {
    explicit Side(const QString& root)
        : settings(root + QStringLiteral("/.settings.ini"), QSettings::IniFormat)
        , workspaces(root, settings)
        , book(settings, workspaces)
    {
        book.setOpen({window::ProfileBook::untitledKey, {}, window::OpenProfile::State::Saved});
        panel.setInside([this](const QString& key) { return book.rowsIn(key); });
        QObject::connect(&panel, &panels::ProfilesPanel::searched, &panel, [this](const QString& typed) {
            panel.setRows(typed.isEmpty() ? book.rows() : book.found(typed));
        });
        panel.resize(248, 860);
        panel.show();
    }
    QSettings settings;
    window::Workspaces workspaces;
    window::ProfileBook book;
    panels::ProfilesPanel panel;
};

double milliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// Until the change is on the screen.
template <typename Work> double shown(Work work)
{
    const double before = milliseconds();
    work();
    QCoreApplication::processEvents();
    return milliseconds() - before;
}

/// With their tenant under a variable.
void measure(int count, int inFolder)
{
    QTemporaryDir root;
    fillWithProfiles(root.path(), count, inFolder, QStringLiteral("{{tenant}}"));
    QDir(root.path()).mkdir(QStringLiteral("environments"));
    QFile environment(root.filePath(QStringLiteral("environments/test.json")));
    if (!environment.open(QIODevice::WriteOnly) ||
        environment.write(R"({"schema":1,"variables":[{"name":"tenant","value":"contoso.example"}]})") < 0)
        qFatal("no environment");
    environment.close();
    Side side(root.path());
    side.workspaces.chooseEnvironment(side.workspaces.home(), QStringLiteral("test"));
    QCoreApplication::processEvents();
    double start = shown([&side] { side.workspaces.begin(); });
    // What comes while it is listed in the other thread is the window's too.
    bool listed = false;
    QObject::connect(&side.workspaces, &window::Workspaces::changed, &side.panel, [&] { listed = true; });
    while (!listed || side.workspaces.home().catalogue().index.find(QStringLiteral("contoso")).isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    start = std::max(start, shown([&side] { side.panel.setRows(side.book.rows()); }));
    auto* find = side.panel.findChild<QLineEdit*>(QStringLiteral("findProfile"));
    double key = 0;
    for (const char* typed :
         {"s", "se", "service", "service 7", "service 77", "api 3 team", "contoso", "contoso 77", "nothing has it", ""})
        key = std::max(key, shown([&] { find->setText(QLatin1String(typed)); }));
    // Where one of them is open, and its folder with it.
    side.panel.setCurrent(side.workspaces.home().root() + u'/' +
                          side.workspaces.home().listing().profiles.first().path);
    QCoreApplication::processEvents();
    const double again = shown([&side] { side.panel.setRows(side.book.rows()); });
    const double apis = shown([&side] { (void)side.book.otherApis(); });
    std::printf(
        "%6d profiles, %s: shown at first %6.2f ms; a keystroke %6.2f ms; after a change %6.2f ms; APIs %6.2f ms\n",
        count, inFolder == 0 ? "all in one folder" : "in folders of a hundred", start, key, again, apis);
}

} // namespace

int main(int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    style::Theme theme(style::Theme::choiceFromName(QStringLiteral("light")));
    theme.install();
    for (const int inFolder : {100, 0}) {
        for (const int count : {1'250, 2'500, 5'000, 10'000, 20'000})
            measure(count, inFolder);
    }
}
