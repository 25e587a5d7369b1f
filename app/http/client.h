// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"
#include "support/secret.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace assayer::http {

/// A header or form field to send; its value is either plain or secret, never both.
struct OutgoingValue {
    QString name;
    QString value;
    support::Secret secret;
    bool isSecret = false;
};

enum class PlainHttp { LoopbackOnly, Allowed };

/// The limits of one request.
struct Policy {
    std::chrono::milliseconds deadline{30'000}; ///< total, from send() to the last byte; at least 100 ms
    qint64 maximumBody = 2 * 1024 * 1024;       ///< bytes after decompression
    PlainHttp plainHttp = PlainHttp::LoopbackOnly;
};

struct Request {
    Purpose purpose = Purpose::Token;
    QString method = QStringLiteral("GET"); ///< GET or POST
    QUrl url;
    QList<OutgoingValue> headers; ///< besides User-Agent, Accept and client-request-id, or in their place
    QList<OutgoingValue> form;    ///< POST: application/x-www-form-urlencoded, in this order
    QList<support::Secret> masks; ///< further texts to mask in the answer
    Policy policy;
};

/// What came back: the record to show, and the body as received for the parser. `body` may hold a live token; it goes
/// no further than the flow.
struct Reply {
    Exchange exchange;
    QByteArray body;
};

/// One request under way. Owned by the caller; deleting it cancels silently. Lives on its client's thread.
class Call : public QObject {
    Q_OBJECT
public:
    enum class Phase { Connecting, Waiting, Receiving };
    Q_ENUM(Phase)

    /// Ends the call within 200 ms with FailureKind::Cancelled. Harmless after finished().
    virtual void cancel() = 0;

Q_SIGNALS:
    void phaseChanged(assayer::http::Call::Phase phase);
    /// Exactly once, never from inside send().
    void finished(const assayer::http::Reply& reply);

protected:
    using QObject::QObject;
};

/// Something that sends requests; the flow's tests hand in one of their own.
class Transport {
public:
    virtual ~Transport() = default;
    [[nodiscard]] virtual Call* send(const Request& request, QObject* parent) = 0;
};

/// The one HTTP client, with the policy that holds everywhere: no redirect followed, a total deadline, a size limit
/// after decompression, no cookies, no unasked authentication, HTTP/1.1, our own User-Agent, a POST sent once, only
/// http(s), plain http beyond loopback refused unless allowed. Certificates are always checked. Each request has a
/// connection of its own: a kept one may die just when the POST goes out, and would hide its connect time.
class Client final : public QObject, public Transport {
    Q_OBJECT
public:
    explicit Client(QObject* parent = nullptr);
    [[nodiscard]] Call* send(const Request& request, QObject* parent) override;
};

/// Whether the URL's host is loopback by its text: localhost, *.localhost, 127.0.0.0/8, [::1].
[[nodiscard]] bool isLoopback(const QUrl& url);

/// Why the policy refuses the URL, if it does: code "plain-http", "url-scheme" or "url-invalid".
[[nodiscard]] std::optional<Failure> refusal(const QUrl& url, PlainHttp plainHttp);

} // namespace assayer::http
