// SPDX-License-Identifier: Apache-2.0
#include "http/outgoing.h"

#include "http/formencoding.h"

#include <QCoreApplication>
#include <QSslConfiguration>
#include <QUuid>

#include <algorithm>

namespace assayer::http {

namespace {

using support::Secret;

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

QByteArrayView bytesOf(const OutgoingValue& value, QByteArray& buffer)
{
    if (value.isSecret)
        return value.secret.reveal();
    buffer = value.value.toUtf8();
    return buffer;
}

/// RFC 9110 §5.6.2.
bool isToken(const QString& name)
{
    static const QByteArray extra = "!#$%&'*+-.^_`|~";
    return !name.isEmpty() && std::ranges::all_of(name, [](QChar character) {
        const char16_t code = character.unicode();
        return code < 0x7F && ((code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') ||
                               extra.contains(static_cast<char>(code)));
    });
}

/// No control characters but the tab: CR LF would begin another header.
bool isFieldValue(QByteArrayView value)
{
    return std::ranges::all_of(value, [](char character) {
        const auto code = static_cast<unsigned char>(character);
        return (code >= 0x20 && code != 0x7F) || code == '\t';
    });
}

/// Headers that say where the message ends, whose it is or how it travels: the client's own.
bool isReserved(const QString& name)
{
    static const QStringList reserved = {
        QStringLiteral("host"),        QStringLiteral("content-length"),  QStringLiteral("transfer-encoding"),
        QStringLiteral("te"),          QStringLiteral("trailer"),         QStringLiteral("connection"),
        QStringLiteral("upgrade"),     QStringLiteral("accept-encoding"), QStringLiteral("expect"),
        QStringLiteral("content-type")};
    return reserved.contains(name.toLower());
}

std::optional<Failure> headerRefusal(const OutgoingValue& header)
{
    const auto refused = [](const QString& sentence) {
        return Failure{FailureKind::Refused, sentence, {}, QStringLiteral("header-invalid")};
    };
    if (!isToken(header.name))
        return refused(tr("A header's name may hold only letters, digits and hyphens."));
    if (isReserved(header.name))
        return refused(tr("The header %1 is set by the program itself.").arg(header.name));
    QByteArray buffer;
    if (!isFieldValue(bytesOf(header, buffer)))
        return refused(
            tr("The value of the header %1 holds a line break or another control character.").arg(header.name));
    return std::nullopt;
}

QByteArray formBody(const QList<OutgoingValue>& form)
{
    qsizetype characters = 0;
    for (const OutgoingValue& field : form)
        characters += field.name.size() + std::max(field.secret.size(), field.value.size()) + 2;
    QByteArray body;
    body.reserve(characters * 9); // up to three bytes a character, each of them «%XX»; moving would leave copies behind
    for (const OutgoingValue& field : form) {
        if (!body.isEmpty())
            body += '&';
        appendFormEncoded(body, field.name.toUtf8());
        body += '=';
        QByteArray buffer;
        appendFormEncoded(body, bytesOf(field, buffer));
    }
    return body;
}

void applyPolicy(QNetworkRequest& request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    request.setSslConfiguration(tls);
}

} // namespace

std::optional<Failure> refusal(const Request& request)
{
    if (auto failure = refusal(request.url, request.policy.plainHttp))
        return failure;
    const bool post = request.method == QLatin1String("POST");
    if (!post && (request.method != QLatin1String("GET") || !request.form.isEmpty()))
        return Failure{
            FailureKind::Refused, tr("Only GET, and POST with a form, can be sent."), {}, QStringLiteral("method")};
    QStringList names;
    for (const OutgoingValue& header : request.headers) {
        if (auto failure = headerRefusal(header))
            return failure;
        if (names.contains(header.name, Qt::CaseInsensitive))
            return Failure{FailureKind::Refused,
                           tr("The header %1 is given twice.").arg(header.name),
                           {},
                           QStringLiteral("header-invalid")};
        names.append(header.name);
    }
    return std::nullopt;
}

QList<OutgoingValue> completeHeaders(const Request& request)
{
    QList<OutgoingValue> headers = request.headers;
    const auto add = [&headers](const QString& name, const QString& value) {
        const bool present = std::ranges::any_of(headers, [&name](const OutgoingValue& header) {
            return header.name.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (!present)
            headers.append({name, value, {}, false});
    };
    add(QStringLiteral("User-Agent"), QStringLiteral("Assayer/" ASSAYER_VERSION));
    add(QStringLiteral("Accept"), QStringLiteral("application/json"));
    add(QStringLiteral("client-request-id"), QUuid::createUuid().toString(QUuid::WithoutBraces));
    // The library would send the person's language otherwise, and answers would differ from machine to machine.
    add(QStringLiteral("Accept-Language"), QStringLiteral("en"));
    // With a coding asked for here the library leaves decompression to us: its own passes on damaged and cut streams,
    // and its guard hands out compressed bytes as if they were the body.
    add(QStringLiteral("Accept-Encoding"), QStringLiteral("identity"));
    add(QStringLiteral("Connection"), QStringLiteral("close"));
    return headers;
}

RequestRecord record(const Request& request, const QList<OutgoingValue>& headers, const Mask& mask)
{
    RequestRecord record;
    record.method = request.method;
    record.url = mask.applied(request.url.adjusted(QUrl::RemoveUserInfo));
    for (const OutgoingValue& header : headers)
        record.headers.append({header.name, header.isSecret ? QString() : mask.applied(header.value), header.isSecret});
    for (const OutgoingValue& field : request.form) {
        record.form.append({field.name, field.isSecret ? QString() : mask.applied(field.value), field.isSecret,
                            field.isSecret ? field.secret.characters() : 0});
    }
    return record;
}

Outgoing prepare(const Request& request, const Mask& mask)
{
    Outgoing out;
    out.request.setUrl(request.url.adjusted(QUrl::RemoveFragment));
    applyPolicy(out.request);

    QList<OutgoingValue> headers = completeHeaders(request);
    if (request.method == QLatin1String("POST")) {
        out.body = formBody(request.form);
        headers.append(
            {QStringLiteral("Content-Type"), QStringLiteral("application/x-www-form-urlencoded"), {}, false});
        headers.append({QStringLiteral("Content-Length"), QString::number(out.body.size()), {}, false});
    }
    for (const OutgoingValue& header : headers) {
        QByteArray buffer;
        out.request.setRawHeader(header.name.toLatin1(), bytesOf(header, buffer).toByteArray());
    }
    out.record = record(request, headers, mask);
    out.record.bodyBytes = out.body.size();
    return out;
}

QList<Secret> secrets(const Request& request)
{
    QList<Secret> all = request.masks;
    for (const OutgoingValue& field : request.form) {
        if (field.isSecret)
            all.append(field.secret);
    }
    for (const OutgoingValue& header : request.headers) {
        if (!header.isSecret)
            continue;
        all.append(header.secret);
        // «Bearer eyJ…» and «Basic …»: what follows the scheme is the secret, wherever it turns up.
        const QByteArrayView text = header.secret.reveal();
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == ' ') {
                all.append(Secret(text.sliced(i + 1).toByteArray()));
                break;
            }
        }
    }
    return all;
}

} // namespace assayer::http
