// SPDX-License-Identifier: Apache-2.0
#include "store/change.h"

#include "store/atomicfile.h"
#include "store/filename.h"
#include "store/filestamp.h"
#include "store/parsed.h"
#include "support/pathbelow.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace assayer::store {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

QString shown(const QString& path)
{
    return support::visibleText(path);
}

support::Error conflictError(const QString& path)
{
    return {QStringLiteral("conflict"),
            Text::tr("«%1» was changed elsewhere since it was read. Nothing was saved.").arg(shown(path)),
            {},
            {}};
}

/// The text that stands there now; an empty revision for no file.
struct Present {
    QByteArray text;
    Revision revision;
};

support::Result<Present> presentAt(const QString& file)
{
    const auto text = readFile(file, largestFile);
    if (text) {
        return Present{*text, revisionOf(*text)};
    }
    if (text.error().code == QLatin1String("absent")) {
        return Present{};
    }
    return tl::unexpected(text.error());
}

bool isEnvironment(const QString& path)
{
    return folderOf(path) == environmentsFolder;
}

bool isReadable(const QString& path, const QByteArray& text)
{
    return isEnvironment(path) ? profile::parseEnvironment(text).has_value() : profile::parse(text).has_value();
}

tl::unexpected<SaveFailure> conflicting(const QString& path, const QByteArray& ours, const Present& theirs)
{
    Conflict conflict{path, theirs.revision.isEmpty(), theirs.text, theirs.revision, ours, {}, {}};
    if (isEnvironment(path)) {
        if (auto environment = profile::parseEnvironment(theirs.text)) {
            conflict.theirEnvironment = *std::move(environment);
        }
    } else if (auto profile = profile::parse(theirs.text)) {
        conflict.theirProfile = *std::move(profile);
    }
    return tl::unexpected(SaveFailure{conflictError(path), std::move(conflict)});
}

/// The workspace's lock, and what it needs.
support::Result<FolderLock> lockOf(const QString& root, std::chrono::milliseconds lockLimit)
{
    const QString own = root + u'/' + ownFolder;
    return makeFolder(own).and_then([&]() -> support::Result<FolderLock> {
        if (factsOf(own).kind != FileKind::Folder) {
            return invalidPath(ownFolder);
        }
        auto lock = FolderLock::take(own + QStringLiteral("/lock"), lockLimit);
        if (!lock) {
            return tl::unexpected(lock.error());
        }
        // What the program keeps for itself is nothing to share.
        const QString ignore = own + QStringLiteral("/.gitignore");
        if (!QFile::exists(ignore)) {
            (void)writeFile(ignore, "*\n");
        }
        return *std::move(lock);
    });
}

} // namespace

tl::unexpected<support::Error> invalidPath(const QString& path)
{
    return support::failure(QStringLiteral("invalid-path"),
                            Text::tr("«%1» is not in the workspace, or behind a link.").arg(shown(path)));
}

std::pair<QString, QString> nameAndEnding(const QString& path)
{
    const QString name = path.section(u'/', -1);
    const qsizetype dot = name.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? name.size() - 5 : name.size();
    return {name.left(dot), name.sliced(dot)};
}

support::Result<QString> checkedPath(const QString& root, const QString& path)
{
    if (path.isEmpty() || !isPathBelow(path)) {
        return invalidPath(path);
    }
    for (QString folder = folderOf(path); !folder.isEmpty(); folder = folderOf(folder)) {
        const FileKind kind = factsOf(root + u'/' + folder).kind;
        if (kind == FileKind::Absent) {
            return support::failure(QStringLiteral("absent"),
                                    Text::tr("The folder «%1» is not there.").arg(shown(folder)));
        }
        if (kind != FileKind::Folder) {
            return invalidPath(path);
        }
    }
    return root + u'/' + path;
}

support::Result<void> makeFolder(const QString& path)
{
    if (!QFileInfo(path).isDir()) {
        const QString parent = QFileInfo(path).absolutePath();
        const auto mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
        if (const auto above = makeFolder(parent); !above) {
            return above;
        }
        if (!QDir().mkdir(path, mine) && !QFileInfo(path).isDir()) {
            return support::failure(QStringLiteral("not-writable"), Text::tr("The folder cannot be made."), path);
        }
        syncFolder(parent);
    }
    return {};
}

Change::Change(QString root, std::optional<FolderLock> lock, Where where)
    : m_root(std::move(root))
    , m_lock(std::move(lock))
    , m_where(where)
{
}

support::Result<Change> Change::begin(const QString& root, std::chrono::milliseconds lockLimit)
{
    return lockOf(root, lockLimit).map([&root](FolderLock lock) {
        return Change(root, std::move(lock), Where::Workspace);
    });
}

support::Result<Change> Change::beginElsewhere(const QString& folder, const QString& home,
                                               std::chrono::milliseconds lockLimit)
{
    auto lock = lockOf(home, lockLimit);
    if (lock) {
        return Change(folder, *std::move(lock), Where::Elsewhere);
    }
    if (lock.error().code == QLatin1String("locked")) {
        return tl::unexpected(lock.error());
    }
    return Change(folder, std::nullopt, Where::Elsewhere);
}

support::Result<QString> Change::checked(const QString& path) const
{
    // Elsewhere a file may have any name that the user gave it.
    return m_where == Where::Workspace ? checkedPath(m_root, path) : absolute(path);
}

QString Change::absolute(const QString& path) const
{
    return path.isEmpty() ? m_root : m_root + u'/' + path;
}

QStringList Change::namesIn(const QString& folder) const
{
    QStringList names =
        QDir(absolute(folder)).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    if (folder.isEmpty()) {
        names.append(environmentsFolder);
    }
    return names;
}

QByteArray Change::textAt(const QString& path) const
{
    return checked(path)
        .and_then([](const QString& file) { return readFile(file, largestFile); })
        .value_or(QByteArray());
}

tl::expected<QString, SaveFailure> Change::replace(const QString& path, const QByteArray& text,
                                                   const Revision& base) const
{
    const auto failed = [](const support::Error& error) { return tl::unexpected(SaveFailure{error, {}}); };
    const auto file = checked(path);
    if (!file) {
        return failed(file.error());
    }
    auto present = presentAt(*file);
    if (!present) {
        return failed(present.error());
    }
    if (present->revision == revisionOf(text)) {
        return QString(); // both sides want the same
    }
    if (present->revision != base) {
        return conflicting(path, text, *present);
    }
    QString kept;
    if (!present->revision.isEmpty() && !isReadable(path, present->text)) {
        const auto copy = setAside(path, present->text);
        if (!copy) {
            return failed(copy.error());
        }
        kept = *copy;
    }
    const auto written = writeFile(*file, text, [&]() -> support::Result<void> {
        return presentAt(*file).and_then([&](const Present& now) -> support::Result<void> {
            if (now.revision == base) {
                return {};
            }
            present = now;
            return tl::unexpected(conflictError(path));
        });
    });
    if (!written) {
        return present->revision == base ? tl::expected<QString, SaveFailure>(failed(written.error()))
                                         : conflicting(path, text, *present);
    }
    return kept;
}

support::Result<QString> Change::setAside(const QString& path, const QByteArray& text) const
{
    const auto [name, ending] = nameAndEnding(path);
    // A name as long as the system allows has no room for more.
    constexpr qsizetype longest = 200;
    const QString base = name.toUtf8().size() > longest ? fileNameFor(name) : name;
    return add(folderOf(path), base + QStringLiteral(" (unreadable)"), ending, text);
}

support::Result<QString> Change::add(const QString& folder, const QString& name, const QString& ending,
                                     const QByteArray& text) const
{
    const QString path = pathIn(folder, freeName(name, ending, namesIn(folder)) + ending);
    return checked(path).and_then([&](const QString& file) {
        return writeFile(file, text,
                         [&]() -> support::Result<void> {
                             if (factsOf(file).kind != FileKind::Absent) {
                                 return support::failure(QStringLiteral("exists"),
                                                         Text::tr("«%1» is there already.").arg(shown(path)));
                             }
                             return {};
                         })
            .map([&] { return path; });
    });
}

support::Result<QString> Change::addFolder(const QString& parent, const QString& name) const
{
    const QString path = pathIn(parent, freeName(name, {}, namesIn(parent)));
    return checkedPath(m_root, path).and_then(makeFolder).map([&] { return path; });
}

support::Result<QString> Change::relocate(const QString& from, const QString& path) const
{
    return checkedPath(m_root, path).and_then([&](const QString& to) -> support::Result<QString> {
        if (!QFile::rename(from, to)) {
            return support::failure(QStringLiteral("not-writable"),
                                    Text::tr("«%1» cannot be moved or renamed.").arg(shown(path)), qt_error_string());
        }
        syncFolder(QFileInfo(to).absolutePath());
        syncFolder(QFileInfo(from).absolutePath());
        return path;
    });
}

support::Result<QString> Change::give(const QString& path, const QString& name, const QString& ending) const
{
    return checkedPath(m_root, path).and_then([&](const QString& file) -> support::Result<QString> {
        if (path == environmentsFolder || factsOf(file).kind == FileKind::Absent) {
            return invalidPath(path);
        }
        QStringList taken = namesIn(folderOf(path));
        taken.removeAll(path.section(u'/', -1));
        const QString target = pathIn(folderOf(path), freeName(name, ending, taken) + ending);
        return target == path ? path : relocate(file, target);
    });
}

support::Result<QString> Change::move(const QString& path, const QString& folder) const
{
    const bool intoItself = folder == path || support::isBelow(folder, path);
    const bool amongEnvironments = path == environmentsFolder || isEnvironment(path) || folder == environmentsFolder ||
                                   support::isBelow(folder, QString(environmentsFolder));
    if (intoItself || amongEnvironments) {
        return invalidPath(folder);
    }
    if (folder == folderOf(path)) {
        return path;
    }
    return checkedPath(m_root, path).and_then([&](const QString& file) -> support::Result<QString> {
        if (factsOf(file).kind == FileKind::Absent) {
            return support::failure(QStringLiteral("absent"), Text::tr("«%1» is not there.").arg(shown(path)));
        }
        const auto [name, ending] = nameAndEnding(path);
        return relocate(file, pathIn(folder, freeName(name, ending, namesIn(folder)) + ending));
    });
}

} // namespace assayer::store
