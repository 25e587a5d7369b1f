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

QString sentence(FailureKind kind, const QString& host, bool answered)
{
    switch (kind) {
    case FailureKind::HostUnknown:
        return tr("The name %1 is not known; is it spelled right, and is there a network?").arg(host);
    case FailureKind::Closed:
        // The library tells an answer that is not HTTP as a closed connection too.
        return answered ? tr("%1 closed the connection before the answer was complete.").arg(host)
                        : tr("%1 closed the connection without an answer, or its answer is not HTTP.").arg(host);
    case FailureKind::Tls:
        return tr("No secure connection to %1 came about.").arg(host);
    case FailureKind::Connect:
        return tr("%1 cannot be reached.").arg(host);
    default:
        return tr("The answer of %1 cannot be read: it is not HTTP, or it cannot be decompressed.").arg(host);
    }
}

/// The library turns a status into an error; then the answer itself is whole.
bool isMadeFromStatus(const QNetworkReply& reply, int status)
{
    switch (reply.error()) {
    case QNetworkReply::ContentReSendError:
        // After a whole answer it wants the body again for 307 and 308, though redirects are not followed, and where
        // the end of the connection is the end of the answer.
        return status == 307 || status == 308 ||
               (status != 0 && !reply.hasRawHeader("Content-Length") && !reply.hasRawHeader("Transfer-Encoding"));
    case QNetworkReply::ProtocolInvalidOperationError:
        return status == 400 || status == 418;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return status == 407;
    case QNetworkReply::ContentAccessDenied:
    case QNetworkReply::ContentOperationNotPermittedError:
    case QNetworkReply::ContentNotFoundError:
    case QNetworkReply::AuthenticationRequiredError:
    case QNetworkReply::ContentConflictError:
    case QNetworkReply::ContentGoneError:
    case QNetworkReply::UnknownContentError:
    case QNetworkReply::InternalServerError:
    case QNetworkReply::OperationNotImplementedError:
    case QNetworkReply::ServiceUnavailableError:
    case QNetworkReply::UnknownServerError:
        return status >= 400;
    default:
        return false;
    }
}

} // namespace

std::optional<Failure> failureOf(const QNetworkReply& reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    if (error == QNetworkReply::NoError)
        return std::nullopt;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (isMadeFromStatus(reply, status))
        return std::nullopt;
    const FailureKind kind = kindOf(error);
    return Failure{kind, sentence(kind, reply.url().host(), status != 0), reply.errorString()};
}

} // namespace assayer::http
