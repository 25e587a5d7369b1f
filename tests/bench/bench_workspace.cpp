// SPDX-License-Identifier: Apache-2.0
// How listing, listing again, sorting and searching a workspace grow with its profiles: per profile, the numbers should
// stay as they are from line to line. What the window's thread does per keystroke is «search».
#include "store/profileindex.h"
#include "store/workspace.h"
#include "store/workspacewatch.h"
#include "support/manyprofiles.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <limits>

using namespace assayer;

namespace {

/// Milliseconds of the fastest of some runs.
template <typename Work> double fastest(int runs, Work work)
{
    qint64 best = std::numeric_limits<qint64>::max();
    QElapsedTimer timer;
    for (int i = 0; i < runs; ++i) {
        timer.start();
        work();
        best = std::min(best, timer.nsecsElapsed());
    }
    return double(best) / 1e6;
}

void measure(int count)
{
    QTemporaryDir root;
    fillWithProfiles(root.path(), count);
    store::Listing listing;
    const double first = fastest(3, [&] { listing = store::listWorkspace(root.path()).value(); });
    for (store::FileStamp& stamp : listing.stamps) {
        stamp.settled = true;
    }
    const double again = fastest(3, [&] { (void)store::listWorkspace(root.path(), listing); });
    store::ProfileIndex index;
    const double indexing = fastest(3, [&] { index = store::ProfileIndex(listing); });
    const double sorting = fastest(3, [&] { (void)store::sorted(listing, store::SortBy::Name); });
    double search = 0;
    for (const char* typed : {"s", "service", "service 77", "api 3 team", "nothing has it", "7a9c"}) {
        search = std::max(search, fastest(5, [&] { (void)index.find(QLatin1String(typed)); }));
    }
    QElapsedTimer timer;
    timer.start();
    const store::WorkspaceWatch watch(root.path());
    const double start = double(timer.nsecsElapsed()) / 1e6;
    std::printf(
        "%6d profiles: start %6.2f ms; list %8.1f ms (%5.1f us each); again %7.1f ms (%4.1f us); index %6.1f ms; "
        "sort %6.1f ms; search %6.2f ms (%5.1f ns)\n",
        count, start, first, first * 1e3 / count, again, again * 1e3 / count, indexing, sorting, search,
        search * 1e6 / count);
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    for (const int count : {1'250, 2'500, 5'000, 10'000, 20'000}) {
        measure(count);
    }
}
