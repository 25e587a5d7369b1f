// SPDX-License-Identifier: Apache-2.0
#include "entra/errorcode.h"

#include "entra/table.h"

#include <QHash>

namespace assayer::entra {
namespace {

/// The table speaks of places («secret», «resource/scope»), the form of fields.
QString fieldOf(const QString& place)
{
    static const QHash<QString, QString> fields{
        {QStringLiteral("tenant"), QStringLiteral("tenant")},
        {QStringLiteral("client_id"), QStringLiteral("clientId")},
        {QStringLiteral("secret"), QStringLiteral("clientSecret")},
        {QStringLiteral("resource/scope"), QStringLiteral("resource")},
        {QStringLiteral("endpoint version"), QStringLiteral("version")},
        {QStringLiteral("certificate"), QStringLiteral("certificate")},
        {QStringLiteral("assertion"), QStringLiteral("assertion")},
    };
    return fields.value(place);
}

QList<ErrorStep> stepsIn(const QJsonArray& rows)
{
    QList<ErrorStep> steps;
    for (const QJsonValue& row : rows) {
        steps += row.isString() ? ErrorStep{words(row), {}, false}
                                : ErrorStep{words(row[u"step"]), words(row[u"done"]), row[u"of_secret"].toBool(false)};
    }
    return steps;
}

ErrorCode readErrorCode(const QJsonObject& object)
{
    ErrorCode code;
    code.code = object.value(u"code").toInteger();
    code.name = object.value(u"name").toString();
    code.cause = words(object.value(u"cause"));
    code.fix = stepsIn(object.value(u"fix").toArray());
    code.field = fieldOf(object.value(u"field").toString());
    code.retryHelps = object.value(u"retry_helps").toString();
    code.flow = object.value(u"flow").toString();
    code.verified = object.value(u"verified").toBool(true);
    return code;
}

} // namespace

const ErrorCode* errorCode(qint64 code)
{
    static const QHash<qint64, ErrorCode> codes = [] {
        QHash<qint64, ErrorCode> hash;
        const QJsonArray rows = table(QStringLiteral("errors"));
        for (const QJsonValue& row : rows) {
            const ErrorCode read = readErrorCode(row.toObject());
            hash.insert(read.code, read);
        }
        return hash;
    }();
    const auto found = codes.constFind(code);
    return found == codes.constEnd() ? nullptr : &*found;
}

} // namespace assayer::entra
