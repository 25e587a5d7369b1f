// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

/// One HTTP round trip as it is shown. No secret is in here: what was marked secret in the request is kept only as its
/// length, and its occurrences in the response (an authority that echoes it, the token itself) are masked before the
/// Exchange is made. Plain values.
namespace assayer::http {

struct Header {
    QString name;
    QString value; ///< empty when secret
    bool secret = false;
    bool operator==(const Header&) const = default;
};

/// A parameter of a form body.
struct Field {
    QString name;
    QString value; ///< empty when secret
    bool secret = false;
    qsizetype length = 0; ///< of the secret, in characters
    bool operator==(const Field&) const = default;
};

enum class Purpose { Discovery, Keys, Token, Api };
[[nodiscard]] QString toName(Purpose purpose); ///< "discovery", "keys", "token", "api"

struct RequestRecord {
    QString method;
    QUrl url;
    QList<Header> headers; ///< as sent by us; what the library adds is not known here
    QList<Field> form;     ///< in the order sent
    qint64 bodyBytes = 0;
};

struct ResponseRecord {
    int status = 0;
    QString reason;
    QList<Header> headers; ///< in the order received
    QByteArray body;       ///< as received after decompression, secrets and tokens masked, at most the limit
    qint64 bodyBytes = 0;  ///< received, after decompression
    QUrl redirectTarget;   ///< where a 3xx wanted to go; never followed
};

enum class FailureKind {
    Refused,     ///< by our policy, before anything was sent: plain http, a URL that is not http(s), a bad header
    HostUnknown, ///< the name does not resolve
    Connect,     ///< refused, unreachable
    Tls,         ///< certificate or handshake; detail says which and why
    Deadline,    ///< the total time was over
    Cancelled,   ///< by the user
    TooLarge,    ///< the body is larger than the limit
    Closed,      ///< the peer closed or reset before a whole answer
    Protocol     ///< what came is not HTTP, or cannot be decompressed
};
[[nodiscard]] QString toName(FailureKind kind); ///< "refused", "host-unknown", …

struct Failure {
    FailureKind kind = FailureKind::Protocol;
    QString sentence; ///< what happened, in plain words, with the host
    QString detail;   ///< the library's words, or the certificate's faults
    QString code =
        {}; ///< stable name of the particular case, where there is one: "plain-http", "certificate-expired" …
    bool operator==(const Failure&) const = default;
};

/// Durations in milliseconds; absent where the phase was not reached.
struct Phases {
    qint64 start = 0;                ///< since the run began; set by the flow
    std::optional<qint64> connect;   ///< name, TCP and TLS together: the library does not tell them apart
    std::optional<qint64> waiting;   ///< from the request being sent to the first byte of the answer
    std::optional<qint64> receiving; ///< from the first byte to the last
    qint64 total = 0;
    bool operator==(const Phases&) const = default;
};

struct TlsFacts {
    QString version; ///< "TLS 1.3"
    QString cipher;
    QStringList chain; ///< leaf first: subject, issuer, last day of validity
    bool operator==(const TlsFacts&) const = default;
};

struct Exchange {
    Purpose purpose = Purpose::Token;
    RequestRecord request;
    std::optional<ResponseRecord> response;
    std::optional<Failure> failure; ///< may stand beside a response that broke off
    Phases phases;
    std::optional<TlsFacts> tls;
    QDateTime started;
};

} // namespace assayer::http
