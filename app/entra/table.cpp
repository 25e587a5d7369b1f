// SPDX-License-Identifier: Apache-2.0
#include "entra/table.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

// Outside any namespace, as the macro demands. A static library's resource is dropped by the linker unless something
// in the library names it.
static void registerTables()
{
    Q_INIT_RESOURCE(entra_tables);
}

namespace assayer::entra {

QJsonArray table(const QString& name)
{
    registerTables();
    QFile file(QStringLiteral(":/assayer/entra/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("The table %s is not compiled in", qUtf8Printable(name));
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isArray()) {
        qFatal("The table %s is broken: %s", qUtf8Printable(name), qUtf8Printable(problem.errorString()));
    }
    return document.array();
}

QStringList texts(const QJsonValue& array)
{
    QStringList list;
    const QJsonArray values = array.toArray();
    for (const QJsonValue& value : values) {
        list.append(value.toString());
    }
    return list;
}

QString words(const QJsonValue& text)
{
    const QString mark = QStringLiteral(" (unverified)");
    const QString written = text.toString();
    const bool marked = written.endsWith(mark);
    const QByteArray source = (marked ? written.chopped(mark.size()) : written).toUtf8();
    const QString translated =
        source.isEmpty() ? QString() : QCoreApplication::translate("assayer", source.constData());
    return marked ? translated + mark : translated;
}

} // namespace assayer::entra
