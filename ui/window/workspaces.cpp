// SPDX-License-Identifier: Apache-2.0
#include "window/workspaces.h"

#include "profile/resolution.h"
#include "support/pathbelow.h"

#include <QDir>
#include <QSettings>
#include <QThreadPool>

#include <algorithm>
#include <array>

namespace assayer::window {

namespace {

constexpr auto openKey = "workspaces/open";
constexpr auto environmentKey = "workspaces/environments";
constexpr auto orderKey = "profiles/order";
// More would be a settings file that somebody made: each has a thread of its own.
constexpr std::size_t mostOpen = 32;
constexpr std::chrono::hours keptRemoved(24 * 30); // what was deleted can be brought back for so long
// What a person waits for without noticing; another of our programs holds the lock for milliseconds.
constexpr std::chrono::milliseconds lockLimit(500);

struct OrderName {
    store::SortBy by;
    const char* name;
};
constexpr std::array orderNames{
    OrderName{store::SortBy::Name, "name"},           OrderName{store::SortBy::Path, "path"},
    OrderName{store::SortBy::LastChanged, "changed"}, OrderName{store::SortBy::Client, "client"},
    OrderName{store::SortBy::Tenant, "tenant"},
};

store::SortBy orderFromName(const QString& name)
{
    const auto found =
        std::ranges::find_if(orderNames, [&name](const OrderName& one) { return name == QLatin1String(one.name); });
    return found == orderNames.end() ? store::SortBy::Name : found->by;
}

QString cleanRoot(const QString& root)
{
    // As files that are opened are named, so that a link to it is the same folder.
    const QString real = QDir(root).canonicalPath();
    return real.isEmpty() ? QDir::cleanPath(QDir(root).absolutePath()) : real;
}

} // namespace

const store::Catalogue& Workspaces::Place::catalogue() const
{
    static const store::Catalogue none;
    return watch ? watch->catalogue() : none;
}

Workspaces::Workspaces(const QString& home, QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_chosen(settings.value(QLatin1String(environmentKey)).toMap())
    , m_order(orderFromName(settings.value(QLatin1String(orderKey)).toString()))
{
    add(cleanRoot(home));
    for (const QString& root : settings.value(QLatin1String(openKey)).toStringList().mid(0, mostOpen - 1)) {
        if (!root.isEmpty() && !placeAt(cleanRoot(root)))
            add(cleanRoot(root));
    }
}

Workspaces::~Workspaces() = default;

void Workspaces::add(const QString& root)
{
    m_places.push_back(std::make_unique<Place>(Place{workspaceAt(root), {}, {}, false}));
}

store::Workspace Workspaces::workspaceAt(const QString& root)
{
    return store::Workspace(root, lockLimit);
}

void Workspaces::begin()
{
    if (std::exchange(m_begun, true))
        return;
    // The user's own is made when it is first needed; a folder that somebody opened is theirs to make.
    if (const auto prepared = home().workspace.prepare(); !prepared)
        home().trouble = prepared.error();
    for (const auto& place : m_places) {
        watch(*place);
        QThreadPool::globalInstance()->start([workspace = place->workspace] { workspace.purge(keptRemoved); });
    }
}

void Workspaces::watch(Place& place)
{
    place.watch = std::make_unique<store::WorkspaceWatch>(place.root());
    place.watch->setOrder(m_order);
    place.watch->setEnvironment(chosenEnvironment(place));
    connect(place.watch.get(), &store::WorkspaceWatch::changed, this, [this, &place] {
        place.trouble.reset();
        place.listed = true;
        Q_EMIT changed();
    });
    connect(place.watch.get(), &store::WorkspaceWatch::failed, this, [this, &place](const support::Error& error) {
        place.trouble = error;
        Q_EMIT changed();
    });
}

Workspaces::Place* Workspaces::placeAt(const QString& root) const
{
    const auto found = std::ranges::find_if(m_places, [&root](const auto& place) { return place->root() == root; });
    return found == m_places.end() ? nullptr : found->get();
}

void Workspaces::open(const QString& root)
{
    const QString clean = cleanRoot(root);
    if (placeAt(clean) || m_places.size() >= mostOpen)
        return;
    add(clean);
    if (m_begun)
        watch(*m_places.back());
    QStringList roots = rememberedRoots();
    roots.removeAll(clean);
    remember(roots << clean);
    Q_EMIT changed();
}

void Workspaces::close(const QString& root)
{
    const auto found = std::ranges::find_if(m_places, [&root](const auto& place) { return place->root() == root; });
    if (found == m_places.end() || found == m_places.begin())
        return;
    const QString closed = found->get()->root();
    m_places.erase(found);
    QStringList roots = rememberedRoots();
    roots.removeIf([&closed](const QString& one) { return cleanRoot(one) == closed; });
    remember(roots);
    Q_EMIT changed();
}

QStringList Workspaces::rememberedRoots() const
{
    m_settings.sync();
    return m_settings.value(QLatin1String(openKey)).toStringList();
}

void Workspaces::remember(const QStringList& roots)
{
    m_settings.setValue(QLatin1String(openKey), roots);
}

Workspaces::Located Workspaces::locate(const QString& absolutePath) const
{
    // One workspace may lie in another: the nearest has it.
    Located nearest;
    for (const auto& place : m_places) {
        const QString& root = place->root();
        const bool holds = absolutePath == root || support::isBelow(absolutePath, root);
        if (holds && (!nearest || root.size() > nearest.place->root().size()))
            nearest = {place.get(), absolutePath.mid(root.size() + 1)};
    }
    return nearest;
}

QStringList Workspaces::filesWithId(const QString& id) const
{
    QStringList files;
    for (const auto& place : m_places) {
        for (const store::ProfileEntry* entry : place->catalogue().withId(id)) {
            const QString path = place->workspace.absolutePath(entry->path);
            // A workspace in another one is listed with both.
            if (locate(path).place == place.get())
                files << path;
        }
    }
    return files;
}

void Workspaces::setOrder(store::SortBy by)
{
    m_order = by;
    const auto name = std::ranges::find_if(orderNames, [by](const OrderName& one) { return one.by == by; });
    m_settings.setValue(QLatin1String(orderKey), QLatin1String(name->name));
    for (const auto& place : m_places) {
        if (place->watch)
            place->watch->setOrder(by);
    }
}

QString Workspaces::chosenEnvironment(const Place& place) const
{
    return m_chosen.value(place.root()).toString();
}

void Workspaces::chooseEnvironment(const Place& place, const QString& name)
{
    m_settings.sync();
    // Of the other workspaces another window may have chosen meanwhile.
    QVariantMap remembered = m_settings.value(QLatin1String(environmentKey)).toMap();
    for (QVariantMap* chosen : {&m_chosen, &remembered}) {
        if (name.isEmpty())
            chosen->remove(place.root());
        else
            chosen->insert(place.root(), name);
    }
    m_settings.setValue(QLatin1String(environmentKey), remembered);
    if (place.watch)
        place.watch->setEnvironment(name);
}

const profile::Environment& Workspaces::environment(const Place& place) const
{
    const QString chosen = chosenEnvironment(place);
    const auto* entry = chosen.isEmpty() ? nullptr : place.listing().environment(chosen);
    return entry ? entry->environment : profile::noEnvironment();
}

QList<profile::Environment> Workspaces::environmentsOf(const Place& place)
{
    QList<profile::Environment> environments;
    for (const store::EnvironmentEntry& entry : place.listing().environments)
        environments.append(entry.environment);
    return environments;
}

void Workspaces::refresh()
{
    for (const auto& place : m_places) {
        if (place->watch)
            place->watch->refresh();
    }
}

} // namespace assayer::window
