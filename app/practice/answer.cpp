// SPDX-License-Identifier: Apache-2.0
#include "practice/answer.h"

#include "practice/directory.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace assayer::practice {

namespace json = support::json;

namespace {

/// What Entra says with each number; read once.
const QJsonObject& refusals()
{
    static const QJsonObject table = QJsonDocument::fromJson(resourceText(QStringLiteral("refusals.json"))).object();
    return table;
}

/// Fills the placeholders in one pass, so that an argument that holds «{1}» stays as it is.
QString filled(const QString& text, const QStringList& arguments)
{
    QString result;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool placeholder = text[at] == QLatin1Char('{') && at + 2 < text.size() && text[at + 1].isDigit() &&
                                 text[at + 2] == QLatin1Char('}');
        if (!placeholder) {
            result.append(text[at]);
            continue;
        }
        result.append(arguments.value(text[at + 1].digitValue()));
        at += 2;
    }
    return result;
}

} // namespace

Answer refuse(qint64 code, const QStringList& arguments, const Trace& trace, const QString& error)
{
    const QJsonObject entry = refusals().value(QString::number(code)).toObject();
    const QString time =
        QDateTime::fromSecsSinceEpoch(trace.now, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss'Z'"));
    const QString description = QStringLiteral("AADSTS") + QString::number(code) + QStringLiteral(": ") +
                                filled(entry.value(QLatin1String("text")).toString(), arguments) +
                                QStringLiteral(" Trace ID: ") + trace.traceId + QStringLiteral(" Correlation ID: ") +
                                trace.correlationId + QStringLiteral(" Timestamp: ") + time;
    json::Value body = json::Value::object();
    body.add(QStringLiteral("error"),
             json::Value::string(error.isEmpty() ? entry.value(QLatin1String("error")).toString() : error));
    body.add(QStringLiteral("error_description"), json::Value::string(description));
    body.add(QStringLiteral("error_codes"), json::Value::array({json::Value::number(code)}));
    body.add(QStringLiteral("timestamp"), json::Value::string(time));
    body.add(QStringLiteral("trace_id"), json::Value::string(trace.traceId));
    body.add(QStringLiteral("correlation_id"), json::Value::string(trace.correlationId));
    body.add(
        QStringLiteral("error_uri"),
        json::Value::string(QStringLiteral("https://login.microsoftonline.com/error?code=") + QString::number(code)));
    Answer answer = jsonAnswer(body);
    answer.status = entry.value(QLatin1String("status")).toInt(400);
    return answer;
}

Answer jsonAnswer(const json::Value& value)
{
    Answer answer;
    answer.body = json::write(value);
    return answer;
}

QList<std::pair<QString, QString>> formFields(QByteArrayView text)
{
    QList<std::pair<QString, QString>> fields;
    const QByteArray whole = text.toByteArray();
    for (const QByteArray& field : whole.split('&')) {
        if (field.isEmpty())
            continue;
        const qsizetype equals = field.indexOf('=');
        const QByteArrayView view(field);
        if (equals < 0)
            fields.append({formDecoded(view), QString()});
        else
            fields.append({formDecoded(view.first(equals)), formDecoded(view.sliced(equals + 1))});
    }
    return fields;
}

QString formDecoded(QByteArrayView text)
{
    QByteArray bytes = text.toByteArray();
    bytes.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
}

} // namespace assayer::practice
