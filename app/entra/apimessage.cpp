// SPDX-License-Identifier: Apache-2.0
#include "entra/apimessage.h"

#include "entra/table.h"

#include <QRegularExpression>

#include <vector>

namespace assayer::entra {
namespace {

constexpr qsizetype maximumText = 64 * 1024;

struct Row {
    ApiMessage message;
    QRegularExpression pattern;
};

Row readRow(const QJsonObject& object)
{
    ApiMessage message;
    message.id = object.value(u"id").toString();
    message.middleware = object.value(u"middleware").toString();
    message.fault = object.value(u"fault").toString();
    message.meaning = words(object.value(u"meaning"));
    message.advice = words(object.value(u"advice"));
    message.side = object.value(u"side").toString(message.side);
    message.code = object.value(u"code").toString();
    message.verified = object.value(u"verified").toBool(true);
    return {message, QRegularExpression(object.value(u"pattern").toString())};
}

const std::vector<Row>& rows()
{
    static const std::vector<Row> all = [] {
        std::vector<Row> read;
        for (const QJsonValue& value : table(QStringLiteral("api-answers"))) {
            read.push_back(readRow(value.toObject()));
        }
        return read;
    }();
    return all;
}

/// What stands in place of a value: .NET's null, and what it hides unless told to log personal data.
bool isValue(const QString& text)
{
    return !text.isEmpty() && text != u"null" && text != u"(null)" && !text.startsWith(u"[PII of type") &&
           !text.startsWith(u"System.");
}

QMap<QString, QString> particularsOf(const QRegularExpressionMatch& match, const QStringList& names)
{
    QMap<QString, QString> particulars;
    for (const QString& name : names) {
        if (!name.isEmpty() && isValue(match.captured(name))) {
            particulars.insert(name, match.captured(name));
        }
    }
    return particulars;
}

} // namespace

QList<ApiMessageMatch> apiMessagesIn(const QString& text)
{
    const QString head = text.left(maximumText);
    QList<ApiMessageMatch> found;
    for (const Row& row : rows()) {
        const auto match = row.pattern.match(head);
        if (match.hasMatch()) {
            found.append(
                {&row.message, match.captured(0).trimmed(), particularsOf(match, row.pattern.namedCaptureGroups())});
        }
    }
    return found;
}

} // namespace assayer::entra
