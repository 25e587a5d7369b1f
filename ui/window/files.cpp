// SPDX-License-Identifier: Apache-2.0
#include "window/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace assayer::window {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer::window", text);
}

} // namespace

support::Result<QByteArray> readFile(const QString& path, qint64 limit)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    // A pipe or a device would block the window.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return support::failure(QStringLiteral("file-unreadable"), tr("%1 cannot be read.").arg(name),
                                file.errorString());
    }
    QByteArray bytes = file.read(limit + 1);
    if (bytes.size() > limit)
        return support::failure(QStringLiteral("too-large"), tr("%1 is too large for a profile or a token.").arg(name));
    return bytes;
}

support::Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    // On a full disk write() may be short and commit() still succeed, so each step is looked at.
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() &&
        file.error() == QFileDevice::NoError && file.size() == bytes.size() && file.commit())
        return {};
    const QString reason = file.errorString();
    file.cancelWriting();
    return support::failure(
        QStringLiteral("file-unwritable"),
        tr("%1 could not be saved; what was there before is still there.").arg(QFileInfo(path).fileName()), reason);
}

} // namespace assayer::window
