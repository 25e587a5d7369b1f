// SPDX-License-Identifier: Apache-2.0
#include "models/exchangedetails.h"

#include "models/valuetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace assayer::models {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("assayer", text, nullptr, n);
}

QList<Detail> headerRows(const QList<http::Header>& headers)
{
    QList<Detail> rows;
    for (const http::Header& header : headers)
        rows.append({header.name, header.value, header.secret ? tr("hidden in every copy") : QString(), header.secret});
    return rows;
}

void add(QList<Detail>& rows, const QString& name, const QString& value)
{
    if (!value.isEmpty())
        rows.append({name, value, {}, false});
}

void addPhase(QList<Detail>& rows, const QString& name, const std::optional<qint64>& milliseconds)
{
    if (milliseconds)
        add(rows, name, millisecondsInWords(*milliseconds));
}

DetailSection refusalSection(const oauth::AuthorityError& refusal)
{
    DetailSection section{tr("The authority's refusal"), {}, {}};
    add(section.rows, QStringLiteral("error"), refusal.error);
    add(section.rows, QStringLiteral("error_description"), refusal.description);
    if (refusal.code)
        add(section.rows, QStringLiteral("AADSTS"), QString::number(*refusal.code));
    add(section.rows, QStringLiteral("suberror"), refusal.suberror);
    add(section.rows, QStringLiteral("trace_id"), refusal.traceId);
    add(section.rows, QStringLiteral("correlation_id"), refusal.correlationId);
    add(section.rows, QStringLiteral("timestamp"), refusal.timestamp);
    add(section.rows, QStringLiteral("error_uri"), refusal.errorUri);
    if (refusal.retryAfterSeconds)
        add(section.rows, QStringLiteral("Retry-After"),
            tr("%n second(s)", static_cast<int>(*refusal.retryAfterSeconds)));
    add(section.rows, tr("what that is"), refusal.sentence);
    return section;
}

QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

} // namespace

QList<DetailSection> requestDetails(const http::Exchange& exchange)
{
    const http::RequestRecord& request = exchange.request;
    QList<DetailSection> sections;
    sections.append({tr("Request"), {{request.method, request.url.toString(QUrl::FullyEncoded), {}, false}}, {}});
    sections.append({tr("Headers, as sent by us"), headerRows(request.headers), {}});
    if (!request.form.isEmpty()) {
        DetailSection body{tr("Body"), {}, {}};
        for (const http::Field& field : request.form) {
            const QString note =
                field.secret ? tr("%n character(s), hidden in every copy", static_cast<int>(field.length)) : QString();
            body.rows.append({field.name, field.value, note, field.secret});
        }
        sections.append(body);
    }
    return sections;
}

QList<DetailSection> responseDetails(const http::Exchange& exchange,
                                     const std::optional<oauth::AuthorityError>& refusal)
{
    QList<DetailSection> sections;
    if (exchange.failure) {
        DetailSection failure{tr("What went wrong"), {}, {}};
        add(failure.rows, tr("what happened"), exchange.failure->sentence);
        add(failure.rows, tr("in particular"), exchange.failure->detail);
        sections.append(failure);
    }
    if (!exchange.response) {
        if (!exchange.failure)
            sections.append({tr("Response"), {{tr("nothing"), tr("no answer came"), {}, false}}, {}});
        return sections;
    }
    const http::ResponseRecord& response = *exchange.response;
    DetailSection status{tr("Status"), {}, {}};
    add(status.rows, QString::number(response.status),
        response.reason.isEmpty() ? QStringLiteral("–") : response.reason);
    if (!response.redirectTarget.isEmpty())
        status.rows.append(
            {tr("redirects to"), response.redirectTarget.toString(QUrl::FullyEncoded), tr("not followed"), false});
    sections.append(status);
    if (refusal && exchange.purpose == http::Purpose::Token)
        sections.append(refusalSection(*refusal));
    sections.append({tr("Headers"), headerRows(response.headers), {}});
    sections.append({tr("Body, %1").arg(bytesInWords(response.bodyBytes)), {}, QString::fromUtf8(response.body)});
    return sections;
}

QList<DetailSection> connectionDetails(const http::Exchange& exchange)
{
    const http::Phases& phases = exchange.phases;
    DetailSection times{tr("Times"), {}, {}};
    add(times.rows, tr("started"),
        QLocale().toString(exchange.started.toLocalTime(), QStringLiteral("d MMM yyyy HH:mm:ss.zzz")));
    addPhase(times.rows, exchange.tls ? tr("connect and TLS") : tr("connect"), phases.connect);
    addPhase(times.rows, tr("waiting"), phases.waiting);
    addPhase(times.rows, tr("receiving"), phases.receiving);
    add(times.rows, tr("in all"), millisecondsInWords(phases.total));
    DetailSection tls{tr("Encryption"), {}, {}};
    if (exchange.tls) {
        add(tls.rows, tr("version"), exchange.tls->version);
        add(tls.rows, tr("cipher"), exchange.tls->cipher);
        for (const QString& certificate : exchange.tls->chain)
            add(tls.rows, tr("certificate"), certificate);
    } else {
        add(tls.rows, tr("none"),
            exchange.request.url.scheme() == QLatin1String("http") ? tr("plain http") : tr("no handshake"));
    }
    return {times, tls};
}

QString toText(const http::Exchange& exchange, const std::optional<oauth::AuthorityError>& refusal)
{
    QStringList lines;
    for (const DetailSection& section :
         requestDetails(exchange) + responseDetails(exchange, refusal) + connectionDetails(exchange)) {
        lines << section.title;
        for (const Detail& row : section.rows)
            lines << QStringLiteral("    %1: %2").arg(row.name, row.hidden ? QStringLiteral("••••") : row.value);
        if (!section.text.isEmpty())
            lines << section.text;
        lines << QString();
    }
    return lines.join(u'\n');
}

QString toCurl(const http::Exchange& exchange)
{
    QString command = QStringLiteral("curl");
    for (const http::Header& header : exchange.request.headers) {
        if (!header.secret)
            command += QStringLiteral(" -H ") + shellQuoted(header.name + QStringLiteral(": ") + header.value);
    }
    return command + u' ' + shellQuoted(exchange.request.url.toString(QUrl::FullyEncoded));
}

} // namespace assayer::models
