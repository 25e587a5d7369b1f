// SPDX-License-Identifier: Apache-2.0
#include "store/workspace.h"

#include "profile/rewriting.h"
#include "store/atomicfile.h"
#include "store/change.h"
#include "store/filename.h"
#include "store/filestamp.h"
#include "store/parsed.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace assayer::store {
namespace {

const QString ending = QStringLiteral(".json");

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

support::Result<void> noProfilesThere()
{
    return support::failure(
        QStringLiteral("invalid-path"),
        Text::tr("The folder «%1» holds environments: choose another for a profile.").arg(QString(environmentsFolder)));
}

template <typename Value> tl::unexpected<SaveFailure> failed(const support::Result<Value>& result)
{
    return tl::unexpected(SaveFailure{result.error(), {}});
}

/// A profile's or environment's text as it will stand in the file. What could not be read back is not written.
template <typename Value, typename Parse> support::Result<QByteArray> textOf(Value& value, Parse parse)
{
    if (value.id.isEmpty()) {
        value.id = profile::newId();
    }
    const QByteArray text = profile::write(value);
    return parse(text).map([&text](const auto&) { return text; });
}

template <typename Value, typename Parse>
SaveResult<Value> saveValue(const Change& change, const QString& path, Value value, const Revision& base, Parse parse)
{
    auto text = textOf(value, parse);
    if (!text) {
        return failed(text);
    }
    // In the layout of what stands there, also where that is another text than `base`: so a conflict shows both sides
    // with what differs alone, and ours as it would be written.
    text = profile::rewrite(change.textAt(path), value);
    auto setAside = change.replace(path, *text, base);
    if (!setAside) {
        return tl::unexpected(setAside.error());
    }
    return Saved<Value>{path, std::move(value), revisionOf(*text), *setAside};
}

template <typename Value, typename Parse>
support::Result<Saved<Value>> createValue(const Change& change, const QString& folder, Value value, Parse parse)
{
    value.id.clear();
    const auto text = textOf(value, parse);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const QString name = fileNameFor(value.name);
    return change.add(folder, name, ending, *text).map([&](const QString& path) {
        return Saved<Value>{path, value, revisionOf(*text)};
    });
}

template <typename Entry, typename Parse>
support::Result<Entry> loadEntry(const QString& root, const QString& path, Parse parse)
{
    return checkedPath(root, path)
        .and_then([](const QString& file) { return readFile(file, largestFile); })
        .and_then([&](const QByteArray& text) { return entryOf(path, text, parse(text)); });
}

} // namespace

Workspace::Workspace(QString root, std::chrono::milliseconds lockLimit)
    : m_root(QDir::cleanPath(QDir(std::move(root)).absolutePath()))
    , m_lockLimit(lockLimit)
{
}

QString Workspace::defaultRoot()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/assayer/profiles");
}

support::Result<void> Workspace::prepare() const
{
    return makeFolder(m_root);
}

QString Workspace::absolutePath(const QString& path) const
{
    return path.isEmpty() ? m_root : m_root + u'/' + path;
}

support::Result<Listing> Workspace::list(const Listing& previous) const
{
    return listWorkspace(m_root, previous);
}

support::Result<ProfileEntry> Workspace::load(const QString& path) const
{
    return loadEntry<ProfileEntry>(m_root, path, profile::parse);
}

support::Result<EnvironmentEntry> Workspace::loadEnvironment(const QString& path) const
{
    return loadEntry<EnvironmentEntry>(m_root, path, profile::parseEnvironment);
}

support::Result<SavedProfile> Workspace::create(const QString& folder, profile::Profile profile) const
{
    if (folder == environmentsFolder) {
        return tl::unexpected(noProfilesThere().error());
    }
    return Change::begin(m_root, m_lockLimit).and_then([&](const Change& change) {
        return createValue(change, folder, std::move(profile), profile::parse);
    });
}

SaveResult<profile::Profile> Workspace::save(const QString& path, profile::Profile profile, const Revision& base) const
{
    if (folderOf(path) == environmentsFolder) {
        return failed(noProfilesThere());
    }
    const auto change = Change::begin(m_root, m_lockLimit);
    return change ? saveValue(*change, path, std::move(profile), base, profile::parse) : failed(change);
}

SaveResult<profile::Profile> Workspace::saveElsewhere(const QString& file, profile::Profile profile,
                                                      const Revision& base) const
{
    const QFileInfo facts(file);
    const auto change = Change::beginElsewhere(facts.absolutePath(), m_root, m_lockLimit);
    return change ? saveValue(*change, facts.fileName(), std::move(profile), base, profile::parse) : failed(change);
}

SaveResult<profile::Profile> Workspace::rename(const QString& path, const QString& name, const Revision& base) const
{
    const auto change = Change::begin(m_root, m_lockLimit);
    if (!change) {
        return failed(change);
    }
    auto entry = load(path);
    if (!entry) {
        return failed(entry);
    }
    entry->profile.name = name;
    auto saved = saveValue(*change, path, entry->profile, base, profile::parse);
    if (saved) {
        // The name is in the file by now: one that keeps its old file name is whole too.
        saved->path = change->give(path, fileNameFor(name), ending).value_or(path);
    }
    return saved;
}

support::Result<SavedProfile> Workspace::duplicate(const QString& path, const QString& name) const
{
    return load(path).and_then([&](ProfileEntry entry) {
        entry.profile.name = name;
        return create(folderOf(path), std::move(entry.profile));
    });
}

support::Result<QString> Workspace::move(const QString& path, const QString& folder) const
{
    return Change::begin(m_root, m_lockLimit).and_then([&](const Change& change) { return change.move(path, folder); });
}

support::Result<QString> Workspace::createFolder(const QString& parent, const QString& name) const
{
    return Change::begin(m_root, m_lockLimit).and_then([&](const Change& change) {
        return change.addFolder(parent, fileNameFor(name));
    });
}

support::Result<QString> Workspace::renameFolder(const QString& path, const QString& name) const
{
    return Change::begin(m_root, m_lockLimit).and_then([&](const Change& change) {
        return change.give(path, fileNameFor(name), {});
    });
}

support::Result<Removed> Workspace::remove(const QString& path) const
{
    return Change::begin(m_root, m_lockLimit).and_then([&](const Change& change) { return change.remove(path); });
}

support::Result<QString> Workspace::undo(const Removed& removed) const
{
    return Change::begin(m_root, m_lockLimit).and_then([&](const Change& change) { return change.restore(removed); });
}

void Workspace::purge(std::chrono::hours olderThan) const
{
    // Nothing was ever deleted there, or not by us: not even the lock is wanted.
    if (factsOf(absolutePath(ownFolder)).kind != FileKind::Folder) {
        return;
    }
    if (const auto change = Change::begin(m_root, m_lockLimit)) {
        change->purge(QDateTime::currentMSecsSinceEpoch() - std::chrono::milliseconds(olderThan).count());
    }
}

support::Result<SavedEnvironment> Workspace::create(profile::Environment environment) const
{
    return Change::begin(m_root, m_lockLimit).and_then([&](const Change& change) {
        const QString folder = environmentsFolder;
        return makeFolder(absolutePath(folder)).and_then([&] {
            return createValue(change, folder, std::move(environment), profile::parseEnvironment);
        });
    });
}

SaveResult<profile::Environment> Workspace::save(const QString& path, profile::Environment environment,
                                                 const Revision& base) const
{
    const auto change = Change::begin(m_root, m_lockLimit);
    return change ? saveValue(*change, path, std::move(environment), base, profile::parseEnvironment) : failed(change);
}

} // namespace assayer::store
