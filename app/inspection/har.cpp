// SPDX-License-Identifier: Apache-2.0
#include "inspection/har.h"

#include "inspection/signaturemask.h"

#include <QUrlQuery>

namespace assayer::inspection {

namespace {

using support::json::Layout;
using support::json::Value;

constexpr qint64 notKnown = -1; // HAR's own mark
const QString& veil()
{
    static const QString text = QStringLiteral("•••");
    return text;
}

Value objectOf(std::initializer_list<std::pair<const char*, Value>> members)
{
    Value object = Value::object();
    for (const auto& [name, value] : members)
        object.add(QLatin1String(name), value);
    return object;
}

Value text(const QString& value)
{
    return Value::string(value);
}

Value emptyList()
{
    return Value::array();
}

Value nameAndValue(const QString& name, const QString& value)
{
    return objectOf({{"name", text(name)}, {"value", text(value)}});
}

template <typename List> Value pairsOf(const List& list)
{
    std::vector<Value> items;
    for (const auto& each : list)
        items.push_back(nameAndValue(each.name, each.secret ? veil() : each.value));
    return Value::array(std::move(items));
}

QString headerNamed(const QList<http::Header>& headers, QLatin1String name)
{
    for (const http::Header& header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

QString urlText(const QUrl& url)
{
    return url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
}

/// Of what a form sends: HAR wants its text beside the parameters.
QString formText(const QList<http::Field>& form)
{
    QStringList parts;
    for (const http::Field& field : form)
        parts << field.name + u'=' + (field.secret ? veil() : field.value);
    return parts.join(u'&');
}

Value requestOf(const http::RequestRecord& request)
{
    std::vector<Value> query;
    for (const auto& [name, value] : QUrlQuery(request.url).queryItems(QUrl::FullyDecoded))
        query.push_back(nameAndValue(name, value));
    Value made = objectOf({{"method", text(request.method)},
                           {"url", text(urlText(request.url))},
                           {"httpVersion", text(QStringLiteral("HTTP/1.1"))},
                           {"cookies", emptyList()},
                           {"headers", pairsOf(request.headers)},
                           {"queryString", Value::array(std::move(query))},
                           {"headersSize", Value::number(notKnown)},
                           {"bodySize", Value::number(request.bodyBytes)}});
    if (!request.form.isEmpty()) {
        made.add(QStringLiteral("postData"),
                 objectOf({{"mimeType", text(QStringLiteral("application/x-www-form-urlencoded"))},
                           {"params", pairsOf(request.form)},
                           {"text", text(formText(request.form))}}));
    }
    return made;
}

/// Where no answer came its status is 0, as browsers write it.
Value responseOf(const http::ResponseRecord& response)
{
    return objectOf(
        {{"status", Value::number(response.status)},
         {"statusText", text(response.reason)},
         {"httpVersion", text(QStringLiteral("HTTP/1.1"))},
         {"cookies", emptyList()},
         {"headers", pairsOf(response.headers)},
         {"content", objectOf({{"size", Value::number(response.bodyBytes)},
                               {"mimeType", text(headerNamed(response.headers, QLatin1String("Content-Type")))},
                               {"text", text(QString::fromUtf8(response.body))}})},
         {"redirectURL", text(urlText(response.redirectTarget))},
         {"headersSize", Value::number(notKnown)},
         {"bodySize", Value::number(response.bodyBytes)}});
}

Value timingsOf(const http::Phases& phases)
{
    // Names, TCP and TLS are one phase here: the library does not tell them apart.
    return objectOf({{"connect", Value::number(phases.connect.value_or(notKnown))},
                     {"send", Value::number(0)},
                     {"wait", Value::number(phases.waiting.value_or(0))},
                     {"receive", Value::number(phases.receiving.value_or(0))}});
}

Value entryOf(const http::Exchange& exchange)
{
    Value entry = objectOf({{"startedDateTime", text(exchange.started.toUTC().toString(Qt::ISODateWithMs))},
                            {"time", Value::number(exchange.phases.total)},
                            {"request", requestOf(exchange.request)},
                            {"response", responseOf(exchange.response.value_or(http::ResponseRecord()))},
                            {"cache", Value::object()},
                            {"timings", timingsOf(exchange.phases)},
                            {"_purpose", text(toName(exchange.purpose))}});
    if (exchange.failure) {
        const QString detail = exchange.failure->detail;
        entry.add(QStringLiteral("_error"),
                  text(exchange.failure->sentence + (detail.isEmpty() ? QString() : u' ' + detail)));
    }
    if (exchange.tls) {
        std::vector<Value> chain;
        for (const QString& certificate : exchange.tls->chain)
            chain.push_back(text(certificate));
        entry.add(QStringLiteral("_tls"), objectOf({{"version", text(exchange.tls->version)},
                                                    {"cipher", text(exchange.tls->cipher)},
                                                    {"chain", Value::array(std::move(chain))}}));
    }
    return entry;
}

} // namespace

QByteArray toHar(const Inspection& inspection)
{
    std::vector<Value> entries;
    for (const http::Exchange& exchange : inspection.exchanges)
        entries.push_back(entryOf(exchange));
    Value har = objectOf({{"log", objectOf({{"version", text(QStringLiteral("1.2"))},
                                            {"creator", objectOf({{"name", text(QStringLiteral("Assayer"))},
                                                                  {"version", text(QStringLiteral(ASSAYER_VERSION))}})},
                                            {"entries", Value::array(std::move(entries))}})}});
    SignatureMask(inspection.token).apply(har);
    return support::json::write(har, Layout::Indented) + '\n';
}

} // namespace assayer::inspection
