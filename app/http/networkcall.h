// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"
#include "http/outgoing.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace assayer::http {

/// A Call over the network. It has a QNetworkAccessManager of its own, so that no connection, cookie or credential of
/// another request can get into it.
///
/// Where Qt 6.4.2 sets the limits, and not the policy: header lines, chunks over plain http, and the body of a 401 or
/// 407 are read without a bound until the deadline or the peer ends them (on a thread that may not listen meanwhile:
/// see retire()); a 401 or 407 is held back until it is whole, so that one far beyond the limit ends with the deadline;
/// a GET may be asked twice where the end of the connection ends the answer (a POST never is); and what is not HTTP
/// looks like a closed connection.
class NetworkCall final : public Call {
    Q_OBJECT
public:
    NetworkCall(Request request, QObject* parent);
    ~NetworkCall() override;

    void cancel() override;

private:
    void start();
    void launch();
    void watch();
    void read();
    void replyFinished();
    /// The first one to end the call wins; what comes later is not heard.
    void end(std::optional<Failure> failure);
    void release();
    [[nodiscard]] std::optional<Failure> replyFailure() const;
    void takeResponse();
    void takeBody();
    void maskEchoedTokens();
    [[nodiscard]] Phases phases() const;
    [[nodiscard]] qint64 bodyLimit() const;

    Request m_request;
    Mask m_mask;
    Reply m_result;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    QPointer<QNetworkReply> m_reply;
    QTimer m_deadline;
    QElapsedTimer m_clock;
    std::optional<qint64> m_sentAt; ///< milliseconds on m_clock
    std::optional<qint64> m_answeredAt;
    QList<QSslError> m_certificateErrors;
    bool m_ended = false;
};

} // namespace assayer::http
