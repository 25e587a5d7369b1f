// SPDX-License-Identifier: Apache-2.0
#include "http/replyfailure.h"

#include <QCoreApplication>

namespace assayer::http {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

FailureKind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyNotFoundError:
        return FailureKind::HostUnknown;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::ProxyConnectionClosedError:
        return FailureKind::Closed;
    case QNetworkReply::SslHandshakeFailedError:
        return FailureKind::Tls;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return FailureKind::Connect;
    default:
        return FailureKind::Protocol;
    }
}

QString sentence(FailureKind kind, const QString& host)
{
    switch (kind) {
    case FailureKind::HostUnknown:
        return tr("The name %1 is not known; is it spelled right, and is there a network?").arg(host);
    case FailureKind::Closed:
        return tr("%1 closed the connection before the answer was complete.").arg(host);
    case FailureKind::Tls:
        return tr("No secure connection to %1 came about.").arg(host);
    case FailureKind::Connect:
        return tr("%1 cannot be reached.").arg(host);
    default:
        return tr("What %1 answered is not HTTP, or cannot be decompressed.").arg(host);
    }
}

} // namespace

std::optional<Failure> failureOf(const QNetworkReply& reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    if (error == QNetworkReply::NoError)
        return std::nullopt;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool fromStatus =
        error == QNetworkReply::AuthenticationRequiredError ||
        (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError &&
         error != QNetworkReply::ContentReSendError) ||
        error >= QNetworkReply::InternalServerError;
    if (fromStatus && status >= 400)
        return std::nullopt;
    const FailureKind kind = kindOf(error);
    return Failure{kind, sentence(kind, reply.url().host()), reply.errorString()};
}

} // namespace assayer::http
