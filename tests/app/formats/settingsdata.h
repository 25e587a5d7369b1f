// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>

namespace assayer::formats::testing {

inline const QString folder = QStringLiteral(ASSAYER_SOURCE_DIR "/tests/data/formats/");

inline QStringList sampleNames()
{
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

inline QByteArray sample(const QString& name)
{
    QFile file(folder + name);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read %s", qUtf8Printable(file.fileName()));
    }
    return file.readAll();
}

} // namespace assayer::formats::testing
