// SPDX-License-Identifier: Apache-2.0
#include "store/atomicfile.h"
#include "store/change.h"
#include "store/filename.h"
#include "store/filestamp.h"
#include "support/visibletext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QUuid>

/// How Change deletes, brings back, and deletes for good.
namespace assayer::store {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

const QString deletedFolder = QStringLiteral(".assayer/deleted");

QString shown(const QString& path)
{
    return support::visibleText(path);
}

/// The folder, among those of the deleted, of what is deleted at that moment.
QString placeOf(qint64 now)
{
    return QStringLiteral("%1-%2").arg(now).arg(profile::newId());
}

/// The moment; nothing if placeOf() did not make that name.
std::optional<qint64> deletedAt(const QString& place)
{
    const QString moment = place.section(u'-', 0, 0);
    const QString id = place.section(u'-', 1);
    bool ok = false;
    const qint64 at = moment.toLongLong(&ok);
    const bool isOurs = ok && !QUuid::fromString(id).isNull();
    return isOurs ? std::optional(at) : std::nullopt;
}

} // namespace

support::Result<Removed> Change::remove(const QString& path) const
{
    return checkedPath(m_root, path).and_then([&](const QString& file) -> support::Result<Removed> {
        if (factsOf(file).kind == FileKind::Absent) {
            return support::failure(QStringLiteral("absent"), Text::tr("«%1» is not there.").arg(shown(path)));
        }
        // Somebody else's workspace may have a link there, which leads out of it.
        if (factsOf(absolute(deletedFolder)).kind == FileKind::Link) {
            return support::failure(
                QStringLiteral("is-a-link"),
                Text::tr("«%1» is a link to somewhere else, which is not followed.").arg(deletedFolder));
        }
        const QString place = deletedFolder + u'/' + placeOf(QDateTime::currentMSecsSinceEpoch());
        const Removed removed{path, place + u'/' + path.section(u'/', -1)};
        return makeFolder(absolute(place)).and_then([&]() -> support::Result<Removed> {
            if (!QFile::rename(file, absolute(removed.kept))) {
                return support::failure(QStringLiteral("not-writable"),
                                        Text::tr("«%1» cannot be deleted.").arg(shown(path)), qt_error_string());
            }
            syncFolder(absolute(place));
            syncFolder(QFileInfo(file).absolutePath());
            return removed;
        });
    });
}

support::Result<QString> Change::restore(const Removed& removed) const
{
    const QString kept = removed.kept;
    const bool ours = kept.startsWith(deletedFolder + u'/') && isPathBelow(kept.sliced(ownFolder.size() + 1));
    if (!ours || !isPathBelow(removed.path) || removed.path.isEmpty()) {
        return invalidPath(kept);
    }
    if (factsOf(absolute(kept)).kind == FileKind::Absent) {
        return support::failure(QStringLiteral("absent"), Text::tr("«%1» is no longer kept.").arg(shown(removed.path)));
    }
    if (const auto place = checkedPath(m_root, removed.path); !place && place.error().code != QLatin1String("absent")) {
        return tl::unexpected(place.error());
    }
    const QString folder = folderOf(removed.path);
    const auto [name, ending] = nameAndEnding(removed.path);
    return makeFolder(absolute(folder)).and_then([&] {
        QStringList taken = namesIn(folder);
        if (removed.path == environmentsFolder) {
            taken.removeOne(environmentsFolder);
        }
        return relocate(absolute(kept), pathIn(folder, freeName(name, ending, taken) + ending));
    });
}

void Change::purge(qint64 before) const
{
    if (factsOf(absolute(deletedFolder)).kind != FileKind::Folder) {
        return;
    }
    QDir deleted(absolute(deletedFolder));
    for (const QString& place : deleted.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
        // A link that came with somebody's checkout leads to what was never deleted here.
        const bool isFolder = factsOf(absolute(deletedFolder + u'/' + place)).kind == FileKind::Folder;
        const std::optional<qint64> at = deletedAt(place);
        if (isFolder && at && *at <= before) {
            QDir(deleted.filePath(place)).removeRecursively();
        }
    }
}

} // namespace assayer::store
