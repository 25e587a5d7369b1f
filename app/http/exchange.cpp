// SPDX-License-Identifier: Apache-2.0
#include "http/exchange.h"

namespace assayer::http {

QString toName(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Discovery:
        return QStringLiteral("discovery");
    case Purpose::Keys:
        return QStringLiteral("keys");
    case Purpose::Token:
        return QStringLiteral("token");
    case Purpose::Api:
        return QStringLiteral("api");
    }
    return {};
}

QString toName(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Refused:
        return QStringLiteral("refused");
    case FailureKind::HostUnknown:
        return QStringLiteral("host-unknown");
    case FailureKind::Connect:
        return QStringLiteral("connect");
    case FailureKind::Tls:
        return QStringLiteral("tls");
    case FailureKind::Deadline:
        return QStringLiteral("deadline");
    case FailureKind::Cancelled:
        return QStringLiteral("cancelled");
    case FailureKind::TooLarge:
        return QStringLiteral("too-large");
    case FailureKind::Closed:
        return QStringLiteral("closed");
    case FailureKind::Protocol:
        return QStringLiteral("protocol");
    }
    return {};
}

} // namespace assayer::http
